"""Facts become words, in the recipient's language, when the message goes out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from django.conf import settings
from django.template import Context, Engine, Template, engines
from django.utils import translation

from notifications import keys
from notifications.models import Message

SUBJECT = "Subject: "


class Recipient(Protocol):
    name: str
    email: str
    language: str


@dataclass
class Stranger:
    """Somebody without an account: an address, and the language of the page on which it was given."""

    email: str
    language: str
    name: str = ""


@dataclass(frozen=True)
class Letter:
    """What is said, still without an envelope. `preferences` is where the kind can be switched off, if it can."""

    subject: str
    text: str
    language: str
    preferences: str | None


def render(message: Message, person: Recipient, parts: Iterable[Message] = ()) -> Letter:
    """`parts` are those of a digest."""
    language = person.language
    kind = keys.kind(message.kind)
    preferences = absolute(settings.PREFERENCES_PATH) if keys.Way.OFF in kind.ways else None
    with translation.override(language):
        facts = _facts(message) | {"name": one_line(person.name), "stranger": isinstance(person, Stranger)}
        if kind == keys.DIGEST:
            facts |= {"day": date.fromisoformat(message.about), "entries": [_entry(part, language) for part in parts]}
        subject, words = _words(message.kind, language, facts)
        layout = template(f"mail/_layout.{language}.txt")
        text = _fill(layout, facts | {"words": words, "preferences": preferences})
    return Letter(subject, text, language, preferences)


def template_name(kind: str, language: str) -> str:
    return f"mail/{kind}.{language}.txt"


def template(name: str) -> Template:
    """TemplateDoesNotExist or TemplateSyntaxError if there is none, or none that works."""
    return _engine(tuple(engines["django"].dirs)).get_template(name)


def absolute(path: str) -> str:
    return str(settings.BASE_URL).rstrip("/") + path


def one_line(value: object) -> object:
    """Facts are single lines: whoever names a project must not write our header lines or paragraphs."""
    match value:
        case str():
            return " ".join(value.split())
        case Mapping():
            return {key: one_line(each) for key, each in value.items()}
        case list():
            return [one_line(each) for each in value]
    return value


@cache
def _engine(folders: tuple[str, ...]) -> Engine:
    return Engine(dirs=list(folders), builtins=["notifications.wording"])


def _facts(message: Message) -> dict[str, object]:
    facts = {key: one_line(value) for key, value in message.context.items()}
    return facts | {"about": one_line(message.about), "link": absolute(message.link)}


def _entry(part: Message, language: str) -> dict[str, object]:
    subject, _unused = _words(part.kind, language, _facts(part))
    return {"subject": subject, "link": absolute(part.link)}


def _words(kind: str, language: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """Subject and text."""
    first_line, _newline, words = _fill(template(template_name(kind, language)), facts).partition("\n")
    return first_line.removeprefix(SUBJECT).strip(), words.strip()


def _fill(text: Template, facts: Mapping[str, object]) -> str:
    return str(text.render(Context(dict(facts), autoescape=False)))

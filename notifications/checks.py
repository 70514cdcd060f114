"""`manage.py check`: every kind has its words in every language, and no words are left without a kind."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines

from notifications import keys
from notifications.rendering import SUBJECT, template, template_name


def check_words(**_options: object) -> list[CheckMessage]:
    languages = [code for code, _name in settings.LANGUAGES]
    expected = {template_name(kind.name, language) for kind in keys.registered() for language in languages}
    return [*_missing(expected), *_left_over(expected)]


def check_settings(**_options: object) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not getattr(settings, "BASE_URL", "").startswith(("https://", "http://")):
        found.append(Error("BASE_URL must begin with https:// (or http://): links in mails need it.", id="mail.E004"))
    if not settings.EMAIL_TIMEOUT:
        found.append(Error("EMAIL_TIMEOUT is not set: a mail server that hangs would hold the worker.", id="mail.E005"))
    return found


def _missing(names: set[str]) -> Iterator[CheckMessage]:
    for name in sorted(names):
        try:
            text = str(template(name).source)
        except TemplateDoesNotExist:
            yield Error(f"The words are missing: templates/{name}", id="mail.E001")
        except TemplateSyntaxError as error:
            yield Error(f"templates/{name}: {error}", id="mail.E002")
        else:
            if not text.startswith(SUBJECT):
                yield Error(f'templates/{name} must begin with "{SUBJECT}…"', id="mail.E002")


def _left_over(expected: set[str]) -> Iterator[CheckMessage]:
    for folder in engines["django"].dirs:
        for path in sorted(Path(folder, "mail").glob("[!_]*.txt")):
            if f"mail/{path.name}" not in expected:
                yield Error(f"templates/mail/{path.name} belongs to no registered kind.", id="mail.E003")

"""Letters as PDF. The wording is in templates/letters; facts reach it as data, never as source text."""

import datetime as dt
import json
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, get_type_hints

import typst
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.documents import facts as letter_facts
from funding.documents.forwarding_facts import FORWARDING_LETTERS
from funding.documents.meeting_facts import MEETING_LETTERS
from funding.documents.notice_facts import NOTICE_LETTERS
from funding.documents.objection_facts import OBJECTION_LETTERS
from funding.documents.reclaim_facts import RECLAIM_LETTERS
from funding.documents.report_facts import REPORT_LETTERS
from workflows.clock import BERLIN
from workflows.refusals import BadInput

TEMPLATES: Final = settings.ROOT / "templates" / "letters"
FONTS: Final = TEMPLATES / "fonts"
STANDARDS: Final = ("ua-1", "a-2a")
LANGUAGES: Final = ("de", "en")
LETTERS: Final = (
    letter_facts.LETTERS
    | NOTICE_LETTERS
    | RECLAIM_LETTERS
    | OBJECTION_LETTERS
    | FORWARDING_LETTERS
    | MEETING_LETTERS
    | REPORT_LETTERS
)


def render(kind: str, *, language: str, facts: Mapping[str, Any]) -> bytes:
    """The letter as tagged PDF (PDF/UA-1 and PDF/A-2a). The same facts give the same bytes.

    `facts` has the shape of `LETTERS[kind]`; facts missing or unknown are a ValueError.
    Text with control characters raises BadInput; a character that no font can draw is written as [U+1F600].
    """
    _check(kind, language, facts)
    with override(language):
        data = json.dumps(written(facts), sort_keys=True)
    return typst.compile(
        TEMPLATES / f"{kind}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=facts["made_at"].astimezone(dt.UTC),
        sys_inputs={"language": language, "facts": data},
    )


def _check(kind: str, language: str, facts: Mapping[str, Any]) -> None:
    if kind not in LETTERS or language not in LANGUAGES:
        raise ValueError(f"There is no letter {kind!r} in {language!r}.")
    expected = get_type_hints(LETTERS[kind]).keys()
    if missing := expected - facts.keys():
        raise ValueError(f"{kind} lacks the facts {sorted(missing)}.")
    if unknown := facts.keys() - expected:
        raise ValueError(f"{kind} knows no facts {sorted(unknown)}.")


def written(value: Any, name: str = "facts") -> Any:
    """The value as JSON: days and instants in ISO form (Berlin), money with two places, text drawable by our fonts."""
    match value:
        case None | bool() | int():
            return value
        case str() | Promise():
            return drawable(str(value), name)
        case Decimal():
            return f"{value:.2f}"
        case dt.datetime():
            return value.astimezone(BERLIN).isoformat()
        case dt.date():
            return value.isoformat()
        case Mapping():
            return {key: written(part, key) for key, part in value.items()}
        case list() | tuple():
            return [written(part, name) for part in value]
    raise TypeError(f"{name}: a letter cannot show {type(value).__name__}.")


def drawable(text: str, name: str) -> str:
    """The text with every character that cannot be drawn made visible by its number, so that nothing gets lost."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    if any(unicodedata.category(character) in ("Cc", "Cs") and character != "\n" for character in text):
        raise BadInput(name, _("The text contains control characters that no letter can show. Type it again."))
    return "".join(character if _has_glyph(character) else f"[U+{ord(character):04X}]" for character in text)


def _has_glyph(character: str) -> bool:
    if character == "\n":
        return True
    starts, ends = _covered()
    place = bisect_right(starts, ord(character)) - 1
    return place >= 0 and ord(character) <= ends[place]


@cache
def _covered() -> tuple[list[int], list[int]]:
    """First and last numbers of the ranges of characters in fonts/coverage.txt."""
    ranges = [line.split("-") for line in (FONTS / "coverage.txt").read_text().split()]
    return [int(first, 16) for first, _last in ranges], [int(last, 16) for _first, last in ranges]

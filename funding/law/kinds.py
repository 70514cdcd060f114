"""What a rule of law can say: how it is typed, what is plausible, and how to say it to whoever enters it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from funding.law.remedy import Remedy

BASE_RATE = "base_rate"
HALF_YEARS = ((1, 1), (7, 1))  # § 247 (1) BGB: it changes on these days and on no other
PERCENT = re.compile(r"-?[0-9]{1,2}(?:[.,][0-9]{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Kind:
    """`read` answers the value as an entry holds it, or None where the text does not fit or is out of bounds."""

    read: Callable[[str], Any]
    words: str | Promise
    least: int = 0
    most: int = 0

    @property
    def expected(self) -> str:
        """In the reader's language."""
        return str(self.words) % {"least": self.least, "most": self.most}


def _whole(least: int, most: int) -> Kind:
    def read(text: str) -> int | None:
        fits = text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most
        return int(text) if fits else None

    return Kind(read, _("a whole number from %(least)s to %(most)s"), least, most)


def _percent(least: int, most: int) -> Kind:
    def read(text: str) -> str | None:
        if not PERCENT.fullmatch(text):
            return None
        number = Decimal(text.replace(",", "."))
        return str(number) if least <= number <= most else None

    return Kind(read, _("a rate from %(least)s to %(most)s with at most two decimal places, like 1,27"), least, most)


def _one_of(words: dict[str, Any], expected: str | Promise) -> Kind:
    return Kind(lambda text: words.get(text.lower()), expected)


YES_NO = _one_of({"ja": True, "yes": True, "nein": False, "no": False}, _("yes or no"))
REMEDY = _one_of(
    {
        **{str(word): str(word) for word in Remedy.values},
        "widerspruch": str(Remedy.OBJECTION),
        "klage": str(Remedy.ACTION),
    },
    _("“objection” or “action”"),
)
CONDITIONS = Kind(lambda text: text or None, _("the name of the conditions, like ANBest-P"))
YEARS = _whole(1, 50)
KINDS: dict[str, Kind] = {
    "fiction_days": _whole(1, 14),
    "shift_fiction_day": YES_NO,
    "portal_days": _whole(1, 30),
    "appeal_months": _whole(1, 12),
    "appeal_months_uninstructed": _whole(1, 36),
    "remedy_type": REMEDY,
    "reinstatement_weeks": _whole(1, 12),
    "revocation_months": _whole(1, 60),
    BASE_RATE: _percent(-5, 15),
    "interest_margin": _percent(0, 15),
    "days_in_year": _whole(360, 366),
    "conditions_municipal": CONDITIONS,
    "conditions_private": CONDITIONS,
    "retention_award": YEARS,
    "retention_application": YEARS,
    "retention_budget": YEARS,
    "retention_meeting": YEARS,
    "retention_roster": YEARS,
    "retention_statement": YEARS,
    "retention_idea": YEARS,
    "retention_member": YEARS,
    "archive_answer_months": _whole(1, 24),
}


def typed(value: Any) -> str:
    """What an entry holds, as `read` of its kind accepts it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def in_words(rule: str, value: Any) -> str | Promise:
    """What an entry holds, as people say it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if rule == "remedy_type":
        return dict(Remedy.choices).get(value, value)
    return str(value).replace(".", ",") if rule in (BASE_RATE, "interest_margin") else str(value)


def begins_half_year(day: date) -> bool:
    return (day.month, day.day) in HALF_YEARS


def next_half_year(day: date) -> date:
    """The day on which the base rate may change next."""
    return date(day.year, 7, 1) if day.month < HALF_YEARS[1][0] else date(day.year + 1, 1, 1)

"""The types a programme's value can have: what fits, and how to say it to whoever enters it."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import starmap

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.inputs import NO_TEXT

MONEY = re.compile(r"\d{1,12}\.\d\d", re.ASCII)
SHARE = re.compile(r"\d{1,6}/[1-9]\d{0,5}", re.ASCII)
DAY = re.compile(r"\d\d-\d\d", re.ASCII)
CUTOFF = re.compile(r"(\d\d-\d\d) (preceding|same) year", re.ASCII)
# The longest period of each unit that a programme may set: days counted from one stay in the years whose holidays are
# known, and a slip of the keyboard does not make one of centuries.
LONGEST = {"days": 3_650, "weeks": 520, "months": 120, "years": 30}
MOST = 9_999


def _positive(value: object) -> bool:
    return type(value) is int and 0 < value <= MOST


def _is_share(value: object) -> bool:
    return isinstance(value, str) and bool(SHARE.fullmatch(value)) and Fraction(value) <= 1


def _is_money(value: object) -> bool:
    return isinstance(value, str) and bool(MONEY.fullmatch(value))


def _is_day(value: object) -> bool:
    """Month and day of every year: 29 February is none."""
    try:
        return bool(DAY.fullmatch(value)) and bool(date.fromisoformat(f"2023-{value}"))
    except (TypeError, ValueError):
        return False


def _is_cutoff(value: object) -> bool:
    found = isinstance(value, str) and CUTOFF.fullmatch(value)
    return bool(found) and _is_day(value[:5])


def _list_of(right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(map(right, value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not NO_TEXT.search(value)


def _is_length(value: object) -> bool:
    return isinstance(value, dict) and len(value) == 1 and all(starmap(is_period, value.items()))


def is_period(unit: str, number: object) -> bool:
    return _positive(number) and unit in LONGEST and number <= LONGEST[unit]


def _is_frequency(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"at_least", "in"}
        and _positive(value["at_least"])
        and value["in"] in ("year", "version")
    )


def _are_benches(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_is_text, value)) and all(map(_positive, value.values()))


KINDS: dict[str, tuple[Callable[[object], bool], str | Promise]] = {
    "bool": (lambda value: isinstance(value, bool), _("true or false")),
    "text": (_is_text, _("a text")),
    "texts": (_list_of(_is_text), _("a list of texts")),
    "money": (_is_money, _("an amount with two decimal places, like 80000.00")),
    "share": (_is_share, _("a fraction between 0 and 1, like 10/100")),
    "number": (_positive, _("a whole number above 0")),
    "numbers": (_list_of(_positive), _("a list of whole numbers above 0")),
    "cutoff": (_is_cutoff, _("a day and its year, like “09-15 preceding year”")),
    "days": (_list_of(_is_day), _("a list of days, like 07-31")),
    "length": (_is_length, _('one length, like {"weeks": 2}')),
    "frequency": (_is_frequency, _('a frequency, like {"at_least": 1, "in": "year"}')),
    "benches": (_are_benches, _('benches with their seats, like {"doctors": 1}')),
}

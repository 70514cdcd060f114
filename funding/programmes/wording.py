"""A programme's rules in plain words: what it sets, or that it sets nothing."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.programmes.benches import bench_label, in_order
from funding.programmes.kinds import CUTOFF
from funding.programmes.terms import Term


def not_set() -> str:
    return _("not set by the programme")


def in_words(term: Term, value: Any) -> str:
    """The value as a reader says it; "not set by the programme" for None."""
    if value is None:
        return not_set()
    if term.kind == "choice":
        return str(term.choices[value])
    if term.kind == "texts" and term.choices:
        value = [str(term.choices.get(each, each)) for each in value]
    return WORDS[term.kind](value)


def _share(value: str) -> str:
    per_cent = Fraction(value) * 100
    if per_cent.denominator == 1:
        return _("%(number)s %%") % {"number": per_cent.numerator}
    return str(Fraction(value))


def _money(value: str) -> str:
    return _("€%(amount)s") % {"amount": number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True)}


def day_of_year(value: str) -> str:
    """“09-15” as a reader says it."""
    month, day = value.split("-")
    return _("%(day)s %(month)s") % {"day": int(day), "month": MONTHS[int(month)]}


def _cutoff(value: str) -> str:
    day, which = CUTOFF.fullmatch(value).groups()  # type: ignore[union-attr]
    if which == "preceding":
        return _("%(day)s of the year before the funding begins") % {"day": day_of_year(day)}
    return _("%(day)s of the year in which the funding begins") % {"day": day_of_year(day)}


def _length(value: dict[str, int]) -> str:
    ((unit, number),) = value.items()
    words = {
        "days": ngettext("%(number)s day", "%(number)s days", number),
        "weeks": ngettext("%(number)s week", "%(number)s weeks", number),
        "months": ngettext("%(number)s month", "%(number)s months", number),
        "years": ngettext("%(number)s year", "%(number)s years", number),
    }
    return words[unit] % {"number": number}


def _frequency(value: dict[str, Any]) -> str:
    if value["in"] == "year":
        return _("at least %(number)s in a year") % {"number": value["at_least"]}
    return _("at least %(number)s while the version counts") % {"number": value["at_least"]}


def _benches(value: dict[str, int]) -> str:
    return ", ".join(f"{bench_label(bench)}: {value[bench]}" for bench in in_order(value))


WORDS: dict[str, Callable[[Any], str]] = {
    "bool": lambda value: _("yes") if value else _("no"),
    "text": str,
    "texts": "; ".join,
    "money": _money,
    "share": _share,
    "number": str,
    "numbers": lambda value: ", ".join(map(str, value)),
    "cutoff": _cutoff,
    "days": lambda value: ", ".join(map(day_of_year, value)),
    "length": _length,
    "frequency": _frequency,
    "benches": _benches,
}

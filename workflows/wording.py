"""Words for worked steps, in the language that is active."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from workflows.calculators.steps import Step, WrongInput
from workflows.calculators.values import Length, Percent, Value, Word

DAY = {"de": "l, d.m.Y", "en": "l, j F Y"}
INSTANT = {"de": "l, d.m.Y, H:i:s", "en": "l, j F Y, H:i:s"}
ONE = {"days": _("1 day"), "weeks": _("1 week"), "months": _("1 month"), "years": _("1 year")}
MANY = {
    "days": _("%(number)s days"),
    "weeks": _("%(number)s weeks"),
    "months": _("%(number)s months"),
    "years": _("%(number)s years"),
}


def render_steps(steps: Iterable[Step]) -> list[str]:
    """One sentence a step, its rule first. Stored steps come back by `Step.from_json`."""
    return [f"{gettext(step.rule)}: {filled(step.text, step.values)}" for step in steps]


def render_error(error: WrongInput) -> str:
    """What is wrong, after the path of the field."""
    sentence = filled(error.text, error.values)
    return f"{error.field}: {sentence}" if error.field else sentence


def filled(text: str, values: Mapping[str, Value]) -> str:
    return gettext(text) % {name: worded(value) for name, value in values.items()}


def worded(value: Value) -> str:
    match value:
        case int() | str() | Fraction():
            return str(value)
        case datetime():
            return format_date(value, INSTANT[_language()])
        case date():
            return _day(value, _language())
        case Decimal():
            return _money(value, _language())
        case Percent():
            return f"{_decimal(value.value, _language())} %"
        case Length(unit, 1):
            return gettext(ONE[unit])
        case Length(unit, number):
            return gettext(MANY[unit]) % {"number": number}
        case Word():
            return gettext(value.text)


def _language() -> str:
    return (get_language() or "en")[:2]


@lru_cache(maxsize=4096)
def _day(day: date, language: str) -> str:
    return format_date(day, DAY[language])


def _money(amount: Decimal, language: str) -> str:
    whole, _point, cents = str(abs(amount)).partition(".")
    sign = "−" if amount < 0 else ""
    if language == "de":
        return f"{sign}{int(whole):,}".replace(",", ".") + f",{cents} €"
    return f"{sign}€{int(whole):,}.{cents}"


def _decimal(number: Decimal, language: str) -> str:
    text = f"{number:f}"
    return text.replace(".", ",") if language == "de" else text

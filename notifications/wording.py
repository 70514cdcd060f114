"""How days, instants and sums are written in mails: {{ due_on|day }}, {{ held_at|instant }}, {{ amount|euro }}."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format

register = template.Library()

DAY = {"de": "l, d.m.Y", "en": "l, j F Y"}
INSTANT = {"de": r"l, d.m.Y, H:i \U\h\r", "en": "l, j F Y, H:i"}
EURO = {"de": "{}\N{NO-BREAK SPACE}€", "en": "€{}"}


@register.filter
def day(value: date | str) -> str:
    """A date or an ISO day: "Freitag, 04.12.2026"."""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    return date_format(when, DAY[_language()])


@register.filter
def instant(value: datetime | str) -> str:
    """An aware datetime or an ISO instant with offset, in Berlin: "Freitag, 04.12.2026, 15:30 Uhr"."""
    when = datetime.fromisoformat(value) if isinstance(value, str) else value
    return date_format(timezone.localtime(when), INSTANT[_language()])


@register.filter
def euro(value: Decimal | str) -> str:
    """A decimal or a decimal string: "1.234,56 €"."""
    return EURO[_language()].format(number_format(Decimal(value), 2, force_grouping=True))


def _language() -> str:
    return (translation.get_language() or "de").partition("-")[0]

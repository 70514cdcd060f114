"""What exactly the body votes on, in the words of its papers."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from funding.motions.given import ORDERS
from funding.motions.models import Motion
from funding.motions.orders import orders_of
from funding.motions.states import Kind


def asked(motion: Motion, today: dt.date) -> str:
    """Of an election who for which office, of standing orders what changes; in the language active."""
    if motion.kind == Kind.ELECTION:
        return _elected(motion)
    if motion.kind == Kind.STANDING_ORDERS:
        orders_of(motion, today)  # they can still be applied
        return "\n".join([_day(motion), *_changes(motion)])
    return ""


def _elected(motion: Motion) -> str:
    office = _("%(number)s. deputy") % {"number": motion.rank} if motion.rank else _("chair")
    until = motion.until_on and _("until %(day)s") % {"day": _words(motion.until_on)}
    return ", ".join(filter(None, (str(motion.candidate), office, _day(motion), until)))


def _day(motion: Motion) -> str:
    if motion.from_on is None:
        return _("from the day of the resolution")
    return _("from %(day)s, not before the resolution") % {"day": _words(motion.from_on)}


def _changes(motion: Motion) -> list[str]:
    fields = {field.name: field for field in Motion._meta.local_concrete_fields}
    said = []
    for name in ORDERS:
        if value := getattr(motion, name):
            words = dict(fields[name].flatchoices).get(value, value)
            said.append(f"{fields[name].verbose_name}: {words}")
    return said


def _words(day: dt.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")

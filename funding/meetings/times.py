"""Hours as people write them, and the instants they are."""

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from workflows.clock import BERLIN
from workflows.inputs import Words
from workflows.refusals import BadInput

Hour = Annotated[str, Words(5, erasable=False)]


def read_hour(field: str, text: str) -> dt.time:
    """ "18:05" or "9:30". Raises BadInput."""
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - an hour alone
    except ValueError:
        raise BadInput(field, _("Enter an hour, for example 18:05.")) from None


def instant(field: str, text: str, day: dt.date, now: dt.datetime) -> dt.datetime:
    """This hour of the day in Berlin; without one, this minute. Raises BadInput for what is still to come."""
    at = dt.datetime.combine(day, read_hour(field, text), BERLIN) if text else now.replace(second=0, microsecond=0)
    if at > now:
        raise BadInput(field, _("This hour has not come yet."))
    return at

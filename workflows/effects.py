"""Effects any lifecycle may use in its column "does", and what effects often ask of a day or do with a deadline."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from workflows.inputs import Text
from workflows.models import Case, Deadline
from workflows.refusals import BadInput
from workflows.step import Step


def note_reason(case: Case, step: Step, *, reason: Text) -> None:
    """Nothing but the words, which stand beside the event."""


def advise(case: Case, step: Step, *, advice: Text) -> str:
    """Said for good beside the case, which stays where it is; whoever has to act decides what comes of it."""
    return str(case.state)


def check_not_ahead(field: str, day: dt.date, step: Step) -> None:
    """Raises BadInput for a day that is still to come."""
    if day > step.today:
        raise BadInput(field, _("This day has not come yet."))


def check_ahead(field: str, day: dt.date, step: Step) -> None:
    """Raises BadInput for today and every day before."""
    if day <= step.today:
        raise BadInput(field, _("Enter a day in the future."))


def meet_deadline(step: Step) -> None:
    """The stay's day has come and the case goes on by it: met, for nobody has missed anything."""
    for deadline in step.counted():
        deadline.status, deadline.closed_at = Deadline.Status.MET, step.now
        step.work.ledger.change(deadline)

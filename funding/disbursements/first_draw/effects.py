"""What the moves of a first call for money do."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from funding.disbursements.first_draw.resting import rests_of
from funding.disbursements.first_draw.states import S
from funding.disbursements.queries import is_called_for
from funding.roles import SIGNATORY
from workflows.dates import add_rests
from workflows.dates import extend as extend_deadline
from workflows.effects import meet_deadline
from workflows.inputs import Day, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import last_day


def look(case: Case, step: Step) -> str:
    """A request that is signed counts, paid or not, or returned for correction. Nothing is missed where the day moves
    on because nobody could call for money meanwhile."""
    if not is_called_for(case.firstdraw.award) and recount(case, step) >= step.today:
        step.tell("first_draw.changed", step.people(SIGNATORY))
        return S.WAITING
    if is_called_for(case.firstdraw.award):
        meet_deadline(step)
        return S.MET
    return S.MISSED


def recount(case: Case, step: Step) -> dt.date:
    """The day that counts from now on, with its calculation."""
    first = case.firstdraw
    if rests := rests_of(first.award, after=first.counted_on, until=step.today):
        first.draw_by = add_rests(step, str(S.WAITING), rests).due_on
        first.counted_on = step.today
        first.save(update_fields=["draw_by", "counted_on"])
    step.record(draw_by=first.draw_by)
    return first.draw_by


def extend(case: Case, step: Step, *, until: Day, reason: Text) -> None:
    if until < step.today:
        raise BadInput("until", _("Enter a day that is still to come."))
    until = last_day(until, step.facts_for_timing())
    extend_deadline(step, str(S.WAITING), until=until)
    case.firstdraw.draw_by, case.firstdraw.counted_on = until, step.today
    case.firstdraw.save(update_fields=["draw_by", "counted_on"])

"""What the moves of a first call for money do."""

from django.utils.translation import gettext_lazy as _

from funding.disbursements.first_draw.states import S
from funding.disbursements.queries import is_called_for
from workflows.dates import extend as extend_deadline
from workflows.effects import meet_deadline
from workflows.inputs import Day, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step


def look(case: Case, step: Step) -> str:
    """A request that is signed counts, paid or not, or returned for correction."""
    if is_called_for(case.firstdraw.award):
        meet_deadline(step)
        return S.MET
    return S.MISSED


def extend(case: Case, step: Step, *, until: Day, reason: Text) -> None:
    if until < step.today:
        raise BadInput("until", _("Enter a day that is still to come."))
    extend_deadline(step, str(S.WAITING), until=until)
    case.firstdraw.draw_by = until
    case.firstdraw.save(update_fields=["draw_by"])

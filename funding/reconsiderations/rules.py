"""Until when a resolution can be lifted, and when the motion has failed."""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.decisions.review import is_carried_out
from funding.decisions.states import FALLEN
from funding.decisions.states import S as Decided
from workflows.models import Case
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step


def is_not_carried_out(case: Case, step: Step) -> None:
    """Also at the end of the vote: what has been carried out meanwhile is no longer lifted."""
    if is_carried_out(case.parent, step):
        raise Refused(
            "carried_out", _("What the body resolved has been carried out. It can no longer be reconsidered.")
        )


def resolution_stands(case: Case, step: Step) -> None:
    if case.parent.state in FALLEN:
        raise Refused("fallen_already", _("The resolution has fallen already. Withdraw the motion."))


def was_not_carried(case: Case, step: Step) -> None:
    """Also where it was deferred, returned or given up, or carried too late: the resolution stands."""
    found = results.decision_of(step)
    if found is None or found.state != Decided.ADOPTED:
        results.body_has(step, Decided.REJECTED, Decided.DEFERRED, Decided.RETURNED, Decided.ABORTED)
    elif not is_carried_out(case.parent, step):
        raise no_result_yet()

"""When a decision on an objection may be signed, issued and sent. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.notices.objection.models import Result
from funding.notices.rules import UNDECIDED, check_nothing_is_ordered, made_by
from funding.notices.states import M as Notice
from workflows.models import Case
from workflows.refusals import Refused, four_eyes, no_result_yet
from workflows.step import Step

RECORDERS = (Notice.DISPATCH, Notice.CONTEST, Notice.RECORD_LATE_REMEDY)


def notice_above(case: Case, step: Step) -> Case:
    return step.work.parent_of(case)


def objection_still_waits(case: Case, step: Step) -> None:
    if notice_above(case, step).state not in UNDECIDED:
        raise Refused("not_contested", _("No objection or action against the notice waits for a decision."))


def objection_waits_no_longer(case: Case, step: Step) -> None:
    if notice_above(case, step).state in UNDECIDED:
        raise no_result_yet()


def another_sent_and_recorded(case: Case, step: Step) -> None:
    """Who sent the notice, or recorded the objection, does not decide on it."""
    if step.actor in made_by(notice_above(case, step), *RECORDERS):
        raise four_eyes()


def nothing_is_ordered(case: Case, step: Step) -> None:
    """Where the notice is annulled: what the cash office still pays out would be missing from what is asked back."""
    if case.objectionruling.result == Result.FULL:
        check_nothing_is_ordered(notice_above(case, step).parent_id)


def was_never_sent(case: Case, step: Step) -> None:
    if case.objectionruling.posted_on is not None:
        raise Refused("decision_was_sent", _("The decision has been sent, so it is neither changed nor dropped."))

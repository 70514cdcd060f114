"""What the moves of a notice do beside serving it."""

from funding.notices.states import S
from funding.serving import effects as serving
from workflows.effects import check_not_ahead, meet_deadline
from workflows.inputs import Day, Flag, Text
from workflows.models import Case
from workflows.step import Step


def become_final(case: Case, step: Step) -> None:
    meet_deadline(step)


def waive_remedy(case: Case, step: Step, *, declared: Flag) -> None:
    serving.waive(case, step, declared=declared)


def uphold(
    case: Case,
    step: Step,
    *,
    decided_on: Day,
    objection_served_on: Day = None,
    instructed: Flag = True,
    reason: Text,
) -> str:
    """After an action it is final. After an objection an action may follow, so its month is counted anew."""
    served = {"decided_on": decided_on, "objection_served_on": objection_served_on, "instructed": instructed}
    return S.NOTIFIED if serving.action_may_follow(case, step, **served) else S.FINAL


def annul(case: Case, step: Step, *, decided_on: Day, reason: Text) -> None:
    """The case above decides anew."""
    check_not_ahead("decided_on", decided_on, step)


def dismiss_remedy(case: Case, step: Step, *, reason: Text) -> None:
    """It came too late and there is no reinstatement."""

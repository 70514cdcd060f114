"""What the region's body does with its resolution while the authority has the application, or after the award."""

from funding.applications.states import S
from funding.decisions.states import ANSWERS, FALLEN
from workflows.models import Case
from workflows.refusals import no_result_yet
from workflows.step import Step

HEARD_IN = (S.SUBMITTED, S.RETURNED_FOR_REVISION, S.AWARDED)


def resolution_has_fallen(case: Case, step: Step) -> None:
    _has_come_to(case, step, *FALLEN)


def body_has_answered(case: Case, step: Step) -> None:
    _has_come_to(case, step, *ANSWERS)


def _has_come_to(case: Case, step: Step, *states: str) -> None:
    """In this transaction, and this has not been noted yet."""
    vote = _vote_on_idea(case, step)
    moved = [each for each in step.work.events if vote and each.case_id == vote.pk and each.from_state != each.to_state]
    noted = any(each.case_id == case.pk and each.move == str(step.row.name) for each in step.work.events)
    if vote is None or vote.state not in states or noted or not moved:
        raise no_result_yet()


def _vote_on_idea(case: Case, step: Step) -> Case | None:
    at_hand = (each for each in step.work.chain if each.lifecycle == "decision" and each.parent_id == case.parent_id)
    return max(at_hand, key=lambda each: each.pk, default=None)


def note_answer(case: Case, step: Step) -> str:
    """`resolved_on`: the day of the vote, which is earlier than today where it was held elsewhere."""
    vote = _vote_on_idea(case, step)
    held_on = vote.decision.held_on if vote.state in ANSWERS else None
    step.record(decision=vote.pk, answer=vote.state, resolved_on=held_on or step.today)
    return case.state

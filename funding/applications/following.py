"""How a case below an application, such as its examination, learns what the application has just done."""

from workflows.models import Case
from workflows.step import Step


def application_of(case: Case, step: Step) -> Case:
    """The case above; the locked one, where a move is made."""
    return step.work.above(case) or case.parent


def just_made(case: Case, step: Step, *names: str) -> bool:
    """Whether the application above has made one of these moves in this transaction, and the case has not followed."""
    both = (case.pk, case.parent_id)
    last = next((event for event in reversed(step.work.events) if event.case_id in both), None)
    return last is not None and last.case_id == case.parent_id and last.move in names

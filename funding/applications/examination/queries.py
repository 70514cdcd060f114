"""The application an examination is about."""

from workflows.models import Case
from workflows.step import Step


def application_of(case: Case, step: Step) -> Case:
    """The case above; the locked one, where a move is made."""
    return step.work.above(case) or case.parent

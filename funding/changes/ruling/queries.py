"""The change request above its decision, and the newest decision below a change request."""

from funding.changes.models import Change
from funding.changes.queries import change_of
from workflows.models import Case
from workflows.step import Step


def above(case: Case, step: Step) -> Case:
    """As this transaction knows it."""
    return step.work.parent_of(case)


def asked(case: Case, step: Step) -> Change:
    return change_of(above(case, step))


def as_the_change(case: Case, step: Step) -> Step:
    """The step as one of the change request: what is opened and filed by it stands there."""
    return step.as_of(above(case, step))


def newest_ruling(change: Case, step: Step) -> Case | None:
    """As this transaction knows it. One query where none is at hand."""
    return step.work.newest_below(change, "change_ruling")

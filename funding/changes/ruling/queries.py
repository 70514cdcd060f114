"""The change request above its decision, and the newest decision below a change request."""

from workflows.models import Case
from workflows.step import Step


def as_the_change(case: Case, step: Step) -> Step:
    """The step as one of the change request: what is opened and filed by it stands there."""
    return step.as_of(step.work.parent_of(case))


def newest_ruling(change: Case, step: Step) -> Case | None:
    """As this transaction knows it. One query where none is at hand."""
    return step.work.newest_below(change, "change_ruling")

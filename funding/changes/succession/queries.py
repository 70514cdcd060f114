"""A consent with its change request, and the newest below one."""

from funding.changes.models import Change
from funding.changes.queries import change_of
from funding.changes.succession.models import Succession
from workflows.models import Case
from workflows.step import Step


def above(case: Case, step: Step) -> Case:
    """The change request, with its state as this transaction knows it."""
    return step.work.parent_of(case)


def asked(case: Case, step: Step) -> Change:
    return change_of(above(case, step))


def succession_of(case: Case) -> Succession:
    """Opened in this transaction it is the row itself, which the database does not know yet."""
    return case if isinstance(case, Succession) else case.succession


def newest_succession(change: Case, step: Step) -> Case | None:
    """As this transaction knows it. One query where none is at hand."""
    return step.work.newest_below(change, "succession")

"""A consent with its change request, and the newest below one."""

from funding.changes.succession.models import Succession
from workflows.models import Case
from workflows.step import Step


def succession_of(case: Case) -> Succession:
    """Opened in this transaction it is the row itself, which the database does not know yet."""
    return case if isinstance(case, Succession) else case.succession


def newest_succession(change: Case, step: Step) -> Case | None:
    """As this transaction knows it. One query where none is at hand."""
    return step.work.newest_below(change, "succession")

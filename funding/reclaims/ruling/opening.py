"""How the notice of a reclaim begins, and what of it is under way."""

from funding.reclaims.ruling.states import S
from workflows.models import Case
from workflows.step import Step


def begin_ruling(step: Step) -> None:
    """Below the step's reclaim: the recipient was heard."""
    step.open("reclaim_ruling", title=step.case.title)


def is_signed(reclaim: Case) -> bool:
    """Signed by one, or issued by two and not called back. One query."""
    newest = reclaim.children.filter(lifecycle="reclaim_ruling").order_by("-pk").first()
    return newest is not None and newest.state in (S.SIGNED, S.ISSUED)

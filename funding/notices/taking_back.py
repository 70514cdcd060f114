"""How the authority takes a notice back: the case above decides it, and its notice falls."""

from decimal import Decimal
from typing import Any

from funding.notices.deciding import fall_with
from funding.notices.states import M, S
from workflows.models import Case
from workflows.step import Step


def standing(case: Case) -> Case | None:
    """The notice below this case that has not fallen."""
    return case.children.filter(lifecycle="notice").exclude(state__in=(S.ANNULLED, S.MOOT)).order_by("-pk").first()


def anew(case: Case, *, paid: Decimal, interest: Decimal) -> dict[str, Any] | None:
    """What a letter says that comes in place of a notice of interest taken back; None for a first one."""
    before = case.children.filter(lifecycle="notice", notice__taken_back_on__isnull=False).order_by("-pk")
    if (notice := before.select_related("notice").first()) is None:
        return None
    return {
        "replaces": notice.notice.issued_on,
        "paid": paid,
        "rest": interest - paid if interest > paid else None,
        "refund": paid - interest if paid > interest else None,
    }


def take_back(step: Step, *, of: Case | None = None) -> None:
    """The notice of the case whose step this is, or of this one below it, wherever it is on its way, also where it is
    final. One that was never sent comes to nothing, and nobody outside learns of it."""
    case, sent = of or step.case, False
    for below in step.work.all_below(case, "notice"):
        if below.state not in (S.ANNULLED, S.MOOT):
            step.record(notice=below.pk)
            sent = was_sent(below)
            if sent:
                below.notice.taken_back_on = step.today
                below.notice.save(update_fields=["taken_back_on"])
    fall_with(case, step, S.ANNULLED if sent else S.MOOT)


def was_sent(notice: Case) -> bool:
    """Also where it is to be sent anew."""
    return notice.state != S.ISSUED or notice.events.filter(move=M.DISPATCH).exists()

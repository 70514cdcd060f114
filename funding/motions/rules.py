"""When a motion may be put to the vote. Each refuses with what is to be done first."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from funding.motions.given import ORDERS
from funding.motions.states import Kind
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def is_of(kind: Kind) -> Callable[[Case, Step], None]:
    def guard(case: Case, step: Step) -> None:
        if case.motion.kind != kind:
            raise Refused("another_kind", _("This motion is about something else."))

    guard.__name__ = guard.__qualname__ = f"is_of_{kind.value}"
    return guard


def is_complete(case: Case, step: Step) -> None:
    motion = case.motion
    if not motion.wording:
        raise Refused("no_wording", _("Write first what the body is to resolve."))
    if motion.kind == Kind.ELECTION and motion.candidate_id is None:
        raise Refused("nobody_named", _("Name first who is proposed for which office."))
    if motion.kind == Kind.STANDING_ORDERS and not is_drafted(case):
        raise Refused("no_orders", _("Draft first what changes in the standing orders."))


def is_drafted(case: Case) -> bool:
    return any(getattr(case.motion, name) not in ("", None) for name in ORDERS)

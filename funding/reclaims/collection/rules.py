"""When money of a reclaim may be asked for, spared or given back. Each refuses with the reason."""

from collections.abc import Callable
from functools import cache

from django.utils.translation import gettext_lazy as _

from funding.notices.queries import notice_below
from funding.notices.rules import made_by
from funding.notices.states import M as Notified
from funding.notices.states import S as Notice
from funding.reclaims.collection.states import M, S
from funding.reclaims.models import Relief
from funding.reclaims.queries import collected
from funding.reclaims.states import M as Reclaimed
from workflows.models import Case
from workflows.refusals import Refused, four_eyes, no_result_yet
from workflows.step import Step
from workflows.wording import worded

INTEREST = _("§ 49a (3) VwVfG")


def day_to_pay_is_over(case: Case, step: Step) -> None:
    if (pay_by := collected(case, step).pay_by) >= step.today:
        raise Refused("not_yet_due", _("The money is due on %(day)s."), day=worded(pay_by))


def sum_is_paid_back(case: Case, step: Step) -> None:
    if left := collected(case, step).outstanding:
        raise Refused("sum_is_open", _("%(amount)s are still to be paid back."), INTEREST, amount=worded(left))


def interest_notice_was_annulled(case: Case, step: Step) -> None:
    """Also some while ago, where a relief was decided on meanwhile. Interest remitted altogether rests on no notice."""
    reclaim = collected(case, step)
    demanded = reclaim.interest is not None and reclaim.interest > reclaim.interest_waived
    notice = notice_below(case, step) if demanded else None
    if notice is None or notice.state not in (Notice.ANNULLED, Notice.MOOT):
        raise no_result_yet()


def interest_is_open(case: Case, step: Step) -> None:
    if collected(case, step).interest is not None:
        raise Refused("interest_is_set", _("The interest has been reckoned already."), INTEREST)


def was_paid_in_time(case: Case, step: Step) -> None:
    """§ 49a (3) sentence 2 VwVfG; that the recipient was not at fault, the reason says."""
    reclaim = collected(case, step)
    late = [paid["value_date"] for paid in reclaim.payments if paid["value_date"] > reclaim.pay_by.isoformat()]
    if late:
        raise Refused(
            "paid_late",
            _("Paid back after %(day)s, the day set. Only who pays in time can be spared the interest."),
            INTEREST,
            day=worded(reclaim.pay_by),
        )


def something_is_open(case: Case, step: Step) -> None:
    if not collected(case, step).is_open:
        raise Refused("nothing_is_open", _("Nothing is left to be paid."))


@cache
def is_proposed(*kinds: str) -> Callable[[Case, Step], None]:
    def guard(case: Case, step: Step) -> None:
        proposed = case.events.filter(move=M.PROPOSE_RELIEF).latest("seq").facts["relief"]
        if proposed not in kinds:
            raise Refused("other_relief", _("Proposed is: %(relief)s."), relief=str(Relief(proposed).label))

    return guard


def notice_can_be_taken_back(case: Case, step: Step) -> None:
    """Before it is final there is nothing to defer or remit; and what is on its way can be called back otherwise."""
    if case.state != S.UNDER_RESERVE:
        return
    notice = notice_below(case.parent, step)
    if notice is None or notice.state != Notice.NOTIFIED:
        raise Refused(
            "not_served_or_contested",
            _("Relief is possible once the notice is served and no remedy against it is open."),
        )


def notice_is_final(case: Case, step: Step) -> None:
    if collected(case, step).final_on is None:
        raise Refused("not_final", _("The notice is contested. Wait until that is decided."))


def notice_has_turned(case: Case, step: Step) -> None:
    """It has become final, or is contested again; or has fallen, and what is in hand still counts as owed."""
    reclaim = collected(case, step)
    if reclaim.annulled_on:
        turned = case.state != S.REFUND_DUE or reclaim.received or reclaim.interest is not None
    else:
        rests = case.state in (S.RELIEF_PROPOSED, S.REFUND_DUE)
        turned = not rests and (case.state == S.UNDER_RESERVE) == (reclaim.final_on is not None)
    if not turned:
        raise no_result_yet()


def has_not_decided_on_the_sum(case: Case, step: Step) -> None:
    """Who decided or recorded that less is owed, or nothing, does not refund it."""
    above, notice = case.parent, notice_below(case.parent, step)
    decided = made_by(above, Reclaimed.REDUCE, Reclaimed.DROP) | made_by(case, M.RECKON_INTEREST, M.WAIVE_INTEREST)
    if step.actor in decided | (made_by(notice, Notified.ANNUL) if notice else set()):
        raise four_eyes()

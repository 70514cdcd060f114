"""A repayment that was noted with the wrong sum or value date: corrected by two persons, by an entry of its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.notices.taking_back import take_back
from funding.reclaims.account import share_out
from funding.reclaims.collection.effects import keep_days, stands
from funding.reclaims.collection.states import S
from funding.reclaims.models import Reclaim
from funding.reclaims.queries import collected
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

OWED = (S.UNDER_RESERVE, S.RECLAIMED, S.DEFERRED, S.ENFORCED, S.RESTING)


def propose(
    case: Case, step: Step, *, noted_amount: Money, noted_date: Day, amount: Money, value_date: Day, reason: Text
) -> str:
    """`amount`: 0 where nothing came in for this reclaim. `reason`: what was wrong, and what shows it."""
    check_not_ahead("value_date", value_date, step)
    reclaim = collected(case, step)
    if reclaim.entry(noted_amount, noted_date) not in reclaim.payments:
        raise BadInput("noted_amount", _("No payment of this sum is noted for this day."))
    if (amount, value_date) == (noted_amount, noted_date):
        raise BadInput("amount", _("This is what was noted. Enter what is right."))
    if amount < (least := reclaim.least_of(noted_amount)):
        raise BadInput("amount", _("Of it %(amount)s were refunded already."), amount=worded(least))
    right: dict[str, Any] = {"noted_amount": noted_amount, "noted_date": noted_date}
    right |= {"amount": amount, "value_date": value_date}
    opened = step.open("correction", title=case.title, grounds=reason, facts=dict(right), **right)
    step.record(correction=opened.pk)
    return case.state


def follow(case: Case, step: Step) -> str:
    """What is in hand is shared out anew. Interest that was reckoned, or waived, is decided on anew, and its notice is
    taken back."""
    reclaim, right = collected(case, step), step.child.correction
    noted = reclaim.entry(right.noted_amount, right.noted_date)
    place = reclaim.payments.index(noted)
    entries = [reclaim.entry(right.amount, right.value_date)] if right.amount else []
    reclaim.payments = [*reclaim.payments[:place], *entries, *reclaim.payments[place + 1 :]]
    if reclaim.interest is not None:
        reclaim.interest, reclaim.pay_by = None, case.collection.day_of_the_sum
        reclaim.save(update_fields=["pay_by"])
        take_back(step)
    share_out(reclaim, step)
    keep_days(case, step)
    step.record(correction=step.child.pk, noted=noted, right=entries, left=reclaim.outstanding)
    return _goes_on(reclaim, case.state)


def _goes_on(reclaim: Reclaim, state: str) -> str:
    if reclaim.annulled_on:
        return S.REFUND_DUE if reclaim.to_refund else S.FALLEN
    return stands(reclaim, state if state in OWED else S.RECLAIMED)

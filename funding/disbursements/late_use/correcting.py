"""A payment of interest that was noted with the wrong sum or value date: proposed from the payment above, confirmed by
another person, by an entry of its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use.effects import stands
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.late_use.states import STANDING, S
from funding.money import NOTHING
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


def propose(
    case: Case, step: Step, *, noted_amount: Money, noted_date: Day, amount: Money, value_date: Day, reason: Text
) -> str:
    """`amount`: 0 where nothing came in for this interest. `reason`: what was wrong, and what shows it."""
    check_not_ahead("value_date", value_date, step)
    noted = LateUse.entry(noted_amount, noted_date)
    cases = [each for each in step.work.all_below(case, "late_use") if noted in each.lateuse.payments]
    if not cases:
        raise BadInput("noted_amount", _("No payment of this sum is noted for this day."))
    if (amount, value_date) == (noted_amount, noted_date):
        raise BadInput("amount", _("This is what was noted. Enter what is right."))
    late = cases[-1].lateuse
    if amount < (least := late.least_of(noted_amount)):
        raise BadInput("amount", _("Of it %(amount)s were refunded already."), amount=worded(least))
    right: dict[str, Any] = {"noted_amount": noted_amount, "noted_date": noted_date}
    right |= {"amount": amount, "value_date": value_date}
    opened = step.work.open(
        "correction",
        by=step.actor,
        parent=cases[-1],
        title=late.title,
        now=step.now,
        grounds=reason,
        facts=dict(right),
        **right,
    )
    step.facts.pop("value_date")
    step.record(correction=opened.pk)
    return case.state


def follow(case: Case, step: Step) -> str:
    """What is in hand is shared out anew: on the interest first; the rest goes back."""
    late, right = case.lateuse, step.child.correction
    noted = late.entry(right.noted_amount, right.noted_date)
    place = late.payments.index(noted)
    entries = [late.entry(right.amount, right.value_date)] if right.amount else []
    late.payments = [*late.payments[:place], *entries, *late.payments[place + 1 :]]
    goes_back = late.interest is None and case.state in (S.REFUND_DUE, S.LEFT)
    in_hand = late.received + late.surplus + right.amount - right.noted_amount
    late.received = NOTHING if goes_back else in_hand if late.interest is None else min(in_hand, late.interest)
    late.surplus = in_hand - late.received
    late.save(update_fields=["payments", "received", "surplus"])
    step.record(correction=step.child.pk, noted=noted, right=entries, pay_by=late.pay_by)
    if goes_back:
        return S.REFUND_DUE if late.surplus else S.LEFT
    return stands(late) if case.state in STANDING else case.state

"""Money given back that was noted with the wrong sum or day: corrected by two persons, by an entry of its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use.opening import look_at_interest
from funding.disbursements.payments.effects import count_returned, stands
from funding.disbursements.payments.queries import paid, payment_of
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


def propose(
    case: Case, step: Step, *, noted_amount: Money, noted_date: Day, amount: Money, returned_on: Day, reason: Text
) -> str:
    """`amount`: 0 where nothing came back of this payment. `returned_on`: the right day. `reason`: what was wrong, and
    what shows it."""
    check_not_ahead("returned_on", returned_on, step)
    payment = payment_of(case, step)
    if payment.entry(noted_amount, noted_date) not in payment.returns:
        raise BadInput("noted_amount", _("No money of this sum is noted as given back on this day."))
    if (amount, returned_on) == (noted_amount, noted_date):
        raise BadInput("amount", _("This is what was noted. Enter what is right."))
    if not 0 <= amount <= (most := payment.most_instead_of(noted_amount)):
        raise BadInput("amount", _("Of this payment %(amount)s at most can come back."), amount=worded(most))
    if returned_on < paid(case, step).value_date:
        raise BadInput("returned_on", _("Enter a day between the payment and today."))
    payment.check_still_there(noted_amount - amount)
    right: dict[str, Any] = {"noted_amount": noted_amount, "noted_date": noted_date}
    right |= {"amount": amount, "value_date": returned_on}
    opened = step.open("correction", title=case.title, grounds=reason, facts=dict(right), **right)
    step.record(correction=opened.pk)
    return case.state


def follow(case: Case, step: Step) -> str:
    """What was freed is taken back, or freed; of an award that is over, also in the pots. Interest is looked at anew;
    where the use of a part is unknown now, it is awaited."""
    payment, right = payment_of(case, step), step.child.correction
    noted = payment.entry(right.noted_amount, right.noted_date)
    place = payment.returns.index(noted)
    entries = [payment.entry(right.amount, right.value_date)] if right.amount else []
    payment.returns = [*payment.returns[:place], *entries, *payment.returns[place + 1 :]]
    payment.save(update_fields=["returns"])
    count_returned(paid(case, step).award, right.amount - right.noted_amount, step)
    step.record(correction=step.child.pk, noted=noted, right=entries, value_date=paid(case, step).value_date)
    look_at_interest(step, payment)
    return stands(payment, step)

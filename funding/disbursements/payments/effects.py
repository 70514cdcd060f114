"""What becomes of a payment: used, or given back, at once or bit by bit."""

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.budgets.returning import follow_return
from funding.disbursements.late_use.opening import look_at_interest
from funding.disbursements.payments.models import Payment
from funding.disbursements.payments.queries import paid, payment_of
from funding.disbursements.payments.states import AWAITING_USE, S
from funding.disbursements.rules import draw_window
from workflows.effects import check_not_ahead
from workflows.inputs import ADay, Amount, Day, Money, Rows
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

Spent = Annotated[list[dict[str, Any]], Rows({"amount": Amount(), "used_on": ADay()}, most=20)]


def confirm_use(case: Case, step: Step, *, used_on: Day, spent: Spent = None) -> str:
    """`used_on`: when the last of the money was spent; `spent`: sums spent before that, each with its day, since only
    what was used late bears interest (§ 49a (4) VwVfG). After the draw window the authority looks at interest, in a
    case of its own."""
    payment = payment_of(case, step)
    if not paid(case, step).value_date <= used_on <= step.today:
        raise BadInput("used_on", _("Enter a day between the payment and today."))
    _check_spent(payment, spent or [], until=used_on)
    payment.used_on = used_on
    payment.spent = [{"amount": str(each["amount"]), "used_on": each["used_on"].isoformat()} for each in spent or []]
    payment.save(update_fields=["used_on", "spent"])
    look_at_interest(step, payment)
    return stands(payment, step)


def _check_spent(payment: Payment, spent: list[dict[str, Any]], *, until: Day) -> None:
    rest = payment.disbursement.approved_amount - payment.returned
    for number, each in enumerate(spent):
        rest -= each["amount"]
        if not payment.disbursement.value_date <= each["used_on"] <= until:
            raise BadInput(f"spent[{number}].used_on", _("Enter a day between the payment and the last use."))
        if each["amount"] <= 0 or rest < 0:
            raise BadInput(f"spent[{number}].amount", _("Together this is more than was paid and not given back."))


def note_funds_returned(case: Case, step: Step, *, amount: Money, value_date: Day) -> str:
    """`value_date`: when what was not used was back; it may be called for again. The use of the rest is still to be
    reported, where it was not before. More may come back later, and also where the use of all of it was confirmed."""
    check_not_ahead("value_date", value_date, step)
    payment, disbursement = payment_of(case, step), paid(case, step)
    award, rest = disbursement.award, disbursement.approved_amount - payment.returned
    most = min(rest, award.held)
    if not 0 < amount <= most:
        raise BadInput("amount", _("Of this payment %(amount)s at most can come back."), amount=worded(most))
    if value_date < disbursement.value_date:
        raise BadInput("value_date", _("Enter a day between the payment and today."))
    payment.returns = [*payment.returns, payment.entry(amount, value_date)]
    payment.save(update_fields=["returns"])
    count_returned(award, amount, step)
    look_at_interest(step, payment)
    return stands(payment, step)


def count_returned(award: Any, amount: Decimal, step: Step) -> None:
    """`amount`: negative, where less came back than was noted. A year that was used up may have something left."""
    bound = award.bound
    award.repaid += amount
    award.count_overpaid()
    award.save(update_fields=["repaid", "overpaid"])
    follow_return(award, bound, step)
    step.settle_below("year_end", of=award)


def stands(payment: Payment, step: Step) -> str:
    """Where the use of a part is unknown, it is awaited, or overdue by the day of the payment, which has to be among
    the facts."""
    if payment.used_on or payment.returned >= payment.disbursement.approved_amount:
        return S.RETURNED_FUNDS if payment.returns else S.USE_CONFIRMED
    if step.case.state in AWAITING_USE:
        return step.case.state
    window = draw_window(step.facts_for_timing())
    return S.USE_AWAITED if window is None or window.on >= step.today else S.USE_OVERDUE

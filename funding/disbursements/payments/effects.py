"""What becomes of a payment: used, or given back, at once or bit by bit."""

from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use.opening import look_at_interest
from funding.disbursements.payments.queries import paid, payment_of
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Money
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


def confirm_use(case: Case, step: Step, *, used_on: Day) -> None:
    """`used_on`: when the last of the money was spent. After the draw window the authority looks at interest, in a case
    of its own."""
    payment = payment_of(case, step)
    if not paid(case, step).value_date <= used_on <= step.today:
        raise BadInput("used_on", _("Enter a day between the payment and today."))
    payment.used_on = used_on
    payment.save(update_fields=["used_on"])
    look_at_interest(step, payment)


def note_funds_returned(case: Case, step: Step, *, amount: Money, value_date: Day, used_on: Day = None) -> None:
    """`value_date`: when what was not used was back; it may be called for again. `used_on`: when the rest was spent;
    a day noted before stands. More may come back later, and also where the use of all of it was confirmed before."""
    check_not_ahead("value_date", value_date, step)
    payment, disbursement = payment_of(case, step), paid(case, step)
    award, rest = disbursement.award, disbursement.approved_amount - payment.returned
    most = min(rest, award.held)
    if not 0 < amount <= most:
        raise BadInput("amount", _("Of this payment %(amount)s at most can come back."), amount=worded(most))
    if value_date < disbursement.value_date:
        raise BadInput("value_date", _("Enter a day between the payment and today."))
    if used_on and payment.used_on and used_on != payment.used_on:
        raise BadInput("used_on", _("Noted is %(day)s as the day of the use."), day=worded(payment.used_on))
    used_on = used_on or payment.used_on
    if amount < rest and not (used_on and disbursement.value_date <= used_on <= step.today):
        raise BadInput("used_on", _("Enter when the rest was used, a day between the payment and today."))
    payment.returns = [*payment.returns, {"amount": str(amount), "value_date": value_date.isoformat()}]
    payment.used_on = used_on
    payment.save(update_fields=["returns", "used_on"])
    award.repaid += amount
    award.count_overpaid()
    award.save(update_fields=["repaid", "overpaid"])
    look_at_interest(step, payment)

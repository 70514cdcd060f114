"""What the moves of a disbursement do."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from funding.disbursements.correcting import check_value_date
from funding.disbursements.late_use.opening import look_at_interest
from funding.disbursements.models import Disbursement
from funding.disbursements.naming import title_of
from funding.disbursements.order import file_order
from funding.disbursements.queries import approvable, disbursement_of
from funding.disbursements.rules import first_day_to_order, more_than_left
from funding.disbursements.states import S
from funding.iban import read_iban
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Line, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


def edit(
    case: Case,
    step: Step,
    *,
    amount: Money = None,
    needed_from: Day = None,
    needed_until: Day = None,
    purpose: Text = "",
    iban: Line = "",
) -> str:
    """Keeps what is written, complete or not; completeness is asked for when the request is submitted."""
    if amount == 0:
        raise BadInput("amount", _("Enter the amount that is needed."))
    if needed_from and needed_until and needed_until < needed_from:
        raise BadInput("needed_until", _("This day is before the first day of the need."))
    account = read_iban(iban) if iban else ""
    if account is None:
        raise BadInput("iban", _("This account number cannot be right. Check its digits."))
    disbursement = disbursement_of(case)
    disbursement.amount, disbursement.purpose, disbursement.iban = amount, purpose, account
    disbursement.needed_from, disbursement.needed_until = needed_from, needed_until
    disbursement.save(update_fields=["amount", "purpose", "iban", "needed_from", "needed_until"])
    return case.state


def submit(case: Case, step: Step) -> None:
    """The first time, it gets its number, which its title then names."""
    disbursement = disbursement_of(case)
    if disbursement.number is None:
        numbers = Disbursement.objects.filter(parent_id=case.parent_id).aggregate(last=Max("number"))
        disbursement.number = (numbers["last"] or 0) + 1
        disbursement.save(update_fields=["number"])
        case.title = title_of(disbursement.award, disbursement.number)
    step.record(number=disbursement.number, amount=disbursement.amount)


def approve(case: Case, step: Step, *, amount: Money) -> None:
    disbursement = disbursement_of(case)
    if not 0 < amount <= disbursement.amount:
        raise BadInput("amount", _("Approve %(most)s € at most, as requested."), most=disbursement.amount)
    most = approvable(disbursement.award, besides=case.pk)
    if amount > most:
        raise more_than_left(most)
    disbursement.approved_amount = amount
    disbursement.save(update_fields=["approved_amount"])
    step.record(order_from=first_day_to_order(case, step))


def order(case: Case, step: Step) -> None:
    disbursement = disbursement_of(case)
    step.record(amount=disbursement.approved_amount)
    file_order(disbursement, step)


def note_payment(case: Case, step: Step, *, value_date: Day) -> str:
    """What the bank has done, whatever has become of the award. The use of a rest paid after the proof is proven."""
    disbursement = disbursement_of(case)
    check_value_date(disbursement, value_date, step)
    disbursement.value_date = value_date
    disbursement.save(update_fields=["value_date"])
    award = disbursement.award
    award.paid += disbursement.approved_amount
    award.save(update_fields=["paid"])
    step.record(amount=disbursement.approved_amount)
    return S.PAID if award.final_amount is None else S.USE_CONFIRMED


def confirm_use(case: Case, step: Step, *, used_on: Day) -> None:
    """`used_on`: when the last of the money was spent. After the draw window the authority looks at interest, in a case
    of its own."""
    disbursement = disbursement_of(case)
    if not disbursement.value_date <= used_on <= step.today:
        raise BadInput("used_on", _("Enter a day between the payment and today."))
    look_at_interest(disbursement, step, [(disbursement.approved_amount, used_on)])


def note_funds_returned(case: Case, step: Step, *, amount: Money, value_date: Day, used_on: Day = None) -> None:
    """`value_date`: when what was not used was back; it may be called for again. `used_on`: when the rest was spent."""
    check_not_ahead("value_date", value_date, step)
    disbursement = disbursement_of(case)
    award, paid = disbursement.award, disbursement.approved_amount
    most = min(paid, award.held)
    if not 0 < amount <= most:
        raise BadInput("amount", _("Of this payment %(amount)s at most can come back."), amount=worded(most))
    if value_date < disbursement.value_date:
        raise BadInput("value_date", _("Enter a day between the payment and today."))
    if amount < paid and not (used_on and disbursement.value_date <= used_on <= step.today):
        raise BadInput("used_on", _("Enter when the rest was used, a day between the payment and today."))
    award.repaid += amount
    award.count_overpaid()
    award.save(update_fields=["repaid", "overpaid"])
    look_at_interest(disbursement, step, [(amount, value_date), (paid - amount, used_on or value_date)])


def send_back(case: Case, step: Step, *, reason: Text) -> None:
    """What was approved counts no longer: the request will be checked anew."""
    disbursement = disbursement_of(case)
    if disbursement.approved_amount is not None:
        disbursement.approved_amount = None
        disbursement.save(update_fields=["approved_amount"])

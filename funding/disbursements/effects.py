"""What the moves of a disbursement do."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from funding.disbursements.models import Disbursement
from funding.disbursements.naming import title_of
from funding.disbursements.order import file_order
from funding.disbursements.payments.opening import open_payment
from funding.disbursements.queries import approvable, disbursement_of
from funding.disbursements.rules import called_for, check_value_date, first_day_to_order, more_than_left, turned
from funding.iban import checked_iban
from workflows.inputs import Day, Line, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step


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
    account = checked_iban("iban", iban)
    disbursement = disbursement_of(case)
    disbursement.amount, disbursement.purpose, disbursement.iban = amount, purpose, account
    disbursement.needed_from, disbursement.needed_until = needed_from, needed_until
    disbursement.payee_id = disbursement.award.recipient_id
    disbursement.save(update_fields=["amount", "purpose", "iban", "payee", "needed_from", "needed_until"])
    return case.state


def submit(case: Case, step: Step) -> None:
    """The first time, it gets its number, which its title then names."""
    disbursement = disbursement_of(case)
    if disbursement.number is None:
        numbers = Disbursement.objects.filter(parent_id=case.parent_id).aggregate(last=Max("number"))
        disbursement.number = (numbers["last"] or 0) + 1
        disbursement.save(update_fields=["number"])
        case.title = title_of(disbursement.award, disbursement.number)
    step.record(number=disbursement.number, amount=disbursement.amount, needed_from=disbursement.needed_from)


def approve(case: Case, step: Step, *, amount: Money) -> None:
    disbursement = disbursement_of(case)
    if not 0 < amount <= disbursement.amount:
        raise BadInput("amount", _("Approve %(most)s at most, as requested."), most=disbursement.amount)
    most = approvable(disbursement.award, besides=case.pk)
    if amount > most:
        raise more_than_left(most)
    disbursement.approved_amount = amount
    disbursement.save(update_fields=["approved_amount"])
    if amount < disbursement.amount:
        step.settle_below("year_end", of=disbursement.award)
    step.record(order_from=first_day_to_order(case, step))


def order(case: Case, step: Step) -> None:
    disbursement = disbursement_of(case)
    step.record(amount=disbursement.approved_amount)
    file_order(disbursement, step)


def note_payment(case: Case, step: Step, *, value_date: Day) -> None:
    """What the bank has done, whatever has become of the award."""
    disbursement = disbursement_of(case)
    check_value_date(disbursement, value_date, step)
    disbursement.value_date = value_date
    disbursement.save(update_fields=["value_date"])
    award = disbursement.award
    award.paid += disbursement.approved_amount
    award.save(update_fields=["paid"])
    step.record(amount=disbursement.approved_amount)
    open_payment(step, disbursement, proven=award.final_amount is not None)


def take_over(case: Case, step: Step) -> None:
    """Two persons have entered it with the award. The award has counted it."""
    paid = called_for(case)
    step.record(value_date=paid.value_date, amount=paid.approved_amount, taken_over=True)
    open_payment(step, paid)


def follow_payment(case: Case, step: Step) -> str:
    return turned(case, step)


def send_back(case: Case, step: Step, *, reason: Text) -> None:
    """What was approved counts no longer: the request will be checked anew."""
    disbursement = disbursement_of(case)
    if disbursement.approved_amount is not None:
        disbursement.approved_amount = None
        disbursement.save(update_fields=["approved_amount"])
    give_up(case, step, reason=reason)


def give_up(case: Case, step: Step, *, reason: Text) -> None:
    """A year that this request had used up has something left again."""
    step.settle_below("year_end", of=disbursement_of(case).award)

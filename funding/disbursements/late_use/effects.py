"""What the moves of money used late do."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use import letters
from funding.disbursements.late_use.counting import count_anew
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.late_use.states import M, S
from funding.law.models import FEDERAL
from funding.law.queries import UnknownLaw, base_rates, not_entered
from funding.law.remedy import INSTRUCTION, AnyRemedy, Postcode, Town, fill_in_remedy
from funding.money import NOTHING
from funding.notices.opening import open_notice
from funding.serving.dates import known_law
from workflows.calculators.interest import BaseRate, Interest, Owed, interest_on
from workflows.effects import check_ahead, check_not_ahead, meet_deadline
from workflows.inputs import Day, Line, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded


def hear(case: Case, step: Step, *, allegations: Text, answer_by: Day) -> None:
    """§ 28 VwVfG: the demand is at the authority's discretion, so the recipient is heard on why it was late."""
    check_ahead("answer_by", answer_by, step)


def answer(case: Case, step: Step, *, statement: Text) -> None:
    case.lateuse.answer = statement
    case.lateuse.save(update_fields=["answer"])


def end_hearing(case: Case, step: Step) -> None:
    meet_deadline(step)


def sign(  # noqa: PLR0913 - what the notice says
    case: Case,
    step: Step,
    *,
    pay_by: Day,
    reasons: Text,
    remedy_type: AnyRemedy = None,
    remedy_name: Line = None,
    remedy_street: Line = None,
    remedy_postcode: Postcode = None,
    remedy_town: Town = None,
) -> None:
    check_ahead("pay_by", pay_by, step)
    late = case.lateuse
    if late.paid_on != (paid := late.parent.disbursement).value_date:
        count_anew(late, paid, step)
    late.pay_by, late.reasons = pay_by, reasons
    late.remedy_type, late.remedy_name = remedy_type or "", remedy_name or ""
    late.remedy_street, late.remedy_postcode = remedy_street or "", remedy_postcode or ""
    late.remedy_town = remedy_town or ""
    fill_in_remedy(late, late.award.authority, step)
    reckoned = _reckoned(late)
    late.interest, late.interest_steps = reckoned.interest, [each.to_json() for each in reckoned.steps]
    if late.interest <= late.received:
        raise _none()
    late.save(update_fields=["pay_by", "reasons", "interest", "interest_steps", *INSTRUCTION])
    step.record(interest=late.interest, paid_on=late.paid_on)


def _none() -> Refused:
    return Refused("no_interest", _("No interest has arisen. Demand none instead."), _("§ 49a (4) VwVfG"))


def _reckoned(late: LateUse) -> Interest:
    """From the payment until the use, both days counted. Raises Refused where a base rate is not known."""
    if not late.parts:
        raise _none()
    owed = [Owed(Decimal(part["amount"]), late.paid_on, dt.date.fromisoformat(part["until"])) for part in late.parts]
    first, last = late.paid_on, max(part.last for part in owed)
    margin = Decimal(known_law(FEDERAL, "interest_margin", first))
    try:
        rates = [BaseRate(dt.date.fromisoformat(row["from"]), Decimal(row["rate"])) for row in base_rates(first, last)]
    except UnknownLaw as unknown:
        raise not_entered(unknown) from None
    return interest_on(owed, margin, rates, known_law(FEDERAL, "days_in_year", first))


def issue(case: Case, step: Step) -> None:
    late = case.lateuse
    letters.file_notice(late, step, signed=case.events.filter(move=M.SIGN).select_related("actor").latest("seq"))
    open_notice(step, late.award.authority, case.title)
    step.record(interest=late.interest, pay_by=late.pay_by)


def leave_it(case: Case, step: Step, *, reason: Text) -> str:
    """What came in on a notice that has fallen goes back first."""
    late = case.lateuse
    late.interest = None
    late.save(update_fields=["interest"])
    return S.REFUND_DUE if late.received else S.LEFT


def note_payment(case: Case, step: Step, *, amount: Money, value_date: Day) -> str:
    """`value_date`: when the money was there."""
    check_not_ahead("value_date", value_date, step)
    late = case.lateuse
    if not 0 < amount <= late.outstanding:
        raise BadInput("amount", _("To be paid are %(amount)s."), amount=worded(late.outstanding))
    late.received += amount
    late.save(update_fields=["received"])
    return S.DEMANDED if late.outstanding else S.PAID


def decide_anew(case: Case, step: Step) -> None:
    """The notice has fallen. What came in stays in hand until it is decided anew."""
    late = case.lateuse
    late.interest = None
    late.save(update_fields=["interest"])


def waive(case: Case, step: Step, *, reason: Text) -> None:
    step.record(outstanding=case.lateuse.outstanding)


def note_refund(case: Case, step: Step, *, value_date: Day) -> None:
    check_not_ahead("value_date", value_date, step)
    late = case.lateuse
    step.record(amount=late.received)
    late.received = NOTHING
    late.save(update_fields=["received"])

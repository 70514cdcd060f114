"""What the moves of money used late do."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use import letters
from funding.disbursements.late_use.bearing import bearing_by_reclaims, owed_late
from funding.disbursements.late_use.counting import (
    count_anew,
    facts_changed,
    facts_today,
    has_grown_since_the_hearing,
    rests_on_other_facts,
)
from funding.disbursements.late_use.models import LateUse, Proposal
from funding.disbursements.late_use.rules import other_facts_noted
from funding.disbursements.late_use.states import NOTIFIED, M, S
from funding.disbursements.payments.models import Payment
from funding.disbursements.payments.queries import payment_of
from funding.law.models import FEDERAL
from funding.law.queries import UnknownLaw, base_rates, not_entered
from funding.law.remedy import INSTRUCTION, RemedyGiven
from funding.money import NOTHING
from funding.notices import taking_back
from funding.notices.dates import known_law
from funding.notices.deciding import fall_with
from funding.notices.instructing import fill_in_remedy
from funding.notices.opening import open_notice
from funding.notices.states import S as Notice
from workflows.calculators.interest import BaseRate, Interest, Owed, besides, interest_on
from workflows.effects import check_ahead, check_not_ahead, meet_deadline
from workflows.inputs import Day, Money, OneWord, Text
from workflows.models import Case, Event
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

SIGNED = ("pay_by", "reasons", "interest", "interest_steps", "bearing", "received", "surplus", *INSTRUCTION)


def hear(case: Case, step: Step, *, allegations: Text, answer_by: Day) -> None:
    """§ 28 VwVfG: the demand is at the authority's discretion, so the recipient is heard on why it was late. Anew,
    where more interest has arisen since than they were heard on."""
    check_ahead("answer_by", answer_by, step)
    step.record(paid_on=case.lateuse.paid_on, parts=case.lateuse.parts)


def answer(case: Case, step: Step, *, statement: Text) -> None:
    case.lateuse.answer = statement
    case.lateuse.save(update_fields=["answer"])


def end_hearing(case: Case, step: Step) -> None:
    meet_deadline(step)


def sign(
    case: Case,
    step: Step,
    *,
    pay_by: Day,
    reasons: Text,
    **remedy: Unpack[RemedyGiven],
) -> None:
    check_ahead("pay_by", pay_by, step)
    late, payment = case.lateuse, _payment(case, step)
    if facts_changed(late, payment, step):
        count_anew(late, payment, step)
    if late.parts and has_grown_since_the_hearing(late):
        raise Refused(
            "heard_on_less", _("Since the hearing the interest has grown. Hear the recipient anew."), _("§ 28 VwVfG")
        )
    late.pay_by, late.reasons = pay_by, reasons
    fill_in_remedy(late, late.award.authority, step, **remedy)
    owed = besides(owed_late(late, payment), bearing_by_reclaims(late.award))
    reckoned = _reckoned(owed)
    late.interest, late.interest_steps = reckoned.interest, [each.to_json() for each in reckoned.steps]
    late.bearing = [part.to_json() for part in owed if part.of]
    if not late.interest:
        raise _none()
    in_hand = late.received + late.surplus
    late.received, late.surplus = min(in_hand, late.interest), max(NOTHING, in_hand - late.interest)
    late.save(update_fields=SIGNED)
    step.record(interest=late.interest, paid_on=late.paid_on)


def _payment(case: Case, step: Step) -> Payment:
    return payment_of(step.work.parent_of(case), step)


def _none() -> Refused:
    return Refused("no_interest", _("No interest has arisen. Demand none instead."), _("§ 49a (4) VwVfG"))


def _reckoned(owed: list[Owed]) -> Interest:
    """Raises Refused where a base rate is not known."""
    if not owed:
        raise _none()
    first, last = min(part.first for part in owed), max(part.last for part in owed)
    margin = Decimal(known_law(FEDERAL, "interest_margin", first))
    try:
        rates = [BaseRate(dt.date.fromisoformat(row["from"]), Decimal(row["rate"])) for row in base_rates(first, last)]
    except UnknownLaw as unknown:
        raise not_entered(unknown) from None
    return interest_on(owed, margin, rates, known_law(FEDERAL, "days_in_year", first))


def issue(case: Case, step: Step) -> None:
    """The recipient reads it once it is sent."""
    late = case.lateuse
    signed = case.events.filter(move=M.SIGN).select_related("actor").latest("seq")
    letters.file_notice(late, step, signed=signed, notice=open_notice(step, late.award.authority, case.title))
    step.record(interest=late.interest, pay_by=late.pay_by, received=late.received, surplus=late.surplus)


def follow_notice(case: Case, step: Step) -> str:
    """Once it is sent, what has come in on an earlier one counts, and what is beyond the interest goes back. Where it
    has fallen, what came in stays in hand until it is decided anew."""
    late = case.lateuse
    if case.state != S.ISSUED:
        _drop_interest(late)
        return S.IN_PREPARATION
    if facts_changed(late, _payment(case, step), step):
        raise other_facts_noted()
    step.record(interest=late.interest, pay_by=late.pay_by)
    return stands(late)


def stands(late: LateUse) -> str:
    if late.surplus:
        return S.REFUND_DUE
    return S.DEMANDED if late.outstanding else S.PAID


def propose(case: Case, step: Step, *, proposal: Annotated[str, OneWord(tuple(Proposal.values))], reason: Text) -> None:
    """None is demanded before a notice; after it, it is taken back, or stands although it rests on other facts, or what
    is unpaid is waived."""
    before_notice = case.state in (S.INTEREST_CASE, S.IN_PREPARATION)
    if (proposal == Proposal.LEAVE_IT) != before_notice:
        raise BadInput(
            "proposal", _("Demand none before the notice; after it, take it back, let it stand or waive the interest.")
        )
    if not before_notice and case.lateuse.interest is None:
        raise BadInput("proposal", _("No notice of interest stands."))
    if proposal == Proposal.WAIVE and case.state != S.DEMANDED:
        raise BadInput("proposal", _("Only interest that is demanded and unpaid is waived."))
    if proposal == Proposal.LET_STAND and case.state != S.UNDER_REVIEW:
        raise BadInput("proposal", _("Nothing speaks against this notice: it stands."))


def send_back(case: Case, step: Step, *, reason: Text) -> str:
    """A notice is corrected; one that was issued and not sent comes to nothing, so that the recipient never hears of
    it. What was proposed goes back where it was, or, of what was demanded, wherever payments have brought it since. To
    be looked at anew, where other facts were noted meanwhile."""
    if case.state == S.ISSUED:
        fall_with(case, step, Notice.MOOT)
    if case.state != S.PROPOSED:
        return S.IN_PREPARATION
    step.record(pay_by=case.lateuse.pay_by)
    before = _proposed(case).from_state
    if before in NOTIFIED and rests_on_other_facts(case.lateuse, _payment(case, step), step):
        return S.UNDER_REVIEW
    return stands(case.lateuse) if before == S.DEMANDED else before


def _proposed(case: Case) -> Event:
    return case.events.filter(move=M.PROPOSE).latest("seq")


def leave_it(case: Case, step: Step) -> str:
    """What came in on a notice that has fallen goes back first."""
    late = case.lateuse
    late.interest, late.surplus, late.received = None, late.surplus + late.received, NOTHING
    late.save(update_fields=["interest", "surplus", "received"])
    return S.REFUND_DUE if late.surplus else S.LEFT


def take_back(case: Case, step: Step) -> str:
    """§ 48 VwVfG. What came in stays in hand until it is decided anew. Who may owe more is heard on that first."""
    late = case.lateuse
    step.record(interest=late.interest, paid_on=late.paid_on, received=late.received)
    _drop_interest(late)
    count_anew(late, _payment(case, step), step)
    taking_back.take_back(step)
    return S.INTEREST_CASE if late.parts and has_grown_since_the_hearing(late) else S.IN_PREPARATION


def let_stand(case: Case, step: Step) -> str:
    """Where it was; the facts by which it was decided are kept."""
    late = case.lateuse
    late.stands_for = facts_today(_payment(case, step), step)
    late.save(update_fields=["stands_for"])
    step.record(stands_for=late.stands_for, pay_by=late.pay_by)
    signed = case.events.filter(move=M.SIGN).latest("seq")
    waived = case.events.filter(move=M.WAIVE, seq__gt=signed.seq).exists()
    return S.WAIVED if waived and not late.surplus else stands(late)


def note_payment(case: Case, step: Step, *, amount: Money, value_date: Day) -> str:
    """`value_date`: when the money was there."""
    check_not_ahead("value_date", value_date, step)
    late = case.lateuse
    if not 0 < amount <= late.outstanding:
        raise BadInput("amount", _("To be paid are %(amount)s."), amount=worded(late.outstanding))
    late.received += amount
    late.payments = [*late.payments, late.entry(amount, value_date)]
    late.save(update_fields=["received", "payments"])
    step.record(pay_by=late.pay_by)
    return stands(late) if case.state == S.DEMANDED else case.state


def _drop_interest(late: LateUse) -> None:
    late.interest, late.received, late.surplus = None, late.received + late.surplus, NOTHING
    late.save(update_fields=["interest", "received", "surplus"])


def waive(case: Case, step: Step) -> None:
    step.record(outstanding=case.lateuse.outstanding)


def note_refund(case: Case, step: Step, *, value_date: Day) -> str:
    check_not_ahead("value_date", value_date, step)
    late = case.lateuse
    step.record(amount=late.surplus)
    late.surplus = NOTHING
    late.save(update_fields=["surplus"])
    return S.LEFT if late.interest is None else S.PAID

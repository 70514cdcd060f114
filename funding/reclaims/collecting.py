"""How what is reclaimed comes back: payments, interest, deferral, enforcement, waiver."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.law.models import FEDERAL
from funding.law.queries import UnknownLaw, base_rates
from funding.money import NOTHING
from funding.reclaims import letters
from funding.reclaims.models import Reclaim, Waiver
from funding.reclaims.queries import payouts, reclaim_of
from funding.reclaims.reckoning import owed_until_paid, tranches
from funding.reclaims.states import M, S
from funding.roles import SIGNATORY
from funding.serving.dates import known_law
from workflows.calculators.interest import BaseRate, Interest, interest_on
from workflows.effects import check_ahead, check_not_ahead, meet_deadline
from workflows.inputs import Day, Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import on
from workflows.wording import worded

Kind = Annotated[str, OneWord(tuple(Waiver.values))]
BEFORE_FINAL = (S.NOTIFIED, S.CONTESTED)


def note_payment(case: Case, step: Step, *, amount: Money, value_date: Day) -> str:
    """First on the sum, then on the interest. `value_date`: when the money was there."""
    reclaim = reclaim_of(case)
    _check_payment(reclaim, step, amount, value_date)
    on_sum = min(amount, reclaim.outstanding)
    reclaim.received += on_sum
    reclaim.interest_received += amount - on_sum
    reclaim.payments = [*reclaim.payments, {"amount": str(amount), "value_date": value_date.isoformat()}]
    reclaim.save(update_fields=["received", "interest_received", "payments"])
    award = reclaim.award
    award.repaid = min(award.paid, award.repaid + on_sum)
    award.save(update_fields=["repaid"])
    step.record(on_sum=on_sum, on_interest=amount - on_sum, left=reclaim.outstanding, pay_by=reclaim.pay_by)
    return _where_it_stands(case, reclaim)


def _check_payment(reclaim: Reclaim, step: Step, amount: Decimal, value_date: dt.date) -> None:
    check_not_ahead("value_date", value_date, step)
    if value_date < reclaim.issued_on:
        day = worded(reclaim.issued_on)
        raise BadInput("value_date", _("The notice was issued on %(day)s. Enter this day or a later one."), day=day)
    highest = reclaim.outstanding + reclaim.interest_outstanding
    if not 0 < amount <= highest:
        raise BadInput("amount", _("To be paid back are %(amount)s."), amount=worded(highest))


def _where_it_stands(case: Case, reclaim: Reclaim) -> str:
    """A sum that is back waits for its interest to be reckoned; before the notice is final nothing changes."""
    if reclaim.outstanding or case.state in BEFORE_FINAL:
        return case.state
    if reclaim.interest is None:
        return S.RECLAIMED
    return case.state if reclaim.interest_outstanding else S.PAID


def reckon_interest(case: Case, step: Step, *, pay_by: Day) -> str:
    """§ 49a (3) VwVfG, from the day the award became ineffective until the money was back."""
    check_ahead("pay_by", pay_by, step)
    reclaim = reclaim_of(case)
    reckoned = _reckoned(reclaim)
    reclaim.interest, reclaim.pay_by = reckoned.interest, pay_by
    reclaim.interest_steps = [each.to_json() for each in reckoned.steps]
    reclaim.save(update_fields=["interest", "interest_steps", "pay_by"])
    step.record(interest=reclaim.interest, steps=reclaim.interest_steps)
    if not reclaim.interest:
        return S.PAID
    noted = case.events.filter(move=M.NOTE_PAYMENT).select_related("actor").latest("seq")
    letters.file_interest(reclaim, step, noted=noted)
    step.tell("reclaim.interest_due", step.people(SIGNATORY), due_on=pay_by.isoformat())
    step.close_deadlines()
    step.set_deadline(str(S.RECLAIMED), on("pay_by")(step.facts_for_timing()), of_stay=True)
    step.show_due(pay_by)
    return S.RECLAIMED


def _reckoned(reclaim: Reclaim) -> Interest:
    """Raises Refused where a base rate is not known: it is never guessed."""
    parts = tranches(reclaim.reclaimed, reclaim.ineffective_from, payouts(reclaim.award))
    back = [(dt.date.fromisoformat(paid["value_date"]), Decimal(paid["amount"])) for paid in reclaim.payments]
    owed = list(owed_until_paid(parts, back))
    first, last = min(part.first for part in owed), max(part.last for part in owed)
    margin = Decimal(known_law(FEDERAL, "interest_margin", first))
    days_in_year = known_law(FEDERAL, "days_in_year", first)
    try:
        rates = [BaseRate(dt.date.fromisoformat(row["from"]), Decimal(row["rate"])) for row in base_rates(first, last)]
    except UnknownLaw as unknown:
        raise Refused("law_unknown", _("%(sentence)s Enter it first."), sentence=str(unknown)) from None
    return interest_on(owed, margin, rates, days_in_year)


def waive_interest(case: Case, step: Step, *, reason: Text) -> None:
    reclaim = reclaim_of(case)
    reclaim.interest = NOTHING
    reclaim.save(update_fields=["interest"])


def defer(case: Case, step: Step, *, until: Day, reason: Text) -> None:
    check_ahead("until", until, step)
    reclaim = reclaim_of(case)
    reclaim.pay_by = until
    reclaim.save(update_fields=["pay_by"])


def end_deferral(case: Case, step: Step) -> None:
    meet_deadline(step)
    step.record(pay_by=reclaim_of(case).pay_by)


def enforce(case: Case, step: Step, *, reason: Text = "") -> None:
    reclaim = reclaim_of(case)
    step.record(outstanding=reclaim.outstanding, interest=reclaim.interest_outstanding)


def propose_waiver(case: Case, step: Step, *, waiver: Kind, reason: Text) -> None:
    """Remission gives the claim up; a write-off does not pursue it any longer."""


def refuse_waiver(case: Case, step: Step, *, reason: Text) -> None:
    step.record(pay_by=reclaim_of(case).pay_by)


def waive(case: Case, step: Step) -> None:
    """What is waived the recipient may keep; the award follows."""
    reclaim = reclaim_of(case)
    proposed = case.events.filter(move=M.PROPOSE_WAIVER).latest("seq")
    step.record(waiver=proposed.facts["waiver"], waived=reclaim.outstanding, interest=reclaim.interest_outstanding)
    reclaim.waived += reclaim.outstanding
    reclaim.save(update_fields=["waived"])

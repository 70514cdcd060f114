"""How what is reclaimed comes back: payments, interest, deferral, enforcement, waiver."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use.bearing import bearing_by_late_use
from funding.law.models import FEDERAL
from funding.law.queries import UnknownLaw, base_rates, not_entered
from funding.money import NOTHING
from funding.notices.dates import known_law
from funding.notices.opening import open_notice
from funding.notices.queries import notice_below
from funding.notices.states import S as Notice
from funding.notices.taking_back import standing, take_back, was_sent
from funding.reclaims import letters
from funding.reclaims.account import share_out
from funding.reclaims.collection.states import M, S
from funding.reclaims.models import Reach, Reclaim, Relief
from funding.reclaims.queries import collected, payouts
from funding.reclaims.reckoning import owed_until_paid, tranches
from funding.roles import SIGNATORY
from workflows.calculators.interest import BaseRate, Interest, Owed, besides, interest_on
from workflows.effects import check_ahead, check_not_ahead, meet_deadline
from workflows.inputs import Day, Money, OneWord, Text
from workflows.models import Case, Event
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import on, period_after
from workflows.wording import worded

AnyRelief = Annotated[str, OneWord(tuple(Relief.values))]
OWED = (S.RECLAIMED, S.DEFERRED, S.ENFORCED, S.RESTING)
WEEKS_AFTER_REMEDY = 2


def follow_notice(case: Case, step: Step) -> str:
    """Owed once the notice is final, and under reserve again while it is contested, also where it was waived: a remedy
    may leave less than was paid. Where the day to pay has passed during the remedy, another two weeks. A deferral
    outlives an unsuccessful remedy."""
    reclaim, deferred_until = collected(case, step), case.collection.deferred_until
    if reclaim.annulled_on:
        return fall(case, step)
    if reclaim.final_on is None:
        return S.UNDER_RESERVE
    if reclaim.reach == Reach.EX_NUNC:
        return S.NOTHING_DUE
    if deferred_until and deferred_until > step.today:
        keep_days(case, step)
        return stands(reclaim, S.DEFERRED)
    if reclaim.pay_by <= step.today:
        due = period_after(step.today, {"weeks": WEEKS_AFTER_REMEDY}, step.facts_for_timing(), rule="weeks(2)")
        reclaim.pay_by = due.on
        reclaim.save(update_fields=["pay_by"])
        step.record(pay_by_steps=due.steps)
    step.record(pay_by=reclaim.pay_by)
    return stands(reclaim, S.RECLAIMED)


def note_payment(case: Case, step: Step, *, amount: Money, value_date: Day) -> str:
    """First on the sum, then on the interest. `value_date`: when the money was there."""
    reclaim = collected(case, step)
    check_not_ahead("value_date", value_date, step)
    highest = reclaim.outstanding + reclaim.interest_outstanding
    if not 0 < amount <= highest:
        raise BadInput("amount", _("To be paid back are %(amount)s."), amount=worded(highest))
    before = reclaim.received
    reclaim.payments = [*reclaim.payments, reclaim.entry(amount, value_date)]
    share_out(reclaim, step)
    on_sum = reclaim.received - before
    keep_days(case, step)
    step.record(on_sum=on_sum, on_interest=amount - on_sum, left=reclaim.outstanding)
    if case.state == S.UNDER_RESERVE:
        _tell_once_sent(case, step)
    return stands(reclaim, case.state)


def _tell_once_sent(case: Case, step: Step) -> None:
    """Before the notice is sent the recipient learns nothing of it; with a payment after that, the collection."""
    notice = notice_below(case.parent, step)
    if notice is not None and notice.state not in (Notice.ISSUED, Notice.MOOT):
        step.share(case, [case.places[SIGNATORY.at]])
        step.tell("reclaim.payment", step.people(SIGNATORY))


def stands(reclaim: Reclaim, state: str) -> str:
    """Where it is with the money at hand. A sum that is back waits for its interest to be reckoned; before the notice
    is final nothing changes."""
    if state == S.UNDER_RESERVE or reclaim.outstanding:
        return state
    if reclaim.interest is None and reclaim.received:
        return S.RECLAIMED
    if reclaim.interest_outstanding:
        return state if state in (*OWED, S.RELIEF_PROPOSED) else S.RECLAIMED
    return _settled(reclaim)


def _settled(reclaim: Reclaim) -> str:
    if reclaim.to_refund:
        return S.REFUND_DUE
    return S.WAIVED if reclaim.interest_waived or (reclaim.waived and not reclaim.received) else S.PAID


def keep_days(case: Case, step: Step) -> None:
    """For the state it stays in, or returns to: the day to pay, or the end of the deferral."""
    step.record(pay_by=collected(case, step).pay_by, until=case.collection.deferred_until)


def reckon_interest(case: Case, step: Step, *, pay_by: Day) -> str:
    """§ 49a (3) VwVfG, from the day the award became ineffective until the money was back. The recipient reads and is
    told of it once its notice is sent. What was remitted before is not demanded anew."""
    check_ahead("pay_by", pay_by, step)
    reclaim = collected(case, step)
    owed = _owed(reclaim)
    reckoned, reclaim.bearing = _reckoned(owed), [part.to_json() for part in owed]
    step.record(pay_by_before=reclaim.pay_by)
    reclaim.interest, reclaim.pay_by = reckoned.interest, pay_by
    reclaim.interest_steps = [each.to_json() for each in reckoned.steps]
    reclaim.interest_waived = min(reclaim.interest_waived, reclaim.interest)
    reclaim.save(update_fields=["interest_steps", "bearing", "interest_waived", "pay_by"])
    share_out(reclaim, step)
    step.record(interest=reclaim.interest, steps=reclaim.interest_steps)
    if reclaim.interest == reclaim.interest_waived:
        return stands(reclaim, case.state)
    noted = case.events.filter(move=M.NOTE_PAYMENT).select_related("actor").latest("seq")
    title = str(_("Notice of interest: %(case)s") % {"case": case.title})
    notice = open_notice(step, reclaim.award.authority, title, pay_by=pay_by)
    letters.file_interest(reclaim, step, noted=noted, notice=notice)
    if not reclaim.interest_outstanding:
        return stands(reclaim, case.state)
    step.close_deadlines()
    step.set_deadline(str(S.RECLAIMED), on("pay_by")(step.facts_for_timing()), of_stay=True)
    step.show_due(pay_by)
    return S.RECLAIMED


def _owed(reclaim: Reclaim) -> list[Owed]:
    """Without the days for which the recipient pays interest on money used late (§ 49a (4) VwVfG)."""
    parts = tranches(reclaim.reclaimed, reclaim.ineffective_from, payouts(reclaim))
    back = [(dt.date.fromisoformat(paid["value_date"]), Decimal(paid["amount"])) for paid in reclaim.payments]
    return besides(owed_until_paid(parts, back), bearing_by_late_use(reclaim.award))


def _reckoned(owed: list[Owed]) -> Interest:
    """Raises Refused where a base rate is not known: it is never guessed."""
    if not owed:
        return interest_on([], NOTHING, [])
    first, last = min(part.first for part in owed), max(part.last for part in owed)
    margin = Decimal(known_law(FEDERAL, "interest_margin", first))
    days_in_year = known_law(FEDERAL, "days_in_year", first)
    try:
        rates = [BaseRate(dt.date.fromisoformat(row["from"]), Decimal(row["rate"])) for row in base_rates(first, last)]
    except UnknownLaw as unknown:
        raise not_entered(unknown) from None
    return interest_on(owed, margin, rates, days_in_year)


def drop_interest(case: Case, step: Step) -> str:
    """Its notice has fallen, and the day to pay it set. What came in for it stays in hand until the interest is
    reckoned anew, or waived."""
    reclaim = collected(case, step)
    reclaim.interest, reclaim.pay_by = None, case.collection.day_of_the_sum
    reclaim.save(update_fields=["pay_by"])
    share_out(reclaim, step)
    step.record(pay_by=reclaim.pay_by)
    return S.UNDER_RESERVE if case.state == S.UNDER_RESERVE else S.RECLAIMED


def take_back_interest(case: Case, step: Step) -> None:
    """By the authority itself, as where a value date was corrected. What came in for it stays in hand. The recipient is
    told of one that was sent."""
    notice = standing(case)
    if notice and was_sent(notice):
        step.tell("reclaim.interest_taken_back", step.people(SIGNATORY))
    step.record(interest=collected(case, step).interest)
    drop_interest(case, step)
    take_back(step)


def waive_interest(case: Case, step: Step, *, reason: Text) -> str:
    reclaim = collected(case, step)
    reclaim.interest = NOTHING
    share_out(reclaim, step)
    return stands(reclaim, case.state)


def end_deferral(case: Case, step: Step) -> None:
    meet_deadline(step)
    step.record(pay_by=case.collection.deferred_until)


def enforce(case: Case, step: Step, *, reason: Text = "") -> None:
    reclaim = collected(case, step)
    step.record(outstanding=reclaim.outstanding, interest=reclaim.interest_outstanding)


def propose_relief(case: Case, step: Step, *, relief: AnyRelief, until: Day = None, reason: Text) -> None:
    """A deferral names its day. Remission gives the claim up; a write-off leaves it, but does not pursue it for now."""
    if (relief == Relief.DEFERRAL) != (until is not None):
        raise BadInput("until", _("A deferral needs the day until which it lasts, nothing else has one."))
    if until:
        check_ahead("until", until, step)
    if relief == Relief.INTEREST:
        if standing(case) is None or collected(case, step).interest is None:
            raise BadInput("relief", _("No notice of interest stands."))
    elif relief != Relief.ANNULMENT and (case.state not in OWED or not collected(case, step).is_open):
        raise BadInput("relief", _("Nothing is owed here. Only the notice as such can be taken back."))


def refuse_relief(case: Case, step: Step, *, reason: Text) -> str:
    """It goes on where it was."""
    keep_days(case, step)
    return _proposal(case).from_state


def _proposal(case: Case) -> Event:
    return case.events.filter(move=M.PROPOSE_RELIEF).latest("seq")


def grant_relief(case: Case, step: Step) -> str:
    """What is waived the recipient may keep; the award follows. A deferral leaves the day that was set, by which who
    pays in time is measured."""
    reclaim, proposed = collected(case, step), _proposal(case).facts
    step.record(relief=proposed["relief"], outstanding=reclaim.outstanding, interest=reclaim.interest_outstanding)
    if proposed["relief"] == Relief.DEFERRAL:
        return _defer(case, step, dt.date.fromisoformat(proposed["until"]))
    reclaim.waived += reclaim.outstanding
    reclaim.interest_waived += reclaim.interest_outstanding
    reclaim.save(update_fields=["waived", "interest_waived"])
    return S.RECLAIMED if reclaim.received and reclaim.interest is None else S.WAIVED


def _defer(case: Case, step: Step, until: dt.date) -> str:
    if until <= step.today:
        raise Refused("deferral_is_over", _("The day proposed has passed. Refuse it and have another proposed."))
    case.collection.deferred_until = until
    case.collection.save(update_fields=["deferred_until"])
    step.record(until=until)
    return S.DEFERRED


def take_back_notice(case: Case, step: Step) -> str:
    """By the authority itself; the reclaim follows."""
    reclaim = collected(case, step)
    reclaim.annulled_on = step.today
    reclaim.save(update_fields=["annulled_on"])
    return fall(case, step)


def fall(case: Case, step: Step) -> str:
    """The notice is without effect, and with it the notice of interest. What came in is refunded."""
    reclaim = collected(case, step)
    reclaim.interest = None
    share_out(reclaim, step)
    take_back(step)
    return S.REFUND_DUE if reclaim.to_refund else S.FALLEN


def note_refund(case: Case, step: Step, *, value_date: Day) -> str:
    """All that was owed no longer went back to the recipient."""
    check_not_ahead("value_date", value_date, step)
    reclaim = collected(case, step)
    step.record(amount=reclaim.to_refund)
    reclaim.refunded += reclaim.to_refund
    reclaim.save(update_fields=["refunded"])
    keep_days(case, step)
    return S.FALLEN if reclaim.annulled_on else stands(reclaim, S.RECLAIMED)

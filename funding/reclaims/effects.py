"""What the moves of a reclaim do, from the hearing to the final notice."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.documents.correspondence import file_letter
from funding.law.remedy import INSTRUCTION, AnyRemedy, Postcode, Town, fill_in_remedy
from funding.reclaims import collecting, hearing, letters
from funding.reclaims.account import claim_of
from funding.reclaims.hearing import AnyExtent, AnyGround, AnyReach
from funding.reclaims.models import Reach, Reclaim
from funding.reclaims.queries import reclaim_of
from funding.reclaims.states import M, S
from funding.serving import effects as serving
from funding.serving.notices import Channel
from workflows.dates import extend
from workflows.effects import check_ahead, check_not_ahead, meet_deadline
from workflows.inputs import Day, Flag, Line, Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import period_after
from workflows.wording import worded

WEEKS_AFTER_REMEDY = 2


def answer(case: Case, step: Step, *, statement: Text) -> None:
    reclaim = reclaim_of(case)
    reclaim.answer = statement
    reclaim.save(update_fields=["answer"])


def extend_hearing(case: Case, step: Step, *, until: Day, reason: Text = "") -> None:
    check_ahead("until", until, step)
    extend(step, str(S.HEARING), until=until)
    reclaim = reclaim_of(case)
    reclaim.answer_by = until
    reclaim.save(update_fields=["answer_by"])


def end_hearing(case: Case, step: Step) -> None:
    meet_deadline(step)


def hear_anew(  # noqa: PLR0913 - what the recipient is heard on
    case: Case,
    step: Step,
    *,
    ground: AnyGround,
    extent: AnyExtent,
    reach: AnyReach,
    amount: Money = None,
    ineffective_from: Day = None,
    known_on: Day,
    allegations: Text,
    answer_by: Day,
) -> None:
    """Who intends something else than the recipient was heard on hears them anew. The draft of the notice goes."""
    reclaim = reclaim_of(case)
    intended = {"ground": ground, "extent": extent, "reach": reach, "amount": amount, "known_on": known_on}
    intended |= {"ineffective_from": ineffective_from, "allegations": allegations, "answer_by": answer_by}
    fields = hearing.checked(reclaim.award, step, intended) | {"drafted": None, "reasons": "", "pay_by": None}
    _set(reclaim, **fields)
    content = letters.render_hearing(reclaim.award, fields, step)
    document = file_letter(step, "hearing", content, title=letters.TITLES["hearing"])
    step.record(**hearing.facts_of(fields), document=document.pk, sha256=document.content_id)
    hearing.watch_year(step, fields)


def draft(  # noqa: PLR0913 - the fields of the notice
    case: Case,
    step: Step,
    *,
    drafted: Money = None,
    pay_by: Day = None,
    reasons: Text,
    remedy_type: AnyRemedy = None,
    remedy_name: Line = None,
    remedy_street: Line = None,
    remedy_postcode: Postcode = None,
    remedy_town: Town = None,
) -> None:
    """What is left out stays as it is. More than the recipient was heard on takes a new hearing."""
    reclaim = reclaim_of(case)
    if pay_by:
        check_ahead("pay_by", pay_by, step)
    drafted = drafted or reclaim.drafted or reclaim.amount
    if drafted > reclaim.amount:
        raise BadInput(
            "drafted",
            _("The recipient was heard on %(amount)s. For more, hear them anew."),
            amount=worded(reclaim.amount),
        )
    given = {"pay_by": pay_by, "remedy_type": remedy_type, "remedy_name": remedy_name, "remedy_street": remedy_street}
    given |= {"remedy_postcode": remedy_postcode, "remedy_town": remedy_town}
    fill_in_remedy(reclaim, reclaim.award.authority, step, remedy_type)
    filled_in = {name: getattr(reclaim, name) for name in INSTRUCTION} | {
        n: value for n, value in given.items() if value
    }
    _set(reclaim, drafted=drafted, reasons=reasons, **filled_in)


def sign(case: Case, step: Step) -> None:
    step.record(amount=reclaim_of(case).drafted)


def issue(case: Case, step: Step) -> None:
    """From here on it is what the notice says; the year has been kept."""
    reclaim = reclaim_of(case)
    signed = case.events.filter(move=M.SIGN).select_related("actor").latest("seq")
    settled = reclaim.award.entitled is not None
    _set(reclaim, amount=reclaim.drafted, issued_on=step.today, after_settlement=settled)
    step.record(amount=reclaim.amount, reclaimed=reclaim.reclaimed, pay_by=reclaim.pay_by)
    letters.file_notice(reclaim, step, signed=signed)


def dispatch(
    case: Case,
    step: Step,
    *,
    channel: Annotated[str, OneWord(tuple(Channel.values))],
    posted_on: Day,
    instructed: Flag = True,
) -> None:
    """Not in a way in which it would be served after the year."""
    serving.dispatch(case, step, channel=channel, posted_on=posted_on, instructed=instructed)
    reclaim = reclaim_of(case)
    if reclaim.served_on and reclaim.revocable_until and reclaim.served_on > reclaim.revocable_until:
        raise Refused(
            "served_too_late",
            _("It would count as served on %(day)s, after the last day, %(last)s. Have it served formally."),
            hearing.YEAR,
            day=worded(reclaim.served_on),
            last=worded(reclaim.revocable_until),
        )


def establish_service(case: Case, step: Step) -> None:
    """The revocation works from here on, so the year ends here."""
    serving.establish_service(case, step)
    step.close_deadlines(kind=hearing.PERIOD)


def drop(case: Case, step: Step, *, reason: Text) -> None:
    step.close_deadlines(kind=hearing.PERIOD)


def end(case: Case, step: Step) -> str:
    """Without the award nothing is left to revoke; what was paid on the notice goes back."""
    step.close_deadlines(kind=hearing.PERIOD)
    return collecting.fall(reclaim_of(case), step, S.ENDED)


def become_final(case: Case, step: Step) -> str:
    meet_deadline(step)
    return take_effect(case, step)


def waive_remedy(case: Case, step: Step, *, declared: Flag) -> str:
    serving.waive(case, step, declared=declared)
    return take_effect(case, step)


def uphold(
    case: Case,
    step: Step,
    *,
    decided_on: Day,
    objection_served_on: Day = None,
    instructed: Flag = True,
    reason: Text,
) -> str:
    served = {"decided_on": decided_on, "objection_served_on": objection_served_on, "instructed": instructed}
    return S.NOTIFIED if serving.action_may_follow(case, step, **served) else take_effect(case, step)


def reduce(
    case: Case,
    step: Step,
    *,
    amount: Money,
    decided_on: Day,
    objection_served_on: Day = None,
    instructed: Flag = True,
    reason: Text,
) -> str:
    """The notice stands for less."""
    reclaim = reclaim_of(case)
    if not 0 < amount < reclaim.amount:
        raise BadInput("amount", _("Enter less than the %(amount)s of the notice."), amount=worded(reclaim.amount))
    step.record(before=reclaim.amount)
    _set(reclaim, amount=amount, interest=None)
    if reclaim.claim is not None:
        _claim(reclaim, step)
    served = {"decided_on": decided_on, "objection_served_on": objection_served_on, "instructed": instructed}
    return S.NOTIFIED if serving.action_may_follow(case, step, **served) else take_effect(case, step)


def annul(case: Case, step: Step, *, decided_on: Day, reason: Text) -> str:
    """By the court or by the decision on an objection. What came in is refunded."""
    check_not_ahead("decided_on", decided_on, step)
    return collecting.fall(reclaim_of(case), step, S.ANNULLED)


def dismiss_remedy(case: Case, step: Step, *, reason: Text) -> str:
    """It came too late and there is no reinstatement, so the reclaim is where it was, with what was paid since."""
    reclaim = reclaim_of(case)
    step.record(pay_by=reclaim.pay_by, until=reclaim.deferred_until)
    before = case.events.filter(move=M.RECORD_LATE_REMEDY).latest("seq").from_state
    return before if before == S.REVOKED else collecting.stands(reclaim, before)


def take_effect(case: Case, step: Step) -> str:
    """Final. Where the day to pay has passed during the remedy, another two weeks. What came back otherwise since the
    notice is not asked for again."""
    reclaim = reclaim_of(case)
    _claim(reclaim, step)
    if reclaim.reach == Reach.EX_NUNC:
        return S.REVOKED
    if reclaim.deferred_until and reclaim.deferred_until > step.today:
        step.record(pay_by=reclaim.pay_by, until=reclaim.deferred_until)
        return collecting.stands(reclaim, S.DEFERRED)
    if reclaim.pay_by <= step.today:
        due = period_after(step.today, {"weeks": WEEKS_AFTER_REMEDY}, step.facts_for_timing(), rule="weeks(2)")
        _set(reclaim, pay_by=due.on)
        step.record(pay_by_steps=due.steps)
    step.record(pay_by=reclaim.pay_by)
    return collecting.stands(reclaim, S.RECLAIMED)


def _claim(reclaim: Reclaim, step: Step) -> None:
    _set(reclaim, claim=claim_of(reclaim.award, reclaim.all_of_the_award, reclaim))
    collecting.share_out(reclaim)
    step.record(claim=reclaim.claim)


def _set(reclaim: Reclaim, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(reclaim, name, value)
    reclaim.save(update_fields=list(fields))

"""What the moves of a reclaim do, from the hearing to the final notice."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.documents.addresses import at_home
from funding.documents.correspondence import file_letter
from funding.notices.deciding import fall_with, stands_changed
from funding.notices.queries import moved_notice, notice_below
from funding.notices.states import S as Notice
from funding.notices.taking_back import take_back
from funding.reclaims import hearing, letters, rules
from funding.reclaims.account import claim_of, share_out
from funding.reclaims.hearing import AnyExtent, AnyGround, AnyReach
from funding.reclaims.models import Reclaim
from funding.reclaims.queries import reclaim_of
from funding.reclaims.ruling.opening import begin_ruling
from funding.reclaims.states import M, S
from workflows.dates import extend
from workflows.effects import check_ahead, meet_deadline
from workflows.inputs import Day, Flag, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import last_day
from workflows.wording import worded

HEARD = ("open", M.HEAR_ANEW)


def answer(case: Case, step: Step, *, statement: Text) -> None:
    reclaim = reclaim_of(case)
    reclaim.answer = statement
    reclaim.save(update_fields=["answer"])
    begin_ruling(step)


def extend_hearing(case: Case, step: Step, *, until: Day, reason: Text = "") -> None:
    check_ahead("until", until, step)
    until = last_day(until, step.facts_for_timing())
    extend(step, str(S.HEARING), until=until)
    reclaim = reclaim_of(case)
    reclaim.answer_by = until
    reclaim.save(update_fields=["answer_by"])


def end_hearing(case: Case, step: Step) -> None:
    meet_deadline(step)
    begin_ruling(step)


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
    fields = hearing.checked(reclaim.award, step, intended, settles=reclaim.settles) | {
        "drafted": None,
        "reasons": "",
        "pay_by": None,
    }
    _set(reclaim, **fields)
    content = letters.render_hearing(reclaim.award, fields, step, at_home(case))
    document = file_letter(step, "hearing", content, title=letters.TITLES["hearing"])
    step.record(**hearing.facts_of(fields), document=document.pk, sha256=document.content_id)
    hearing.watch_year(step, fields["jurisdiction"], fields["ground"], fields["known_on"])
    step.settle_below("reclaim_ruling")


def drop(case: Case, step: Step, *, reason: Text) -> None:
    """What was paid on a notice that was issued goes back, also where it was called back since."""
    step.close_deadlines(kind=hearing.PERIOD)
    if notice_below(case, step):
        _fall(case, step)


def end(case: Case, step: Step) -> None:
    """Without the award nothing is left to revoke; what was paid on the notice goes back."""
    step.close_deadlines(kind=hearing.PERIOD)
    _fall(case, step)


def _fall(case: Case, step: Step) -> None:
    _set(reclaim_of(case), annulled_on=step.today)
    fall_with(case, step, Notice.MOOT)
    step.settle_below("collection")


def follow_service(case: Case, step: Step) -> None:
    """The revocation works from here on, so the year ends here."""
    step.close_deadlines(kind=hearing.PERIOD)


def follow_notice(case: Case, step: Step) -> str:
    """Sent, it is the recipient's. What was paid and revoked is asked back once the notice is final; while it is
    contested again, that rests; where it has fallen, what came in goes back."""
    reclaim, state = reclaim_of(case), rules.follows(case, step)
    if state == S.IN_PREPARATION:
        _return_to_hearing(reclaim, step)
    elif state == S.ISSUED:
        _follow_sending(reclaim, step) if case.state == S.IN_PREPARATION else _set(reclaim, final_on=None)
    elif state == S.ANNULLED:
        _set(reclaim, final_on=None, annulled_on=reclaim.annulled_on or step.today)
        take_back(step)
    else:
        _set(reclaim, final_on=step.today)
        _claim(reclaim, step)
    step.settle_below("collection")
    return state


def _follow_sending(reclaim: Reclaim, step: Step) -> None:
    """It is what the notice says."""
    issued_on = moved_notice(step.case, step).notice.issued_on
    settled = reclaim.award.entitled is not None
    _set(reclaim, amount=reclaim.drafted, issued_on=issued_on, after_settlement=settled)
    share_out(reclaim, step)


def _return_to_hearing(reclaim: Reclaim, step: Step) -> None:
    """It came back unserved and was called back: what the recipient was heard on counts, and the year is watched."""
    heard = step.case.events.filter(move__in=HEARD).latest("seq")
    _set(reclaim, amount=Decimal(heard.facts["amount"]), issued_on=None)
    hearing.watch_year(step, reclaim.jurisdiction, reclaim.ground, reclaim.known_on)


def reduce(
    case: Case,
    step: Step,
    *,
    amount: Money,
    decided_on: Day,
    objection_served_on: Day = None,
    instructed: Flag = True,
    reason: Text,
) -> None:
    """The notice stands for less. The interest is reckoned anew, so a notice of it falls with its day to pay."""
    reclaim = reclaim_of(case)
    if not 0 < amount < reclaim.amount:
        raise BadInput("amount", _("Enter less than the %(amount)s of the notice."), amount=worded(reclaim.amount))
    step.record(before=reclaim.amount)
    _set(reclaim, amount=amount, interest=None)
    for collection in step.work.all_below(case, "collection"):
        take_back(step, of=collection)
        _set(reclaim, pay_by=collection.collection.day_of_the_sum)
    if reclaim.claim is not None:
        _claim(reclaim, step)
    stands_changed(
        case,
        step,
        amount=amount,
        decided_on=decided_on,
        objection_served_on=objection_served_on,
        instructed=instructed,
    )


def _claim(reclaim: Reclaim, step: Step) -> None:
    """What came back otherwise since the notice is not asked for again; nor is more remitted than is asked for."""
    claim = claim_of(reclaim.award, reclaim.all_of_the_award, reclaim)
    _set(reclaim, claim=claim, waived=min(reclaim.waived, claim))
    share_out(reclaim, step)
    step.record(claim=reclaim.claim)


def _set(reclaim: Reclaim, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(reclaim, name, value)
    reclaim.save(update_fields=list(fields))

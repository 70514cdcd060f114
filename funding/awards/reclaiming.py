"""Revoking an award: the hearing that begins it, and how the award follows what becomes of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from funding.awards import funds, reporting, rules
from funding.awards.models import Award
from funding.awards.settlement.opening import OVER, settle_anew
from funding.awards.settlement.queries import settlement_below
from funding.awards.settlement.states import S as Settled
from funding.awards.states import M, S
from funding.awards.stopping import watch_stop
from funding.budgets.returning import follow_return, note_shortage
from funding.notices.queries import notice_below
from funding.notices.states import S as Notice
from funding.reclaims import opening
from funding.reclaims.account import SUMS, book, reckon
from funding.reclaims.hearing import AnyExtent, AnyGround, AnyReach
from funding.reclaims.models import Extent, Reclaim
from funding.reclaims.queries import reclaim_of
from funding.reclaims.states import M as Reclaimed
from funding.roles import CASE_WORKER, SIGNATORY
from workflows.inputs import Day, Money, Number, Text
from workflows.models import Case
from workflows.step import Step

REPORTED = ("amount", "final_amount", "called_back", "remitted")


def hear(  # noqa: PLR0913 - what the recipient is heard on
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
    debtor: Number = None,
) -> str:
    """`amount` may be left out where the whole is revoked. `known_on`: when the authority knew all facts. `debtor`: of
    whom it is demanded, where not of the present recipient."""
    intended = {"ground": ground, "extent": extent, "reach": reach, "amount": amount, "known_on": known_on}
    intended |= {"ineffective_from": ineffective_from, "allegations": allegations, "answer_by": answer_by}
    reclaim = opening.hear(step, case.award, intended, case.award.remedy, debtor=debtor)
    step.record(reclaim=reclaim.pk)
    return case.state


def follow_reclaim(case: Case, step: Step) -> str:
    """All sums anew. An award that is over, or revoked, holds what is out of it; one that stands again takes from the
    pots what it had given back."""
    award = case.award
    bound, revoked_on = award.bound, award.revoked_on
    if rules.takes_something_else(step.child):
        _take_over(case, step, reclaim_of(step.child))
    state = goes_on(case, step)
    if award.revoked_on or not revoked_on or state in (S.ANNULLED, S.CLOSED):
        follow_return(award, bound, step)
    else:
        _take_again(award, state, step)
    return state


def _take_again(award: Award, state: str, step: Step) -> None:
    """A court's decision waits for no money; payments do, until somebody has seen to it that the pots bear them."""
    short = funds.keep(award, step)
    note_shortage(short, step)
    if short and state != S.SUSPENDED:
        watch_stop(step)


def goes_on(case: Case, step: Step) -> str:
    """After its sums were reckoned anew: the settlement goes on by them, or begins; the award where that is."""
    award, settlement = case.award, settle_anew(step, case.award)
    if award.annulled_on:
        return S.ANNULLED
    if award.ended_on is None:
        return _goes_on_in(case, step)
    if settlement is None or settlement.state in OVER:
        return S.REVOKED
    if settlement.state == Settled.CLOSED:
        return S.CLOSED
    return case.state if case.state in (S.TERMINATED_EARLY, S.COMPLETED) else S.COMPLETED


def _take_over(case: Case, step: Step, reclaim: Reclaim) -> None:
    """In full: the grant ends, and of what was paid and is not called back the use is proven, as if the project ended
    today. In part, or back again: what a court reduces later, or the authority remits, the recipient may keep."""
    award = case.award
    in_full, people = reclaim.extent == Extent.FULL, step.people(SIGNATORY)
    if in_full and reclaim.annulled_on:
        _record(award, step, _follow(award, reclaim, revoked_on=None))
        _restore(case, step)
        step.record(turn="restored")
        step.tell("award.restored", {*people, *step.people(CASE_WORKER)})
    elif in_full and not award.revoked_on:
        step.record(turn="revoked", had_ended=award.ended_on is not None)
        _record(award, step, _follow(award, reclaim, revoked_on=step.today))
        _end(award, step)
        step.tell("award.revoked", people)
    else:
        _record(award, step, _follow(award, reclaim, revoked_on=award.revoked_on))
        step.record(turn="reduced")
        step.tell("award.reduced", people)


def _end(award: Award, step: Step) -> None:
    if award.ended_on is None:
        award.ended_on = min(step.today, award.period_to)
        award.save(update_fields=["ended_on"])
        reporting.drop_reports(step)


def _restore(case: Case, step: Step) -> None:
    """What ended with the revocation does not come back by itself: a project in its period waits with its payments
    stopped, one that had ended is proven, one that was settled is settled as before."""
    award = case.award
    revoked = case.events.filter(move=M.FOLLOW_RECLAIM, facts__turn="revoked").latest("seq")
    had_ended = revoked.facts["had_ended"] or award.period_to < step.today or award.entitled is not None
    settlement = settlement_below(case, step)
    if not had_ended and (settlement is None or settlement.state != Settled.PROOF_SUBMITTED):
        award.ended_on = None
        award.save(update_fields=["ended_on"])
        reporting.ask_for_reports(step, award)
        step.record(payments_stopped=True)


def _goes_on_in(case: Case, step: Step) -> str:
    """Where it stands; one that was revoked in full, with payments stopped, or before its start where its notice is."""
    if case.state in (S.SENT, S.FINAL, S.RUNNING, S.SUSPENDED):
        return case.state
    if case.award.started_on:
        return S.SUSPENDED
    notice = notice_below(case, step)
    return S.FINAL if notice is None or notice.state == Notice.FINAL else S.SENT


def _follow(award: Award, reclaim: Reclaim, *, revoked_on: dt.date | None) -> dict[str, Any]:
    """All sums of the award anew; what they were."""
    before = {name: getattr(award, name) for name in REPORTED}
    award.revoked_on = revoked_on
    award.repaid += book(reclaim)
    reckon(award, reclaim.all_of_the_award)
    award.save(update_fields=[*SUMS, "revoked_on"])
    reclaim.followed = reclaim.takes
    reclaim.save(update_fields=["followed", "booked"])
    return before


def _record(award: Award, step: Step, before: dict[str, Any]) -> None:
    reclaim = reclaim_of(step.child)
    step.record(
        reclaim=reclaim.pk,
        ground=reclaim.ground,
        before={name: _written(value) for name, value in before.items()},
        after={name: _written(getattr(award, name)) for name in REPORTED},
        period_to=award.period_to,
    )


def _written(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def end_reclaims(step: Step) -> None:
    """Without the award nothing is left to revoke. What the award has followed already goes on."""
    for child in step.work.children(step.case):
        if child.lifecycle == "reclaim" and not child.finished and reclaim_of(child).followed is None:
            step.work.make(child, Reclaimed.END, None, {})

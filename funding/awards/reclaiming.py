"""Revoking an award: the hearing that begins it, and how the award follows what becomes of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from funding.awards import reporting
from funding.awards.models import Award
from funding.awards.states import M, S
from funding.law.remedy import INSTRUCTION
from funding.reclaims import opening
from funding.reclaims.account import SUMS, book, reckon
from funding.reclaims.hearing import AnyExtent, AnyGround, AnyReach
from funding.reclaims.models import Reclaim
from funding.reclaims.queries import reclaim_of
from funding.reclaims.states import M as Reclaimed
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.step import Step

REPORTED = ("amount", "final_amount", "called_back", "remitted")
PROVING = (S.COMPLETED, S.PROOF_DUE, S.PROOF_SUBMITTED)


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
) -> str:
    """`amount` may be left out where the whole is revoked. `known_on`: when the authority knew all facts."""
    intended = {"ground": ground, "extent": extent, "reach": reach, "amount": amount, "known_on": known_on}
    intended |= {"ineffective_from": ineffective_from, "allegations": allegations, "answer_by": answer_by}
    reclaim = opening.hear(step, case.award, intended, _remedy(case.award))
    step.record(reclaim=reclaim.pk)
    return case.state


def _remedy(award: Award) -> dict[str, str]:
    """Where a remedy against the notice of award went, one against its revocation goes."""
    ruling = award.parent and award.parent.application.ruled
    return {name: getattr(ruling, name) for name in INSTRUCTION} if ruling else {}


def follow_revocation(case: Case, step: Step) -> str:
    """The grant ends. Of what was paid and is not called back the use is proven, as if the project ended today."""
    award = case.award
    step.record(had_ended=award.ended_on is not None)
    _record(award, step, _follow(award, reclaim_of(step.child), revoked_on=step.today))
    if award.ended_on is None:
        award.ended_on = min(step.today, award.period_to)
        award.save(update_fields=["ended_on"])
        reporting.drop_reports(step)
    return stands(award, case.state)


def follow_reduction(case: Case, step: Step) -> str:
    """Also back: what a court reduces later, or the authority remits, the recipient may keep."""
    award = case.award
    _record(award, step, _follow(award, reclaim_of(step.child), revoked_on=award.revoked_on))
    return stands(award, case.state)


def follow_restoration(case: Case, step: Step) -> str:
    """The revocation has fallen. What ended with it does not come back by itself: a project in its period waits with
    payments suspended, one that had ended is proven, one that was settled is settled as before."""
    award = case.award
    _record(award, step, _follow(award, reclaim_of(step.child), revoked_on=None))
    if award.entitled is not None:
        return stands(award, S.PROOF_CHECKED if case.state == S.REVOKED else case.state)
    revoked = case.events.filter(move=M.FOLLOW_REVOCATION).latest("seq")
    if revoked.facts["had_ended"] or award.period_to < step.today or case.state == S.PROOF_SUBMITTED:
        return case.state if case.state in PROVING else S.COMPLETED
    award.ended_on = None
    award.save(update_fields=["ended_on"])
    reporting.drop_proof(step)
    return S.SUSPENDED


def stands(award: Award, state: str) -> str:
    """Where it goes on; but who owes nothing more pays nothing back, and what is owed is asked for, or paid."""
    if award.annulled_on:
        return S.REPAYMENT_DUE if award.to_repay else S.ANNULLED
    if award.to_repay and state in (S.CLOSED, S.REVOKED):
        return S.PROOF_CHECKED
    if award.revoked_on and award.final_amount is None:
        return state if state in PROVING else S.COMPLETED
    if award.revoked_on and not award.left_over:
        return S.REVOKED
    if (state == S.REPAYMENT_DUE and not award.to_repay) or (state == S.CLOSED and award.to_pay):
        return S.PROOF_CHECKED
    return state


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

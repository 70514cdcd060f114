"""Revoking an award: the hearing that begins it, and how the award follows what becomes of it."""

from decimal import Decimal

from funding.awards.models import Award
from funding.awards.states import M, S
from funding.money import NOTHING
from funding.reclaims import opening
from funding.reclaims.hearing import AnyExtent, AnyGround, AnyReach
from funding.reclaims.models import Extent, Reclaim
from funding.reclaims.queries import book, reclaim_of, taken
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.step import Step

FOLLOWED = ["amount", "final_amount", "reclaimed", "repaid", "called_back", "condition_took", "revoked_on"]
INSTRUCTION = ("remedy_type", "remedy_name", "remedy_street", "remedy_postcode", "remedy_town")


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
    application = award.parent and award.parent.application
    return {name: getattr(application, name) for name in INSTRUCTION} if application else {}


def follow_revocation(case: Case, step: Step) -> None:
    """The grant ends. What is called back, the reclaim asks for; what else the recipient holds they keep."""
    award, reclaim = case.award, reclaim_of(step.child)
    before = award.amount if award.final_amount is None else award.final_amount
    award.revoked_on = step.today
    _follow(award, reclaim)
    step.record(reclaim=reclaim.pk, ground=reclaim.ground, before=before, after=award.final_amount)


def follow_reduction(case: Case, step: Step) -> str:
    """Also back: what a court reduces later, or the authority waives, the recipient may keep."""
    award = case.award
    before = award.final_amount if award.revoked_on else award.amount
    _follow(award, reclaim_of(step.child))
    after = award.final_amount if award.revoked_on else award.amount
    step.record(reclaim=step.child.pk, before=before, after=after, period_to=award.period_to)
    return _goes_on_in(award, case.state)


def _goes_on_in(award: Award, state: str) -> str:
    """Where it stands; but who owes nothing more pays nothing back, and what is owed to the recipient is paid."""
    if state == S.REPAYMENT_DUE and not award.to_repay:
        return S.ANNULLED if award.annulled_on else S.PROOF_CHECKED
    return S.PROOF_CHECKED if state == S.CLOSED and (award.to_pay or award.to_repay) else state


def follow_restoration(case: Case, step: Step) -> str:
    """The revocation has fallen. Reports and requests ended with it: a project in its period waits with payments
    suspended, one that had ended is proven anew, one that was settled is settled as before."""
    award = case.award
    revoked = case.events.filter(move=M.FOLLOW_REVOCATION).latest("seq")
    settled = award.settlement is not None
    award.revoked_on = None
    _follow(award, reclaim_of(step.child))
    award.final_amount = Decimal(revoked.facts["before"]) if settled else None
    award.save(update_fields=["final_amount"])
    step.record(reclaim=step.child.pk, period_to=award.period_to)
    if settled:
        return S.PROOF_CHECKED
    return S.SUSPENDED if award.ended_on is None else S.COMPLETED


def _follow(award: Award, reclaim: Reclaim) -> None:
    """The sums of the award after what is taken from it by this reclaim now, instead of before."""
    now = taken(reclaim)
    less = now - (reclaim.applied or NOTHING)
    book(reclaim, award, now)
    reclaim.save(update_fields=["applied", "booked"])
    if award.revoked_on:
        award.final_amount = award.held
    elif reclaim.extent == Extent.PART:
        _lessen(award, reclaim, less)
    award.save(update_fields=FOLLOWED)


def _lessen(award: Award, reclaim: Reclaim, less: Decimal) -> None:
    award.amount -= less
    if reclaim.law.act == "condition":
        award.condition_took += less
    if award.final_amount is not None and not award.annulled_on:
        award.final_amount -= less

"""A reclaim with its award, and how much of the award it can take back."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from funding.disbursements.models import Disbursement
from funding.disbursements.queries import returned
from funding.money import NOTHING
from funding.reclaims.grounds import REDUCED
from funding.reclaims.models import Extent, Reach, Reclaim
from workflows.models import Case
from workflows.step import Step

WITH_AWARD = Reclaim.objects.select_related(
    "dossier", "parent__award__authority", "parent__award__recipient", "parent__award__programme_version"
)


def reclaim_of(case: Case) -> Reclaim:
    """With its award and whom it names: one query, once a case. In a move it comes after the lock."""
    prefetch_related_objects([case], Prefetch("reclaim", WITH_AWARD.all()))
    return case.reclaim


def collected(case: Case, step: Step) -> Reclaim:
    """The reclaim above its ruling or its collection: as this transaction knows it, or as it is stored."""
    return reclaim_of(step.work.parent_of(case))


def most(award: Any, ground: str, reach: str, extent: str, *, settles: bool = False) -> Decimal:
    """For the past never more than the recipient holds: as a whole with what the proof of use asks back, or was paid
    beyond the grant, in part without it. For the future what is not paid yet and has not lapsed. What was paid beyond
    the grant the settlement asks back once the proof of use is checked."""
    if settles:
        return award.to_repay
    if ground == REDUCED:
        return award.overpaid if award.final_amount is None else NOTHING
    if reach == Reach.EX_TUNC:
        return award.held if extent == Extent.FULL else award.held - max(award.to_repay, award.overpaid)
    if award.final_amount is not None:
        return award.to_pay
    return max(NOTHING, award.amount - award.lapsed + award.remitted - award.held)


def payouts(reclaim: Reclaim) -> Iterable[tuple[dt.date, Decimal, int]]:
    """What was paid on the award, when and by which disbursement, the latest first, without what has come back or is
    called back otherwise: what came back unused, of its own payment; the rest, of the latest. Two queries."""
    award = reclaim.award
    own = reclaim.claim - reclaim.waived if reclaim.followed else NOTHING
    paid = Disbursement.objects.filter(parent_id=award.pk, value_date__isnull=False)
    unused = returned(paid)
    otherwise = award.repaid + award.called_back - own - sum(unused.values(), NOTHING)
    for number, day, amount in paid.order_by("-value_date", "-pk").values_list("pk", "value_date", "approved_amount"):
        kept = amount - unused.get(number, NOTHING)
        gone = min(kept, otherwise)
        otherwise -= gone
        if kept > gone:
            yield day, kept - gone, number

"""A reclaim with its award, and how much of the award it can take back."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from funding.disbursements.models import Disbursement
from funding.money import NOTHING
from funding.reclaims.models import Extent, Reach, Reclaim
from workflows.models import Case

WITH_AWARD = Reclaim.objects.select_related(
    "dossier", "parent__award__authority", "parent__award__recipient", "parent__award__programme_version"
)


def reclaim_of(case: Case) -> Reclaim:
    """With its award and whom it names: one query, once a case. In a move it comes after the lock."""
    prefetch_related_objects([case], Prefetch("reclaim", WITH_AWARD.all()))
    return case.reclaim


def most(award: Any, reach: str, extent: str) -> Decimal:
    """For the past never more than the recipient holds: as a whole with what the proof of use asks back, in part
    without it. For the future what is not paid yet."""
    if reach == Reach.EX_TUNC:
        return award.held if extent == Extent.FULL else award.held - award.to_repay
    granted = award.amount if award.final_amount is None else award.final_amount
    return max(NOTHING, granted - award.held)


def taken(reclaim: Reclaim) -> Decimal:
    """What the award loses by it, as it stands: nothing once annulled, nothing of what is waived."""
    return NOTHING if reclaim.annulled_on else reclaim.amount - reclaim.waived


def book(reclaim: Reclaim, award: Any, applied: Decimal) -> None:
    """Enters in the award's sums what of the sum taken is back and what is still called for. Saves neither."""
    before = reclaim.applied or NOTHING
    if reclaim.reach == Reach.EX_TUNC:
        booked = min(reclaim.received, applied)
        award.reclaimed += applied - before
        award.repaid += booked - reclaim.booked
        award.called_back += (applied - booked) - (before - reclaim.booked)
        reclaim.booked = booked
    reclaim.applied = applied


def payouts(reclaim: Reclaim) -> Iterable[tuple[dt.date, Decimal]]:
    """What was paid on the award and when, the latest first, without what has come back or is called back otherwise:
    that was the latest of all. One query."""
    award = reclaim.award
    otherwise = award.repaid + award.called_back - (reclaim.applied or NOTHING)
    paid = Disbursement.objects.filter(parent_id=award.pk, value_date__isnull=False)
    for day, amount in paid.order_by("-value_date", "-pk").values_list("value_date", "approved_amount"):
        gone = min(amount, otherwise)
        otherwise -= gone
        if amount > gone:
            yield day, amount - gone

"""A reclaim with its award, and how much of the award it can take back."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from funding.disbursements.models import Disbursement
from funding.money import NOTHING
from funding.reclaims.models import Reach, Reclaim
from funding.reclaims.states import S
from workflows.models import Case

WITH_AWARD = Reclaim.objects.select_related(
    "dossier", "parent__award__authority", "parent__award__recipient", "parent__award__programme_version"
)


def reclaim_of(case: Case) -> Reclaim:
    """With its award and whom it names: one query, once a case. In a move it comes after the lock."""
    prefetch_related_objects([case], Prefetch("reclaim", WITH_AWARD.all()))
    return case.reclaim


def most(award: Any, reach: str) -> Decimal:
    """For the past never more than was paid and is not asked back already; for the future what is not paid yet."""
    if reach == Reach.EX_TUNC:
        return award.kept - award.to_repay
    granted = award.amount if award.final_amount is None else award.final_amount
    return max(NOTHING, granted - award.kept)


def taken(case: Case) -> Decimal:
    """What the award loses by this reclaim, as it stands: nothing once annulled, nothing of what is waived."""
    reclaim = reclaim_of(case)
    return NOTHING if case.state == S.ANNULLED else reclaim.amount - reclaim.waived


def payouts(award: Any) -> Iterable[tuple[dt.date, Decimal]]:
    """What was paid on the award and when, the latest first. One query."""
    paid = Disbursement.objects.filter(parent_id=award.pk, value_date__isnull=False)
    return paid.order_by("-value_date", "-pk").values_list("value_date", "approved_amount")

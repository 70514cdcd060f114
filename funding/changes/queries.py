"""A change request with its award, and what of the award is promised already."""

from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, Sum, prefetch_related_objects

from funding.changes.models import Change
from workflows.models import Case, Event
from workflows.step import Step

WITH_AWARD = Change.objects.select_related(
    "dossier",
    "new_recipient",
    "parent__award__authority",
    "parent__award__recipient",
    "parent__award__programme_version",
)
PROMISED = Q(disbursement__value_date__isnull=False) | Q(state__in=("approved", "ordered"))


def change_of(case: Case) -> Change:
    """With `award`, its file, authority and recipient: one query, once a case. In a move it comes after the lock."""
    prefetch_related_objects([case], Prefetch("change", WITH_AWARD.all()))
    return case.change


def asked(case: Case, step: Step) -> Change:
    """The change request above its ruling or its consent, as this transaction knows it."""
    return change_of(step.work.parent_of(case))


def proof_was_submitted(award: int) -> bool:
    """The proof of use, once, also where it was returned since. One query."""
    submitted = Event.objects.filter(case__parent_id=award, case__lifecycle="settlement", move="follow_submission")
    return bool(submitted.exists())


def least_grant(award: Any) -> Decimal:
    """What was paid and has not come back, or is approved for payment: the grant cannot go below that. One query, under
    the award's lock."""
    promised = award.children.filter(PROMISED, lifecycle="disbursement")
    paid = promised.aggregate(sum=Sum("disbursement__approved_amount"))["sum"] or Decimal("0.00")
    back = award.repaid + award.called_back + award.remitted
    return max(award.paid, paid) - back


def being_reclaimed(award: int | None) -> bool:
    below = Case.objects.filter(lifecycle__in=("reclaim", "collection"), ancestors__contains=[award])
    return bool(below.filter(finished=None).exists())


def is_demanded(award: int | None) -> bool:
    """A reclaim, interest, or a claim written off, which can still be enforced. One query."""
    below = Case.objects.filter(ancestors__contains=[award])
    under_way = Q(lifecycle__in=("reclaim", "collection", "late_use"), finished=None)
    return bool(below.filter(under_way | Q(lifecycle="collection", state="resting")).exists())

"""What of an award has been forwarded, and what final recipients owe back. Read under the award's lock."""

from decimal import Decimal
from typing import Any

from django.db.models import Case as When
from django.db.models import F, Prefetch, Q, Sum, prefetch_related_objects
from django.db.models import When as Where

from funding.forwarding.claim.models import ForwardingClaim
from funding.forwarding.claim.states import S as Claimed
from funding.forwarding.models import Forwarding
from funding.forwarding.states import M, S
from funding.money import NOTHING
from workflows.models import Case

WITH_AWARD = Forwarding.objects.select_related("dossier", "parent__award__recipient", "final_recipient")
PROMISED = (S.OFFERED, S.AGREED, S.RUNNING, S.PROOF_IN, S.PROOF_RETURNED)
UNDECIDED = (Claimed.LOSS_REPORTED, Claimed.RELEASE_PROPOSED)


def forwarding_of(case: Case) -> Forwarding:
    """With its award and final recipient: one query, once a case, none for one that has just been opened."""
    if isinstance(case, Forwarding):
        return case
    prefetch_related_objects([case], Prefetch("forwarding", WITH_AWARD.all()))
    return case.forwarding


def before_insolvency(case: Case) -> str:
    return str(case.events.filter(move=M.NOTE_INSOLVENCY).latest("seq").from_state)


def bound(award: Any, *, besides: int) -> Decimal:
    """What other forwardings take of this award: promised, or, where no more will follow, passed on. One query."""
    others = Forwarding.objects.filter(parent_id=award.pk).exclude(pk=besides)
    of_each = When(Where(Q(state__in=PROMISED), then=F("amount")), default=F("forwarded"))
    return others.aggregate(sum=Sum(of_each))["sum"] or NOTHING


def owed_back(award: Any) -> Decimal:
    """What final recipients owe back and the authority has not released, paid or not. One query."""
    found = ForwardingClaim.objects.filter(parent__parent_id=award.pk)
    return found.aggregate(sum=Sum(F("amount") - F("released")))["sum"] or NOTHING


def unchecked(award_id: int) -> bool:
    """Whether a forwarding is under way. A draft is none yet."""
    found = Case.objects.filter(parent_id=award_id, lifecycle="forwarding", finished=None)
    return bool(found.exclude(state=S.DRAFTED).exists())


def loss_is_undecided(award_id: int) -> bool:
    return bool(ForwardingClaim.objects.filter(parent__parent_id=award_id, state__in=UNDECIDED).exists())

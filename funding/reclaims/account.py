"""What reclaims and the proof of use make of an award's sums. Reckoned anew from its parts each time, never by
differences: so the order in which reclaims become final, are paid, lessened, annulled or remitted does not matter.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from funding.budgets.returning import follow_return
from funding.money import NOTHING
from funding.reclaims.models import Extent, Reach, Reclaim
from workflows.step import Step

SUMS = ("amount", "final_amount", "reclaimed", "repaid", "called_back", "remitted", "overpaid")


def reckon(award: Any, reclaims: Iterable[Reclaim]) -> None:
    """Sets the sums that follow from the parts; saves nothing."""
    standing = [reclaim for reclaim in reclaims if not reclaim.annulled_on]
    back = [reclaim for reclaim in standing if reclaim.reach == Reach.EX_TUNC]
    award.reclaimed = _sum(reclaim.claim or NOTHING for reclaim in back)
    award.called_back = award.reclaimed - _sum(reclaim.waived + reclaim.booked for reclaim in back)
    award.amount = _amount(award, standing)
    award.final_amount = _final(award, standing)
    award.remitted = _remitted(award, back)
    award.overpaid = max(NOTHING, _without_title(award, standing))


def lessened_by(reclaims: Iterable[Reclaim]) -> Decimal:
    """What these reclaims, all that the award follows, take of what the notices grant."""
    return _sum(each.amount for each in reclaims if _lessens(each) and not each.annulled_on)


def absorb(award: Any) -> None:
    """A grant decided on as a whole has taken account of what reclaims have taken before. Saves the reclaims."""
    before = Reclaim.objects.filter(parent_id=award.pk, followed__isnull=False, absorbed_by=None)
    before.update(absorbed_by=award.version)


def count_again(award: Any, version: int, *, later: int | None = None) -> None:
    """The decision that had taken account of them, the award's version of this number, has fallen. `later`: the version
    that has granted a whole sum since, which takes account of them as well."""
    Reclaim.objects.filter(parent_id=award.pk, absorbed_by=version).update(absorbed_by=later)


def claim_of(award: Any, reclaims: Iterable[Reclaim], reclaim: Reclaim) -> Decimal:
    """How much of the reclaim's sum is asked back: no more than the recipient holds without a title, so that nothing is
    asked for that has come back otherwise."""
    if reclaim.reach == Reach.EX_NUNC or reclaim.annulled_on:
        return NOTHING
    standing = [each for each in reclaims if not each.annulled_on]
    others = [each for each in standing if each.pk != reclaim.pk]
    held = award.kept + reclaim.booked - _sum(_open(each) for each in others)
    may_keep = _final(award, standing)
    most = held if may_keep is None else held - may_keep - award.spared - _sum(each.waived for each in others)
    if reclaim.law.act == "reduction" and not reclaim.settles:
        most = min(most, _without_title(award, others) + reclaim.booked)
    return max(NOTHING, min(reclaim.amount, most))


def _amount(award: Any, standing: list[Reclaim]) -> Decimal:
    """After a revocation in full: what was paid before and is not taken."""
    if whole := _in_full(standing):
        return _kept_after(award, standing, whole)
    return _title(award, standing)


def _remitted(award: Any, back: list[Reclaim]) -> Decimal:
    """What the recipient may keep beyond the grant. What one decided on as a whole covers since is granted, and nothing
    is paid for it again; after the check of the proof of use `left_with_recipient` sees to that."""
    beyond = _sum(each.waived for each in back if _lessens(each))
    others = _sum(each.waived for each in back) - beyond
    if award.final_amount is not None:
        return beyond + others
    return beyond + min(others, max(NOTHING, award.held - award.amount - beyond))


def _title(award: Any, standing: list[Reclaim]) -> Decimal:
    return award.granted - _sum(each.amount for each in standing if _lessens(each))


def _without_title(award: Any, standing: list[Reclaim]) -> Decimal:
    """What the recipient holds beyond what the notices grant, and no reclaim takes; negative: what they do not hold."""
    taken = _sum(_open(each) + each.waived for each in standing)
    return award.kept - taken - _title(award, standing)


def _final(award: Any, standing: list[Reclaim]) -> Decimal | None:
    """None as long as the proof of use decides on what remains."""
    if award.annulled_on:
        return NOTHING
    whole = _in_full(standing)
    if award.entitled is None:
        kept = _kept_after(award, standing, whole) if whole else None
        return None if kept is None or kept else NOTHING
    early = _sum(each.amount for each in standing if _lessens(each) and not each.after_settlement)
    before = award.granted - award.lapsed - early
    left = min(before, award.entitled) - _sum(
        each.amount for each in standing if _lessens(each) and each.after_settlement
    )
    return max(NOTHING, min(left, _kept_after(award, standing, whole)) if whole else left)


def _in_full(standing: list[Reclaim]) -> Reclaim | None:
    return next((reclaim for reclaim in standing if reclaim.extent == Extent.FULL), None)


def _kept_after(award: Any, standing: list[Reclaim], whole: Reclaim) -> Decimal:
    """What was paid, less what this revocation in full and the reclaims before it take, and what was paid beyond the
    grant."""
    others = _sum(
        (each.claim or NOTHING) - each.waived
        for each in standing
        if each.reach == Reach.EX_TUNC and each.pk != whole.pk
    )
    taken = whole.amount if whole.reach == Reach.EX_TUNC else NOTHING
    return max(NOTHING, award.paid - others - taken - max(NOTHING, _without_title(award, standing)))


def _lessens(reclaim: Reclaim) -> bool:
    """A grant decided on as a whole, since then or by the remedy it follows, has taken account of it, and so has the
    proof of use."""
    only_asks_back = reclaim.settles or reclaim.law.act == "reduction"
    return reclaim.extent == Extent.PART and reclaim.absorbed_by is None and not only_asks_back


def _open(reclaim: Reclaim) -> Decimal:
    """What of its claim is not back."""
    return NOTHING if reclaim.reach == Reach.EX_NUNC else (reclaim.claim or NOTHING) - reclaim.waived - reclaim.booked


def book(reclaim: Reclaim) -> Decimal:
    """How much more of the claim is back than the award has counted; counted from now on."""
    claim = NOTHING if reclaim.annulled_on or reclaim.claim is None else reclaim.claim
    booked = min(reclaim.received, claim - reclaim.waived) if claim else NOTHING
    more, reclaim.booked = booked - reclaim.booked, booked
    return more


def share_out(reclaim: Reclaim, step: Step) -> None:
    """What is in hand, on the sum and the interest. The award counts it once it follows this reclaim: before, the
    money is held under reserve."""
    reclaim.share_out()
    if reclaim.followed and not reclaim.annulled_on:
        award, more = reclaim.award, book(reclaim)
        bound = award.bound
        award.repaid += more
        award.called_back -= more
        award.save(update_fields=["repaid", "called_back"])
        follow_return(award, bound, step)
    reclaim.save(update_fields=["payments", "refunded", "received", "interest", "interest_received", "booked"])


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)

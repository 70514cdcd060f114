"""Taking grants from the pots of their years. Whoever takes locks the pots first, always in the same order, so that two
decisions at the same moment never take the same money; the database refuses an overdrawn pot besides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from funding.budgets.models import Holding, Pot
from funding.budgets.states import S
from funding.money import NOTHING, Share, split

OPEN = (S.RELEASED, S.CHANGE_PROPOSED)


@dataclass(frozen=True)
class Shortage:
    """A pot that has not enough: `lacking` more would do."""

    year: int
    payer: str
    lacking: Decimal


def hold(case_id: int, programme: str, authority_id: int, by_year: Mapping[int, Decimal]) -> list[Shortage]:
    """Make this what the case holds: year → sum, split among the funders. Locks the pots until the transaction's end.

    Where something is short nothing is taken. A year without a released budget limits nobody. What the case holds
    already of a closed budget may become less, not more.
    """
    pots = _locked(case_id, programme, authority_id, by_year)
    held = {each.pot_id: each.amount for each in Holding.objects.filter(case_id=case_id)} if pots else {}
    wanted = _wanted(pots, by_year)
    more = {pot.pk: wanted.get(pot.pk, NOTHING) - held.get(pot.pk, NOTHING) for pot in pots}
    if short := [_short(pot, more[pot.pk]) for pot in pots if more[pot.pk] > _available(pot)]:
        return short
    for pot in pots:
        if more[pot.pk]:
            pot.taken += more[pot.pk]
            pot.save(update_fields=["taken"])
            _write(pot, case_id, wanted.get(pot.pk, NOTHING))
    return []


def release(case_id: int) -> None:
    """The case takes nothing any more."""
    hold(case_id, "", 0, {})


def left(programme: str, authority_id: int, year: int) -> Decimal | None:
    """What is left of a year's pots together; None where no budget is released."""
    pots = list(Pot.objects.filter(_of(programme, authority_id, [year])))
    return sum((pot.left for pot in pots), NOTHING) if pots else None


def _of(programme: str, authority_id: int, years: object) -> Q:
    return Q(budget__programme__key=programme, budget__authority_id=authority_id, budget__year__in=years)


def _locked(case_id: int, programme: str, authority_id: int, years: Iterable[int]) -> list[Pot]:
    """Those of these years, and those the case holds something of."""
    own = Q(pk__in=Holding.objects.filter(case_id=case_id).values("pot"))
    which = Pot.objects.filter(own | _of(programme, authority_id, list(years)))
    return list(which.select_for_update(of=("self",)).select_related("budget").order_by("pk"))


def _wanted(pots: list[Pot], by_year: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What each pot bears of its year's sum."""
    found: dict[int, Decimal] = {}
    for budget in {pot.budget for pot in pots if pot.budget.year in by_year}:
        own = [pot for pot in pots if pot.budget_id == budget.pk]
        parts = split(by_year[budget.year], [Share(pot.payer, pot.weight) for pot in own]).parts
        found |= {pot.pk: parts[pot.payer] for pot in own}
    return found


def _available(pot: Pot) -> Decimal:
    return pot.left if pot.budget.state in OPEN else NOTHING


def _short(pot: Pot, more: Decimal) -> Shortage:
    return Shortage(pot.budget.year, pot.payer, more - _available(pot))


def _write(pot: Pot, case_id: int, amount: Decimal) -> None:
    if amount:
        Holding.objects.update_or_create(pot=pot, case_id=case_id, defaults={"amount": amount})
    else:
        Holding.objects.filter(pot=pot, case_id=case_id).delete()

"""Taking grants from the pots of their years. Whoever takes locks the pots first, always in the same order, so that two
decisions at the same moment never take the same money; the database refuses an overdrawn pot besides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from funding.budgets.models import Holding, Pot
from funding.budgets.states import S
from funding.money import NOTHING, Share, split
from workflows import clock
from workflows.refusals import Refused
from workflows.wording import worded

OPEN = (S.RELEASED, S.CHANGE_PROPOSED)


@dataclass(frozen=True)
class Shortage:
    """A pot that has not enough: `lacking` more would do."""

    year: int
    payer: str
    lacking: Decimal


def hold(case_id: int, programme: str, authority_id: int, by_year: Mapping[int, Decimal]) -> list[Shortage]:
    """Make this what the case holds: year → sum, split among the funders. Locks the pots until the transaction's end.

    Where something is short nothing is taken. A year without a released budget limits nobody here; whoever issues the
    notice has to answer for it (`unbudgeted`). What the case holds
    already is scaled down, or kept and only the rest split by the present weights; of a closed budget it may become
    less, not more.
    """
    pots = _locked(case_id, programme, authority_id, by_year)
    held = {each.pot_id: each.amount for each in Holding.objects.filter(case_id=case_id)} if pots else {}
    wanted = _wanted(pots, held, by_year)
    more = {pot.pk: wanted.get(pot.pk, NOTHING) - held.get(pot.pk, NOTHING) for pot in pots}
    if short := [_short(pot, more[pot.pk]) for pot in pots if more[pot.pk] > _available(pot)]:
        return short
    _change(case_id, pots, held, wanted)
    return []


def hold_from_now_on(
    case_id: int, programme: str, authority_id: int, by_year: Mapping[int, Decimal], *, this_year: int
) -> list[Shortage]:
    """As `hold`. The budgets of years that are over give nothing more: what is wanted of them beyond what is held is
    this year's."""
    if all(year >= this_year for year in by_year):
        return hold(case_id, programme, authority_id, by_year)
    held, wanted = held_by_year(case_id), dict(by_year)
    over = sorted(
        year for year in {*wanted, *held} if year < this_year and left(programme, authority_id, year) is not None
    )
    beyond = sum((wanted.get(year, NOTHING) for year in over), NOTHING)
    for year in reversed(over):
        wanted[year] = min(wanted.get(year, NOTHING), held.get(year, NOTHING))
        beyond -= wanted[year]
    for year in reversed(over):
        more = min(beyond, held.get(year, NOTHING) - wanted[year])
        wanted[year], beyond = wanted[year] + more, beyond - more
    if beyond:
        wanted[this_year] = wanted.get(this_year, NOTHING) + beyond
    return hold(case_id, programme, authority_id, wanted)


def refuse_shortage(short: Sequence[Shortage]) -> None:
    """Raises Refused where something is short: the first pot has to be filled."""
    for pot in short:
        raise Refused(
            "budget_missing",
            _("The pot of %(payer)s for %(year)s lacks %(lacking)s."),
            payer=pot.payer,
            year=pot.year,
            lacking=worded(pot.lacking),
        )


def release(case_id: int) -> None:
    """The case takes nothing any more."""
    hold(case_id, "", 0, {})


def shrink(case_id: int, *, by: Decimal, year: int | None = None) -> None:
    """Give this much back, of one year or of all, from each pot in proportion. Never refused; nothing more than is
    held."""
    pots = [pot for pot in _locked(case_id, "", 0, []) if year in (None, pot.budget.year)]
    holdings = Holding.objects.filter(case_id=case_id, pot__in=pots)
    held = {each.pot_id: each.amount for each in holdings}
    keep = max(NOTHING, sum(held.values(), NOTHING) - max(NOTHING, by))
    _change(case_id, pots, held, _scaled(held, keep))


def held_by(case_id: int) -> Decimal:
    """All that the case holds."""
    return Holding.objects.filter(case_id=case_id).aggregate(sum=Sum("amount"))["sum"] or NOTHING


def held_by_year(case_id: int) -> dict[int, Decimal]:
    """Year → what the case holds of its pots; a year of whose pots it holds nothing is missing."""
    held = Holding.objects.filter(case_id=case_id).values_list("pot__budget__year").annotate(sum=Sum("amount"))
    return dict(held.order_by("pot__budget__year"))


def parts_lapsed(by_year: Mapping[int, Decimal], lapsed: Decimal, until: int) -> dict[int, Decimal]:
    """Year → what of the sum is taken off it: of the year that has ended, and what exceeds it of the years before, from
    which it had been carried over: what is carried over is spent first."""
    parts: dict[int, Decimal] = {}
    for year in sorted((each for each in by_year if each <= until), reverse=True):
        parts[year] = min(by_year[year], lapsed)
        lapsed -= parts[year]
    return parts


def _change(case_id: int, pots: list[Pot], held: Mapping[int, Decimal], wanted: Mapping[int, Decimal]) -> None:
    for pot in pots:
        amount = wanted.get(pot.pk, NOTHING)
        if more := amount - held.get(pot.pk, NOTHING):
            pot.taken += more
            pot.save(update_fields=["taken"])
            _write(pot, case_id, amount)


def unbudgeted(programme: str, authority_id: int, years: Iterable[int]) -> list[int]:
    """Which of these years have no released budget; none where the authority has never released one for the programme,
    because then its money is kept elsewhere. One query."""
    kept = Pot.objects.filter(budget__programme__key=programme, budget__authority_id=authority_id)
    budgeted = set(kept.values_list("budget__year", flat=True))
    return sorted(set(years) - budgeted) if budgeted else []


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


def _wanted(pots: list[Pot], held: Mapping[int, Decimal], by_year: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What each pot bears of its year's sum: by the weights, unless that moved money between the pots."""
    found: dict[int, Decimal] = {}
    for budget in {pot.budget for pot in pots if pot.budget.year in by_year}:
        own = [pot for pot in pots if pot.budget_id == budget.pk]
        found |= _of_year(own, {pot.pk: held.get(pot.pk, NOTHING) for pot in own}, by_year[budget.year])
    return found


def _of_year(pots: list[Pot], has: dict[int, Decimal], amount: Decimal) -> dict[int, Decimal]:
    more = amount - sum(has.values(), NOTHING)
    if more <= 0:
        return _scaled(has, amount)
    fresh = _by_weight(pots, amount)
    if all(fresh[pot] >= has[pot] for pot in has):
        return fresh
    return {pot: has[pot] + part for pot, part in _by_weight(pots, more).items()}


def _by_weight(pots: list[Pot], amount: Decimal) -> dict[int, Decimal]:
    parts = split(amount, [Share(pot.payer, pot.weight) for pot in pots]).parts
    return {pot.pk: parts[pot.payer] for pot in pots}


def _scaled(held: Mapping[int, Decimal], amount: Decimal) -> dict[int, Decimal]:
    """The same proportions, to the cent, for a smaller sum."""
    if not amount:
        return {}
    parts = split(amount, [Share(str(pot), int(each * 100)) for pot, each in held.items() if each]).parts
    return {int(pot): part for pot, part in parts.items()}


def _available(pot: Pot) -> Decimal:
    """A change that is proposed keeps no budget open beyond its year (§ 45 (1) LHO)."""
    is_open = pot.budget.state in OPEN and pot.budget.year >= clock.today().year
    return pot.left if is_open else NOTHING


def _short(pot: Pot, more: Decimal) -> Shortage:
    return Shortage(pot.budget.year, pot.payer, more - _available(pot))


def _write(pot: Pot, case_id: int, amount: Decimal) -> None:
    if amount:
        Holding.objects.update_or_create(pot=pot, case_id=case_id, defaults={"amount": amount})
    else:
        Holding.objects.filter(pot=pot, case_id=case_id).delete()

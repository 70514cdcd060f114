"""How the pots follow what comes back of an award, or had not: what is out of it, or still to be paid, stays held."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from funding.budgets.holding import Shortage, held_by, held_by_year, hold, shrink
from funding.money import NOTHING
from funding.roles import APPROVER, CASE_WORKER
from workflows.step import Step


def follow_money(award: Any, came_back: Decimal, step: Step) -> None:
    """What came back goes to the pots it was taken from. What went out again, or is owed now, is this year's; where
    that has been granted to others meanwhile, it is noted what is lacking."""
    if award.parent_id is None:
        return
    if came_back >= NOTHING:
        shrink(award.parent_id, by=held_by(award.parent_id) - award.bound)
    else:
        note_shortage(hold_more(award, -came_back, step), step)


def note_shortage(short: Sequence[Shortage], step: Step) -> None:
    """On record, and told to those who see to it that the pots are filled."""
    step.record(pot_lacks=[str(each.lacking) for each in short])
    if short:
        step.tell("award.pot_lacks", {*step.people(CASE_WORKER), *step.people(APPROVER)})


def hold_more(award: Any, most: Decimal, step: Step) -> list[Shortage]:
    """Of this year's pots, what it needs and does not hold, but no more than this."""
    missing = min(most, award.bound - held_by(award.parent_id)) if award.parent_id else NOTHING
    if missing <= NOTHING:
        return []
    by_year = held_by_year(award.parent_id)
    by_year[step.today.year] = by_year.get(step.today.year, NOTHING) + missing
    return hold(award.parent_id, award.terms["programme"], award.authority_id, by_year)


def follow_return(award: Any, bound: Decimal, step: Step) -> None:
    """`bound`: what it needed of the pots before. As long as it goes on, what is back can be called for again, so it
    stays taken; what had not come back is taken again where it is not held."""
    more = award.bound - bound
    if more > NOTHING or award.finished or award.revoked_on:
        follow_money(award, -more, step)

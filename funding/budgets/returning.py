"""How the pots follow the money of an award that is over: it holds what is out of it, and what is still owed."""

from decimal import Decimal
from typing import Any

from funding.budgets.holding import held_by, held_by_year, hold, shrink
from funding.money import NOTHING
from workflows.step import Step


def follow_money(award: Any, came_back: Decimal, step: Step) -> None:
    """What came back goes to the pots it was taken from. What went out again is this year's; where that has been
    granted to others meanwhile, the event says what is lacking."""
    if award.parent_id is None:
        return
    beyond = held_by(award.parent_id) - award.kept - award.to_pay
    if came_back >= NOTHING:
        shrink(award.parent_id, by=beyond)
    elif missing := min(-came_back, max(NOTHING, -beyond)):
        by_year = held_by_year(award.parent_id)
        by_year[step.today.year] = by_year.get(step.today.year, NOTHING) + missing
        short = hold(award.parent_id, award.terms["programme"], award.authority_id, by_year)
        step.record(pot_lacks=[str(each.lacking) for each in short])


def follow_return(award: Any, came_back: Decimal, step: Step) -> None:
    """`came_back`: negative, where it was less than noted. As long as the award goes on, what is back can be called for
    again, so it stays taken."""
    if award.finished or award.revoked_on:
        follow_money(award, came_back, step)

"""How a settlement comes into being: the project of an award has ended, or the award has fallen with money paid."""

from typing import Any

from funding.awards import reporting
from funding.awards.settlement.queries import settlement_below
from funding.awards.settlement.states import S
from funding.roles import CASE_WORKER
from workflows.models import Case
from workflows.step import NO_MOVE, Step

OVER = (S.DROPPED, S.ENDED)


def settle_anew(step: Step, award: Any) -> Case | None:
    """The settlement after what the award, whose step this is, has just followed: the one there was, where it goes on;
    else a new one, as far as something is to be proven or paid back."""
    step.work.settle_below(step.case, "settlement")
    found = settlement_below(step.case, step)
    over = found is None or found.state in OVER
    if over and award.ended_on and award.final_amount is None:
        return open_settlement(step, award)
    if over and award.to_repay:
        found = _open(step, award)
        step.work.settle_below(step.case, "settlement")
    return found


def open_settlement(step: Step, award: Any) -> Case:
    """Below the award, whose step this is, with the proof of use it asks for."""
    settlement = _open(step, award)
    below = Step(step.work, settlement, NO_MOVE, step.actor, step.work.look(settlement))
    reporting.proof_of_use(below, award)
    return settlement


def _open(step: Step, award: Any) -> Case:
    """The authority reads it also while nobody but the clock is waited for."""
    return step.open("settlement", title=award.title, readers=[award.places[CASE_WORKER.at]])

"""What the moves of a year's end do."""

from decimal import Decimal
from typing import Annotated

from funding.budgets.holding import held_by_year, parts_lapsed, shrink
from funding.disbursements.year_end.models import Proposal, YearEnd
from funding.disbursements.year_end.queries import request_in_hand, undecided
from funding.disbursements.year_end.states import S
from funding.money import NOTHING
from workflows.effects import meet_deadline
from workflows.inputs import OneWord, Text
from workflows.models import Case
from workflows.step import Step


def cut_off(case: Case, step: Step) -> str:
    meet_deadline(step)
    count_anew(case, step)
    return S.TO_DECIDE if case.yearend.unspent else S.USED_UP


def count_anew(case: Case, step: Step) -> None:
    year_end = case.yearend
    rest = undecided(year_end, without=request_in_hand(step))
    year_end.unspent = year_end.decided + rest
    year_end.save(update_fields=["unspent"])
    step.record(unspent=rest)


def propose(case: Case, step: Step, *, proposal: Annotated[str, OneWord(tuple(Proposal.values))], reason: Text) -> None:
    """`reason`: what the notice says of the year's funds, and why the rest was not needed in it. What was left is
    reckoned anew: a request may have been withdrawn, or money come back, since the cut-off."""
    case.yearend.proposal = proposal
    case.yearend.save(update_fields=["proposal"])
    count_anew(case, step)


def decide(case: Case, step: Step) -> str:
    """What lapses can no longer be called for, and goes back to the pots; what is carried over stays bound there. What
    was called for meanwhile, or has lapsed with a later year, does not lapse; where that leaves nothing, what was
    decided before stands."""
    year_end = case.yearend
    rest = min(year_end.unspent - year_end.decided, undecided(year_end))
    year_end.unspent = year_end.decided + rest
    lapses = rest if year_end.proposal == Proposal.LAPSE else NOTHING
    year_end.lapsed += lapses
    year_end.carried_over += rest - lapses
    year_end.save(update_fields=["unspent", "lapsed", "carried_over"])
    if not rest:
        return S.USED_UP
    if not lapses:
        step.record(carried_over=rest)
        return S.CARRIED_OVER
    _take_off(year_end, lapses)
    step.record(lapsed=lapses)
    return S.LAPSED


def _take_off(year_end: YearEnd, lapses: Decimal) -> None:
    award = year_end.award
    award.lapsed += lapses
    award.save(update_fields=["lapsed"])
    if holder := award.parent_id:
        for year, part in parts_lapsed(held_by_year(holder), lapses, year_end.year).items():
            shrink(holder, by=part, year=year)

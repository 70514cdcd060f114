"""What the moves of a year's end do."""

from decimal import Decimal
from typing import Annotated

from funding.budgets.holding import shrink
from funding.disbursements.queries import left, left_of_year
from funding.disbursements.year_end.models import Proposal, YearEnd
from funding.disbursements.year_end.states import S
from funding.money import NOTHING
from workflows.effects import meet_deadline
from workflows.inputs import OneWord, Text
from workflows.models import Case
from workflows.step import Step


def cut_off(case: Case, step: Step) -> str:
    meet_deadline(step)
    year_end = case.yearend
    year_end.unspent = _unspent(year_end)
    year_end.save(update_fields=["unspent"])
    step.record(unspent=year_end.unspent)
    return S.TO_DECIDE if year_end.unspent else S.USED_UP


def _unspent(year_end: YearEnd) -> Decimal:
    """What the plan counts on until the year's end and nobody has called for by then, no more than still may be."""
    of_year = left_of_year(year_end.award, year_end.year)
    return NOTHING if of_year is None else max(NOTHING, min(of_year, left(year_end.award)))


def propose(case: Case, step: Step, *, proposal: Annotated[str, OneWord(tuple(Proposal.values))], reason: Text) -> None:
    """`reason`: what the notice says of the year's funds, and why the rest was not needed in it. What was left is
    reckoned anew: a request may have been withdrawn, or money come back, since the cut-off."""
    year_end = case.yearend
    year_end.proposal, year_end.unspent = proposal, _unspent(year_end)
    year_end.save(update_fields=["proposal", "unspent"])
    step.record(unspent=year_end.unspent)


def decide(case: Case, step: Step) -> str:
    """What lapses can no longer be called for, and goes back to the pots of its year; what is carried over stays bound
    there. What was called for meanwhile does not lapse."""
    year_end = case.yearend
    year_end.unspent = min(year_end.unspent, _unspent(year_end))
    year_end.save(update_fields=["unspent"])
    if year_end.proposal == Proposal.CARRY_OVER:
        step.record(carried_over=year_end.unspent)
        return S.CARRIED_OVER
    award = year_end.award
    year_end.lapsed = year_end.unspent
    year_end.save(update_fields=["lapsed"])
    award.lapsed += year_end.lapsed
    award.save(update_fields=["lapsed"])
    if award.parent_id:
        shrink(award.parent_id, by=year_end.lapsed, year=year_end.year)
    step.record(lapsed=year_end.lapsed)
    return S.LAPSED

"""What the moves of a year's end do."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.db.models import Sum

from funding.budgets.holding import shrink
from funding.disbursements.models import Disbursement
from funding.disbursements.queries import left, returned
from funding.disbursements.year_end.models import Proposal, YearEnd
from funding.disbursements.year_end.states import S
from funding.financing import spread
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
    """What the plan counts on until the year's end, less what was paid by then and has not come back unused, and what
    has lapsed before; no more than may still be called for."""
    award, last = year_end.award, dt.date(year_end.year, 12, 31)
    planned = sum((part for year, part in spread(award.plan, award.amount).items() if year <= last.year), NOTHING)
    paid = Disbursement.objects.filter(parent_id=award.pk, value_date__lte=last)
    kept = (paid.aggregate(sum=Sum("approved_amount"))["sum"] or NOTHING) - sum(returned(paid).values(), NOTHING)
    return max(NOTHING, min(planned - award.lapsed - kept, left(award)))


def propose(case: Case, step: Step, *, proposal: Annotated[str, OneWord(tuple(Proposal.values))], reason: Text) -> None:
    """`reason`: what the notice says of the year's funds, and why the rest was not needed in it. The bank's day of a
    payment is often noted only after the cut-off, so what was left is reckoned anew."""
    year_end = case.yearend
    year_end.proposal, year_end.unspent = proposal, _unspent(year_end)
    year_end.save(update_fields=["proposal", "unspent"])
    step.record(unspent=year_end.unspent)


def decide(case: Case, step: Step) -> str:
    """What lapses can no longer be called for, and goes back to the pots of its year; what is carried over stays bound
    there. What was called for meanwhile does not lapse, nor what was paid by the year's end and noted since."""
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

"""What the moves of a year's end do."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from django.db.models import Sum

from funding.budgets.holding import held_by_year, hold, refuse_shortage, shrink
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
    """No more than may still be called for."""
    return max(NOTHING, min(_rest(year_end), left(year_end.award)))


def _rest(year_end: YearEnd) -> Decimal:
    """What the plan counts on until the year's end, less what was paid by then and has not come back unused, and what
    has lapsed before. Negative: more was paid, or has lapsed."""
    award, last = year_end.award, dt.date(year_end.year, 12, 31)
    planned = sum((part for year, part in spread(award.plan, award.amount).items() if year <= last.year), NOTHING)
    paid = Disbursement.objects.filter(parent_id=award.pk, value_date__lte=last)
    kept = (paid.aggregate(sum=Sum("approved_amount"))["sum"] or NOTHING) - sum(returned(paid).values(), NOTHING)
    return planned - award.lapsed - kept


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


def count_anew(case: Case, step: Step) -> str:
    """What was paid within the year does not lapse; it may be called for again, and the pots hold it again. What is
    left of a year of which nothing had been left is decided on. A grant decided on as a whole since stays as it is: it
    has taken account of what had lapsed."""
    year_end, rest = case.yearend, _rest(case.yearend)
    back = min(year_end.lapsed, max(NOTHING, -rest))
    if back:
        year_end.lapsed -= back
        year_end.unspent -= back
        if year_end.absorbed_by is None:
            _give_back(year_end, back, step)
    elif case.state == S.USED_UP:
        year_end.unspent = _unspent(year_end)
    year_end.save(update_fields=["lapsed", "unspent"])
    step.record(lapsed=year_end.lapsed, no_longer_lapsed=back, unspent=year_end.unspent)
    if year_end.lapsed:
        return S.LAPSED
    return S.TO_DECIDE if case.state == S.USED_UP and year_end.unspent else S.USED_UP


def _give_back(year_end: YearEnd, amount: Decimal, step: Step) -> None:
    """Raises Refused where neither the pots of its year nor those of this year have it."""
    award = year_end.award
    award.lapsed -= amount
    award.save(update_fields=["lapsed"])
    if award.parent_id is None:
        return
    held = held_by_year(award.parent_id)
    for year in (year_end.year, step.today.year):
        by_year = {**held, year: held.get(year, NOTHING) + amount}
        if not (short := hold(award.parent_id, award.terms["programme"], award.authority_id, by_year)):
            return
    refuse_shortage(short)

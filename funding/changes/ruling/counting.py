"""What is asked for, the programme and the law already say of a change notice."""

from decimal import Decimal

from funding.changes.models import Change
from funding.financing import Side, planned
from funding.law.remedy import INSTRUCTION
from funding.notices.instructing import fill_in_remedy
from funding.programmes.days import proof_day, report_days
from workflows.step import Step

COUNTED = ("report_dates", "proof_due_on", "proof_steps")
FILLED_IN = ("granted_period_to", "granted_amount", "eligible", *COUNTED, *INSTRUCTION)


def fill_in(change: Change, step: Step) -> None:
    change.granted_period_to, change.granted_amount = change.new_period_to, change.amount
    change.eligible = _eligible(change)
    change.proof_due_on, change.proof_steps, change.report_dates = None, [], []  # counted for the end asked for then
    count_days(change, step)
    fill_in_remedy(change, change.award.authority, step)
    change.save(update_fields=[*FILLED_IN])


def _eligible(change: Change) -> Decimal | None:
    """As at the award, with what the new plan spends more or less; None where no plan changes."""
    if not change.plan:
        return None
    total = planned(change.plan, Side.EXPENDITURE)
    more = total - planned(change.award.plan, Side.EXPENDITURE) if change.award.plan else None
    return total if more is None else min(total, max(Decimal("0.00"), change.award.planned_expenditure + more))


def count_days(change: Change, step: Step) -> None:
    """Proof and further reports follow the new end, by the programme; where it is silent somebody enters them."""
    until, award = change.granted_period_to, change.award
    if until is None:
        return
    added = report_days(change.terms, award.period_from, until)
    change.report_dates = sorted(day for day in added if day > award.period_to)
    if counted := proof_day(change.terms, until, step.facts_for_timing().working_days):
        change.proof_due_on, change.proof_steps = counted.due, [each.to_json() for each in counted.steps]

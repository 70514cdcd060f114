"""A report with its award, and what its acceptance makes of the grant."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch, Sum, prefetch_related_objects

from funding.forwarding.queries import owed_back
from funding.money import NOTHING, Settlement, settle
from funding.reports.models import Kind, Report
from workflows.models import Case

OF_AWARD = ("award__recipient", "award__authority", "award__programme_version")
WITH_AWARD = Report.objects.select_related(
    "dossier", *(f"parent__{name}" for name in OF_AWARD), *(f"parent__parent__{name}" for name in OF_AWARD)
)


def report_of(case: Case) -> Report:
    """With its award: one query, once a case, none for one that has just been opened. In a move, after the lock."""
    if isinstance(case, Report):
        return case
    prefetch_related_objects([case], Prefetch("report", WITH_AWARD.all()))
    return case.report


def paid_within(report: Report) -> Decimal:
    """What was paid out in the time the report covers. One query."""
    paid = report.award.children.filter(
        lifecycle="disbursement", disbursement__value_date__range=(report.covers_from, report.covers_to)
    )
    return paid.aggregate(sum=Sum("disbursement__approved_amount"))["sum"] or NOTHING


def falls_away(report: Report) -> bool:
    """What the proof of use covers, if it was never handed in: a progress report first due after the project's end, an
    interim proof of the year in which the purpose was fulfilled or of a later one."""
    ended_on = report.award.ended_on
    if report.kind == Kind.INTERIM:
        return ended_on is not None and not report.submitted_at and report.covers_to >= ended_on
    if report.kind != Kind.PROGRESS or report.submitted_at or ended_on is None or report.due_on <= ended_on:
        return False
    return dt.date.fromisoformat(report.events.get(seq=1).facts["due_on"]) > ended_on


def sums_of(settled: Settlement) -> dict[str, str]:
    """What a settlement says, as it is kept and told."""
    return {"final": str(settled.final), "repay": str(settled.repay), "remaining": str(settled.remaining)}


def settlement_of(report: Report, *, disallowed: Decimal = NOTHING, by_itself: bool = False) -> Settlement:
    """What the proof of use leaves of the grant, with its steps; before the acceptance, what it would leave.

    `disallowed`: what the authority does not recognise of the expenditure. Raises WrongInput where the award's figures
    allow no reckoning. `by_itself`: as if no reclaim had taken anything of the award. A revocation in full leaves what
    was paid, of which nothing can lapse.
    """
    award = report.award
    whole = award.granted if by_itself else award.amount
    return settle(
        award.funding_kind,
        awarded=award.granted,
        paid=award.held - award.remitted,
        proven=report.spent - disallowed if report.proven is None else report.proven,
        planned=award.planned_expenditure,
        own_share=Fraction(award.own_share or 0),
        other_income_planned=award.planned_other_income,
        other_income=report.other_income,
        at_most=whole if award.revoked_on and not by_itself else whole - award.lapsed,
        lapsed=award.lapsed,
        owed_back=owed_back(award),
    )

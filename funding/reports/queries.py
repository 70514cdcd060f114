"""A report with its award, and what its acceptance makes of the grant."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch, prefetch_related_objects

from funding.forwarding.queries import owed_back
from funding.money import NOTHING, Settlement, settle
from funding.reports.models import Kind, Report
from workflows.models import Case

WITH_AWARD = Report.objects.select_related(
    "dossier", "parent__award__recipient", "parent__award__authority", "parent__award__programme_version"
)


def report_of(case: Case) -> Report:
    """With its award: one query, once a case, none for one that has just been opened. In a move, after the lock."""
    if isinstance(case, Report):
        return case
    prefetch_related_objects([case], Prefetch("report", WITH_AWARD.all()))
    return case.report


def falls_away(report: Report) -> bool:
    """A progress report never handed in and first due after the project's end: the proof of use covers its time."""
    ended_on = report.parent.award.ended_on
    if report.kind != Kind.PROGRESS or report.submitted_at or ended_on is None or report.due_on <= ended_on:
        return False
    return dt.date.fromisoformat(report.events.get(seq=1).facts["due_on"]) > ended_on


def project_goes_on(report: Report) -> bool:
    """The proof of use was asked for at an end that a change notice has moved."""
    return report.kind == Kind.PROOF and report.parent.award.ended_on is None


def settlement_of(report: Report, *, disallowed: Decimal = NOTHING, by_itself: bool = False) -> Settlement:
    """What the proof of use leaves of the grant, with its steps; before the acceptance, what it would leave.

    `disallowed`: what the authority does not recognise of the expenditure. Raises WrongInput where the award's figures
    allow no reckoning. `by_itself`: as if no reclaim had taken anything of the award. A revocation in full leaves what
    was paid, of which nothing can lapse.
    """
    award = report.parent.award
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

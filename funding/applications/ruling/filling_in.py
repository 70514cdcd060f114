"""What of a notice follows from programme, resolution and law."""

import datetime as dt
from typing import Any

from funding.applications.ruling.models import Ruling
from funding.law.remedy import INSTRUCTION
from funding.notices.instructing import fill_in_remedy
from funding.programmes.days import proof_day, report_days
from workflows.step import Step

DAYS = ("award_from", "award_to", "proof_due_on", "report_dates")
FILLED_IN = ("awarded", *DAYS, "proof_steps", "report_rhythm", *INSTRUCTION)


def fill_in(ruling: Ruling, application: Any, step: Step) -> None:
    terms = step.case.terms
    ruling.award_from, ruling.award_to = application.period_from, application.period_to
    ruling.report_rhythm = terms.get("report_rhythm") or ""
    count_proof_day(ruling, step)
    ruling.report_dates = report_dates(ruling, step)
    fill_in_remedy(ruling, application.authority, step)


def count_proof_day(ruling: Ruling, step: Step) -> None:
    """So many months after the end of the period; where the programme is silent the day stays as it is."""
    if counted := proof_day(step.case.terms, ruling.award_to, step.facts_for_timing().working_days):
        ruling.proof_due_on, ruling.proof_steps = counted.due, [each.to_json() for each in counted.steps]


def report_dates(ruling: Ruling, step: Step) -> list[dt.date]:
    return sorted(report_days(step.case.terms, ruling.award_from, ruling.award_to))

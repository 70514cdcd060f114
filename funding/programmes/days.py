"""The days a programme counts from the funding period: when progress reports and proofs of use are due."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from workflows.calculators import deadline
from workflows.calculators.deadline import Due
from workflows.calculators.values import Length
from workflows.calculators.working_days import Calendar


def report_days(terms: Mapping[str, Any], first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The programme's days within the period. A report covers the months before its own, so none is due in the first;
    what lies after the period is covered by the proof of use."""
    for year in range(first.year, last.year + 1):
        for day in terms.get("report_dates") or ():
            due = dt.date.fromisoformat(f"{year}-{day}")
            if first < due.replace(day=1) and due <= last:
                yield due


def interim_days(
    terms: Mapping[str, Any], first: dt.date, last: dt.date, calendar: Calendar
) -> Iterator[tuple[dt.date, Due]]:
    """The end of each budget year in which the purpose is not fulfilled yet, and when its interim proof is due (No. 6.1
    ANBest: so many months after that year); none where the programme is silent."""
    months = terms.get("interim_proof_months")
    for year in range(first.year, last.year) if months else ():
        end = dt.date(year, 12, 31)
        yield end, deadline.end(end, Length("months", months), "event", shift=True, calendar=calendar)


def proof_day(terms: Mapping[str, Any], last: dt.date, calendar: Calendar) -> Due | None:
    """So many months after the end of the period; None where the programme is silent."""
    if not (months := terms.get("proof_months")):
        return None
    return deadline.end(last, Length("months", months), "event", shift=True, calendar=calendar)

"""How much of the work went to other topics than those funded, where the programme sets a highest share of it."""

from dataclasses import dataclass
from fractions import Fraction

from funding.reports.models import Report

HOURS = ("hours", "hours_elsewhere")


@dataclass(frozen=True)
class WorkingTime:
    """Whole hours, compared without rounding."""

    hours: int
    elsewhere: int
    limit: Fraction

    @property
    def over(self) -> bool:
        return self.elsewhere * self.limit.denominator > self.hours * self.limit.numerator


def limit_of(report: Report) -> Fraction | None:
    """None where the programme sets none."""
    asked = report.award.terms.get("other_topics_limit")
    return Fraction(asked) if asked else None


def working_time(report: Report) -> WorkingTime | None:
    """None where the programme asks for nothing, or nothing was entered."""
    limit = limit_of(report)
    if limit is None or report.hours is None or report.hours_elsewhere is None:
        return None
    return WorkingTime(report.hours, report.hours_elsewhere, limit)

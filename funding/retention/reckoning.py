"""How long a file is kept: its class, the day from which its period runs, the last day, each step."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from funding.law.queries import law
from funding.reclaims.collection.states import S as Collected
from funding.reclaims.models import Reclaim
from funding.reports.models import Kind, Report
from funding.retention.models import Class
from workflows.calculators.deadline import end
from workflows.calculators.steps import Step
from workflows.calculators.values import Length, Word
from workflows.clock import BERLIN
from workflows.models import Case

ENDED = _("The last case of the file ended on %(day)s.")
PROOF = _("The proof of use was handed in on %(day)s.")
BY_LAW = _("%(kind)s: the file plan sets %(length)s.")
BY_PROGRAMME = _("%(kind)s: the programme sets %(length)s.")
NEVER_MOVES = _("A retention period ends on its day, also where that is no working day.")
CLAIMED = _("What was written off can be enforced until %(day)s.")
TIME_BARRED = _("§ 53 (2) VwVfG")
YEARS_TO_ENFORCE = 30
RULE = _("Retention")
FILE_PLAN = _("File plan")
KEPT_AS = {"suggestion": Class.IDEA}
FILES = {
    Class.AWARD: _("case file with an award"),
    Class.APPLICATION: _("application without an award"),
    Class.BUDGET: _("budget"),
    Class.MEETING: _("meetings of a body"),
    Class.ROSTER: _("seats of a body"),
    Class.STATEMENT: _("statement"),
    Class.IDEA: _("idea not pursued"),
}


@dataclass(frozen=True)
class Period:
    kind: Class
    begins_on: dt.date
    kept_until: dt.date
    steps: list[dict[str, Any]]


def class_of(cases: Iterable[Case]) -> tuple[Class, Case] | None:
    """The weightiest class among the cases and the newest case that gives it; none for a file of no known kind."""
    newest_first = sorted(cases, key=lambda case: -case.pk)
    for kind in Class:
        if found := next((case for case in newest_first if KEPT_AS.get(case.lifecycle, case.lifecycle) == kind), None):
            return kind, found
    return None


def period_of(cases: list[Case]) -> Period | None:
    """None for a file of no known kind. Raises UnknownLaw where nobody has entered how long this class is kept."""
    if (found := class_of(cases)) is None:
        return None
    kind, case = found
    begins_on, why = begin_of(kind, cases)
    years, whose = _years(kind, case, begins_on)
    last = end(begins_on, Length("years", years), "event", shift=False)
    values = {"kind": Word(FILES[kind]), "length": Length("years", years)}
    steps = [
        Step(RULE, why, {"day": begins_on}),
        Step(FILE_PLAN, whose, values),
        *last.steps,
        Step(RULE, NEVER_MOVES),
    ]
    claimed_until = _claimed_until(cases)
    if claimed_until and claimed_until > last.due:
        steps.append(Step(TIME_BARRED, CLAIMED, {"day": claimed_until}))
    kept_until = max(last.due, claimed_until or last.due)
    return Period(kind, begins_on, kept_until, [step.to_json() for step in steps])


def _claimed_until(cases: list[Case]) -> dt.date | None:
    """The last day on which what was written off can still be enforced: thirty years from the final notice."""
    resting = [case.parent_id for case in cases if case.lifecycle == "collection" and case.state == Collected.RESTING]
    found = Reclaim.objects.filter(pk__in=resting, final_on__isnull=False).values_list("final_on", flat=True)
    if not (newest := max(found, default=None)):
        return None
    return end(newest, Length("years", YEARS_TO_ENFORCE), "event", shift=False).due


def _years(kind: Class, case: Case, on: dt.date) -> tuple[int, str]:
    if kind == Class.AWARD and (years := case.terms.get("retention_years")):
        return int(years), BY_PROGRAMME
    return int(str(law(case.calendar[:2], f"retention_{kind}", on))), BY_LAW


def begin_of(kind: str, cases: list[Case]) -> tuple[dt.date, str]:
    """The submission of the proof of use, where the file has one; else the end of its last case."""
    if kind == Class.AWARD:
        proofs = Report.objects.filter(pk__in=[case.pk for case in cases], kind=Kind.PROOF, submitted_at__isnull=False)
        if newest := proofs.order_by("-submitted_at").values_list("submitted_at", flat=True).first():
            return newest.astimezone(BERLIN).date(), PROOF
    return max(case.finished.astimezone(BERLIN).date() for case in cases if case.finished), ENDED

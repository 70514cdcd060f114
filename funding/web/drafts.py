"""Forms of what is saved incomplete and completed before it is signed: a report, a request for payment."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from funding.disbursements.rules import REQUIRED
from funding.reports.models import Kind
from funding.reports.queries import report_of
from funding.reports.rules import required
from funding.reports.working_time import HOURS, limit_of, working_time
from funding.web.move_form import MoveForm
from workflows.models import Case

OF_PROOFS, OF_PROGRESS = ("expenditure", "other_income"), ("nothing_to_report",)


def report_page(request: HttpRequest, case: Case, form: MoveForm) -> tuple[str, dict[str, Any]]:
    """The page of a report's move "write": only what its kind asks for."""
    report = report_of(case)
    for name in OF_PROOFS if report.kind == Kind.PROGRESS else OF_PROGRESS:
        del form.fields[name]
    if limit_of(report) is None:
        for name in HOURS:
            del form.fields[name]
    if report.kind == Kind.PROGRESS:
        form.fields["progress"].help_text = _("Not needed if you tick that there is nothing to report.")
    return _page(form, required(report))


def request_page(request: HttpRequest, case: Case, form: MoveForm) -> tuple[str, dict[str, Any]]:
    """The page of the move "edit" of a request for payment."""
    return _page(form, REQUIRED)


def _page(form: MoveForm, needed: Iterable[str]) -> tuple[str, dict[str, Any]]:
    for name in needed:
        form.fields[name].needed_later = True
    lead = _("You can save at any time and go on later. What is not marked as optional is needed before the signature.")
    return "web/move.html", {"lead": lead, "button": _("Save")}


def time_elsewhere(case: Case) -> list[dict[str, str]]:
    """For the page of a report: the share of work on other topics, held against the programme."""
    found = working_time(report_of(case)) if not case.erased_on else None
    if found is None:
        return []
    words = {"elsewhere": found.elsewhere, "hours": found.hours, "limit": found.limit}
    value = _("%(elsewhere)s of %(hours)s hours; the programme allows %(limit)s: kept.")
    if found.over:
        value = _("%(elsewhere)s of %(hours)s hours; the programme allows %(limit)s: that is too much.")
    return [{"term": _("Work on other topics"), "value": value % words}]

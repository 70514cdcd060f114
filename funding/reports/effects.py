"""What the moves of a report do."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.documents.models import Document
from funding.money import NOTHING
from funding.reports.letters import file_form, file_request, file_signed
from funding.reports.models import Kind, Report
from funding.reports.queries import report_of, settlement_of, sums_of
from funding.reports.states import M, S
from funding.reports.submission import keep_version
from funding.reports.working_time import HOURS
from workflows.dates import extend
from workflows.effects import check_ahead, meet_deadline
from workflows.inputs import Amount, Day, Flag, Money, Number, Rows, Text, Words
from workflows.models import Case, EventWords
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import last_day, on
from workflows.wording import worded

REPORT_DUE = "report"  # the deadline that runs from the schedule to the submission, whatever the state
Lines = Annotated[list[dict[str, Any]], Rows({"item": Words(200, erasable=False), "amount": Amount()}, most=200)]


def promise(step: Step, due_on: Day, steps: Sequence[Any] = ()) -> None:
    """The day the recipient has been given, as the case's legal date; with its calculation, where one gave it."""
    step.record(due_on=due_on, **{"due_on_steps": list(steps)} if steps else {})
    step.set_deadline(REPORT_DUE, on("due_on")(step.facts_for_timing()))


def open_report(case: Case, step: Step) -> None:
    meet_deadline(step)
    report = report_of(case)
    step.record(due_on=report.due_on)
    _record(step, file_form(report, step))


def _record(step: Step, document: Document) -> None:
    step.record(document=document.pk, sha256=document.content_id)


def release(case: Case, step: Step) -> None:
    step.record(due_on=report_of(case).due_on)


def write(
    case: Case,
    step: Step,
    *,
    progress: Text = "",
    nothing_to_report: Flag = False,
    expenditure: Lines = None,
    other_income: Money = NOTHING,
    hours: Number = None,
    hours_elsewhere: Number = None,
) -> str:
    """Keeps what is written, complete or not. The numbers belong to the proofs; the event holds their sum,
    not the words of the items."""
    report = report_of(case)
    if report.kind == Kind.PROGRESS and (expenditure or other_income):
        raise BadInput("expenditure", _("A progress report names no expenditure and income, only a proof does."))
    if hours_elsewhere is not None and hours_elsewhere > (hours or 0):
        raise BadInput("hours_elsewhere", _("Enter no more than the hours in all."))
    items = [line["item"] for line in expenditure or []]
    if len(set(items)) < len(items):
        raise BadInput("expenditure", _("Name each item of the plan once."))
    report.progress, report.nothing_to_report = progress, nothing_to_report
    report.expenditure = [{"item": line["item"], "amount": str(line["amount"])} for line in expenditure or []]
    report.other_income, report.hours, report.hours_elsewhere = other_income, hours, hours_elsewhere
    report.save(update_fields=["progress", "nothing_to_report", "expenditure", "other_income", *HOURS])
    if step.facts.pop("expenditure", None):
        step.record(spent=report.spent, count=len(report.expenditure))
    return case.state


def take_back(case: Case, step: Step, *, reason: Text = "") -> str:
    report = report_of(case)
    step.record(due_on=report.due_on)
    return S.RETURNED if report.submitted_at else S.OPEN


def submit(case: Case, step: Step) -> None:
    """An immutable version; in time by the day on which it reached the door, not by when it was worked off."""
    report = report_of(case)
    version = keep_version(report, step)
    report.submitted_at = version.received_at
    report.save(update_fields=["submitted_at"])
    step.close_deadlines(kind=REPORT_DUE)
    step.record(version=version.number, sha256=version.sha256, received_at=version.received_at, late=version.late)
    signed = file_signed(report, step)
    step.record(signed=signed.pk, signed_sha256=signed.content_id)


def send_back(case: Case, step: Step, *, items: Text, until: Day) -> None:
    """`items`: what is missing; `until`: the day set for it (§ 31 (3) VwVfG), never before that of the notice."""
    check_ahead("until", until, step)
    until = last_day(until, step.facts_for_timing())
    report = report_of(case)
    if until < report.due_on:
        due = worded(report.due_on)
        raise BadInput("until", _("The report is due on %(day)s only. Enter this day or a later one."), day=due)
    report.due_on = until
    report.save(update_fields=["due_on"])
    promise(step, until)
    _record(step, file_request(report, step, items=items, until=until))


def grant_later_day(case: Case, step: Step, *, until: Day, reason: Text = "") -> str:
    """Before the day or after it. A report that is not open yet keeps the day on which it opens."""
    if until < step.today:
        raise BadInput("until", _("Enter a day that is still to come."))
    until = last_day(until, step.facts_for_timing())
    extend(step, REPORT_DUE, until=until)
    if case.state != S.SCHEDULED:
        extend(step, str(case.state), until=until)
    report = report_of(case)
    before, report.due_on = report.due_on, until
    report.save(update_fields=["due_on"])
    if case.state == S.RETURNED:
        _record(step, file_request(report, step, items=_asked_for(case), until=until, before=before))
    return case.state


def _asked_for(case: Case) -> str:
    """What the return said is missing."""
    returned = case.events.filter(to_state=S.RETURNED, move=M.RETURN).latest("seq")
    words = EventWords.objects.filter(case=case, seq=returned.seq).first()
    return words.words["items"] if words else ""


def accept(case: Case, step: Step) -> None:
    """A proof of use as it was handed in, reckoned by the rules of the grant."""
    report = report_of(case)
    if report.kind == Kind.PROOF:
        _settle(report, step, disallowed=NOTHING)


def accept_with_reduction(case: Case, step: Step, *, disallowed: Money, reason: Text) -> None:
    """`disallowed`: the part of the expenditure that the authority does not recognise."""
    report = report_of(case)
    if not 0 < disallowed <= report.spent:
        raise BadInput("disallowed", _("Of the expenditure, %(most)s at most can be left out."), most=report.spent)
    report.findings = reason
    _settle(report, step, disallowed=disallowed)


def _settle(report: Report, step: Step, *, disallowed: Decimal) -> None:
    settled = settlement_of(report, disallowed=disallowed)
    sums = sums_of(settled)
    report.proven = report.spent - disallowed
    report.reckoning = {**sums, "steps": [each.to_json() for each in settled.steps]}
    report.save(update_fields=["proven", "findings", "reckoning"])
    step.record(proven=report.proven, **sums)


def waive(case: Case, step: Step, *, reason: Text) -> None:
    """The authority needs this report no longer, so its day counts no longer either."""
    step.close_deadlines(kind=REPORT_DUE)


def drop(case: Case, step: Step) -> None:
    """Nobody waits for it any more."""
    step.close_deadlines(kind=REPORT_DUE)


def reject(case: Case, step: Step, *, reason: Text) -> None:
    report = report_of(case)
    report.findings = reason
    report.save(update_fields=["findings"])

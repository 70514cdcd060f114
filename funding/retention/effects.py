"""What the moves of a file's retention do."""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.law.queries import UnknownLaw, law
from funding.retention.erasing import erase_file
from funding.retention.letters import file_offer
from funding.retention.models import Retention
from funding.retention.queries import cases_of, goes_on
from funding.retention.reckoning import Period, period_of
from funding.retention.states import M, S
from workflows.effects import check_ahead, check_not_ahead
from workflows.inputs import Day, Line, Text, Words
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import period_after

Postcode = Annotated[str, Words(10)]


def begin_anew(case: Case, step: Step) -> None:
    """A case of the file had gone on; now all have ended again, and what was done before counts no more."""
    period = period_of(list(cases_of(case.dossier_id)))
    if period is not None:  # the file has at least the kind it had before
        keep_period(case.retention, period)
    _keep(case, archive="", answer_by=None, taken_over_on=None)
    step.record(**facts_of(case.retention))


def _went_on(case: Case) -> bool:
    """Whether a case of the file has ended under the hold: what the archive was offered before is no longer all."""
    held = case.events.filter(move=M.HOLD).latest("seq")
    return cases_of(case.dossier_id).filter(finished__gt=held.at).exists()


def keep_period(retention: Retention, period: Period) -> None:
    retention.kind, retention.begins_on = period.kind, period.begins_on
    retention.kept_until, retention.steps = period.kept_until, period.steps
    retention.save(update_fields=["kind", "begins_on", "kept_until", "steps"])


def facts_of(period: Period | Retention) -> dict[str, Any]:
    """As the event holds them; `on("kept_until")` reads the day and its calculation there."""
    return {
        "retention_class": str(period.kind),
        "begins_on": period.begins_on.isoformat(),
        "kept_until": period.kept_until.isoformat(),
        "kept_until_steps": period.steps,
    }


def offer(
    case: Case,
    step: Step,
    *,
    archive: Line,
    street: Line,
    postcode: Postcode,
    town: Annotated[str, Words(100)],
    answer_by: Day = None,
) -> None:
    """By letter, with a list of what the file holds."""
    if answer_by is None:
        answer_by = _by_law(case, step)
    check_ahead("answer_by", answer_by, step)
    _keep(case, archive=archive, answer_by=answer_by)
    address = {"name": archive, "street": street, "postcode": postcode, "city": town}
    document = file_offer(case, step, address)
    step.record(answer_by=answer_by.isoformat(), document=document.pk, sha256=document.content_id)


def _by_law(case: Case, step: Step) -> dt.date:
    try:
        months = int(str(law(case.calendar[:2], "archive_answer_months", step.today)))
    except UnknownLaw:
        raise BadInput("answer_by", _("No period to answer is entered for this state. Enter the day.")) from None
    return period_after(step.today, {"months": months}, step.facts_for_timing(), rule="archive_answer_months").on


def take_over(case: Case, step: Step, *, taken_over_on: Day) -> None:
    check_not_ahead("taken_over_on", taken_over_on, step)
    _keep(case, taken_over_on=taken_over_on)


def decline(case: Case, step: Step, *, answered_on: Day) -> None:
    check_not_ahead("answered_on", answered_on, step)


def refuse_erasure(case: Case, step: Step, *, reason: Text) -> str:
    return S.ARCHIVED if case.retention.taken_over_on else S.NOT_TAKEN


def hold(case: Case, step: Step, *, reason: Text, review_on: Day) -> None:
    """What was proposed has to be proposed anew."""
    check_ahead("review_on", review_on, step)
    before = case.state
    if before == S.ERASURE_PROPOSED:
        before = S.ARCHIVED if case.retention.taken_over_on else S.NOT_TAKEN
    _keep(case, held_in=before, review_on=review_on)


def lift_hold(case: Case, step: Step, *, reason: Text) -> str:
    """Where a case of the file went on under the hold, the period begins anew."""
    retention = case.retention
    held_in = retention.held_in
    _keep(case, held_in="", review_on=None)
    if held_in != S.INTERRUPTED and not goes_on(case.dossier_id) and _went_on(case):
        begin_anew(case, step)
        return S.RETENTION
    if held_in == S.RETENTION:
        step.record(**facts_of(retention))
    if held_in == S.OFFERED_TO_ARCHIVE:
        step.record(answer_by=retention.answer_by.isoformat())
    return held_in


def erase(case: Case, step: Step) -> None:
    """Art. 17 GDPR: what remains is the history without words, and this case, which says that it was done."""
    step.record(**erase_file(step))


def _keep(case: Case, **columns: object) -> None:
    retention = case.retention
    for name, value in columns.items():
        setattr(retention, name, value)
    retention.save(update_fields=list(columns))

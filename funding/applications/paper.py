"""An application that comes on paper: the authority enters the day of its receipt and the scan, and nothing else that
the applicant has to write. What stands on the paper the applicant's own people carry over, and their signatory signs it
before the application counts as complete."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from funding.applications import cutoffs, letters, rules
from funding.applications.effects import hand_over, pin
from funding.decisions.models import Decision
from funding.decisions.review import resolved_on
from funding.documents.attaching import take
from workflows.clock import BERLIN
from workflows.effects import check_not_ahead
from workflows.inputs import Day, File, Line, Money
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step

DAYS = ["received_at", "version_received_at"]


def is_awaited_on_paper(case: Case, step: Step) -> None:
    if not case.application.on_paper:
        raise Refused(
            "not_on_paper",
            _("The coordination office or the applicant has to say first that the application comes on paper."),
        )


def enter(
    case: Case,
    step: Step,
    *,
    received_on: Day,
    file: File,
    period_from: Day,
    period_to: Day,
    requested: Money,
    measure: Line = "",
) -> None:
    """`file`: the paper, scanned, with its stamp of receipt."""
    if period_to < period_from:
        raise BadInput("period_to", _("The period ends before it begins."))
    application = case.application
    application.period_from, application.period_to, application.requested = period_from, period_to, requested
    changed = pin(case, application, measure)
    _note_receipt(case, step, received_on)
    rules.body_has_resolved(case, step)
    take(case, step, file, kind="paper_application")
    application.save(update_fields=["period_from", "period_to", "requested", *DAYS, *changed])
    case.places = {**case.places, "authority": str(application.authority.place)}
    step.record(version=application.version)
    hand_over(case, step)


def _note_receipt(case: Case, step: Step, received_on: dt.date) -> None:
    """The day as such: it begins at midnight."""
    check_not_ahead("received_on", received_on, step)
    decision = Decision.objects.filter(parent_id=case.parent_id, result__isnull=False).order_by("-pk").first()
    if decision and received_on < (resolved := resolved_on(decision)):
        raise BadInput(
            "received_on", _("The body resolved on %(day)s. Nobody could apply before that day."), day=str(resolved)
        )
    application = case.application
    application.version_received_at = dt.datetime.combine(received_on, dt.time(), BERLIN)
    if application.version == 1:
        application.received_at = application.version_received_at


def note_other_day(case: Case, step: Step, received_on: dt.date) -> None:
    """`case`: the application. The old day stays in its history, and a new receipt goes out."""
    application = case.application
    before = application.version_received_at.astimezone(BERLIN).date()
    if received_on == before:
        raise BadInput("received_on", _("This is the day that was noted. Enter the right one."))
    _note_receipt(case, step, received_on)
    application.save(update_fields=DAYS)
    receipt = letters.file_receipt(case, step, in_time=cutoffs.is_in_time(case), cutoff=cutoffs.cutoff(case))
    step.record(noted_on=before, document=receipt.pk, sha256=receipt.content_id)

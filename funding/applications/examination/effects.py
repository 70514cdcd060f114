"""What the moves of an examination do, from the receipt to the assessment."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.applications import letters, rules
from funding.applications.ceiling import ceiling, own_share, written
from funding.applications.examination.models import Examination
from funding.applications.examination.states import M, S
from funding.applications.following import application_of, where_it_rested
from funding.applications.models import Application
from funding.financing import Side
from funding.programmes.terms import FUNDING_KINDS
from workflows import dates
from workflows.clock import BERLIN
from workflows.effects import check_ahead
from workflows.inputs import Day, Flag, Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import Due, period_after
from workflows.wording import worded

FundingKind = Annotated[str, OneWord(tuple(FUNDING_KINDS))]


def receive(case: Case, step: Step) -> None:
    """File number and receipt; a later version keeps the number of the first."""
    above = application_of(case, step)
    application = above.application
    if not application.file_number:
        earlier = Application.objects.filter(dossier_id=case.dossier_id).exclude(file_number="").count()
        application.file_number = f"{application.dossier.number}-A{earlier + 1}"
        application.save(update_fields=["file_number"])
    receipt = letters.file_receipt(above, step, in_time=step.row.name == M.RECEIVE, cutoff=rules.cutoff(above))
    step.record(
        file_number=application.file_number,
        received_at=application.version_received_at.isoformat(),
        **({"received_on": application.version_received_at.astimezone(BERLIN).date()} if application.on_paper else {}),
        document=receipt.pk,
        sha256=receipt.content_id,
    )


def follow_receipt(case: Case, step: Step) -> str:
    """The other day may be in time or late; the period to look at the application runs from it."""
    above = application_of(case, step)
    step.record(received_on=above.application.version_received_at.astimezone(BERLIN).date())
    state = S.RECEIVED if rules.is_in_time(above) else S.LATE
    if state == case.state:
        _count_anew(case, step)
    return state


def _count_anew(case: Case, step: Step) -> None:
    due = case.stay.due(step.facts_for_timing())
    step.close_deadlines()
    step.set_deadline(str(case.state), due, of_stay=True)
    step.show_due(due.on)


def request_items(case: Case, step: Step, *, items: Text, until: Day = None) -> None:
    """Until the day given, else for as long as the programme gives."""
    steps: list[Any] = []
    if until is None:
        counted = _programmes_period(case, step)
        until, steps = counted.on, counted.steps
        step.record(until_steps=counted.steps)
    check_ahead("until", until, step)
    above = application_of(case, step)
    application = above.application
    application.requested_items = items
    application.save(update_fields=["requested_items"])
    step.record(until=until.isoformat())
    letters.file_request(above, step, until=until, steps=steps)


def _programmes_period(case: Case, step: Step) -> Due:
    number = case.terms.get("completeness_days")
    if not number:
        raise BadInput("until", _("The programme sets no period. Enter the day."))
    return period_after(step.today, {"days": number}, step.facts_for_timing(), rule="", nature="legal")


def extend_period(case: Case, step: Step, *, until: Day, reason: Text) -> None:
    """Also after the period has passed, but never into the past."""
    check_ahead("until", until, step)
    before = max(row.due_on for row in step.counted())
    dates.extend(step, S.INCOMPLETE, until=until)
    letters.file_request(application_of(case, step), step, until=until, before=before)


def follow_supply(case: Case, step: Step) -> None:
    """With another period the application may run by other terms, and by the calendar of another authority."""
    above = application_of(case, step)
    case.title, case.terms, case.calendar, case.places = above.title, above.terms, above.calendar, above.places


def finish_assessment(
    case: Case,
    step: Step,
    *,
    eligible: Money,
    recommended: Money,
    assessment: Text,
    funding_kind: FundingKind = None,
    own_share_reduced: Flag = None,
) -> None:
    """Kind and own share as the programme sets and the applicant claims them, unless the authority finds otherwise;
    what the applicant wrote and signed stays as it is."""
    above, found = application_of(case, step), case.examination
    found.funding_kind = funding_kind or case.terms["funding_kind"]
    found.own_share = written(own_share(above, reduced=own_share_reduced))
    found.eligible, found.recommended, found.assessment = eligible, recommended, assessment
    found.calculation = _checked(above, found, own_share_reduced)
    found.save(update_fields=[*Examination.PAPERS])
    step.record(funding_kind=found.funding_kind, own_share=found.own_share)


def _checked(above: Case, found: Examination, reduced: bool | None) -> list[dict]:
    """The steps to the highest grant. Raises BadInput for more than that or than applied for, for 0, and for more
    eligible than planned."""
    application = above.application
    planned = application.planned(Side.EXPENDITURE)
    if found.eligible > planned:
        raise BadInput("eligible", _("Planned are %(planned)s. Not more can be eligible."), planned=worded(planned))
    most = ceiling(above, found.eligible, found.funding_kind, reduced=reduced)
    if not found.recommended:
        raise BadInput("recommended", _("Recommend an amount, or write the rejection instead."))
    if found.recommended > most.grant:
        raise BadInput("recommended", _("At most %(most)s can be granted."), most=most.grant)
    if found.recommended > application.requested:
        raise BadInput("recommended", _("Only %(requested)s is applied for."), requested=application.requested)
    return [each.to_json() for each in most.steps]


def resume(case: Case, step: Step) -> str:
    return where_it_rested(case, step, {S.INCOMPLETE: "until"})

"""What the moves of an examination do, from the receipt to the assessment."""

from typing import Annotated, Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.applications import cutoffs, letters, paper
from funding.applications.ceiling import ceiling, own_share, written
from funding.applications.examination.models import DoubleFunding, Examination
from funding.applications.examination.states import M, S
from funding.applications.expertise.opening import ask
from funding.applications.expertise.rules import person_to_ask
from funding.applications.following import application_of
from funding.applications.models import Application
from funding.documents.correspondence import LANGUAGE
from funding.financing import Side
from funding.law.reinstatement import last_day_to_ask
from funding.programmes.terms import FUNDING_KINDS
from funding.roles import APPLICANT, SIGNATORY
from workflows import dates
from workflows.clock import BERLIN
from workflows.effects import check_ahead
from workflows.inputs import Day, Flag, Line, Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import Due, last_day, period_after
from workflows.wording import worded

FundingKind = Annotated[str, OneWord(tuple(FUNDING_KINDS))]
DoubleFundingWord = Annotated[str, OneWord(tuple(DoubleFunding.values))]


def receive(case: Case, step: Step) -> None:
    """File number and receipt; a later version keeps the number of the first."""
    above = application_of(case, step)
    application = above.application
    if not application.file_number:
        earlier = Application.objects.filter(dossier_id=case.dossier_id).exclude(file_number="").count()
        application.file_number = f"{application.dossier.number}-A{earlier + 1}"
        application.save(update_fields=["file_number"])
    receipt = letters.file_receipt(above, step, in_time=step.row.name == M.RECEIVE, cutoff=cutoffs.cutoff(above))
    step.record(
        file_number=application.file_number,
        received_at=application.version_received_at.isoformat(),
        **({"received_on": application.version_received_at.astimezone(BERLIN).date()} if application.on_paper else {}),
        document=receipt.pk,
        sha256=receipt.content_id,
    )


def correct_receipt(case: Case, step: Step, *, received_on: Day, reason: Text) -> str:
    """Another day of receipt, by a second person: whether it came in time follows from it, and the period to look at
    the application runs from it."""
    above = application_of(case, step)
    paper.note_other_day(above, step, received_on)
    for role in (APPLICANT, SIGNATORY):
        step.tell("application.receipt_corrected", step.people(role))
    state = S.RECEIVED if cutoffs.is_in_time(above) else S.LATE
    if state == case.state:
        _count_anew(case, step)
    return state


def _count_anew(case: Case, step: Step) -> None:
    due = case.stay.due(step.facts_for_timing())
    step.close_deadlines()
    step.set_deadline(str(case.state), due, of_stay=True)
    step.show_due(due.on)


def admit_late(case: Case, step: Step, *, obstacle: Text, obstacle_ended_on: Day, requested_on: Day) -> None:
    """§ 32 VwVfG: prevented on the cut-off day, asked and applied for within two weeks of the obstacle's end and a year
    of the cut-off."""
    above = application_of(case, step)
    missed_on, application = cutoffs.cutoff(above), above.application
    if obstacle_ended_on < missed_on:
        raise BadInput(
            "obstacle_ended_on",
            _("The obstacle ended before the cut-off on %(day)s, so it was still possible to apply."),
            day=worded(missed_on),
        )
    days = {"missed_on": missed_on, "obstacle_ended_on": obstacle_ended_on}
    made_up_on = application.received_at.astimezone(BERLIN).date()
    last = last_day_to_ask(step, application.authority.state, requested_on=requested_on, made_up_on=made_up_on, **days)
    step.record(cutoff=missed_on, asked_by=last.on, asked_by_steps=last.steps)


def count_for_next_round(case: Case, step: Step, *, until: Day = None) -> None:
    """It came in time for the round after: the applicant enters a period of that round, until its cut-off if no other
    day is named."""
    above = application_of(case, step)
    application = above.application
    year, day = cutoffs.next_round(above)
    until = until or day
    check_ahead("until", until, step)
    with override(LANGUAGE):
        application.requested_items = gettext(
            "The application came after the cut-off and counts for the next round, for which the cut-off is %(day)s. "
            "Enter a period that begins in %(year)s, a financing plan for it, and hand the application in again."
        ) % {"day": worded(day), "year": year}
    application.save(update_fields=["requested_items"])
    step.record(cutoff=day, round=year, until=until)
    letters.file_request(above, step, until=until)


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
    dates.extend(step, S.INCOMPLETE, until=last_day(until, step.facts_for_timing()))
    letters.file_request(application_of(case, step), step, until=until, before=before)


def follow_supply(case: Case, step: Step) -> str:
    """Back to where it was asked for: the assessment goes on, or it is looked whether the application is complete. With
    another period the application may run by other terms, and by the calendar of another authority."""
    above = application_of(case, step)
    case.title, case.terms, case.calendar, case.places = above.title, above.terms, above.calendar, above.places
    asked = case.events.filter(to_state=S.INCOMPLETE).exclude(from_state=S.INCOMPLETE).latest("seq")
    return S.IN_ASSESSMENT if asked.from_state == S.IN_ASSESSMENT else S.RECEIVED


def ask_expert(case: Case, step: Step, *, expert: Line, until: Day, question: Text = "") -> None:
    """`expert`: the address of their account."""
    check_ahead("until", until, step)
    ask(step, person_to_ask(case, step, expert), question=question, until=until, told="expertise.asked")


def finish_assessment(  # noqa: PLR0913 - what the authority finds
    case: Case,
    step: Step,
    *,
    eligibility: Text,
    double_funding: DoubleFundingWord,
    double_funding_found: Text = "",
    eligible: Money,
    recommended: Money,
    assessment: Text,
    unbiased: Flag,
    funding_kind: FundingKind = None,
    own_share_reduced: Flag = None,
) -> None:
    """Kind and own share as the programme sets and the applicant claims them, unless the authority finds otherwise;
    what the applicant wrote and signed stays as it is. `unbiased`: who finishes it declares that nothing of §§ 20 and
    21 VwVfG stands against that."""
    if not unbiased:
        raise BadInput(
            "unbiased", _("Whoever is or may seem biased does not act here. Hand the task on to a colleague.")
        )
    above, found = application_of(case, step), case.examination
    found.eligibility, found.double_funding = eligibility, double_funding
    found.double_funding_found = double_funding_found
    _check_double_funding(found)
    found.funding_kind = funding_kind or case.terms["funding_kind"]
    found.own_share = written(own_share(above, reduced=own_share_reduced))
    found.eligible, found.recommended, found.assessment = eligible, recommended, assessment
    found.calculation = _checked(above, found, own_share_reduced)
    found.save(update_fields=[*Examination.PAPERS])
    step.record(funding_kind=found.funding_kind, own_share=found.own_share)


def _check_double_funding(found: Examination) -> None:
    if found.double_funding != DoubleFunding.NONE and not found.double_funding_found:
        raise BadInput("double_funding_found", _("Write what was found, and why it can be funded all the same."))


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

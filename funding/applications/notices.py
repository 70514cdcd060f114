"""Notices: filled in from the programme, written by one person, signed and issued by two."""

import datetime as dt
from typing import Annotated, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.applications import funds, letters
from funding.applications.effects import hand_over
from funding.applications.examination.states import M as Examine
from funding.applications.models import Application
from funding.applications.rules import rejected_from
from funding.applications.states import M, S
from funding.awards import opening as awards
from funding.budgets.holding import release
from funding.law.remedy import INSTRUCTION, AnyRemedy, Postcode, Town, fill_in_remedy
from funding.notices.opening import open_notice
from funding.programmes.days import proof_day, report_days
from funding.programmes.terms import RHYTHMS
from workflows.inputs import Day, Days, Line, Money, OneWord, Text
from workflows.models import Case, Event
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

Rhythm = Annotated[str, OneWord(tuple(RHYTHMS))]
PREPARING = (M.DECIDE_WITHOUT_COMMITTEE, M.PREPARE_NOTICE, M.DRAFT_NOTICE)
# Stays whose day a person has named, and its fact.
NAMED_DAYS = {S.DEFERRED: "deferred_until", S.WAITING_LIST: "waits_until"}
DAYS = ("award_from", "award_to", "proof_due_on", "report_dates")
FILLED_IN = ("awarded", *DAYS, "proof_steps", "report_rhythm", *INSTRUCTION)


def prepare(case: Case, step: Step) -> None:
    fill_in(case, step)
    case.application.save(update_fields=[*FILLED_IN])


def fill_in(case: Case, step: Step) -> None:
    """What programme, resolution and law already say; where they are silent the notice stays open."""
    application = case.application
    application.awarded = application.granted
    application.award_from, application.award_to = application.period_from, application.period_to
    application.report_rhythm = case.terms.get("report_rhythm") or ""
    _count_proof_day(case, step)
    application.report_dates = _report_dates(case)
    fill_in_remedy(application, application.authority, step)


def _count_proof_day(case: Case, step: Step) -> None:
    """So many months after the end of the period; where the programme is silent the day stays as it is."""
    application = case.application
    if counted := proof_day(case.terms, application.award_to, step.facts_for_timing().working_days):
        application.proof_due_on, application.proof_steps = counted.due, [each.to_json() for each in counted.steps]


def _report_dates(case: Case) -> list[dt.date]:
    return sorted(report_days(case.terms, case.application.award_from, case.application.award_to))


def draft(  # noqa: PLR0913 - the fields of the notice
    case: Case,
    step: Step,
    *,
    awarded: Money = None,
    award_from: Day = None,
    award_to: Day = None,
    proof_due_on: Day = None,
    report_rhythm: Rhythm = None,
    report_dates: Days = None,
    draw_by: Day = None,
    special_conditions: Text = None,
    reasons: Text = None,
    remedy_type: AnyRemedy = None,
    remedy_name: Line = None,
    remedy_street: Line = None,
    remedy_postcode: Postcode = None,
    remedy_town: Town = None,
) -> None:
    """What is left out stays as it is; but days counted from the period follow it, unless others are given."""
    application = case.application
    before = {name: getattr(application, name) for name in DAYS}
    changed = _change(
        application,
        awarded=awarded,
        award_from=award_from,
        award_to=award_to,
        proof_due_on=proof_due_on,
        report_rhythm=report_rhythm,
        report_dates=report_dates,
        draw_by=draw_by,
        special_conditions=special_conditions,
        reasons=reasons,
        remedy_type=remedy_type,
        remedy_name=remedy_name,
        remedy_street=remedy_street,
        remedy_postcode=remedy_postcode,
        remedy_town=remedy_town,
    )
    moved = {name for name in DAYS if getattr(application, name) != before[name]}
    _follow_period(case, step, moved)
    _check_notice(application)
    application.save(update_fields={*changed, *DAYS, "proof_steps"})


def _follow_period(case: Case, step: Step, moved: set[str]) -> None:
    """`moved`: which of the period and of the days counted from it somebody has just set otherwise."""
    application = case.application
    if "proof_due_on" in moved:
        application.proof_steps = []
    if moved & {"award_from", "award_to"}:
        if "proof_due_on" not in moved:
            _count_proof_day(case, step)
        if "report_dates" not in moved and case.terms.get("report_dates"):
            application.report_dates = _report_dates(case)


def _change(application: Application, **given: Any) -> list[str]:
    """The names of the fields that were given."""
    changed = [name for name, value in given.items() if value is not None]
    for name in changed:
        setattr(application, name, given[name])
    return changed


def _check_notice(application: Application) -> None:
    if not 0 < application.awarded <= application.granted:
        raise BadInput("awarded", _("Award an amount up to the approved %(granted)s."), granted=application.granted)
    if application.award_to < application.award_from:
        raise BadInput("award_to", _("The period ends before it begins."))
    if application.draw_by and not application.award_from <= application.draw_by <= application.award_to:
        raise BadInput("draw_by", _("This day lies outside the period."))
    if application.award_from < application.period_from:
        raise BadInput("award_from", _NOT_APPLIED_FOR, **_applied_for(application))
    if application.award_to > application.period_to:
        raise BadInput("award_to", _NOT_APPLIED_FOR, **_applied_for(application))
    if application.proof_due_on and application.proof_due_on <= application.award_to:
        raise BadInput("proof_due_on", _("The proof of use is due after the end of the period."))
    if any(not application.award_from < day <= application.award_to for day in application.report_dates):
        raise BadInput("report_dates", _("Progress reports are due within the period; what follows, the proof covers."))


_NOT_APPLIED_FOR = _("Applied for is the time from %(first)s to %(last)s. Award it, or a part of it.")


def _applied_for(application: Application) -> dict[str, str]:
    return {"first": worded(application.period_from), "last": worded(application.period_to)}


def sign(case: Case, step: Step) -> None:
    if case.application.taken_over:
        case.application.taken_over = None
        case.application.save(update_fields=["taken_over"])
    record_notice(case, step)


def issue(case: Case, step: Step) -> None:
    """The authority awards; from here on the award lives a life of its own below the application."""
    funds.take_or_refuse(case, case.application.awarded)
    award = awards.issue(step, case.application, prepared_by=prepared_by(case))
    step.record(award=award.pk)
    record_notice(case, step)


def prepared_by(case: Case) -> set[int]:
    """Who assessed the application or wrote the notice."""
    assessed = Q(case__parent_id=case.pk, case__lifecycle="examination", move=Examine.FINISH_ASSESSMENT)
    prepared = Event.objects.filter(assessed | Q(case=case, move__in=PREPARING)).exclude(actor=None)
    return set(prepared.values_list("actor_id", flat=True))


def record_notice(case: Case, step: Step) -> None:
    application = case.application
    step.record(
        awarded=application.awarded,
        award_from=application.award_from,
        award_to=application.award_to,
        proof_due_on=application.proof_due_on,
    )


def draft_rejection(
    case: Case,
    step: Step,
    *,
    reasons: Text,
    remedy_type: AnyRemedy = None,
    remedy_name: Line = None,
    remedy_street: Line = None,
    remedy_postcode: Postcode = None,
    remedy_town: Town = None,
) -> None:
    """The remedy is filled in where law and authority give it; what is given goes first."""
    application = case.application
    fill_in_remedy(application, application.authority, step)
    application.reasons = reasons
    _change(
        application,
        remedy_type=remedy_type,
        remedy_name=remedy_name,
        remedy_street=remedy_street,
        remedy_postcode=remedy_postcode,
        remedy_town=remedy_town,
    )
    application.save(update_fields=["reasons", *INSTRUCTION])
    step.settle_below("examination")


def reopen_examination(case: Case, step: Step, *, reason: Text) -> str:
    """Back to where the rejection was begun, with its day. The reasons go: they are none for a notice."""
    application = case.application
    application.reasons = ""
    application.save(update_fields=["reasons"])
    state = rejected_from(case)
    if fact := NAMED_DAYS.get(state):
        step.record(**{fact: case.deadlines.filter(kind=state).latest("pk").due_on})
    step.settle_below("examination")
    return state


def reject(case: Case, step: Step) -> None:
    release(case.pk)
    notice = letters.file_rejection(case, step)
    step.record(document=notice.pk, sha256=notice.content_id)
    open_notice(step, case.application.authority, case.title)


def decide_anew(case: Case, step: Step) -> None:
    """The rejection has fallen; the application is assessed again."""
    application = case.application
    application.reasons = ""
    application.save(update_fields=["reasons"])
    hand_over(case, step)

"""What is done to a notice: written by one person, signed and issued by two."""

from typing import Annotated, Any, Unpack

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.applications import funds
from funding.applications.approval.states import M as Approve
from funding.applications.examination.states import M as Examine
from funding.applications.following import application_of, as_application
from funding.applications.models import Application
from funding.applications.ruling import letters
from funding.applications.ruling.filling_in import DAYS, count_proof_day
from funding.applications.ruling.filling_in import report_dates as counted_reports
from funding.applications.ruling.models import Kind, Ruling
from funding.applications.ruling.states import M, S
from funding.applications.states import M as Apply
from funding.awards import opening as awards
from funding.law.remedy import INSTRUCTION, RemedyGiven
from funding.notices.deciding import fall_with
from funding.notices.instructing import fill_in_remedy
from funding.notices.opening import open_notice
from funding.notices.states import S as Notice
from funding.programmes.terms import RHYTHMS
from workflows.inputs import Day, Days, Money, OneWord, Text
from workflows.models import Case, Event
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

Rhythm = Annotated[str, OneWord(tuple(RHYTHMS))]
PREPARING = (Examine.FINISH_ASSESSMENT, Approve.DECIDE_WITHOUT_COMMITTEE, M.DRAFT_NOTICE)


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
    **remedy: Unpack[RemedyGiven],
) -> None:
    """What is left out stays as it is; but days counted from the period follow it, unless others are given."""
    ruling = case.ruling
    before = {name: getattr(ruling, name) for name in DAYS}
    changed = _change(
        ruling,
        awarded=awarded,
        award_from=award_from,
        award_to=award_to,
        proof_due_on=proof_due_on,
        report_rhythm=report_rhythm,
        report_dates=report_dates,
        draw_by=draw_by,
        special_conditions=special_conditions,
        reasons=reasons,
    )
    above = application_of(case, step).application
    fill_in_remedy(ruling, above.authority, step, **remedy)
    moved = {name for name in DAYS if getattr(ruling, name) != before[name]}
    _follow_period(ruling, step, moved)
    _check_notice(ruling, above)
    ruling.save(update_fields={*changed, *DAYS, "proof_steps", *INSTRUCTION})


def _follow_period(ruling: Ruling, step: Step, moved: set[str]) -> None:
    """`moved`: which of the period and of the days counted from it somebody has just set otherwise."""
    if "proof_due_on" in moved:
        ruling.proof_steps = []
    if moved & {"award_from", "award_to"}:
        if "proof_due_on" not in moved:
            count_proof_day(ruling, step)
        if "report_dates" not in moved and step.case.terms.get("report_dates"):
            ruling.report_dates = counted_reports(ruling, step)


def _change(ruling: Ruling, **given: Any) -> list[str]:
    """The names of the fields that were given."""
    changed = [name for name, value in given.items() if value is not None]
    for name in changed:
        setattr(ruling, name, given[name])
    return changed


def _check_notice(ruling: Ruling, application: Application) -> None:
    granted = application.approved.granted
    if not 0 < ruling.awarded <= granted:
        raise BadInput("awarded", _("Award an amount up to the approved %(granted)s."), granted=granted)
    if ruling.award_to < ruling.award_from:
        raise BadInput("award_to", _("The period ends before it begins."))
    if ruling.draw_by and not ruling.award_from <= ruling.draw_by <= ruling.award_to:
        raise BadInput("draw_by", _("This day lies outside the period."))
    if ruling.award_from < application.period_from:
        raise BadInput("award_from", _NOT_APPLIED_FOR, **_applied_for(application))
    if ruling.award_to > application.period_to:
        raise BadInput("award_to", _NOT_APPLIED_FOR, **_applied_for(application))
    if ruling.proof_due_on and ruling.proof_due_on <= ruling.award_to:
        raise BadInput("proof_due_on", _("The proof of use is due after the end of the period."))
    if any(not ruling.award_from < day <= ruling.award_to for day in ruling.report_dates):
        raise BadInput("report_dates", _("Progress reports are due within the period; what follows, the proof covers."))


_NOT_APPLIED_FOR = _("Applied for is the time from %(first)s to %(last)s. Award it, or a part of it.")


def _applied_for(application: Application) -> dict[str, str]:
    return {"first": worded(application.period_from), "last": worded(application.period_to)}


def sign(case: Case, step: Step) -> None:
    if case.ruling.taken_over:
        case.ruling.taken_over = None
        case.ruling.save(update_fields=["taken_over"])
    record_notice(case, step)


def issue(case: Case, step: Step, *, without_budget: Text = "") -> None:
    """The authority awards; from here on the award lives a life of its own below the application. `without_budget`: why
    the money is there although no budget is released for a year of it."""
    above = application_of(case, step)
    funds.answer_for_the_budget(above, step, case.ruling.awarded, without_budget)
    funds.take_or_refuse(above, case.ruling.awarded, step)
    award = awards.issue(step, above.application, case.ruling, prepared_by=prepared_by(above))
    step.record(award=award.pk)
    record_notice(case, step)


def prepared_by(above: Case) -> set[int]:
    """Who assessed the application or wrote the notice."""
    here = Q(case=above.pk) | Q(case__parent_id=above.pk)
    prepared = Event.objects.filter(here, move__in=PREPARING).exclude(actor=None)
    return set(prepared.values_list("actor_id", flat=True))


def record_notice(case: Case, step: Step) -> None:
    ruling = case.ruling
    step.record(
        awarded=ruling.awarded,
        award_from=ruling.award_from,
        award_to=ruling.award_to,
        proof_due_on=ruling.proof_due_on,
    )


def draft_rejection(
    case: Case,
    step: Step,
    *,
    reasons: Text,
    **remedy: Unpack[RemedyGiven],
) -> None:
    """The remedy is filled in where law and authority give it; what is given goes first."""
    ruling = case.ruling
    ruling.reasons = reasons
    fill_in_remedy(ruling, application_of(case, step).application.authority, step, **remedy)
    ruling.save(update_fields=["reasons", *INSTRUCTION])


def give_up(case: Case, step: Step, *, reason: Text) -> str:
    """A notice goes on being written; otherwise the application goes on where the rejection was begun. The reasons go:
    they are none for a notice."""
    ruling = case.ruling
    ruling.reasons = ""
    ruling.save(update_fields=["reasons"])
    return S.NOTICE_IN_PREPARATION if ruling.begun_as == Kind.NOTICE else S.GIVEN_UP


def reject(case: Case, step: Step) -> None:
    above = application_of(case, step)
    notice = open_notice(as_application(case, step), above.application.authority, above.title)
    letter = letters.file_rejection(above, step, notice)
    step.record(document=letter.pk, sha256=letter.content_id)


def reopen_rejection(case: Case, step: Step, *, reason: Text) -> None:
    """Nobody has received it, so it never took effect. The application is undecided again, where one that was sent came
    back."""
    above = application_of(case, step)
    fall_with(above, step, Notice.MOOT)
    if above.finished:
        step.work.make(above, Apply.DECIDE_ANEW, None, {})

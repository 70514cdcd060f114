"""When an application may be signed, received, decided on and awarded. Each refuses with the reason.

What the programme does not set refuses nobody.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.applications.approval.states import S as Approval
from funding.applications.ceiling import ceiling, own_share, written
from funding.applications.examination.states import S as Examined
from funding.applications.following import child_has_just_come_to, nothing_is_ruled
from funding.applications.ruling.states import S as Ruled
from funding.applications.states import S
from funding.bodies.queries import composition
from funding.decisions.models import Decision
from funding.decisions.results import body_has, resolution_has_fallen
from funding.decisions.review import day_of
from funding.decisions.states import FALLEN
from funding.decisions.states import S as Decided
from funding.financing import Category, Side, check_balance
from funding.notices.queries import moved_notice
from funding.notices.states import S as Notice
from funding.programmes.benches import bench_label
from funding.regions.models import Organisation
from workflows.clock import BERLIN
from workflows.models import Case
from workflows.refusals import Refused, incomplete, no_result_yet
from workflows.step import Step
from workflows.timing import period_after
from workflows.wording import worded

REQUIRED = ("description", "goals", "executor", "period_from", "period_to", "requested", "vat_deductible")
PROGRAMME = _("rules of the programme")


def is_complete(case: Case, step: Step) -> None:
    application = case.application
    missing = blank(application, REQUIRED)
    if not application.measure and application.programme_version.terms.get("measures"):
        missing.append(str(application._meta.get_field("measure").verbose_name))
    if missing:
        raise incomplete(missing)


def applicant_may_apply(case: Case, step: Step) -> None:
    """By the kind of the organisation. Where the programme names none, by its words alone, which people read."""
    kinds = case.terms.get("applicant_kinds")
    if kinds and case.application.applicant.kind not in kinds:
        words = dict(Organisation.Kind.choices)
        raise Refused(
            "may_not_apply",
            _("The programme funds: %(kinds)s. %(applicant)s is entered as: %(kind)s. Let one of these apply."),
            PROGRAMME,
            kinds=", ".join(str(words[kind]) for kind in kinds),
            applicant=case.application.applicant.name,
            kind=case.application.applicant.get_kind_display(),
        )


def blank(row: Any, names: tuple[str, ...]) -> list[str]:
    empty = [name for name in names if getattr(row, name) in (None, "")]
    return [str(row._meta.get_field(name).verbose_name) for name in empty]


def is_revised(case: Case) -> bool:
    """It was handed in before: the authority, which may not read a first draft, waits for it."""
    return bool(case.application.version > 1)


def plan_fits_period(case: Case, step: Step) -> None:
    application = case.application
    first, last = application.period_from.year, application.period_to.year
    most = case.terms.get("duration_years")
    if most and last - first + 1 > most:
        raise Refused("too_long", _("The programme funds at most %(most)s calendar years."), PROGRAMME, most=most)
    if outside := sorted({line.year for line in application.plan if not first <= line.year <= last}):
        years = ", ".join(map(str, outside))
        raise Refused("outside_period", _("The plan has years outside the period applied for: %(years)s."), years=years)


def plan_balances(case: Case, step: Step) -> None:
    check_balance(case.application.written_plan())


def plan_names_the_grant(case: Case, step: Step) -> None:
    application = case.application
    planned = application.planned(Side.INCOME, Category.GRANT)
    if planned != application.requested:
        raise Refused(
            "other_grant_in_plan",
            _("The plan counts on a grant of %(planned)s, applied for is %(requested)s."),
            planned=planned,
            requested=application.requested,
        )


def own_share_is_reached(case: Case, step: Step) -> None:
    application, share = case.application, own_share(case)
    own = application.planned(Side.INCOME, Category.OWN)
    spent = application.planned(Side.EXPENDITURE)
    if share is not None and Fraction(own) < share * Fraction(spent):
        raise Refused(
            "own_share_not_reached",
            _("Own funds of %(own)s are less than the own share of %(share)s of %(spent)s."),
            PROGRAMME,
            own=own,
            share=written(share),
            spent=spent,
        )


def stays_below_ceiling(case: Case, step: Step) -> None:
    application = case.application
    most = ceiling(case, application.planned(Side.EXPENDITURE), alone=True).grant
    if application.requested > most:
        raise Refused(
            "above_ceiling",
            _("Applied for is %(requested)s, the programme allows %(most)s at most."),
            PROGRAMME,
            requested=application.requested,
            most=most,
        )


def above_minor_limit(case: Case, step: Step) -> None:
    least = case.terms.get("small_amount_threshold")
    if least and case.terms.get("below_threshold_allowed") is False and case.application.requested < Decimal(least):
        raise Refused("below_minor_limit", _("The programme grants %(least)s or more."), PROGRAMME, least=least)


def body_has_resolved(case: Case, step: Step) -> None:
    """A resolution on the idea, not older than the programme allows when the application was received first."""
    if case.terms.get("needs_idea") is False:
        return
    resolved = case.application.resolution
    if resolved is None:
        raise Refused("no_resolution", _("The steering group has not resolved on this project yet."), PROGRAMME)
    last_day = _valid_until(case, step, day_of(resolved))
    if last_day and _applied_on(case, step) > last_day:
        raise Refused(
            "resolution_expired",
            _("The steering group's resolution was valid until %(day)s. It has to resolve again."),
            PROGRAMME,
            day=worded(last_day),
        )


def _applied_on(case: Case, step: Step) -> dt.date:
    received_at = case.application.received_at
    return received_at.astimezone(BERLIN).date() if received_at else step.today


def benches_are_filled(case: Case, step: Step) -> None:
    """Where the programme says that a vacancy blocks: of the body that resolved, as it is composed today."""
    if not case.terms.get("vacancy_blocks"):
        return
    decision = Decision.objects.filter(parent_id=case.parent_id).select_related("body").order_by("-pk").first()
    benches = composition(decision.body, case.application.programme_version, step.today) if decision else []
    if vacant := [str(bench_label(bench.bench)) for bench in benches if bench.missing]:
        raise Refused(
            "vacant_benches",
            _("These benches are vacant: %(benches)s. The programme asks for them."),
            PROGRAMME,
            benches=", ".join(vacant),
        )


def _valid_until(case: Case, step: Step, resolved_on: dt.date) -> dt.date | None:
    months = case.terms.get("approval_months")
    if not months:
        return None
    return period_after(resolved_on, {"months": months}, step.facts_for_timing(), rule="", nature="internal").on


def papers_may_come(case: Case, step: Step) -> None:
    """While the authority waits for what is missing, also until a rejection because of that is sent."""
    if case.state == S.SUBMITTED and case.application.examined.state != Examined.INCOMPLETE:
        raise Refused("not_awaited", _("The authority examines the application and has not asked for anything."))


def may_be_rejected(case: Case, step: Step) -> None:
    """As long as nobody has decided on the grant: as late, once it is being assessed, or when the period asked for and
    the programme's days of grace have passed, also the period to revise it."""
    examined, approved = case.application.examined, case.application.approved
    if case.state != S.SUBMITTED:
        _check_grace(case, case, S.RETURNED_FOR_REVISION, step)
    elif examined.state == Examined.INCOMPLETE:
        _check_grace(case, examined, Examined.INCOMPLETE, step)
    elif examined.state in (Examined.RECEIVED, Examined.COMPLETE):
        raise Refused("not_examined", _("Examine it first: rejected is what is late, incomplete or assessed."))
    elif examined.state == Examined.ASSESSED and approved.state not in UNDECIDED:
        raise Refused("is_decided_on", _("The committee decides on it, or the notice on it is being written already."))
    nothing_is_ruled(case, step)


UNDECIDED = (Approval.READY, Approval.DEFERRED, Approval.BUDGET_MISSING)


def _check_grace(case: Case, waiting: Case, kind: str, step: Step) -> None:
    """`waiting`: the case whose newest deadline of this kind has to have passed."""
    grace = dt.timedelta(days=case.terms.get("grace_days") or 0)
    due = waiting.deadlines.filter(kind=kind).order_by("-pk").first()
    if due is None or due.due_on + grace >= step.today:
        raise Refused("not_yet_due", _("The period and the days of grace have not passed yet."))


def committee_has_answered(case: Case, step: Step) -> None:
    """Just now, on what was put before it."""
    body_has(step, *ANSWERS)
    child_has_just_come_to(case, step, "decision", ANSWERS)
    before_it = Case.objects.filter(parent_id=case.pk, lifecycle="approval", state=Approval.ON_COMMITTEE_AGENDA)
    if not before_it.exists():
        raise no_result_yet()


ANSWERS = (Decided.ADOPTED, Decided.REJECTED, Decided.DEFERRED, Decided.RETURNED, Decided.ABORTED)


def committees_resolution_has_fallen(case: Case, step: Step) -> None:
    resolution_has_fallen(case, step)
    child_has_just_come_to(case, step, "decision", FALLEN)


def resolution_on_this_assessment_has_fallen(case: Case, step: Step) -> None:
    """While it is assessed anew the old resolution decides nothing any more."""
    committees_resolution_has_fallen(case, step)
    if case.application.examined.state != Examined.ASSESSED:
        raise no_result_yet()


def approval_has_ended(case: Case, step: Step) -> None:
    """Or the matter is deferred, of which the applicant hears."""
    child_has_just_come_to(case, step, "approval", DECIDED)


DECIDED = (
    Approval.COMMITTEE_APPROVED, Approval.APPROVED_WITH_CONDITIONS, Approval.PARTIALLY_APPROVED, Approval.GRANTED,
    Approval.COMMITTEE_REJECTED, Approval.RETURNED, Approval.EXPIRED, Approval.DEFERRED,
)  # fmt: skip


def rejection_was_given_up(case: Case, step: Step) -> None:
    child_has_just_come_to(case, step, "ruling", (Ruled.GIVEN_UP,))


def notice_was_sent(case: Case, step: Step) -> None:
    """That of the award, or of the rejection."""
    _child_came_to(step, ("award", "sent"), ("notice", "sent"))


def award_was_recalled(case: Case, step: Step) -> None:
    """By two persons; not because its resolution has fallen."""
    _child_came_to(step, ("award", "recalled"))
    child_has_just_come_to(case, step, "award", ("recalled",))


def decision_has_fallen(case: Case, step: Step) -> None:
    """The rejection was annulled; or the notice, which came back, was not sent anew but called back."""
    notice = moved_notice(case, step)
    if notice is None or notice.state != Notice.MOOT:
        _child_came_to(step, ("notice", "annulled"), ("award", "recalled"))


def waits_for_nobody(case: Case) -> bool:
    """It is assessed, and the resolution on it, by which the committee's part had ended, has fallen."""
    application = case.application
    assessed = application.examined.state == Examined.ASSESSED
    return assessed and not resolution_stands(case) and bool(application.approved.finished)


def resolution_stands(application: Case) -> bool:
    """The committee's newest has not fallen, or it has resolved nothing. One query."""
    last = Case.objects.filter(parent_id=application.pk, lifecycle="decision").order_by("-pk").first()
    return last is None or last.state not in FALLEN


def _child_came_to(step: Step, *places: tuple[str, str]) -> None:
    if step.child is None or (step.child.lifecycle, str(step.child.state)) not in places:
        raise no_result_yet()


def is_examined(case: Case, step: Step) -> None:
    child_has_just_come_to(case, step, "examination", (Examined.ASSESSED,))

"""What the applicant's moves do."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from funding.applications.carried import version_content
from funding.applications.cutoffs import cutoff, how_cutoff_came_about
from funding.applications.early_start.queries import may_have_started
from funding.applications.following import UNSENT
from funding.applications.models import Application, PlanLine
from funding.applications.ruling.opening import begin_notice
from funding.applications.states import M, S
from funding.documents.versions import differences, keep_version
from funding.financing import PlanRows, Side, check_sides
from funding.notices.deciding import fall_with
from funding.notices.states import S as Notice
from funding.programmes.models import ProgrammeVersion
from funding.programmes.queries import NoVersion, authority, pinned_terms, version_on
from funding.regions.models import Organisation
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Flag, Line, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.stages import first_look
from workflows.step import Step
from workflows.timing import Due, period_after


def edit(  # noqa: PLR0913 - the fields of the form
    case: Case,
    step: Step,
    *,
    title: Line,
    measure: Line = "",
    description: Text = "",
    goals: Text = "",
    executor: Line = "",
    period_from: Day = None,
    period_to: Day = None,
    requested: Money = None,
    own_share_reduced: Flag = False,
    vat_deductible: Flag = None,
    other_funding: Text = "",
) -> str:
    """Keeps what is written, complete or not; completeness is asked for at the release."""
    if period_from and period_to and period_to < period_from:
        raise BadInput("period_to", _("The period ends before it begins."))
    application = case.application
    case.title = application.title = title
    application.description, application.goals, application.executor = description, goals, executor
    application.period_from, application.period_to, application.requested = period_from, period_to, requested
    application.own_share_reduced, application.vat_deductible = own_share_reduced, vat_deductible
    application.other_funding = other_funding
    application.save(update_fields=[*_FORM, *pin(case, application, measure)])
    _remember_cutoff(case, step)
    return case.state


_FORM = ("description", "goals", "executor", "period_from", "period_to", "requested", "own_share_reduced",
         "vat_deductible", "other_funding")  # fmt: skip


def pin(case: Case, application: Application, measure: str) -> list[str]:
    """An application runs by the programme version of its own funding period; the fields this changed. One received
    already keeps its version when another is published for that period afterwards."""
    version = _version(application)
    measures = version.terms.get("measures", {})
    if measure and measure not in measures:
        raise BadInput("measure", _("Choose one of: %(words)s."), words=", ".join(measures))
    if (version.pk, measure) == (application.programme_version_id, application.measure):
        return []
    issuing = _issuing(version, application)
    application.programme_version, application.measure, application.authority = version, measure, issuing
    case.terms = application.terms = pinned_terms(version, measure or None)
    case.calendar = application.calendar = issuing.working_days
    return ["programme_version", "measure", "authority", "terms", "calendar"]


def _version(application: Application) -> ProgrammeVersion:
    if application.period_from is None:
        return application.programme_version
    try:
        found = version_on(application.region.programme, application.period_from)
    except NoVersion:
        raise BadInput("period_from", _("No programme is entered for this period.")) from None
    received_at, published_at = application.received_at, found.published_at
    if not (received_at and published_at and published_at > received_at):
        return found
    applied_for = Application.objects.filter(pk=application.pk, period_from=application.period_from)
    return application.programme_version if applied_for.exists() else found


def _issuing(version: ProgrammeVersion, application: Application) -> Organisation:
    issuing = authority(version, application.region)
    if issuing is None:
        raise BadInput("period_from", _("No grant authority is entered for this period."))
    if application.file_number and issuing != application.authority:
        raise BadInput("period_from", _("For this period another authority decides. Apply there anew."))
    return issuing


def _remember_cutoff(case: Case, step: Step) -> None:
    """The draft's day follows the period applied for."""
    day = _day_to_keep(case)
    if day is None or case.state != S.DRAFT:
        return
    due = Due(day, "on(cutoff)", "legal", {"cutoff": day.isoformat()}, how_cutoff_came_about(case))
    running = next(iter(step.counted()), None)
    if running is None:
        step.set_deadline(S.DRAFT, due, of_stay=True)
    else:
        running.due_on, running.inputs, running.steps, running.stage = due.on, due.inputs, due.steps, 0
        running.sweep_at = first_look(due.on, step.today)
        step.work.ledger.change(running)
    step.show_due(day)


def _day_to_keep(case: Case) -> dt.date | None:
    """The cut-off binds the first version; later ones answer a return."""
    return cutoff(case) if case.application.version == 1 else None


def set_plan(case: Case, step: Step, *, lines: PlanRows) -> str:
    """Replaces the financing plan. The event holds its sums, not the words of its lines."""
    check_sides(lines)
    application = case.application
    application.lines.all().delete()
    rows = [PlanLine(application=application, position=index, **line) for index, line in enumerate(lines, start=1)]
    application.plan = PlanLine.objects.bulk_create(rows)
    step.facts.pop("lines")
    step.record(**{side: application.planned(side) for side in Side.values}, count=len(rows))
    return case.state


def release(case: Case, step: Step) -> None:
    _record_content(case, step)


def take_back(case: Case, step: Step, *, reason: Text) -> str:
    """To where it was written; who is to revise it has the same day as before."""
    _record_content(case, step)
    if case.application.version == 1:
        return S.DRAFT
    _record_revision(case, step, "revise_by")
    return S.RETURNED_FOR_REVISION


def _record_content(case: Case, step: Step) -> None:
    step.record(content=case.application.content_hash, version=case.application.version)
    if day := _day_to_keep(case):
        step.record(cutoff=day.isoformat(), cutoff_steps=how_cutoff_came_about(case))
    elif step.row.name == M.RELEASE_INTERNALLY:
        _record_revision(case, step, "cutoff")


def _record_revision(case: Case, step: Step, fact: str) -> None:
    """The day by which it is to be revised, whoever has it until then."""
    if last := case.deadlines.filter(kind=S.RETURNED_FOR_REVISION).order_by("-pk").first():
        step.record(**{fact: last.due_on, f"{fact}_steps": last.steps})


def until_revised(case: Case, step: Step) -> Due:
    """So many days as the programme gives to revise an application."""
    given = {"days": case.terms.get("revision_days") or REVISION_DAYS}
    return period_after(step.today, given, step.facts_for_timing(), rule="", nature="legal")


REVISION_DAYS = 60  # where the programme is silent: nothing waits for ever


def submit(case: Case, step: Step, *, not_started: Flag, financing_secured: Flag, subsidy_facts_known: Flag) -> None:
    """Signed with the declarations. Only now the authority may read it: it has no place in a draft."""
    declared = {"not_started": not_started, "financing_secured": financing_secured,
                "subsidy_facts_known": subsidy_facts_known}  # fmt: skip
    for name, answer in declared.items():
        if not answer:
            raise BadInput(name, DECLARATIONS[name])
    application = case.application
    application.not_started = True
    application.signed_hash = application.content_hash
    application.version_received_at = step.received_at or step.now
    if application.version == 1:
        application.received_at = application.version_received_at
        application.on_paper = False
    application.save(update_fields=["not_started", "signed_hash", "received_at", "version_received_at", "on_paper"])
    case.places = {**case.places, "authority": str(application.authority.place)}
    _keep_version(case, step)
    step.record(content=application.signed_hash, version=application.version)
    hand_over(case, step)


def hand_over(case: Case, step: Step) -> None:
    """To the authority's examination of this version."""
    step.open("examination", title=case.title)
    step.settle_below("examination")


def _keep_version(case: Case, step: Step) -> None:
    """What was handed in, for good; the event names the fields that differ from the version before."""
    last = next(reversed(case.application.handed_in), None)
    version = keep_version(case, step, version_content(case.application))
    if last:
        changed = [each.name for each in differences(last.content, version.content) if each.name not in NOT_FIELDS]
        step.record(changed=changed)


NOT_FIELDS = ("version", "project")
DECLARATIONS = {
    "not_started": _("Only a project that has not started can be funded. Ask the authority before you go on."),
    "financing_secured": _("The whole financing has to be secured. Settle it first."),
    "subsidy_facts_known": _("Confirm that you know the facts relevant to the subsidy (§ 264 StGB)."),
}


def supply(case: Case, step: Step, *, note: Text = "") -> None:
    application = case.application
    application.signed_hash = application.content_hash
    application.requested_items = ""
    application.save(update_fields=["signed_hash", "requested_items"])
    _keep_version(case, step)
    step.record(content=application.signed_hash)
    drop_unsent(case, step)
    step.settle_below("ruling")  # a rejection was being written
    step.settle_below("examination")


def drop_unsent(case: Case, step: Step) -> None:
    """What was issued and has not been sent takes effect no more: the notice of rejection, or the award with its."""
    _drop(case, step, case.children.filter(UNSENT))


def _drop(case: Case, step: Step, unsent: Iterable[Case]) -> None:
    for below in unsent:
        fall_with(case if below.lifecycle == "notice" else below, step, Notice.MOOT)
        step.settle_below("award")


def note_start(case: Case, step: Step, *, started_on: Day, reason: Text = "") -> str:
    """Without permission for this day no notice of award can be signed, and one not sent yet is written anew. Recorded
    wrongly, it is recorded anew."""
    check_not_ahead("started_on", started_on, step)
    application = case.application
    application.started_on = started_on
    application.save(update_fields=["started_on"])
    unsent = list(case.children.filter(UNSENT, lifecycle="award"))
    if unsent and not may_have_started(case.pk, started_on):
        _drop(case, step, unsent)
        begin_notice(step, application, application.approved.granted)
    return case.state

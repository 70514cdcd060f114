"""What the moves of an idea do."""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.applications.opening import begin
from funding.bodies.models import Body
from funding.bodies.queries import bodies, seats
from funding.decisions.models import Proposal
from funding.decisions.opening import put_to_body
from funding.documents.attaching import take
from funding.documents.correspondence import LANGUAGE
from funding.documents.versions import keep_version
from funding.ideas.consultation.opening import consult
from funding.ideas.rules import resolution_is_valid
from funding.ideas.states import S
from funding.programmes.queries import version_on
from funding.roles import AUTHOR, CASE_WORKER, COORDINATION_OFFICE, WORKING_GROUP_LEAD
from workflows import clock
from workflows.effects import check_ahead, check_not_ahead
from workflows.inputs import Day, File, Flag, Line, Money, Number, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.survey import holders
from workflows.timing import on

DEFERRAL = "deferral"  # the day to which the body deferred an idea
ON_IDEAS = (Proposal.APPROVE, Proposal.APPROVE_WITH_CONDITIONS, Proposal.APPROVE_WITHOUT_FUNDING)


def edit(
    case: Case,
    step: Step,
    *,
    title: Line,
    summary: Text = "",
    need: Text = "",
    target_group: Line = "",
    total_cost: Money = None,
    own_funds: Money = None,
) -> str:
    """Keeps what is written, complete or not; completeness is asked for when the idea is submitted."""
    if total_cost is not None and own_funds is not None and own_funds > total_cost:
        raise BadInput("own_funds", _("Own funds cannot be more than the total cost."))
    case.title = title
    idea = case.idea
    idea.summary, idea.need, idea.target_group = summary, need, target_group
    idea.total_cost, idea.own_funds = total_cost, own_funds
    idea.save(update_fields=["summary", "need", "target_group", "total_cost", "own_funds"])
    return case.state


def submit(case: Case, step: Step) -> str:
    """Revised, it goes back to its group; to the office where no group has it yet, or where its group is no more."""
    keep_version(case, step, case.idea.content())
    group = case.idea.group
    if group and group.dissolved(step.today):
        take_from_group(case, step)
    elif group:
        consult(step, group, told="idea.resubmitted")
        return S.IN_WORKING_GROUP
    return S.SUBMITTED


def assign_group(case: Case, step: Step, *, group: Number) -> None:
    idea = case.idea
    body = Body.objects.filter(pk=group, region_id=idea.region_id, kind=Body.Kind.WORKING_GROUP).first()
    if body is None:
        raise BadInput("group", _("Choose a working group of this region."))
    if body.dissolved(step.today):
        raise BadInput("group", _("This working group has been dissolved. Choose another one."))
    idea.group = body
    idea.save(update_fields=["group"])
    case.places = {**case.places, "group": str(body.place)}
    _let_deciding_body_read(case, step)
    consult(step, body, told="idea.assigned")


def _let_deciding_body_read(case: Case, step: Step) -> None:
    """What the group discusses is read by those who will vote on it: members, chair and office."""
    if body := _deciding_body(case):
        step.share(case, [body.place, *(seat.place for seat in seats(body, step.today))])


def take_from_group(case: Case, step: Step) -> None:
    """The history says which group had it."""
    idea = case.idea
    step.record(group=idea.group_id)
    idea.group = None
    idea.save(update_fields=["group"])
    case.places = {kind: place for kind, place in case.places.items() if kind != "group"}


def put_on_agenda(
    case: Case,
    step: Step,
    *,
    proposal: Annotated[str, OneWord(tuple(ON_IDEAS))] = Proposal.APPROVE,
    conditions: Text = "",
    recommendation: Text = "",
    resolved_on: Day = None,
    file: File = None,
) -> None:
    """Of an idea recommended elsewhere also the recommendation, its day and `file`, what shows it. What the body has
    resolved elsewhere is then recorded in its decision."""
    if proposal == Proposal.APPROVE_WITH_CONDITIONS and not conditions:
        raise BadInput("conditions", _("Write the conditions the body is to resolve."))
    brought = {"recommendation": recommendation, "resolved_on": resolved_on, "file": file}
    if case.state == S.SUBMITTED:
        _take_over(case, step, brought)
    elif strange := next((name for name, value in brought.items() if value), None):
        raise BadInput(strange, _("This belongs to an idea recommended elsewhere."))
    step.close_deadlines(kind=DEFERRAL)
    put(case, step, _("Shall “%(title)s” be pursued?"), proposal, conditions)


def _take_over(case: Case, step: Step, brought: dict[str, Any]) -> None:
    for name, value in brought.items():
        if not value:
            raise BadInput(name, _("Fill in this field."))
    check_not_ahead("resolved_on", brought["resolved_on"], step)
    idea = case.idea
    idea.recommendation = brought["recommendation"]
    idea.save(update_fields=["recommendation"])
    take(case, step, brought["file"], kind="evidence")
    step.tell("idea.taken_over", step.people(AUTHOR))


def ask_body(case: Case, step: Step, *, reason: Text) -> None:
    """The author's own question, once. What the working group objected stands in the history, which the body reads."""
    idea = case.idea
    idea.asked_on = step.today
    idea.save(update_fields=["asked_on"])
    put(case, step, _("Shall “%(title)s” be pursued although the working group does not recommend it?"))


def put(
    case: Case, step: Step, question: Any, proposal: str = Proposal.APPROVE, conditions: str = "", **more: Any
) -> None:
    """To the deciding body, with the idea's papers; `more`: papers beside these, and what the vote replaces."""
    body = _deciding_body(case)
    if body is None:
        raise Refused("no_body", _("The region has no steering group or forum yet. Enter it first."))
    with override(LANGUAGE):
        asked = str(question) % {"title": case.title}
    replaces, papers = more.pop("replaces", None), {**case.idea.papers(), **more}
    put_to_body(
        step,
        body,
        kind="idea",
        question=asked,
        proposal=proposal,
        papers=papers,
        conditions=conditions,
        replaces=replaces,
    )


def _deciding_body(case: Case) -> Body | None:
    """The region's steering group; where there is none, its forum."""
    deciding = (Body.Kind.STEERING_GROUP, Body.Kind.FORUM)
    found = bodies(clock.today()).filter(region_id=case.idea.region_id, kind__in=deciding)
    return min(found, key=lambda body: (deciding.index(body.kind), body.pk), default=None)


def run_out(case: Case, step: Step) -> str:
    """What nobody has put on the agenda again lapses; an approval nobody has used expires and may be renewed."""
    step.close_deadlines(kind=DEFERRAL)
    return S.LAPSED if case.state == S.DEFERRED else S.EXPIRED


MAY_GO_ON: dict[str, tuple[str, ...]] = {
    S.APPROVED_FOR_APPLICATION: (S.IN_EXECUTION, S.PARKED),
    S.APPROVED_WITH_CONDITIONS: (S.IN_EXECUTION, S.PARKED),
    S.APPROVED_WITHOUT_FUNDING: (S.IN_EXECUTION, S.PARKED, S.COMPLETED),
    S.IN_EXECUTION: (S.IN_EXECUTION, S.PARKED, S.COMPLETED),
    S.PARKED: (S.IN_EXECUTION, S.LAPSED),
    S.EXPIRED: (S.LAPSED,),
}
GoesOn = Annotated[
    str, OneWord((S.IN_EXECUTION.value, S.PARKED.value, S.COMPLETED.value, S.LAPSED.value))
]  # fmt: skip


def go_on(case: Case, step: Step, *, goes_on: GoesOn, carried_out_until: Day = None, reason: Text) -> str:
    """Carried out without funding, until a day on which the office is asked how it goes on; at rest; finished; or
    pursued no further."""
    if goes_on not in MAY_GO_ON[case.state]:
        raise BadInput("goes_on", _("An idea that is “%(state)s” cannot go on like this."), state=S(case.state).label)
    if goes_on == S.IN_EXECUTION:
        _carry_out(case, step, carried_out_until)
    return goes_on


def _carry_out(case: Case, step: Step, until: dt.date | None) -> None:
    if until is None:
        raise BadInput("carried_out_until", _("Fill in this field."))
    check_ahead("carried_out_until", until, step)
    if case.state == S.IN_EXECUTION:
        step.close_deadlines()
        due = on("carried_out_until", "internal")(step.facts_for_timing())
        step.set_deadline(str(case.state), due, of_stay=True)


def withdraw(case: Case, step: Step, *, reason: Text) -> None:
    """By its author, or by the lead of the group it was assigned to; then the author is told."""
    step.close_deadlines(kind=DEFERRAL)
    if step.actor != case.opened_by_id:
        step.tell("idea.withdrawn", step.people(AUTHOR))
    if case.state != S.DRAFT:
        had_it = {*step.people(COORDINATION_OFFICE), *step.people(WORKING_GROUP_LEAD)}
        step.tell("idea.gone", sorted(had_it - {step.actor, case.opened_by_id}))


def begin_application(case: Case, step: Step, *, on_paper: Flag = False) -> None:
    """`on_paper`: the authority enters it, and the day of its receipt; whether the approval was valid then is asked for
    that day."""
    if not on_paper:
        resolution_is_valid(case, step)
    idea = case.idea
    application = begin(step, idea, version_on(idea.region.programme, step.today), on_paper=on_paper)
    if on_paper:
        step.record(application=application.pk)
        desks = holders(step.today, role=CASE_WORKER.key, place=application.places[CASE_WORKER.at])
        told = sorted({person for desk in desks for person in desk.told})
        step.as_of(application).tell("application.on_paper", told)

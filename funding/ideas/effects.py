"""What the moves of an idea do."""

from dataclasses import replace
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.applications.opening import begin
from funding.bodies.models import Body
from funding.bodies.queries import bodies, seats
from funding.decisions import results
from funding.decisions.models import Proposal
from funding.decisions.opening import put_to_body
from funding.documents.attaching import take
from funding.documents.correspondence import LANGUAGE
from funding.documents.versions import keep_version
from funding.ideas.states import S
from funding.programmes.queries import version_on
from funding.roles import AUTHOR, CASE_WORKER, COORDINATION_OFFICE, WORKING_GROUP_LEAD
from workflows import clock
from workflows.effects import check_not_ahead
from workflows.inputs import Day, File, Line, Money, Number, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.survey import holders
from workflows.timing import on

DEFERRAL = "deferral"  # the day to which the body deferred an idea
ON_IDEAS = (Proposal.APPROVE, Proposal.APPROVE_WITH_CONDITIONS, Proposal.APPROVE_WITHOUT_FUNDING)
STATE_AFTER = {
    Proposal.APPROVE: S.APPROVED_FOR_APPLICATION,
    Proposal.APPROVE_WITH_CONDITIONS: S.APPROVED_WITH_CONDITIONS,
    Proposal.APPROVE_WITHOUT_FUNDING: S.APPROVED_WITHOUT_FUNDING,
}


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


def submit(case: Case, step: Step) -> None:
    keep_version(case, step, case.idea.content())


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


def _let_deciding_body_read(case: Case, step: Step) -> None:
    """What the group discusses is read by those who will vote on it: members, chair and office."""
    if body := _deciding_body(case):
        step.share(case, [body.place, *(seat.place for seat in seats(body, step.today))])


def back_to_group(case: Case, step: Step) -> str:
    """To the office where no group has it yet, or where its group is no more."""
    keep_version(case, step, case.idea.content())
    if case.idea.group and case.idea.group.dissolved(step.today):
        take_from_group(case, step)
    return S.IN_WORKING_GROUP if "group" in case.places else S.SUBMITTED


def take_from_group(case: Case, step: Step) -> None:
    """The history says which group had it."""
    idea = case.idea
    step.record(group=idea.group_id)
    idea.group = None
    idea.save(update_fields=["group"])
    case.places = {kind: place for kind, place in case.places.items() if kind != "group"}


def recommend(case: Case, step: Step, *, recommendation: Text, resolved_on: Day) -> None:
    check_not_ahead("resolved_on", resolved_on, step)
    idea = case.idea
    idea.recommendation = recommendation
    idea.save(update_fields=["recommendation"])


def take_over(
    case: Case,
    step: Step,
    *,
    recommendation: Text,
    resolved_on: Day,
    file: File,
    proposal: Annotated[str, OneWord(tuple(ON_IDEAS))] = Proposal.APPROVE,
    conditions: Text = "",
) -> None:
    """`file`: what shows the recommendation. What the body has resolved elsewhere is then recorded in its decision."""
    recommend(case, step, recommendation=recommendation, resolved_on=resolved_on)
    take(case, step, file, kind="evidence")
    put_on_agenda(case, step, proposal=proposal, conditions=conditions)


def put_on_agenda(
    case: Case,
    step: Step,
    *,
    proposal: Annotated[str, OneWord(tuple(ON_IDEAS))] = Proposal.APPROVE,
    conditions: Text = "",
) -> None:
    if proposal == Proposal.APPROVE_WITH_CONDITIONS and not conditions:
        raise BadInput("conditions", _("Write the conditions the body is to resolve."))
    step.close_deadlines(kind=DEFERRAL)
    put(case, step, _("Shall “%(title)s” be pursued?"), proposal, conditions)


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


def follow_deferral(case: Case, step: Step) -> None:
    """The office is reminded of the day the body named; the idea lapses only the programme's months after it."""
    results.note_deferral(case, step)
    due = on("deferred_until", "internal")(step.facts_for_timing())
    step.set_deadline(DEFERRAL, replace(due, inputs={**due.inputs, "remind": COORDINATION_OFFICE.key}))


def take_back(case: Case, step: Step) -> str:
    """Where no vote came about, the author who asked for it may ask again."""
    if case.events.filter(to_state=S.ON_AGENDA).latest("seq").from_state != S.NOT_RECOMMENDED:
        step.tell("idea.vote_aborted", step.people(COORDINATION_OFFICE))
        return S.RECOMMENDED
    idea = case.idea
    idea.asked_on = None
    idea.save(update_fields=["asked_on"])
    step.tell("idea.question_open", step.people(AUTHOR))
    return S.NOT_RECOMMENDED


def lapse(case: Case, step: Step) -> None:
    step.close_deadlines(kind=DEFERRAL)


def withdraw(case: Case, step: Step, *, reason: Text) -> None:
    """By its author, or by the lead of the group it was assigned to; then the author is told."""
    step.close_deadlines(kind=DEFERRAL)
    if step.actor != case.opened_by_id:
        step.tell("idea.withdrawn", step.people(AUTHOR))
    if case.state != S.DRAFT:
        had_it = {*step.people(COORDINATION_OFFICE), *step.people(WORKING_GROUP_LEAD)}
        step.tell("idea.gone", sorted(had_it - {step.actor, case.opened_by_id}))


def follow_adoption(case: Case, step: Step) -> str:
    decision = results.decision_of(step).decision
    idea = case.idea
    idea.conditions = decision.conditions
    idea.save(update_fields=["conditions"])
    resolved_on = results.resolved_today(step)
    step.record(decision=decision.pk, content=decision.content_hash, resolved_on=resolved_on)
    return STATE_AFTER[decision.proposal]


def follow_fall(case: Case, step: Step) -> None:
    """The question is open again: what the resolution set is taken back."""
    results.note_fall(case, step)
    idea = case.idea
    idea.conditions = ""
    idea.save(update_fields=["conditions"])


def begin_application(case: Case, step: Step) -> None:
    idea = case.idea
    version = version_on(idea.region.programme, step.today)
    begin(step, idea, version)


def expect_paper(case: Case, step: Step) -> None:
    """Whether the approval was valid is asked for the day of the receipt, which the authority enters."""
    idea = case.idea
    application = begin(step, idea, version_on(idea.region.programme, step.today), on_paper=True)
    desks = holders(step.today, role=CASE_WORKER.key, place=application.places[CASE_WORKER.at])
    step.record(application=application.pk)
    step.tell("application.on_paper", sorted({person for desk in desks for person in desk.told}))

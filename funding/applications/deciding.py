"""What the grant authority's moves do, from the examined application to the committee's result."""

from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.applications import funds
from funding.applications.effects import hand_over
from funding.applications.models import Application
from funding.applications.ruling.opening import begin_notice, begin_rejection
from funding.applications.ruling.states import S as Ruled
from funding.applications.states import M, S
from funding.applications.waiting.opening import begin_waiting
from funding.applications.waiting.states import S as Waited
from funding.bodies.models import Body
from funding.bodies.queries import deciding_committee
from funding.budgets.holding import release
from funding.decisions import results
from funding.decisions.models import Decision, Proposal
from funding.decisions.opening import put_to_body
from funding.documents.correspondence import LANGUAGE
from funding.notices.opening import open_notice
from workflows.inputs import Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

ON_APPLICATIONS = (Proposal.APPROVE, Proposal.APPROVE_WITH_CONDITIONS, Proposal.APPROVE_IN_PART)
# Stays whose day a person has named, and its fact.
NAMED_DAYS = {S.DEFERRED: "deferred_until"}
STATE_AFTER = {
    Proposal.APPROVE: S.COMMITTEE_APPROVED,
    Proposal.APPROVE_WITH_CONDITIONS: S.APPROVED_WITH_CONDITIONS,
    Proposal.APPROVE_IN_PART: S.PARTIALLY_APPROVED,
}


def put_on_committee_agenda(
    case: Case,
    step: Step,
    *,
    proposal: Annotated[str, OneWord(ON_APPLICATIONS)] = Proposal.APPROVE,
    amount: Money = None,
    conditions: Text = "",
) -> None:
    """Asks for what is recommended, or for less; less than applied for is an approval in part."""
    application = case.application
    amount = application.examined.recommended if amount is None else amount
    _check_proposal(application, proposal, amount, conditions)
    committee = _committee(application, step)
    with override(LANGUAGE):
        asked = {"title": case.title, "amount": worded(amount)}
        question = gettext("Shall “%(title)s” be funded with %(amount)s?") % asked
    put_to_body(
        step,
        committee,
        kind="application",
        question=question,
        proposal=proposal,
        papers=application.papers(),
        conditions=conditions,
        amount=amount,
    )
    step.record(amount=amount)


def _check_proposal(application: Application, proposal: str, amount: Decimal, conditions: str) -> None:
    most = application.examined.recommended
    if not 0 < amount <= most:
        raise BadInput("amount", _("Enter an amount up to the recommended %(most)s."), most=most)
    if (amount < application.requested) != (proposal == Proposal.APPROVE_IN_PART):
        raise BadInput(
            "proposal",
            _("“Approve a part of the sum” is for less than the %(requested)s applied for, and only for that."),
            requested=application.requested,
        )
    if proposal == Proposal.APPROVE_WITH_CONDITIONS and not conditions:
        raise BadInput("conditions", _("Write the conditions the body is to resolve."))
    if proposal == Proposal.APPROVE and conditions:
        raise BadInput("proposal", _("With conditions the proposal is “Approve with conditions”."))


def _committee(application: Application, step: Step) -> Body:
    found = deciding_committee(application.region, step.today)
    if found is None:
        raise Refused("no_committee_yet", _("The programme has no committee yet. Enter it first."))
    return found


def decide_without_committee(case: Case, step: Step) -> str:
    application = case.application
    application.granted = application.examined.recommended
    application.save(update_fields=["granted"])
    step.record(granted=application.granted)
    state = take_or_wait(case, step, S.SUBMITTED)
    if state == S.SUBMITTED:
        begin_notice(step, application)
    return state


def follow_adoption(case: Case, step: Step) -> str:
    decision = _resolved(case, step)
    application = case.application
    application.granted, application.conditions = decision.amount, decision.conditions
    application.save(update_fields=["granted", "conditions", *_RESOLVED])
    step.record(granted=application.granted)
    return take_or_wait(case, step, STATE_AFTER[decision.proposal])


def follow_rejection(case: Case, step: Step) -> None:
    _resolved(case, step)
    case.application.save(update_fields=[*_RESOLVED])


def follow_fall(case: Case, step: Step) -> None:
    """What the committee had approved is taken back; the case worker puts the application before it again."""
    results.note_fall(case, step)
    release(case.pk)
    application = case.application
    application.granted, application.conditions = None, ""
    application.resolved_by, application.resolved_on = "", None
    application.save(update_fields=["granted", "conditions", *_RESOLVED])
    step.settle_below("ruling")
    step.settle_below("waiting")


_RESOLVED = ("resolved_by", "resolved_on")


def _resolved(case: Case, step: Step) -> Decision:
    decision = results.decision_of(step).decision
    case.application.resolved_by = decision.body.name
    case.application.resolved_on = results.resolved_today(step)
    step.record(decision=decision.pk, content=decision.content_hash)
    return decision


def take_or_wait(case: Case, step: Step, state: str) -> str:
    """This state; without the money “budget missing”, from where it comes to this state once the money is there."""
    short = funds.take(case, case.application.granted)
    if not short:
        return state
    lacking = [{"year": each.year, "payer": each.payer, "lacking": str(each.lacking)} for each in short]
    step.record(goes_on_as=str(state), lacking=lacking)
    begin_waiting(step, goes_on_as=state)
    return S.BUDGET_MISSING


def note_budget_missing(case: Case, step: Step, *, reason: Text) -> None:
    """Known before anybody has decided."""
    begin_waiting(step, goes_on_as=S.READY)


def follow_waiting(case: Case, step: Step) -> str:
    """To where it stood without the money, or to its end with the year."""
    below = step.below("waiting")
    step.record(waiting=below.pk)
    if below.state == Waited.EXPIRED:
        return S.EXPIRED
    state = below.waiting.goes_on_as
    if state == S.SUBMITTED:
        begin_notice(step, case.application)
    return state


def prepare_notice(case: Case, step: Step) -> None:
    begin_notice(step, case.application)


def prepare_rejection(case: Case, step: Step) -> None:
    begin_rejection(step, case.application)
    step.settle_below("examination")
    step.settle_below("waiting")


def follow_ruling(case: Case, step: Step) -> str:
    """Awarded or rejected; a rejection given up leads back to where it was begun, with its day."""
    ruling = step.below("ruling")
    step.record(ruling=ruling.pk)
    if ruling.state == Ruled.ISSUED:
        return S.AWARDED
    if ruling.state == Ruled.REJECTED:
        release(case.pk)
        open_notice(step, case.application.authority, case.title)
        return S.REJECTED
    state = case.events.filter(move=M.PREPARE_REJECTION).latest("seq").from_state
    if fact := NAMED_DAYS.get(state):
        step.record(**{fact: case.deadlines.filter(kind=state).latest("pk").due_on})
    step.settle_below("examination")
    step.settle_below("waiting")
    return state


def decide_anew(case: Case, step: Step) -> None:
    """The rejection has fallen; the application is assessed again."""
    hand_over(case, step)

"""What is done until a grant is decided: the committee's vote, and the money for it."""

from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.applications import funds
from funding.applications.approval.states import S
from funding.applications.following import application_of, as_application
from funding.applications.models import Application
from funding.applications.waiting.opening import begin_waiting
from funding.applications.waiting.rules import lock_list, others_waiting
from funding.applications.waiting.states import S as Waited
from funding.bodies.models import Body
from funding.bodies.queries import deciding_committee
from funding.decisions import results
from funding.decisions.models import Decision, Proposal
from funding.decisions.opening import put_to_body
from funding.decisions.states import S as Decided
from funding.documents.correspondence import LANGUAGE
from workflows.inputs import Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

ON_APPLICATIONS = (Proposal.APPROVE, Proposal.APPROVE_WITH_CONDITIONS, Proposal.APPROVE_IN_PART)
STATE_AFTER = {
    Proposal.APPROVE: S.COMMITTEE_APPROVED,
    Proposal.APPROVE_WITH_CONDITIONS: S.APPROVED_WITH_CONDITIONS,
    Proposal.APPROVE_IN_PART: S.PARTIALLY_APPROVED,
}

UNAPPROVED = {
    Decided.REJECTED: S.COMMITTEE_REJECTED,
    Decided.DEFERRED: S.DEFERRED,
    Decided.RETURNED: S.RETURNED,
    Decided.ABORTED: S.READY,
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
    above = as_application(case, step)
    application = above.case.application
    amount = application.examined.recommended if amount is None else amount
    _check_proposal(application, proposal, amount, conditions)
    committee = _committee(application, step)
    with override(LANGUAGE):
        asked = {"title": case.title, "amount": worded(amount)}
        question = gettext("Shall “%(title)s” be funded with %(amount)s?") % asked
    put_to_body(
        above,
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
    case.approval.granted = application_of(case, step).application.examined.recommended
    case.approval.save(update_fields=["granted"])
    step.record(granted=case.approval.granted)
    return _take_or_wait(case, step, S.GRANTED)


def follow_vote(case: Case, step: Step) -> str:
    asked = as_application(case, step)
    answer = results.decision_of(asked).state
    match answer:
        case Decided.ADOPTED:
            return _follow_adoption(case, asked)
        case Decided.REJECTED:
            _resolved(case, asked)
        case Decided.DEFERRED:
            results.note_deferral(asked.case, asked)
    return UNAPPROVED[answer]


def _follow_adoption(case: Case, asked: Step) -> str:
    decision, approval = _resolved(case, asked), case.approval
    approval.granted, approval.conditions = decision.amount, decision.conditions
    approval.save(update_fields=["granted", "conditions"])
    asked.record(granted=approval.granted)
    return _take_or_wait(case, case.step, STATE_AFTER[decision.proposal])


def _resolved(case: Case, asked: Step) -> Decision:
    decision, approval = results.decision_of(asked).decision, case.approval
    approval.resolved_by, approval.resolved_on = decision.body.name, results.resolved_today(asked)
    approval.save(update_fields=["resolved_by", "resolved_on"])
    asked.record(decision=decision.pk, content=decision.content_hash)
    return decision


def _take_or_wait(case: Case, step: Step, state: str) -> str:
    """This state; without the money, or while others wait for it, “budget missing”, from where it comes to this state
    once it is its turn and the money is there."""
    lock_list(case, step)
    waits = others_waiting(case, step).exists()
    short = [] if waits else funds.take(application_of(case, step), case.approval.granted, step)
    if not waits and not short:
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
    return S.EXPIRED if below.state == Waited.EXPIRED else below.waiting.goes_on_as


def follow_fall(case: Case, step: Step) -> None:
    """What the committee had approved is taken back, for which there was no money yet."""
    approval = case.approval
    approval.granted, approval.conditions, approval.resolved_by, approval.resolved_on = None, "", "", None
    approval.save(update_fields=["granted", "conditions", "resolved_by", "resolved_on"])
    step.settle_below("waiting")

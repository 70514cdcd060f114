"""What the grant authority's moves do, from the completeness check to the committee's result."""

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.applications import funds, notices
from funding.applications.ceiling import ceiling, own_share, written
from funding.applications.letters import file_request
from funding.applications.models import Application
from funding.applications.states import S
from funding.bodies.models import Body
from funding.bodies.queries import deciding_committee
from funding.budgets.holding import release
from funding.decisions import results
from funding.decisions.models import Decision, Proposal
from funding.decisions.opening import put_to_body
from funding.decisions.states import S as Decided
from funding.documents.correspondence import LANGUAGE
from funding.financing import Side
from funding.programmes.terms import FUNDING_KINDS
from workflows import dates
from workflows.effects import check_ahead
from workflows.inputs import Day, Flag, Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import Due, period_after
from workflows.wording import worded

ON_APPLICATIONS = (Proposal.APPROVE, Proposal.APPROVE_WITH_CONDITIONS, Proposal.APPROVE_IN_PART)
FundingKind = Annotated[str, OneWord(tuple(FUNDING_KINDS))]
STATE_AFTER = {
    Proposal.APPROVE: S.COMMITTEE_APPROVED,
    Proposal.APPROVE_WITH_CONDITIONS: S.APPROVED_WITH_CONDITIONS,
    Proposal.APPROVE_IN_PART: S.PARTIALLY_APPROVED,
}
UNAPPROVED = {
    Decided.REJECTED: S.COMMITTEE_REJECTED,
    Decided.DEFERRED: S.DEFERRED,
    Decided.RETURNED: S.RETURNED_FOR_REVISION,
    Decided.ABORTED: S.READY,
}


def request_items(case: Case, step: Step, *, items: Text, until: Day = None) -> None:
    """Until the day given, else for as long as the programme gives."""
    steps: list[Any] = []
    if until is None:
        counted = _programmes_period(case, step)
        until, steps = counted.on, counted.steps
        step.record(until_steps=counted.steps)
    check_ahead("until", until, step)
    application = case.application
    application.requested_items = items
    application.save(update_fields=["requested_items"])
    step.record(until=until.isoformat())
    file_request(case, step, until=until, steps=steps)


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
    file_request(case, step, until=until, before=before)


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
    application = case.application
    application.funding_kind = funding_kind or case.terms["funding_kind"]
    application.own_share = written(own_share(case, reduced=own_share_reduced))
    application.eligible, application.recommended, application.assessment = eligible, recommended, assessment
    application.calculation = _checked(case, application, own_share_reduced)
    application.save(update_fields=[*_ASSESSED])
    step.record(funding_kind=application.funding_kind, own_share=application.own_share)


_ASSESSED = ("funding_kind", "own_share", "eligible", "recommended", "assessment", "calculation")


def _checked(case: Case, application: Application, reduced: bool | None) -> list[dict]:
    """The steps to the highest grant. Raises BadInput for more than that or than applied for, for 0, and for more
    eligible than planned."""
    planned = application.planned(Side.EXPENDITURE)
    if application.eligible > planned:
        raise BadInput("eligible", _("Planned are %(planned)s. Not more can be eligible."), planned=worded(planned))
    most = ceiling(case, application.eligible, application.funding_kind, reduced=reduced)
    if not application.recommended:
        raise BadInput("recommended", _("Recommend an amount, or write the rejection instead."))
    if application.recommended > most.grant:
        raise BadInput("recommended", _("At most %(most)s can be granted."), most=most.grant)
    if application.recommended > application.requested:
        raise BadInput("recommended", _("Only %(requested)s is applied for."), requested=application.requested)
    return [each.to_json() for each in most.steps]


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
    amount = application.recommended if amount is None else amount
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
    if not 0 < amount <= application.recommended:
        raise BadInput("amount", _("Enter an amount up to the recommended %(most)s."), most=application.recommended)
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
    application.granted = application.recommended
    notices.fill_in(case, step)
    application.save(update_fields=["granted", *notices.FILLED_IN])
    step.record(granted=application.granted)
    return funds.take_or_wait(case, step, S.NOTICE_IN_PREPARATION)


def follow_vote(case: Case, step: Step) -> str:
    answer = results.decision_of(step).state
    match answer:
        case Decided.ADOPTED:
            return _follow_adoption(case, step)
        case Decided.REJECTED:
            _resolved(case, step)
            case.application.save(update_fields=[*_RESOLVED])
        case Decided.DEFERRED:
            results.note_deferral(case, step)
    return UNAPPROVED[answer]


def _follow_adoption(case: Case, step: Step) -> str:
    decision = _resolved(case, step)
    application = case.application
    application.granted, application.conditions = decision.amount, decision.conditions
    application.save(update_fields=["granted", "conditions", *_RESOLVED])
    step.record(granted=application.granted)
    return funds.take_or_wait(case, step, STATE_AFTER[decision.proposal])


def follow_fall(case: Case, step: Step) -> None:
    """What the committee had approved is taken back; the case worker puts the application before it again."""
    results.note_fall(case, step)
    release(case.pk)
    application = case.application
    application.granted, application.conditions, application.waiting_rank = None, "", None
    application.resolved_by, application.resolved_on = "", None
    application.save(update_fields=["granted", "conditions", "waiting_rank", *_RESOLVED])


_RESOLVED = ("resolved_by", "resolved_on")


def _resolved(case: Case, step: Step) -> Decision:
    decision = results.decision_of(step).decision
    case.application.resolved_by = decision.body.name
    case.application.resolved_on = results.resolved_today(step)
    step.record(decision=decision.pk, content=decision.content_hash)
    return decision

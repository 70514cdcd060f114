"""What the moves of the decision on a change request do, from the vote to the change notice."""

from decimal import Decimal
from typing import Annotated, Any, Unpack

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.bodies.queries import deciding_committee
from funding.changes.letters import file_notice
from funding.changes.models import Change, Kind, Result
from funding.changes.queries import asked
from funding.changes.ruling.counting import COUNTED, count_days
from funding.changes.ruling.queries import as_the_change
from funding.changes.ruling.states import M, S
from funding.decisions import results
from funding.decisions.models import Proposal
from funding.decisions.opening import put_to_body
from funding.documents.correspondence import LANGUAGE
from funding.law.remedy import INSTRUCTION, RemedyGiven
from funding.notices.deciding import fall_with
from funding.notices.instructing import fill_in_remedy
from funding.notices.opening import open_notice
from funding.notices.states import S as Notice
from funding.regions.models import Region
from workflows.inputs import Day, Days, Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

ON_CHANGES = (Proposal.APPROVE, Proposal.APPROVE_WITH_CONDITIONS, Proposal.APPROVE_IN_PART)
AnyResult = Annotated[str, OneWord(tuple(Result.values))]
DECISION = ("result", "granted_period_to", "granted_amount", "eligible", "report_dates", "proof_due_on")


def put_to_committee(
    case: Case,
    step: Step,
    *,
    proposal: Annotated[str, OneWord(ON_CHANGES)] = Proposal.APPROVE,
    amount: Money = None,
    conditions: Text = "",
) -> None:
    """`amount`: the grant as a whole the committee is asked for, where it is to be less than requested."""
    change = asked(case, step)
    amount = change.amount if amount is None else amount
    _check_proposal(change, proposal, amount, conditions)
    with override(LANGUAGE):
        words = {"title": change.award.title[:150], "kind": change.get_kind_display()}
        question = gettext("Shall the change of “%(title)s” be approved: %(kind)s?") % words
    put_to_body(
        as_the_change(case, step),
        _committee(case, step),
        kind="change",
        question=question,
        proposal=proposal,
        papers=change.papers(),
        conditions=conditions,
        amount=amount,
    )
    change.resolution = ""
    change.save(update_fields=["resolution"])


def _check_proposal(change: Change, proposal: str, amount: Decimal | None, conditions: str) -> None:
    less = change.kind == Kind.INCREASE and amount < change.amount
    if change.kind == Kind.INCREASE and not change.award.amount < amount <= change.amount:
        raise BadInput("amount", _("Enter an amount up to the requested %(most)s."), most=change.amount)
    if change.kind != Kind.INCREASE and amount != change.amount:
        raise BadInput("amount", _("Only a request for a higher grant is put to the vote with another amount."))
    if change.kind == Kind.INCREASE and less != (proposal == Proposal.APPROVE_IN_PART):
        raise BadInput("proposal", _("“Approve a part of the sum” is for less than requested, and only for that."))
    if (proposal == Proposal.APPROVE_WITH_CONDITIONS) != bool(conditions):
        raise BadInput("conditions", _("Conditions belong to “Approve with conditions”, and only to that."))


def _committee(case: Case, step: Step) -> Any:
    found = deciding_committee(Region.objects.get(place=case.places["region"]), step.today)
    if found is None:
        raise Refused("no_committee_yet", _("The programme has no committee yet. Enter it first."))
    return found


def follow_vote(case: Case, step: Step) -> str:
    """Deferred or aborted, the case worker asks again; returned, the request goes back to the recipient."""
    answer = results.decision_of(as_the_change(case, step)).state
    step.record(answer=answer)
    return S.RETURNED if answer == "returned" else S.IN_REVIEW


def draft_notice(  # noqa: PLR0913 - the fields of the notice
    case: Case,
    step: Step,
    *,
    result: AnyResult = None,
    granted_period_to: Day = None,
    granted_amount: Money = None,
    eligible: Money = None,
    report_dates: Days = None,
    proof_due_on: Day = None,
    special_conditions: Text = None,
    reasons: Text = None,
    **remedy: Unpack[RemedyGiven],
) -> None:
    """What is left out stays as it is; but days counted from the end follow it, unless others are given, and reports
    are no longer due on days that another request, granted since, has brought within the period."""
    change = asked(case, step)
    given = {
        "result": result,
        "granted_amount": granted_amount,
        "eligible": eligible,
        "report_dates": report_dates,
        "special_conditions": special_conditions,
        "reasons": reasons,
    }
    fill_in_remedy(change, change.award.authority, step, **remedy)
    if granted_period_to and granted_period_to != change.granted_period_to:
        change.granted_period_to = granted_period_to
        count_days(change, step)
    else:
        change.report_dates = [day for day in change.report_dates if day > change.award.period_to]
    if proof_due_on and not change.granted_period_to:
        raise BadInput("proof_due_on", _("This request does not change the period, so the day of the proof stays."))
    if proof_due_on and proof_due_on != change.proof_due_on:
        change.proof_due_on, change.proof_steps = proof_due_on, []
    for name in (changed := [name for name, value in given.items() if value is not None]):
        setattr(change, name, given[name])
    _check_notice(change)
    change.save(update_fields={*changed, "granted_period_to", *COUNTED, *INSTRUCTION})


def _check_notice(change: Change) -> None:
    if change.result == Result.REJECT:
        return
    award, until, amount = change.award, change.granted_period_to, change.granted_amount
    if until and not (change.new_period_to and award.period_to < until <= change.new_period_to):
        raise BadInput("granted_period_to", _("Grant a day up to the one asked for, or reject the request."))
    if until and change.proof_due_on and change.proof_due_on <= until:
        raise BadInput("proof_due_on", _("The proof of use is due after the end of the period."))
    if any(not (until and award.period_to < day <= until) for day in change.report_dates):
        raise BadInput("report_dates", _("Further reports are due within the time that is added."))
    if amount is None:
        return
    if change.amount is None:
        raise BadInput("granted_amount", _("This request does not change the grant."))
    if change.kind == Kind.INCREASE and not award.amount < amount <= change.amount:
        raise BadInput("granted_amount", _("Enter an amount up to the requested %(most)s."), most=change.amount)
    if change.kind != Kind.INCREASE and amount != change.amount:
        raise BadInput("granted_amount", _("Requested are %(requested)s."), requested=worded(change.amount))


def sign_notice(case: Case, step: Step) -> None:
    _record(asked(case, step), step)


def reopen_notice(case: Case, step: Step, *, reason: Text) -> None:
    """One that was issued and not sent comes to nothing, so that the recipient never hears of it."""
    if case.state == S.ISSUED:
        fall_with(step.work.parent_of(case), step, Notice.MOOT)


def issue(case: Case, step: Step) -> None:
    """The second signature. The recipient reads the notice, and the award takes over what it says, once it is sent."""
    change, there = asked(case, step), as_the_change(case, step)
    below = open_notice(there, change.award.authority, case.title)
    signed = case.events.filter(move=M.SIGN_NOTICE).select_related("actor").latest("seq")
    document = file_notice(change, step, signed=signed, notice=below)
    _record(change, step)
    step.record(document=document.pk, sha256=document.content_id)


def _record(change: Change, step: Step) -> None:
    step.record(kind=change.kind, **{name: getattr(change, name) for name in DECISION})

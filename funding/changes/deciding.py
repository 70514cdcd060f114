"""What the grant authority's moves of a change request do, from the check to the change notice."""

from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.bodies.queries import deciding_committee
from funding.changes.letters import file_notice
from funding.changes.models import RESOLUTION, Change, Kind, Result
from funding.changes.queries import change_of
from funding.changes.states import S
from funding.decisions import results
from funding.decisions.models import Proposal
from funding.decisions.opening import put_to_body
from funding.documents.correspondence import LANGUAGE
from funding.financing import Side, planned
from funding.law.remedy import INSTRUCTION, AnyRemedy, Postcode, Town
from funding.notices.instructing import fill_in_remedy
from funding.notices.opening import open_notice
from funding.programmes.days import proof_day, report_days
from funding.regions.models import Region
from funding.roles import APPLICANT
from workflows.inputs import Day, Days, Line, Money, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

ON_CHANGES = (Proposal.APPROVE, Proposal.APPROVE_WITH_CONDITIONS, Proposal.APPROVE_IN_PART)
AnyResult = Annotated[str, OneWord(tuple(Result.values))]
STATE_AFTER = {Result.APPROVE: S.APPROVED, Result.PARTLY: S.PARTLY, Result.REJECT: S.REJECTED}
COUNTED = ("report_dates", "proof_due_on", "proof_steps")
FILLED_IN = ("granted_period_to", "granted_amount", "eligible", *COUNTED, *INSTRUCTION)
DECISION = ("result", "granted_period_to", "granted_amount", "eligible", "report_dates", "proof_due_on")


def begin(case: Case, step: Step) -> None:
    """What is asked for, the programme and the law already say of the notice."""
    change = change_of(case)
    change.granted_period_to, change.granted_amount = change.new_period_to, change.amount
    change.eligible = _eligible(change)
    change.proof_due_on, change.proof_steps, change.report_dates = None, [], []  # counted for the end asked for then
    _count_days(change, step)
    fill_in_remedy(change, change.award.authority, step)
    change.save(update_fields=[*FILLED_IN])


def _eligible(change: Change) -> Decimal | None:
    """As at the award, with what the new plan spends more or less; None where no plan changes."""
    if not change.plan:
        return None
    total = planned(change.plan, Side.EXPENDITURE)
    more = total - planned(change.award.plan, Side.EXPENDITURE) if change.award.plan else None
    return total if more is None else min(total, max(Decimal("0.00"), change.award.planned_expenditure + more))


def _count_days(change: Change, step: Step) -> None:
    """Proof and further reports follow the new end, by the programme; where it is silent somebody enters them."""
    until, award = change.granted_period_to, change.award
    if until is None:
        return
    added = report_days(change.terms, award.period_from, until)
    change.report_dates = sorted(day for day in added if day > award.period_to)
    if counted := proof_day(change.terms, until, step.facts_for_timing().working_days):
        change.proof_due_on, change.proof_steps = counted.due, [each.to_json() for each in counted.steps]


def put_to_committee(
    case: Case,
    step: Step,
    *,
    proposal: Annotated[str, OneWord(ON_CHANGES)] = Proposal.APPROVE,
    amount: Money = None,
    conditions: Text = "",
) -> None:
    """`amount`: the grant as a whole the committee is asked for, where it is to be less than requested."""
    change = change_of(case)
    amount = change.amount if amount is None else amount
    _check_proposal(change, proposal, amount, conditions)
    with override(LANGUAGE):
        words = {"title": change.award.title[:150], "kind": change.get_kind_display()}
        question = gettext("Shall the change of “%(title)s” be approved: %(kind)s?") % words
    put_to_body(
        step,
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
    """What the body has resolved; deferred or aborted, the case worker asks again."""
    answer, change = results.decision_of(step).state, change_of(case)
    decision = results.decision_of(step).decision
    step.record(decision=decision.pk, content=decision.content_hash, answer=answer)
    if answer == "returned":
        step.tell("change.returned", step.people(APPLICANT))
        return S.RETURNED
    if answer in ("adopted", "rejected"):
        change.resolution, change.resolved_amount = answer, decision.amount
        change.resolved_by, change.resolved_on = decision.body.name, results.resolved_today(step)
        change.conditions = decision.conditions
        if answer == "adopted" and decision.amount is not None:
            change.granted_amount = decision.amount
        change.save(update_fields=[*RESOLUTION, "granted_amount"])
    return S.IN_REVIEW


def follow_fall(case: Case, step: Step) -> None:
    """The case worker puts the request before the committee again."""
    results.note_fall(case, step)
    change = change_of(case)
    change.forget_resolution()
    change.save(update_fields=[*RESOLUTION])


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
    remedy_type: AnyRemedy = None,
    remedy_name: Line = None,
    remedy_street: Line = None,
    remedy_postcode: Postcode = None,
    remedy_town: Town = None,
) -> None:
    """What is left out stays as it is; but days counted from the end follow it, unless others are given."""
    change = change_of(case)
    given = {
        "result": result,
        "granted_amount": granted_amount,
        "eligible": eligible,
        "report_dates": report_dates,
        "special_conditions": special_conditions,
        "reasons": reasons,
    }
    fill_in_remedy(
        change,
        change.award.authority,
        step,
        remedy_type=remedy_type,
        remedy_name=remedy_name,
        remedy_street=remedy_street,
        remedy_postcode=remedy_postcode,
        remedy_town=remedy_town,
    )
    if granted_period_to and granted_period_to != change.granted_period_to:
        change.granted_period_to = granted_period_to
        _count_days(change, step)
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
    _record(change_of(case), step)


def issue(case: Case, step: Step) -> str:
    """The second signature. What is approved the award takes over in the same transaction."""
    change = change_of(case)
    notice = file_notice(change, step)
    _record(change, step)
    step.record(document=notice.pk, sha256=notice.content_id)
    open_notice(step, change.award.authority, case.title)
    return STATE_AFTER[Result(change.result)]


def decide_anew(case: Case, step: Step) -> None:
    """The notice has fallen. The award undoes what it made of it, where it still can; a body's resolution stands."""
    change = change_of(case)
    change.result = change.reasons = ""
    change.award_version = None
    change.save(update_fields=["result", "reasons", "award_version"])


def _record(change: Change, step: Step) -> None:
    step.record(kind=change.kind, **{name: getattr(change, name) for name in DECISION})

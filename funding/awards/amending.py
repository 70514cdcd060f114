"""What a change notice makes of the award: one effect for every kind of change."""

import datetime as dt
from typing import Any

from funding.awards import funds, reporting
from funding.awards.committing import take_over_commitments
from funding.awards.models import Award
from funding.awards.passing import pass_to_recipient
from funding.awards.states import S
from funding.changes.letters import plan_granted
from funding.changes.models import Change
from funding.changes.queries import change_of
from funding.changes.ruling.queries import newest_ruling
from funding.changes.ruling.states import M as Ruled
from funding.disbursements.queries import payments_are_stopped
from funding.disbursements.year_end.opening import open_year_ends
from funding.financing import Category, Side, planned
from funding.reclaims.account import absorb, reckon
from funding.reclaims.models import Reclaim
from workflows.dates import extend
from workflows.models import Case
from workflows.step import Step

SUMS = ("amount", "planned_expenditure", "planned_other_income")
FACTS = ("period_to", "proof_due_on", "report_dates", *SUMS)
# An event holds no words, nor the number of an account.
TEXTS = ("purpose", "executor", "forwarding_to", "conditions", "plan", "iban", "recipient_id")
AMENDED = (
    *FACTS,
    *TEXTS,
    "final_recipient",
    "granted",
    "overpaid",
    "remitted",
    "lapsed",
    "proof_steps",
    "version",
    "ended_on",
)


def amend(case: Case, step: Step) -> str:
    """The event names what was before and what is after."""
    award, change = case.award, change_of(step.child)
    before = {name: getattr(award, name) for name in (*FACTS, *TEXTS, "granted")}
    award.version += 1
    _take_over(award, change)
    state = _goes_on_in(award, case, changed_end=award.period_to != before["period_to"])
    award.save(update_fields=AMENDED)
    if change.granted_amount is not None or award.plan != before["plan"]:
        funds.keep_or_refuse(award, step)
    change.award_version, change.effect = award.version, _effect(award, before)
    change.save(update_fields=["award_version", "effect"])
    _record(award, change, before, step)
    take_over_commitments(award, change, step)
    _move_the_end(award, state, before["period_to"], step)
    if award.recipient_id != before["recipient_id"]:
        pass_to_recipient(award, change, step)
    if award.started_on and state in (S.RUNNING, S.SUSPENDED, S.SENT, S.FINAL):
        open_year_ends(step, award)
    return state


def _effect(award: Award, before: dict[str, Any]) -> dict[str, list[Any]]:
    """Field → what it was and what the notice has made of it."""
    now = {name: getattr(award, name) for name in before}
    return {name: [kept(was), kept(now[name])] for name, was in before.items() if now[name] != was}


def kept(value: Any) -> Any:
    if isinstance(value, list):
        return [each.isoformat() if isinstance(each, dt.date) else each for each in value]
    return str(value)


def _take_over(award: Award, change: Change) -> None:
    if change.granted_period_to:
        award.period_to = change.granted_period_to
        award.proof_due_on, award.proof_steps = change.proof_due_on, change.proof_steps
        award.report_dates = sorted({*award.report_dates, *change.report_dates})
    if change.granted_amount is not None:
        award.granted = award.amount = change.granted_amount
        funds.absorb_lapses(award)
        absorb(award)
        reckon(award, Reclaim.objects.filter(parent_id=award.pk, followed__isnull=False))
    if plan := plan_granted(change):
        award.plan = plan
        award.planned_expenditure = change.eligible
        award.planned_other_income = planned(plan, Side.INCOME, Category.PUBLIC, Category.THIRD_PARTY)
    award.purpose = "\n\n".join(filter(None, (award.purpose, change.description)))
    award.conditions = "\n".join(filter(None, (award.conditions, change.conditions, change.special_conditions)))
    award.executor = change.partner or award.executor
    if change.partner and award.terms.get("forwarding"):
        award.forwarding_to = change.partner
        award.find_final_recipient()
    award.iban = change.iban or award.iban
    if change.new_recipient is not None:
        award.recipient, award.iban = change.new_recipient, change.iban  # the account on file was the other's


def _goes_on_in(award: Award, case: Case, *, changed_end: bool) -> str:
    """Where it stands; but a project whose end has been moved goes on, with its payments stopped if they were."""
    if award.ended_on is None or not changed_end:
        return case.state
    award.ended_on = None
    return S.SUSPENDED if award.overpaid or payments_are_stopped(case) else S.RUNNING


def _record(award: Award, change: Change, before: dict[str, Any], step: Step) -> None:
    changed = [name for name in FACTS if getattr(award, name) != before[name]]
    step.record(
        change=change.pk,
        version=award.version,
        kind=change.kind,
        before={name: _written(before[name]) for name in changed},
        after={name: _written(getattr(award, name)) for name in changed},
        also_changed=[name for name in TEXTS if getattr(award, name) != before[name]],
        period_to=award.period_to,
        signed_by=_signed_by(change, step),
    )


def _written(value: Any) -> Any:
    return [day.isoformat() for day in value] if isinstance(value, list) else str(value)


def _signed_by(change: Change, step: Step) -> list[int]:
    made = newest_ruling(change, step).events
    return [made.filter(move=name).latest("seq").actor_id for name in (Ruled.SIGN_NOTICE, Ruled.ISSUE)]


def _move_the_end(award: Award, state: str, before: dt.date, step: Step) -> None:
    """The date of the stay is extended, its old day kept; a proof asked for too early falls away."""
    if award.period_to == before:
        return
    if step.case.state in (S.TERMINATED_EARLY, S.COMPLETED):
        step.settle_below("settlement")
    elif state in (S.RUNNING, S.SUSPENDED):
        extend(step, state, until=award.period_to)
    reporting.ask_for_reports(step, award)

"""What a remedy makes of an award that neither stands nor falls: other sums, days and conditions."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funding.awards import funds, reclaiming, reporting, settling
from funding.awards.models import Award
from funding.awards.states import S
from funding.changes.queries import least_grant
from funding.disbursements.first_draw.resting import count_rests
from funding.disbursements.queries import payments_are_stopped
from funding.disbursements.year_end.opening import open_year_ends
from funding.notices.deciding import stands_changed
from funding.notices.rules import check_nothing_is_ordered
from funding.programmes.days import report_days
from funding.reclaims.account import absorb, reckon
from funding.reclaims.models import Reclaim
from funding.roles import CASE_WORKER
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Flag, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded

SUMS = ("amount", "lapsed", "planned_expenditure")
REPORTED = (*SUMS, "period_to", "proof_due_on")
CHANGED = (*REPORTED, "granted", "overpaid", "remitted", "report_dates", "proof_steps", "conditions", "version")


def amend_after_remedy(  # noqa: PLR0913 - what a decision on an objection or a judgment may say
    case: Case,
    step: Step,
    *,
    decided_on: Day,
    amount: Money = None,
    planned_expenditure: Money = None,
    period_to: Day = None,
    proof_due_on: Day = None,
    conditions: Text = None,
    objection_served_on: Day = None,
    instructed: Flag = True,
    reason: Text,
) -> str:
    """What is left out stays. `amount`: the grant as a whole, also below what was paid: the rest is then owed back.
    `planned_expenditure`: what the decision recognises as eligible, by which share and gap funding are settled.
    `conditions`: all that hold from now on. What was granted only in part after an objection can still be brought
    before the court, so its month is counted anew. A revocation that has taken effect meanwhile stands, and a grant
    that was settled is settled anew by the same proof."""
    check_not_ahead("decided_on", decided_on, step)
    award = case.award
    before, granted = {name: getattr(award, name) for name in REPORTED}, award.granted
    award.version += 1
    _set_days(award, period_to, proof_due_on)
    award.planned_expenditure = planned_expenditure or award.planned_expenditure
    award.conditions = award.conditions if conditions is None else conditions
    if amount is not None:
        _set_amount(case, step, amount)
    _add_time(award, step, before["period_to"])
    award.save(update_fields=[*CHANGED, "final_amount"])
    if award.entitled is not None:
        settling.reckon_anew(award, step)
    changed = [name for name, value in before.items() if getattr(award, name) != value]
    if not changed and conditions is None and award.granted == granted:
        raise BadInput("amount", _("Enter what the decision changes. Where it changes nothing, the award stands."))
    if amount is not None or (award.revoked_on and award.to_pay):
        funds.keep_or_refuse(award, step)
    step.record(
        version=award.version,
        granted=award.granted,
        before={name: str(before[name]) for name in changed},
        after={name: str(getattr(award, name)) for name in changed},
        also_changed=["conditions"] if conditions is not None else [],
        period_from=award.period_from,
        period_to=award.period_to,
    )
    stands_changed(
        case,
        step,
        amount=amount,
        decided_on=decided_on,
        objection_served_on=objection_served_on,
        instructed=instructed,
    )
    return reclaiming.goes_on(case, step)


def as_it_stood(case: Case, step: Step) -> str:
    """Final, but payments that were stopped before the remedy stay so, and stop where too much was paid."""
    if case.award.started_on and (case.award.overpaid or payments_are_stopped(case)):
        return S.SUSPENDED
    count_rests(step)
    return S.FINAL


def _set_days(award: Award, period_to: Day, proof_due_on: Day) -> None:
    if award.ended_on and (period_to or proof_due_on):
        raise BadInput(
            "period_to" if period_to else "proof_due_on",
            _("The project has ended, so its days stay. Extend the report that is due."),
        )
    if period_to and period_to < award.period_from:
        raise BadInput("period_to", _("The period ends before it begins."))
    award.period_to = period_to or award.period_to
    if proof_due_on:
        award.proof_due_on, award.proof_steps = proof_due_on, []
    if award.proof_due_on <= award.period_to:
        raise BadInput("proof_due_on", _("Enter a day after the period's end, %(day)s."), day=worded(award.period_to))


def _add_time(award: Award, step: Step, before: Day) -> None:
    """What a longer period brings with it: the programme's reports and, once the project has started, ends of years."""
    if award.period_to <= before:
        return
    added = {day for day in report_days(award.terms, award.period_from, award.period_to) if day > before}
    award.report_dates = sorted({*award.report_dates, *added})
    reporting.ask_for_reports(step, award)
    if award.started_on:
        open_year_ends(step, award)


def _set_amount(case: Case, step: Step, amount: Decimal) -> None:
    """What was paid beyond it is asked back by a reclaim of its own (§ 49a (1) VwVfG); what only was approved is not
    paid any more."""
    award = case.award
    if not amount:
        raise BadInput("amount", _("Enter what is left of the grant. Where nothing is left, record the annulment."))
    if amount < least_grant(award):
        check_nothing_is_ordered(case.pk)
    award.granted = amount
    absorb(award)
    funds.absorb_lapses(award)
    reckon(award, Reclaim.objects.filter(parent_id=award.pk, followed__isnull=False))
    if award.overpaid:
        step.record(overpaid=award.overpaid)
        step.tell("award.overpaid", step.people(CASE_WORKER))

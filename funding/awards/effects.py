"""What the moves of an award do."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from funding.awards import funds, reclaiming, remedying, reporting, rules, settling
from funding.awards.states import S
from funding.disbursements.first_draw.opening import open_first_draw
from funding.disbursements.first_draw.resting import count_rests
from funding.disbursements.year_end.opening import open_year_ends
from funding.notices.deciding import fall_with
from funding.notices.queries import moved_notice
from funding.notices.states import S as Notice
from funding.roles import CASE_WORKER, SIGNATORY
from workflows.effects import check_ahead, check_not_ahead, meet_deadline
from workflows.inputs import Day, Flag, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import on
from workflows.wording import worded


def follow_notice(case: Case, step: Step) -> str:
    """Final once its notice is; while the notice is contested again payments rest."""
    step.record(period_from=case.award.period_from, period_to=case.award.period_to)
    state = rules.follows(case, step)
    if state == S.SENT and case.state != S.ISSUED:
        step.tell("award.contested", {*step.people(SIGNATORY), *step.people(CASE_WORKER)})
    return remedying.as_it_stood(case, step) if state == S.FINAL else state


def follow_annulment(case: Case, step: Step) -> str:
    """Without the award nothing may be kept; the repayment is demanded by an act of its own (§ 49a (1) VwVfG)."""
    award, annulled = case.award, step.work.last_event_of(moved_notice(case, step))
    award.annulled_on, award.final_amount = dt.date.fromisoformat(annulled.facts["decided_on"]), 0
    award.save(update_fields=["annulled_on", "final_amount"])
    reclaiming.end_reclaims(step)
    funds.give_back(award)
    return S.REPAYMENT_DUE if award.to_repay else S.ANNULLED


def decline(case: Case, step: Step, *, reason: Text) -> None:
    fall_with(case, step, Notice.MOOT)
    funds.give_back(case.award)


def lapse(case: Case, step: Step) -> None:
    """Nothing was paid, so nothing is to come back; the money returns to the pots."""
    funds.give_back(case.award)


def close(case: Case, step: Step) -> None:
    funds.keep_at_most(case.award, case.award.final_amount)


def start(case: Case, step: Step) -> str:
    """Once: reports are scheduled when the project begins, not when it goes on after a remedy; but that may have moved
    its end, and with it the budget years to prove. Where it has left less than was paid before the start, payments are
    stopped."""
    award = case.award
    meet_deadline(step)
    if award.started_on is None:
        award.started_on = max(step.today, award.period_from)
        award.save(update_fields=["started_on"])
        reporting.progress_reports(step, award)
        open_year_ends(step, award)
        open_first_draw(step, award)
    reporting.interim_proofs(step, award)
    step.record(period_to=award.period_to)
    return S.SUSPENDED if award.overpaid else S.RUNNING


def suspend(case: Case, step: Step, *, reason: Text) -> None:
    step.record(period_to=case.award.period_to)


def resume(case: Case, step: Step, *, reason: Text = "") -> None:
    count_rests(step)
    step.record(period_to=case.award.period_to)


def complete(case: Case, step: Step) -> None:
    meet_deadline(step)
    _end(case, step, case.award.period_to)


def achieve(case: Case, step: Step, *, achieved_on: Day, statement: Text) -> None:
    check_not_ahead("achieved_on", achieved_on, step)
    if not case.award.period_from <= achieved_on <= case.award.period_to:
        raise BadInput("achieved_on", _("This day lies outside the period."))
    _end(case, step, achieved_on)


def terminate(case: Case, step: Step, *, unspent: Money, reason: Text) -> None:
    """`unspent`: what the recipient has of the grant and no longer needs; the proof of use settles it."""
    if unspent > case.award.held:
        raise BadInput("unspent", _("Paid out were %(amount)s."), amount=worded(case.award.held))
    _end(case, step, step.today)


def _end(case: Case, step: Step, day: Day) -> None:
    award = case.award
    award.ended_on = day
    award.save(update_fields=["ended_on"])
    reporting.drop_reports(step)


def open_proof(case: Case, step: Step) -> None:
    proof = reporting.proof_of_use(step, case.award)
    step.record(proof_due_on=proof.due_on)


def follow_acceptance(case: Case, step: Step) -> None:
    """Settles the grant by what was proven and tells the recipient by letter how it was reckoned."""
    settling.settle_award(case.award, step)


def forgo_rest(case: Case, step: Step, *, declared: Flag) -> None:
    """The recipient asks for no more, so the grant ends with what was paid."""
    if not declared:
        raise BadInput("declared", _("Declare expressly that you forgo the rest."))
    award = case.award
    step.record(forgone=award.to_pay)
    award.entitled -= award.to_pay
    award.final_amount -= award.to_pay
    award.save(update_fields=["entitled", "final_amount"])


def demand_repayment(case: Case, step: Step, *, pay_by: Day, reason: Text) -> None:
    """Also where the annulment, or an earlier demand, has made the repayment due already: then its day is set anew."""
    check_ahead("pay_by", pay_by, step)
    step.record(amount=case.award.to_repay)
    if case.state == S.REPAYMENT_DUE:
        step.close_deadlines()
        step.set_deadline(str(S.REPAYMENT_DUE), on("pay_by")(step.facts_for_timing()), of_stay=True)
        step.show_due(pay_by)


def note_repayment(case: Case, step: Step, *, amount: Money, value_date: Day) -> str:
    """Goes on once everything is back. `value_date`: when the money was there."""
    award = case.award
    check_not_ahead("value_date", value_date, step)
    if not 0 < amount <= award.to_repay:
        raise BadInput("amount", _("To be paid back are %(amount)s."), amount=worded(award.to_repay))
    award.repaid += amount
    award.count_overpaid()
    award.save(update_fields=["repaid", "overpaid"])
    if award.to_repay:
        return S.REPAYMENT_DUE
    if award.annulled_on:
        return S.ANNULLED
    return S.REVOKED if award.revoked_on else S.PROOF_CHECKED

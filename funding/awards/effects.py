"""What the moves of an award do."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from funding.awards import committing, funds, reclaiming, remedying, reporting, rules, stopping
from funding.awards.settlement.opening import open_settlement, settle_anew
from funding.awards.states import S
from funding.disbursements.first_draw.opening import open_first_draw
from funding.disbursements.first_draw.resting import count_rests
from funding.disbursements.queries import lacks_funds, payments_are_stopped
from funding.disbursements.year_end.opening import open_year_ends
from funding.notices.deciding import fall_with
from funding.notices.queries import moved_notice
from funding.notices.states import S as Notice
from funding.roles import CASE_WORKER, SIGNATORY
from workflows.effects import check_not_ahead, meet_deadline
from workflows.inputs import Day, Money, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.wording import worded


def follow_notice(case: Case, step: Step) -> str:
    """Final once its notice is; while the notice is contested again payments rest; annulled with it."""
    step.record(period_from=case.award.period_from, period_to=case.award.period_to)
    state = rules.follows(case, step)
    if state == S.ANNULLED:
        _annul(case, step)
    if case.state == S.ISSUED and state in (S.SENT, S.FINAL):
        committing.open_promised(case.award, step)
    elif state == S.SENT and moved_notice(case, step).state == Notice.CONTESTED:
        step.tell("award.contested", {*step.people(SIGNATORY), *step.people(CASE_WORKER)})
    return remedying.as_it_stood(case, step) if state == S.FINAL else state


def _annul(case: Case, step: Step) -> None:
    """Without the award nothing may be kept, nothing more is reported or proven; the repayment is demanded by an act of
    its own (§ 49a (1) VwVfG). What is out of the pots stays taken from them until it is back."""
    award, annulled = case.award, step.work.last_event_of(moved_notice(case, step))
    award.annulled_on, award.final_amount = dt.date.fromisoformat(annulled.facts["decided_on"]), 0
    award.save(update_fields=["annulled_on", "final_amount"])
    reclaiming.end_reclaims(step)
    funds.keep_what_is_out(award, step)
    settle_anew(step, award)


def recall(case: Case, step: Step, *, reason: Text) -> None:
    """Nobody has received it, so it never took effect. The application is decided on anew and keeps its money."""
    fall_with(case, step, Notice.MOOT)


def decline(case: Case, step: Step, *, reason: Text) -> None:
    fall_with(case, step, Notice.MOOT)
    funds.give_back(case.award)


def lapse(case: Case, step: Step) -> None:
    """Nothing was paid, so nothing is to come back; the money returns to the pots."""
    funds.give_back(case.award)


def start(case: Case, step: Step) -> str:
    """Once: reports are scheduled when the project begins, not when it goes on after a remedy; but that may have moved
    its end, and with it the budget years to prove. Payments stopped before the start stay so; they stop where a remedy
    has left less than was paid."""
    award = case.award
    meet_deadline(step)
    stopping.end_stop(step)
    if award.started_on is None:
        award.started_on = max(step.today, award.period_from)
        award.save(update_fields=["started_on"])
        open_year_ends(step, award)
        open_first_draw(step, award)
    reporting.ask_for_reports(step, award)
    step.record(period_to=award.period_to)
    return S.SUSPENDED if award.overpaid or payments_are_stopped(case) else S.RUNNING


def suspend(case: Case, step: Step, *, reason: Text) -> str:
    """Before the start, and while the award is contested, the award stays where it is, but nothing is paid."""
    _record_period(case, step)
    if case.state == S.RUNNING:
        return S.SUSPENDED
    stopping.watch_stop(step)
    return case.state


def resume(case: Case, step: Step, *, reason: Text = "") -> str:
    """A restored award whose money was granted to others meanwhile is paid once the pots bear it again."""
    if lacks_funds(case):
        funds.keep_or_refuse(case.award, step)
    count_rests(step)
    stopping.end_stop(step)
    _record_period(case, step)
    return S.RUNNING if case.state == S.SUSPENDED else case.state


def _record_period(case: Case, step: Step) -> None:
    step.record(period_from=case.award.period_from, period_to=case.award.period_to)


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
    open_settlement(step, award)


def follow_settlement(case: Case, step: Step) -> str:
    """What was revoked in full stays revoked, also where its use was proven. After a correction the settlement goes on,
    or begins, and a closed award is open again."""
    if step.child.lifecycle == "disbursement":
        return reclaiming.goes_on(case, step)
    funds.keep_what_is_out(case.award, step)
    return S.REVOKED if case.award.revoked_on else S.CLOSED

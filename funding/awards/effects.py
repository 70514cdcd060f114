"""What the moves of an award do."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.awards import dates, reporting, settling
from funding.awards.models import Channel
from funding.awards.states import M, S
from funding.disbursements.queries import payments_are_stopped
from funding.roles import CASE_WORKER
from workflows.calculators.steps import Step as Reckoning
from workflows.effects import check_ahead, check_not_ahead, meet_deadline
from workflows.inputs import Day, Flag, Money, OneWord, Text
from workflows.models import Case, Deadline
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import on
from workflows.wording import render_steps, worded

OBJECTION = "objection"
REMEDIES = (OBJECTION, "action")
SERVICE_FIELDS = ["channel", "posted_on", "instructed", "received_on", "retrieved_on", "receipt_disputed", "served_on"]


def dispatch(
    case: Case,
    step: Step,
    *,
    channel: Annotated[str, OneWord(tuple(Channel.values))],
    posted_on: Day,
    instructed: Flag = True,
) -> None:
    """`posted_on` is the proven posting, on the portal the notification: the day everything else hangs on."""
    award = case.award
    check_not_ahead("posted_on", posted_on, step)
    if posted_on < award.issued_on:
        raise BadInput(
            "posted_on", _("The notice was issued on %(day)s, so it was not sent before."), day=worded(award.issued_on)
        )
    award.channel, award.posted_on, award.instructed = channel, posted_on, instructed
    award.received_on = award.retrieved_on = None
    award.receipt_disputed = False
    _count_service(case, step)


def note_receipt(
    case: Case,
    step: Step,
    *,
    received_on: Day = None,
    retrieved_on: Day = None,
    disputed: Flag = False,
) -> None:
    """What becomes known of the notice on its way, also after it counted as served; the day is counted again."""
    award = case.award
    for name, day in (("received_on", received_on), ("retrieved_on", retrieved_on)):
        if day:
            check_not_ahead(name, day, step)
            if day < award.posted_on:
                raise BadInput(
                    name, _("The notice was sent on %(day)s, so it was not there before."), day=worded(award.posted_on)
                )
    if (retrieved_on is not None) != (award.channel == "portal") and (received_on or retrieved_on):
        raise BadInput("retrieved_on", _("From the portal a notice is retrieved; otherwise it is received."))
    award.received_on = received_on or award.received_on
    award.retrieved_on = retrieved_on or award.retrieved_on
    award.receipt_disputed = disputed
    _count_service(case, step)


def _count_service(case: Case, step: Step) -> None:
    """Count the day of service and keep the calculation; in the state already reached, replace its deadline."""
    award = case.award
    due = dates.count_service(case, step.facts_for_timing())
    award.served_on = due and due.on
    award.save(update_fields=SERVICE_FIELDS)
    step.record(service=dates.recorded(due))
    _expect_receipt(case, step, served=due is not None)
    if case.state == S.SENT:
        meet_deadline(step)
        if due:
            step.set_deadline(str(S.SENT), due, of_stay=True)


def _expect_receipt(case: Case, step: Step, *, served: bool) -> None:
    """While nothing counts as served, a day on which the case worker is reminded of the notice on its way."""
    _stop_waiting(step)
    if served:
        return
    if retrieval := dates.count_retrieval(case):
        step.set_deadline("retrieval", retrieval)
    else:
        step.set_deadline("receipt", dates.count_receipt(step.facts_for_timing()))


def _stop_waiting(step: Step) -> None:
    for kind in ("retrieval", "receipt"):
        step.close_deadlines(kind=kind)


def send_anew(case: Case, step: Step, *, reason: Text) -> None:
    _stop_waiting(step)


def establish_service(case: Case, step: Step) -> None:
    award = case.award
    due = dates.count_remedy(award, step.facts_for_timing(), served_on=award.served_on, instructed=award.instructed)
    award.remedy_until = due.on
    award.save(update_fields=["remedy_until"])
    step.record(served_on=award.served_on, remedy=dates.recorded(due))
    _stop_waiting(step)
    meet_deadline(step)


def become_final(case: Case, step: Step) -> str:
    meet_deadline(step)
    return _as_it_stood(case, step)


def _as_it_stood(case: Case, step: Step) -> str:
    """Final, but payments that were stopped before the remedy stay so."""
    step.record(period_from=case.award.period_from, period_to=case.award.period_to)
    return S.SUSPENDED if payments_are_stopped(case) else S.FINAL


def waive_remedy(case: Case, step: Step, *, declared: Flag) -> str:
    """A waiver is express and comes after the service."""
    if not declared:
        raise BadInput("declared", _("Declare the waiver expressly, or let the period run."))
    award = case.award
    award.remedy_waived_on = step.today
    award.save(update_fields=["remedy_waived_on"])
    return _as_it_stood(case, step)


def contest(
    case: Case,
    step: Step,
    *,
    remedy: Annotated[str, OneWord(REMEDIES)],
    received_on: Day,
    reason: Text = "",
) -> None:
    """In time if it was received by the end of the last day, whenever it is recorded here."""
    award = case.award
    check_not_ahead("received_on", received_on, step)
    desk = step.desk(CASE_WORKER)
    if received_on < step.today and not (desk and step.actor in step.holders_of(desk.id)):
        raise BadInput("received_on", _("Only the grant authority can record an earlier day of receipt."))
    if remedy == OBJECTION and award.objection_served_on:
        raise BadInput("remedy", _("The objection has been decided on. Only an action is left."))
    if received_on > award.remedy_until:
        raise _too_late(case, received_on)


def _too_late(case: Case, received_on: Day) -> Refused:
    deadline = Deadline.objects.filter(case=case, kind=S.NOTIFIED).latest("pk")
    return Refused(
        "remedy_too_late",
        _("Received on %(day)s, after the last day, %(last)s. %(calculation)s"),
        _("§§ 70, 74 VwGO"),
        day=worded(received_on),
        last=worded(deadline.due_on),
        calculation=" ".join(render_steps(Reckoning.from_json(each) for each in deadline.steps)),
    )


def uphold(
    case: Case,
    step: Step,
    *,
    decided_on: Day,
    objection_served_on: Day = None,
    instructed: Flag = True,
    reason: Text,
) -> str:
    """After an action the award is final. After an objection an action may follow, so its month is counted anew."""
    check_not_ahead("decided_on", decided_on, step)
    contested = case.events.filter(move=M.CONTEST).latest("seq")
    if contested.facts["remedy"] == OBJECTION:
        _count_action(case, step, decided_on, objection_served_on, instructed=instructed)
        return S.NOTIFIED
    return _as_it_stood(case, step)


def _count_action(case: Case, step: Step, decided_on: Day, served_on: Day, *, instructed: bool) -> None:
    """§ 74 (1) sentence 1 VwGO: a month from the service of the decision on the objection."""
    if served_on is None:
        raise BadInput("objection_served_on", _("Enter the day of its service: the month for an action runs from it."))
    check_not_ahead("objection_served_on", served_on, step)
    if served_on < decided_on:
        raise BadInput("objection_served_on", _("The decision cannot have been served before it was made."))
    award = case.award
    due = dates.count_remedy(award, step.facts_for_timing(), served_on=served_on, instructed=instructed)
    award.objection_served_on, award.remedy_until = served_on, due.on
    award.save(update_fields=["objection_served_on", "remedy_until"])
    step.record(remedy=dates.recorded(due))


def annul(case: Case, step: Step, *, decided_on: Day, reason: Text) -> str:
    """Without the award nothing may be kept; the repayment is demanded by an act of its own (§ 49a (1) VwVfG)."""
    check_not_ahead("decided_on", decided_on, step)
    award = case.award
    award.annulled_on, award.final_amount = decided_on, 0
    award.save(update_fields=["annulled_on", "final_amount"])
    return S.REPAYMENT_DUE if award.to_repay else S.ANNULLED


def start(case: Case, step: Step) -> None:
    """Once: reports are scheduled when the project begins, not when it goes on after an unsuccessful remedy."""
    award = case.award
    meet_deadline(step)
    if award.started_on is None:
        award.started_on = max(step.today, award.period_from)
        award.save(update_fields=["started_on"])
        reporting.progress_reports(step, award)
    step.record(period_to=award.period_to)


def suspend(case: Case, step: Step, *, reason: Text) -> None:
    step.record(period_to=case.award.period_to)


def resume(case: Case, step: Step, *, reason: Text = "") -> None:
    step.record(period_to=case.award.period_to)


def complete(case: Case, step: Step) -> None:
    meet_deadline(step)
    _end(case, step, case.award.period_to)


def achieve(case: Case, step: Step, *, achieved_on: Day, statement: Text) -> None:
    check_not_ahead("achieved_on", achieved_on, step)
    if not case.award.period_from <= achieved_on <= case.award.period_to:
        raise BadInput("achieved_on", _("This day lies outside the period."))
    _end(case, step, achieved_on)


def _end(case: Case, step: Step, day: Day) -> None:
    award = case.award
    award.ended_on = day
    award.save(update_fields=["ended_on"])
    reporting.drop_reports(step)


def open_proof(case: Case, step: Step) -> None:
    reporting.proof_of_use(step, case.award)
    step.record(proof_due_on=case.award.proof_due_on)


def follow_acceptance(case: Case, step: Step) -> None:
    """Settles the grant by what was proven and tells the recipient by letter how it was reckoned."""
    settling.settle_award(case.award, step)


def forgo_rest(case: Case, step: Step, *, declared: Flag) -> None:
    """The recipient asks for no more, so the grant ends with what was paid."""
    if not declared:
        raise BadInput("declared", _("Declare expressly that you forgo the rest."))
    award = case.award
    step.record(forgone=award.to_pay)
    award.final_amount = award.kept
    award.save(update_fields=["final_amount"])


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
    award.save(update_fields=["repaid"])
    if award.to_repay:
        return S.REPAYMENT_DUE
    return S.ANNULLED if award.annulled_on else S.PROOF_CHECKED

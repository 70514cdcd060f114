"""What moves do to a notice on its way: sent, received, served, waived, contested, decided on."""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.law.reinstatement import last_day_to_ask
from funding.notices import dates
from funding.notices.columns import NOTIFIED, OBJECTION, REMEDIES, SENT, SERVICE_FIELDS, Channel, notice_of
from funding.notices.states import M
from funding.roles import CASE_WORKER
from workflows.calculators.steps import Step as Reckoning
from workflows.effects import check_not_ahead, meet_deadline
from workflows.inputs import Day, Flag, OneWord, Text
from workflows.models import Case, Deadline
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import Due
from workflows.wording import render_steps, worded


def dispatch(
    case: Case,
    step: Step,
    *,
    channel: Annotated[str, OneWord(tuple(Channel.values))],
    posted_on: Day,
    instructed: Flag = True,
) -> None:
    """`posted_on` is the proven posting, on the portal the notification: the day everything else hangs on."""
    notice = notice_of(case)
    check_not_ahead("posted_on", posted_on, step)
    if posted_on < notice.issued_on:
        raise BadInput(
            "posted_on", _("The notice was issued on %(day)s, so it was not sent before."), day=worded(notice.issued_on)
        )
    notice.channel, notice.posted_on, notice.instructed = channel, posted_on, instructed
    notice.received_on = notice.retrieved_on = None
    notice.receipt_disputed = False
    _count_service(case, step)


def note_receipt(
    case: Case,
    step: Step,
    *,
    received_on: Day = None,
    retrieved_on: Day = None,
    disputed: Flag = False,
) -> None:
    """What becomes known of the notice on its way, also after it counted as served; the day is counted again. A dispute
    stays until a receipt is proven."""
    notice = notice_of(case)
    for name, day in (("received_on", received_on), ("retrieved_on", retrieved_on)):
        if day:
            check_not_ahead(name, day, step)
            if day < notice.posted_on:
                raise BadInput(
                    name, _("The notice was sent on %(day)s, so it was not there before."), day=worded(notice.posted_on)
                )
    if (retrieved_on is not None) != (notice.channel == "portal") and (received_on or retrieved_on):
        raise BadInput("retrieved_on", _("From the portal a notice is retrieved; otherwise it is received."))
    notice.received_on = received_on or notice.received_on
    notice.retrieved_on = retrieved_on or notice.retrieved_on
    proven = received_on or retrieved_on
    notice.receipt_disputed = bool(disputed or (notice.receipt_disputed and not proven))
    _count_service(case, step)


def _count_service(case: Case, step: Step) -> None:
    """Count the day of service and keep the calculation; in the state already reached, replace its deadline."""
    notice = notice_of(case)
    due = dates.count_service(case, step.facts_for_timing())
    notice.served_on = due and due.on
    notice.save(update_fields=SERVICE_FIELDS)
    step.record(service=dates.recorded(due))
    _expect_receipt(case, step, served=due is not None)
    if case.state == SENT:
        meet_deadline(step)
        if due:
            step.set_deadline(SENT, due, of_stay=True)


def _expect_receipt(case: Case, step: Step, *, served: bool) -> None:
    """While nothing counts as served, a day on which the case worker is reminded of the notice on its way."""
    stop_waiting(step)
    if served:
        return
    if retrieval := dates.count_retrieval(case):
        step.set_deadline("retrieval", retrieval)
    else:
        step.set_deadline("receipt", dates.count_receipt(step.facts_for_timing()))


def stop_waiting(step: Step) -> None:
    for kind in ("retrieval", "receipt"):
        step.close_deadlines(kind=kind)


def send_anew(case: Case, step: Step, *, reason: Text) -> None:
    stop_waiting(step)


def establish_service(case: Case, step: Step) -> None:
    set_month(case, step)
    stop_waiting(step)
    meet_deadline(step)


def set_month(case: Case, step: Step) -> Due:
    """From the day of service, by when it can be contested."""
    notice = notice_of(case)
    due = dates.count_remedy(notice, step.facts_for_timing(), served_on=notice.served_on, instructed=notice.instructed)
    notice.remedy_until = due.on
    notice.save(update_fields=["remedy_until"])
    step.record(served_on=notice.served_on, remedy=dates.recorded(due))
    return due


def waive(case: Case, step: Step, *, declared: bool) -> None:
    """A waiver is express and comes after the service."""
    if not declared:
        raise BadInput("declared", _("Declare the waiver expressly, or let the period run."))
    notice = notice_of(case)
    notice.remedy_waived_on = step.today
    notice.save(update_fields=["remedy_waived_on"])


def contest(
    case: Case,
    step: Step,
    *,
    remedy: Annotated[str, OneWord(REMEDIES)],
    received_on: Day,
    reason: Text = "",
) -> None:
    """In time if it was received by the end of the last day, whenever it is recorded here."""
    notice = notice_of(case)
    check_not_ahead("received_on", received_on, step)
    desk = step.desk(CASE_WORKER)
    if received_on < step.today and not (desk and step.actor in step.holders_of(desk.id)):
        raise BadInput("received_on", _("Only the grant authority can record an earlier day of receipt."))
    _check_remedy(notice, remedy)
    _check_not_before(case, received_on)
    if received_on > notice.remedy_until:
        raise _too_late(case, received_on)


def _check_remedy(notice: Any, remedy: str) -> None:
    if remedy == OBJECTION and notice.objection_served_on:
        raise BadInput("remedy", _("The objection has been decided on. Only an action is left."))


def _check_not_before(case: Case, received_on: dt.date) -> None:
    """Nothing is contested before it exists: the notice, for an action after an objection the decision on that."""
    notice = notice_of(case)
    exists_from = notice.issued_on
    if notice.objection_served_on:
        decided = case.events.filter(facts__has_key="decided_on").order_by("seq").last()
        exists_from = dt.date.fromisoformat(decided.facts["decided_on"]) if decided else exists_from
    if received_on < exists_from:
        raise BadInput(
            "received_on",
            _("What is contested was issued on %(day)s, so nothing against it was received before."),
            day=worded(exists_from),
        )


def _too_late(case: Case, received_on: Day) -> Refused:
    deadline, last = Deadline.objects.filter(case=case, kind=NOTIFIED).latest("pk"), notice_of(case).remedy_until
    steps = deadline.steps if deadline.due_on == last else []  # a later month, of a notice that stayed final
    return Refused(
        "remedy_too_late",
        _("Received on %(day)s, after the last day, %(last)s. %(calculation)s"),
        _("§§ 70, 74 VwGO"),
        day=worded(received_on),
        last=worded(last),
        calculation=" ".join(render_steps(Reckoning.from_json(each) for each in steps)),
    )


def record_late_remedy(
    case: Case, step: Step, *, remedy: Annotated[str, OneWord(REMEDIES)], received_on: Day, reason: Text = ""
) -> None:
    """Inadmissible, unless the recipient is reinstated."""
    notice = notice_of(case)
    check_not_ahead("received_on", received_on, step)
    _check_remedy(notice, remedy)
    _check_not_before(case, received_on)
    if received_on <= notice.remedy_until:
        raise BadInput("received_on", _("This is in time. Record it as an objection or action."))
    step.record(remedy_until=notice.remedy_until)


def reinstate(case: Case, step: Step, *, obstacle_ended_on: Day, requested_on: Day, reason: Text) -> None:
    """§ 32 VwVfG, § 60 VwGO: prevented on the last day, asked for and made up for within two weeks of the obstacle's
    end and a year of the period missed."""
    notice = notice_of(case)
    if obstacle_ended_on < notice.remedy_until:
        raise BadInput(
            "obstacle_ended_on",
            _("The obstacle ended before the last day, %(day)s, so the remedy was still possible."),
            day=worded(notice.remedy_until),
        )
    last = last_day_to_ask(
        step,
        notice.jurisdiction,
        missed_on=notice.remedy_until,
        obstacle_ended_on=obstacle_ended_on,
        requested_on=requested_on,
        made_up_on=dt.date.fromisoformat(
            case.events.filter(move=M.RECORD_LATE_REMEDY).latest("seq").facts["received_on"]
        ),
    )
    step.record(reinstatement=dates.recorded(last))


def action_may_follow(
    case: Case, step: Step, *, decided_on: Day, objection_served_on: Day | None, instructed: bool
) -> bool:
    """After a decision on an objection an action may follow, so its month is counted anew; after an action nothing."""
    due = action_due(case, step, decided_on=decided_on, objection_served_on=objection_served_on, instructed=instructed)
    if due:
        step.record(remedy=dates.recorded(due))
    return due is not None


def action_due(
    case: Case, step: Step, *, decided_on: Day, objection_served_on: Day | None, instructed: bool
) -> Due | None:
    """Until when an action may follow, kept with the notice; None after an action."""
    check_not_ahead("decided_on", decided_on, step)
    contested = case.events.filter(move__in=(M.CONTEST, M.RECORD_LATE_REMEDY)).latest("seq")
    if contested.facts["remedy"] != OBJECTION:
        return None
    _check_served(step, decided_on, objection_served_on)
    return count_action(notice_of(case), step, objection_served_on, instructed=instructed)


def _check_served(step: Step, decided_on: Day, served_on: Day | None) -> None:
    if served_on is None:
        raise BadInput("objection_served_on", _("Enter the day of its service: the month for an action runs from it."))
    check_not_ahead("objection_served_on", served_on, step)
    if served_on < decided_on:
        raise BadInput("objection_served_on", _("The decision cannot have been served before it was made."))


def count_action(notice: Any, step: Step, served_on: Day, *, instructed: bool) -> Due:
    """§ 74 (1) sentence 1 VwGO: a month from the service of the decision on the objection, kept with the notice."""
    due = dates.count_remedy(notice, step.facts_for_timing(), served_on=served_on, instructed=instructed)
    notice.objection_served_on, notice.remedy_until = served_on, due.on
    notice.save(update_fields=["objection_served_on", "remedy_until"])
    return due

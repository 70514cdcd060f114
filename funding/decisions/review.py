"""What may still happen to a resolution: a member challenges it, the body reconsiders it, it falls."""

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Seat
from funding.decisions.models import Decision, Fault
from funding.decisions.rules import ORDERS, nothing_is_at_issue
from funding.decisions.states import FALLEN, M, S
from funding.roles import CHAIR, CLERK
from workflows.calculators import deadline
from workflows.calculators.values import Length
from workflows.clock import BERLIN
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Number, Numbers, OneWord, Text
from workflows.models import Case, Event
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.survey import holders

ESTABLISHING = (M.RECORD_ELSEWHERE, M.CLOSE, M.FOLLOW)
FOLLOWS = {
    ("supervision", "effective"): S.ADOPTED,
    ("supervision", "refused"): S.REJECTED,
    ("challenge", "void"): S.VOID,
    ("reconsideration", "carried"): S.RECONSIDERED,
}


def challenge(
    case: Case,
    step: Step,
    *,
    seat: Number = None,
    received_on: Day = None,
    fault: Annotated[str, OneWord((Fault.VOTE.value, Fault.PROCEDURE.value))],
    contested: Numbers = None,
    reason: Text,
) -> str:
    """A member's own challenge, received now; or, with `seat`, what a member has handed in, entered by office or chair.
    `contested`: seats that should not have voted."""
    decision = case.decision
    seat, received_on = _whose(decision, step, seat), _when(step, received_on)
    known = {each["seat"] for each in decision.electorate}
    for name, given in (("seat", {seat}), ("contested", set(contested or []))):
        if strange := given - known:
            raise BadInput(name, _("These seats are not of this vote: %(seats)s."), seats=sorted(strange))
    _check_in_time(decision, step, received_on)
    nothing_is_at_issue(case, step)
    opened = step.open(
        "challenge",
        title=case.title,
        readers=[Seat.objects.get(pk=seat).place],
        seat_id=seat,
        received_on=received_on,
        fault=fault,
        contested=sorted(set(contested or [])),
        facts={"seat": seat, "fault": fault, "contested": sorted(set(contested or []))},
    )
    step.record(challenge=opened.pk)
    return case.state


def _whose(decision: Decision, step: Step, seat: int | None) -> int:
    """The seat the challenge is of. Raises BadInput where a member enters one of another seat."""
    mine = own_seats(decision, step)
    if seat is None and mine:
        return mine[0]
    if seat is None or not (_leads(step) or seat in mine):
        raise BadInput("seat", _("Choose whose challenge it is. A member challenges for the own seat only."))
    return seat


def _when(step: Step, received_on: dt.date | None) -> dt.date:
    """Raises BadInput for a day to come, and where a member dates the own challenge back."""
    if received_on is None:
        return step.today
    check_not_ahead("received_on", received_on, step)
    if received_on != step.today and not _leads(step):
        raise BadInput(
            "received_on", _("Your own challenge is received today. The office enters one handed in before.")
        )
    return received_on


def _leads(step: Step) -> bool:
    return any(desk and step.actor in step.holders_of(desk.id) for desk in (step.desk(CLERK), step.desk(CHAIR)))


def own_seats(decision: Decision, step: Step) -> list[int]:
    """The seats of the vote at which the actor sits today, the own before those at which they deputise."""
    desks = {desk.id: desk for desk in holders(step.today, desks=[seat["desk"] for seat in decision.electorate])}
    ranked = [
        (rank, each["number"], each["seat"])
        for each in decision.electorate
        if each["desk"] in desks
        for person, rank in desks[each["desk"]].holders
        if person == step.actor
    ]
    return [seat for _rank, _number, seat in sorted(ranked)]


def _check_in_time(decision: Decision, step: Step, received_on: dt.date) -> None:
    """The standing orders' period from the day of the result; nobody challenges after a year, for then it is healed."""
    if over_a_year_ago(decision, step, received_on):
        raise Refused("healed", _("The resolution is more than a year old. Faults no longer matter."))
    length = decision.orders.get("challenge_days")
    if length is None:
        return
    calendar = step.facts_for_timing().working_days
    counted = deadline.end(resolved_on(decision), Length("days", length), "event", shift=True, calendar=calendar)
    step.record(challenge_steps=[each.to_json() for each in counted.steps])
    if received_on > counted.due:
        raise Refused(
            "challenge_late",
            _("The resolution could be challenged until %(day)s."),
            ORDERS,
            day=counted.due.isoformat(),
        )


def resolved_on(decision: Decision) -> dt.date:
    """Of a vote held elsewhere the day on which it was held; what needed an approval, the day its letter came."""
    return day_of(decision.events.filter(move__in=ESTABLISHING).exclude(to_state__in=FALLEN).latest("seq"))


def day_of(established: Event) -> dt.date:
    held_on = established.facts.get("effective_on") or _held_on(established)
    return dt.date.fromisoformat(held_on) if held_on else established.at.astimezone(BERLIN).date()


def _held_on(established: Event) -> str | None:
    """Of a vote held elsewhere: as recorded, or as corrected since."""
    held_on: str | None = established.facts.get("held_on")
    if not held_on:
        return None
    since = Event.objects.filter(case=established.case_id, seq__gt=established.seq, facts__has_key="day_corrected")
    return since.order_by("-seq").values_list("facts__day_corrected", flat=True).first() or held_on


def over_a_year_ago(decision: Decision, step: Step, day: dt.date | None = None) -> bool:
    calendar = step.facts_for_timing().working_days
    healed = deadline.end(resolved_on(decision), Length("years", 1), "event", shift=False, calendar=calendar).due
    return (day or step.today) > healed


def is_carried_out(decision: Case, step: Step) -> bool:
    """Whether the case that asked has done what the body resolved, by the states its model names for that."""
    asking = next((each for each in step.work.chain if each.pk == decision.parent_id), None)
    return asking is not None and asking.state in getattr(asking.flow_class.process_class, "CARRIED_OUT", ())


def reconsider(case: Case, step: Step, *, reason: Text) -> str:
    """Begins a motion to lift the resolution. Only until what was resolved has been carried out."""
    if is_carried_out(case, step):
        raise Refused(
            "carried_out", _("What the body resolved has been carried out. It can no longer be reconsidered.")
        )
    if case.children.filter(lifecycle="reconsideration", finished=None).exists():
        raise Refused("is_reconsidered", _("The body is voting already on whether to reconsider it."))
    motion = step.open("reconsideration", title=case.title, grounds=reason)
    step.record(reconsideration=motion.pk)
    return case.state


def follow(case: Case, step: Step) -> str:
    """Effective or refused, void or lifted, by what became of the case below."""
    step.record(by=step.child.pk)
    if step.child.lifecycle == "supervision":
        step.record(effective_on=step.work.last_event_of(step.child).facts["effective_on"])
    return FOLLOWS[step.child.lifecycle, step.child.state]

"""At which seat somebody acts in a vote: one person at one seat, in session only who is at the table."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.decisions.models import Participation, Procedure
from funding.decisions.rules import ORDERS, electorate
from funding.meetings.sitting import who_sits_there
from workflows.models import Case, Event
from workflows.refusals import Refused
from workflows.step import Step


def is_at_the_table(case: Case, step: Step) -> None:
    decision = case.decision
    if decision.procedure != Procedure.SESSION or step.task is None:
        return
    seat = decision.seat_at(step.task.desk_id)["seat"]
    if seat not in decision.present:
        raise Refused("not_present", _("Your seat is not on the attendance list. Ask the office to add it."), ORDERS)
    if decision.held_in_id:
        _check_who_sits_there(decision, seat, step)


def _check_who_sits_there(decision: Any, seat: int, step: Step) -> None:
    """Of holder and deputy only the one who has come, so that nobody votes who stayed away or left for a conflict."""
    there = who_sits_there(decision.held_in, seat)
    if there is None:
        raise Refused(
            "not_at_the_table",
            _("By the attendance of the meeting nobody is at the table for your seat. Ask the office to note it."),
            ORDERS,
        )
    if there != step.actor:
        raise Refused(
            "another_sits_there", _("Somebody else has come for your seat to this meeting and votes."), ORDERS
        )


def one_ballot_a_person(case: Case, step: Step) -> None:
    """Who sits in the body votes at the own seat and not as a deputy too; nobody votes at two seats."""
    seats = _seats_of_the_actor(case, step)
    if _sits_here_alone(seats, step):
        return
    decision, here = case.decision, step.task.desk_id
    voted = Participation.objects.filter(decision_id=case.pk, person_id=step.actor)
    elsewhere = voted.exclude(seat_id=decision.seat_at(here)["seat"]).exists()
    settled = _has_own(seats) or decision.is_secret  # a secret vote keeps nothing that could tell later
    if elsewhere or (settled and _first(seats, decision) != here):
        raise Refused(
            "one_ballot",
            _("Nobody casts two ballots in one vote. Your own seat counts; another deputy votes for the other."),
        )


def speaks_once(case: Case, step: Step) -> None:
    """Members object and demand, not seats: each once, at the own seat if they have one (§ 90 (1), § 92 (1) VwVfG)."""
    seats = _seats_of_the_actor(case, step)
    if _sits_here_alone(seats, step):
        return
    said = Event.objects.filter(case=case.pk, move=step.row.name, actor=step.actor, seq__gte=case.since)
    if (_has_own(seats) and _first(seats, case.decision) != step.task.desk_id) or said.exists():
        raise Refused(
            "one_voice",
            _("You count once in this vote, at your own seat. Another deputy speaks for the other seat."),
        )


def _seats_of_the_actor(case: Case, step: Step) -> dict[int, int]:
    """Desk → rank at each seat with a vote at which the actor sits."""
    eligible = set(electorate(case, step))
    return {
        desk.id: rank
        for desk in step.look.desks
        if desk.id in eligible
        for person, rank in desk.holders
        if person == step.actor
    }


def _sits_here_alone(seats: dict[int, int], step: Step) -> bool:
    return step.task is None or seats.keys() <= {step.task.desk_id}


def _has_own(seats: dict[int, int]) -> bool:
    return 0 in seats.values()


def _first(seats: dict[int, int], decision: Any) -> int:
    """The own seat before one at which they deputise, of these the one with the lowest number."""
    return min(seats, key=lambda desk: (seats[desk], decision.seat_at(desk)["number"]))

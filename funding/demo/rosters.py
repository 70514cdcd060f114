"""Seats of the bodies: one that will soon be vacant, one that is, and a body that is no more."""

import datetime as dt
from typing import Any

from funding import roles
from funding.bodies.appointments import seat_desk, staff
from funding.bodies.models import Body, Seat
from funding.demo.cast import STEERING
from funding.demo.mandates import attach_resolution, begin_mandate
from funding.demo.stage import Moments
from funding.demo.telling import Office
from funding.demo.world import LONG_AGO, body, fill
from funding.mandates.states import Kind
from funding.rosters.change.models import SeatChange
from funding.rosters.models import Roster
from funding.rosters.opening import open_roster
from workflows import clock

LAST_SEAT = len(STEERING)


def lapsing(office: Office) -> Moments:
    """A member of the steering group leaves in some weeks; nobody follows yet."""
    yield office.moment(15, "09:45")
    roster, seat = _roster(office), _last_seat(office)
    _end_term(office, roster, seat, office.on(40), "Die Selbsthilfe wählt im Winter neu.")


def incomplete(office: Office) -> Moments:
    """Who has left deputises until a successor is named; a deputy alone fills no seat."""
    yield office.moment(4, "18:40")
    roster, seat, today = _roster(office), _last_seat(office), clock.today()
    _end_term(office, roster, seat, today.isoformat(), "Das Mitglied hat sein Amt niedergelegt.")
    deputy = {"email": office.world.steering[-1].email, "from_on": (today + dt.timedelta(days=1)).isoformat()}
    reason = "Bis die Selbsthilfe jemanden benennt."
    _enter(office, "appoint", roster, seat=seat.pk, rank=1, reason=reason, **deputy)


def to_confirm(office: Office) -> Moments:
    """A deputy entered twice, wrongly: once refused, once taken back; the right one waits for the chair."""
    world = office.world
    yield office.moment(9, "10:05")
    roster, seat = _roster(office), _last_seat(office)
    reason = "Die Selbsthilfe benennt eine Vertretung."
    for days, wrong in ((9, "refuse"), (6, "withdraw"), (3, "")):
        facts = {"seat": seat.pk, "rank": 1, "from_on": office.on(30 + days), "email": world.author.email}
        office.let("office", "appoint", roster, reason=reason, **facts)
        change = SeatChange.objects.filter(parent_id=roster).latest("pk").pk
        if wrong:
            yield office.moment(days - 2, "11:15")
            person = "chair" if wrong == "refuse" else "office"
            office.let(person, wrong, change, reason="Das Schreiben nennt einen anderen Tag.")


def dissolved(office: Office) -> Moments:
    """An advisory board that has been wound up."""
    world = office.world
    yield office.moment(60, "11:40")
    board = body(world.region, f"Beirat Pflege {world.name}", Body.Kind.OTHER)
    fill(board, STEERING[:3], world.steering[:3], world.region.calendar)
    staff(roles.CLERK.key, board.place, world.office, LONG_AGO)
    open_roster(board)
    staff(roles.CHAIR.key, board.place, world.chair, LONG_AGO)
    yield office.moment(20, "11:40")
    case = begin_mandate(office, Roster.objects.get(body=board), Kind.DISSOLVE)
    office.let("office", "enter", case, body=board.pk, day=clock.today().isoformat())
    attach_resolution(office, case)
    office.let("office", "propose", case)
    office.let("chair", "confirm", case)


def _roster(office: Office) -> int:
    open_roster(office.world.steering_group)
    return Roster.objects.values_list("pk", flat=True).get(body=office.world.steering_group)


def _last_seat(office: Office) -> Seat:
    return office.world.steering_group.seats.get(number=LAST_SEAT)


def _end_term(office: Office, roster: int, seat: Seat, last_day: str, reason: str) -> None:
    holder = seat_desk(seat).holders.filter(rank=0).latest("from_on").pk
    _enter(office, "end_term", roster, holder=holder, last_day=last_day, reason=reason)


def _enter(office: Office, move: str, roster: int, **facts: Any) -> None:
    """The office enters it, the chair confirms it."""
    office.let("office", move, roster, **facts)
    changes = SeatChange.objects.filter(parent_id=roster)
    office.let("chair", "confirm", changes.latest("pk").pk)

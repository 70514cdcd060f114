"""Who takes a seat or a desk, from when on."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from funding.bodies.models import Seat
from funding.bodies.queries import SEAT, SeatFacts
from funding.people.models import User
from workflows.models import Desk, Holder
from workflows.reading import valid_on


class SeatTaken(ValueError):
    """Somebody else holds the seat from the same day or a later one."""


def seat_desk(seat: Seat) -> Desk:
    """The desk at which the ballots of a seat wait."""
    return Desk.objects.get_or_create(role=SEAT, place=seat.place)[0]


def seat_desks(seats: Iterable[SeatFacts]) -> dict[UUID, int]:
    """Place of each seat → id of its desk. Two queries at most, whatever the number of seats."""
    places = [seat.place for seat in seats]
    known = dict(Desk.objects.filter(role=SEAT, place__in=places).values_list("place", "pk"))
    if missing := [place for place in places if place not in known]:
        Desk.objects.bulk_create((Desk(role=SEAT, place=place) for place in missing), ignore_conflicts=True)
        known = dict(Desk.objects.filter(role=SEAT, place__in=places).values_list("place", "pk"))
    return known


def appoint(seat: Seat, person: User, from_on: date, rank: int = 0, until_on: date | None = None) -> Holder:
    """Give a seat to a person: rank 0 holds it, 1 and higher deputise in this order.

    Who had this rank before leaves the day before. The same appointment again changes nothing.
    Raises SeatTaken if somebody else has the rank from this day or later.
    """
    return succeed(seat_desk(seat), person, from_on, rank=rank, until_on=until_on)


def succeed(
    desk: Desk, person: User, from_on: date, *, rank: int = 0, until_on: date | None = None, beside: bool = False
) -> Holder:
    """Give a desk to a person; `beside` those who have the rank, else after them, as in `appoint`."""
    with transaction.atomic():
        desk = Desk.objects.select_for_update().get(pk=desk.pk)
        others = desk.holders.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on), rank=rank)
        if known := others.filter(person=person, from_on__lte=from_on, until_on=until_on).first():
            return known
        own = desk.holders.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on), person=person)
        in_the_way = own if beside else others.filter(from_on__gte=from_on) | own.exclude(rank=rank)
        if until_on:
            in_the_way = in_the_way.filter(from_on__lte=until_on)
        if in_the_way.exists():
            raise SeatTaken(desk, rank)
        if not beside:
            others.filter(from_on__lt=from_on).update(until_on=from_on - timedelta(days=1))
        return desk.holders.create(person=person, from_on=from_on, rank=rank, until_on=until_on)


def leave(seat: Seat, person: User, last_day: date) -> None:
    """A person gives up a seat; from the day after it is vacant."""
    held = Holder.objects.filter(desk__role=SEAT, desk__place=seat.place, person=person, from_on__lte=last_day)
    held.filter(Q(until_on__isnull=True) | Q(until_on__gt=last_day)).update(until_on=last_day)


def staff(role: str, place: UUID, person: User, from_on: date) -> Holder:
    """Put a person at a desk beside those who sit there already. The same again changes nothing."""
    desk, _new = Desk.objects.get_or_create(role=role, place=place)
    known = desk.holders.filter(person=person, rank=0, from_on__lte=from_on, until_on__isnull=True).first()
    return known or desk.holders.create(person=person, from_on=from_on)


def holders_at(role: str, place: UUID, day: date) -> list[Holder]:
    """Who sits at a desk on this day, deputies left out."""
    held = Holder.objects.filter(valid_on(day), desk__role=role, desk__place=place, rank=0)
    return list(held.select_related("person"))

"""A working group, a coordination office, five seats, and a case to move."""

import datetime as dt
import uuid
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from workflows import clock
from workflows.clock import BERLIN
from workflows.engine import open_case
from workflows.models import Desk, Dossier, Holder

LONG_AGO = dt.date(2020, 1, 1)


@pytest.fixture
def people(db):
    make = get_user_model().objects.create
    names = ["anna", "lena", "otto", "olga", "dora", "mila"]
    return SimpleNamespace(**{name: make(email=f"{name}@example.org", name=name.title()) for name in names})


@pytest.fixture
def seat_at():
    """A desk of this role at this place, held by these people in this order."""

    def seat(role, place, *holders):
        desk, _new = Desk.objects.get_or_create(role=role, place=place)
        for rank, person in enumerate(holders):
            Holder.objects.create(desk=desk, person=person, from_on=LONG_AGO, rank=rank)
        return desk

    return seat


@pytest.fixture
def places():
    return {"group": str(uuid.uuid4()), "region": str(uuid.uuid4())}


@pytest.fixture
def dossier(db, places):
    return Dossier.objects.create(number="X-1", title="A thing", lead_place=places["region"])


@pytest.fixture
def desks(people, places, seat_at):
    """Lena leads the group (deputy: Dora); Otto and Olga hold the office; Mila holds nothing."""
    return SimpleNamespace(
        lead=seat_at("lead", places["group"], people.lena, people.dora),
        office=seat_at("office", places["region"], people.otto),
        olga=Holder.objects.create(desk=Desk.objects.get(role="office"), person=people.olga, from_on=LONG_AGO, rank=0),
    )


@pytest.fixture
def seats(people, seat_at):
    """Five seats: three single ones, one whose holder has a deputy, one vacant."""
    holders = [(people.anna,), (people.lena,), (people.otto,), (people.olga, people.dora)]
    return [seat_at("seat", uuid.uuid4(), *who) for who in holders]


@pytest.fixture
def thing(people, places, dossier, desks, seats):
    def open_thing(title="Nurses on wheels", **more):
        return open_case(
            "thing",
            by=people.anna,
            dossier=dossier,
            title=title,
            places=places,
            calendar="NI",
            terms={"sign": 2, "seats": [desk.pk for desk in seats]},
            **more,
        )

    return open_thing


@pytest.fixture
def product_clock(db):
    """Moves the product's clock to the morning of a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO workflows_clock (id, "offset", demo) VALUES (1, '0', true)
               ON CONFLICT (id) DO UPDATE SET demo = true"""
        )

    def move_to(day):
        clock.set_to(dt.datetime.combine(day, dt.time(6), BERLIN))

    return move_to


@pytest.fixture
def errand(people, places, dossier, desks, product_clock, settings):
    """Opened on Monday, 1 March 2027, so due on the 11th; Lena leads, Otto and Olga are the office."""
    settings.OFFICE_ROLES = ("tests.lab.lifecycles.OFFICE",)
    product_clock(dt.date(2027, 3, 1))
    return open_case(
        "errand", by=people.anna, dossier=dossier, title="Fetch the stamps", places=places, calendar="NI", terms={}
    )

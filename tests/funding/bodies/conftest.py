from datetime import date
from types import SimpleNamespace

import pytest

from funding.bodies.models import Body, Seat, StandingOrders
from funding.people.models import User
from funding.regions.models import Organisation, Region

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def people(db):
    names = ("alice", "bob", "charlie")
    return SimpleNamespace(**{name: User.objects.create_user(f"{name}@example.org", name.title()) for name in names})


@pytest.fixture
def region(db):
    return Region.objects.create(name="Musterland", states=["NI"], calendar="NI", invented=True)


@pytest.fixture
def clinic(db):
    return Organisation.objects.create(name="Klinik am Wald", kind="hospital", state="NI", calendar="NI", invented=True)


@pytest.fixture
def body(region):
    return Body.objects.create(region=region, name="Steuerungsgruppe Musterland", kind="steering_group", invented=True)


@pytest.fixture
def seat(body):
    """A seat of the body on a bench; numbers count up."""

    def make(bench="doctors", **facts):
        number = body.seats.count() + 1
        return Seat.objects.create(**{"body": body, "number": number, "bench": bench, "from_on": LONG_AGO, **facts})

    return make


@pytest.fixture
def orders():
    """Standing orders of a body, or of all; told apart by the days of a circular vote."""

    def make(body=None, decision_kind="", days=14, **facts):
        since = {"valid_from": LONG_AGO, "rule": {"majority": {"over": "1/2", "of": "yes_no"}}}
        return StandingOrders.objects.create(
            **{**since, "body": body, "decision_kind": decision_kind, "circular_days": days, **facts}
        )

    return make

"""A resolution of the steering group, under standing orders of its own."""

import datetime as dt

import pytest

from funding.bodies.models import StandingOrders
from tests.funding.challenges.story import cast
from workflows.engine import fire
from workflows.models import Case


@pytest.fixture
def ordered(world):
    def written(**values):
        orders = StandingOrders.objects.get(body=world.steering_group)
        StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
        orders.pk, orders.valid_from = None, dt.date(2022, 2, 1)
        for name, value in {"early_close": False, **values}.items():
            setattr(orders, name, value)
        orders.save()

    return written


@pytest.fixture
def resolved(world, idea, ordered, today_is):
    """A decision of the second of March on an idea: `resolved("yyyynnn")`, each seat's vote by its number."""

    def voted(votes="yyyynnn", **orders):
        today_is("2026-03-02")
        ordered(**orders)
        case = idea("on_agenda").children.get(lifecycle="decision")
        fire(case.pk, "open_vote", by=world.office, procedure="circular")
        cast(case, dict(zip(world.steering, votes, strict=False)))
        fire(case.pk, "close", by=world.chair)
        return Case.objects.get(pk=case.pk)

    return voted

"""A question whose vote was held on paper."""

import pytest
from django.test import Client


@pytest.fixture
def prepared(world, idea, today_is, remembered):
    """The third of June 2024: the question is before the steering group, which has voted on it already, on paper."""

    @remembered
    def asked():
        today_is("2024-06-03")
        return idea("on_agenda").children.get(lifecycle="decision")

    return asked()


@pytest.fixture
def seats(world):
    return [seat.pk for seat in world.steering_group.seats.order_by("number")]


@pytest.fixture
def as_person():
    """A browser in which this person is signed in, reading English."""

    def browser(person):
        client = Client(headers={"accept-language": "en"})
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser

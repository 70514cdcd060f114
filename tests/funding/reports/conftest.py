"""Who else has a desk, and where a case stands."""

import datetime as dt
from collections.abc import Callable

import pytest

from funding.bodies.appointments import staff
from funding.people.models import User
from workflows.models import Case


@pytest.fixture
def state() -> Callable[[Case], str]:
    return lambda case: Case.objects.get(pk=case.pk).state


@pytest.fixture
def sit(world) -> Callable[[str, User], None]:
    """Gives somebody a further desk of the recipient."""
    return lambda role, person: staff(role, world.region.lead.place, person, dt.date(2021, 1, 1))

"""An expert asked for a vote on an application in assessment."""

import pytest

from funding.people.models import User
from tests.funding.applications.expertise.story import UNBIASED, ask
from workflows.engine import fire


@pytest.fixture
def expert(world):
    return User.objects.create_user("fachfrau@kammer.example", "Dr. Frauke Tammen")


@pytest.fixture
def other():
    return User.objects.create_user("zweite@kammer.example", "Dr. Ida Janssen")


@pytest.fixture
def asked(world, in_assessment, expert):
    return ask(world, in_assessment, expert)


@pytest.fixture
def accepted(asked, expert):
    fire(asked.pk, "declare", by=expert, **UNBIASED)
    return asked

"""Browsers of the people of the invented region, and what a form of ours carries."""

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation

from funding.people.models import User

HIDDEN = re.compile(r'<input type="hidden" name="(seen|key|task)" value="([^"]*)">')


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def as_person() -> Callable[[User], Client]:
    """A browser in which this person is signed in, reading English."""

    def browser(person: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser


@pytest.fixture
def fill_in(as_person) -> Callable[..., object]:
    """Opens a move's page and sends its form as a person would: `fill_in(person, case, "submit", reason="…")`."""

    def fill(person: User, case: object, move: str, *, hidden: dict | None = None, **fields: object) -> object:
        client, address = as_person(person), f"/cases/{case.pk}/{move}/"
        carried = hidden or carried_by(client.get(address).content.decode())
        return client.post(address, {**carried, **fields})

    return fill


def carried_by(page: str) -> dict[str, str]:
    return dict(HIDDEN.findall(page))


def carried(seen: object = 0) -> dict[str, str]:
    return {"seen": str(seen), "key": uuid.uuid4().hex}


@pytest.fixture
def stranger(db) -> User:
    return get_user_model().objects.create_user("mallory@example.org", "Mallory Moor")

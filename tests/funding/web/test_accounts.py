"""Signing in: who has failed too often waits, and nobody else."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


def sign_in(person, password, *, address="10.0.0.9"):
    return Client().post("/accounts/login/", {"login": person.email, "password": password}, REMOTE_ADDR=address)


@pytest.fixture
def colleagues(db):
    people = get_user_model().objects
    return [people.create_user(f"{name}@example.org", name, PASSWORD) for name in ("Alice", "Bob")]


def test_who_mistypes_too_often_waits_and_a_colleague_in_the_same_house_does_not(colleagues):
    alice, bob = colleagues
    for _try in range(6):
        sign_in(alice, "wrong")
    assert sign_in(alice, PASSWORD).status_code != 302
    assert sign_in(bob, PASSWORD).status_code == 302


def test_an_address_of_any_length_gets_an_answer(client):
    login = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.de"
    assert client.post("/accounts/login/", {"login": login, "password": "wrong"}).status_code == 200

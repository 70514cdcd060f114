"""The demonstration's doors are there only where nobody can be harmed by them."""

import datetime as dt

import pytest
from django.test import Client

from workflows import assignments
from workflows.engine import available, fire
from workflows.models import OPEN, Clock, Task

pytestmark = pytest.mark.django_db
HERE = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_LANGUAGE": "en"}
DOORS = ["/sign-in-as/", "/shown-states/", "/mailbox/"]


@pytest.fixture
def demonstration(world):
    Clock.objects.update_or_create(id=1, defaults={"demo": True, "offset": dt.timedelta(0)})


@pytest.mark.parametrize("door", DOORS)
def test_they_open_on_this_machine_in_a_demonstration(demonstration, client, door):
    assert client.get(door, **HERE).status_code == 200


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "elsewhere",
    [
        {"HTTP_HOST": "testserver"},
        {"REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_from_elsewhere_they_do_not_exist(demonstration, client, door, elsewhere):
    assert client.get(door, **HERE | elsewhere).status_code == 404


@pytest.mark.parametrize("door", DOORS)
def test_without_the_mark_they_do_not_exist(world, client, door):
    Clock.objects.update(demo=False)
    assert client.get(door, **HERE).status_code == 404


def test_one_click_signs_an_invented_person_in(demonstration, world):
    client = Client(headers={"accept-language": "en"})
    assert f'value="{world.office.pk}"' in client.get("/sign-in-as/", **HERE).content.decode()
    answer = client.post("/sign-in-as/", {"person": world.office.pk}, follow=True, **HERE)
    page = answer.content.decode()
    assert "Petra Lang" in page
    assert "Demonstration: people, projects, amounts and file numbers are invented." in page


def test_people_stand_under_their_body_first_those_for_whom_something_waits(demonstration, client, world, vote):
    ballot, (chair, voter, *_) = vote(), world.steering
    seen = next(offer.seen for offer in available(ballot, by=voter) if offer.move.name == "cast")
    fire(ballot.pk, "cast", by=voter, seen=seen, choice="yes")
    found = client.get("/sign-in-as/", **HERE).context["groups"]
    people = {group["heading"]: [(each["name"], each["tasks"]) for each in group["people"]] for group in found}
    steering = people["Steuerungsgruppe Auental"]
    assert (chair.name, "1 task waits") in steering
    assert [name for name, tasks in steering if not tasks] == [voter.name] == [steering[-1][0]]


@pytest.mark.parametrize("delegated", [False, True])
def test_the_count_is_that_of_the_menu_after_signing_in(demonstration, client, world, idea, delegated):
    task = Task.objects.get(OPEN, process=idea("draft" if delegated else "submitted"))
    if delegated:
        assignments.delegate(task.pk, by=world.author, to=world.lead)
    found = client.get("/sign-in-as/", **HERE).context["groups"]
    shown = {each["id"]: each["tasks"] for group in found for each in group["people"]}
    for person in (world.office, world.author, world.lead):
        client.post("/sign-in-as/", {"person": person.pk}, **HERE)
        counted = client.get("/account/", **HERE).context["open_tasks"]()
        assert shown[person.pk] == {"1": "1 task waits", "": ""}[counted]


def test_nobody_real_is_signed_in_so(demonstration, client, stranger):
    assert client.post("/sign-in-as/", {"person": stranger.pk}, **HERE).status_code == 404

"""The demonstration's list of states: what stands where, and who is signed in to look."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from funding.ideas.opening import open_idea
from funding.ideas.states import S
from workflows.engine import fire
from workflows.models import Clock

pytestmark = pytest.mark.django_db
HERE = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_LANGUAGE": "en"}
ADDRESS = "/shown-states/"


@pytest.fixture
def demonstration(world):
    Clock.objects.update_or_create(id=1, defaults={"demo": True, "offset": dt.timedelta(0)})


def cell(client, state):
    tables = {table["name"]: table for table in client.get(ADDRESS, **HERE).context["tables"]}
    rows = {row["label"]: row["cells"] for row in tables["idea"]["states"]}
    return rows[state.label]


def test_a_state_names_its_first_case_and_how_many_there_are(demonstration, world, client, idea):
    first = idea("submitted")
    second = open_idea(world.region, by=world.author, title="Noch eine", invented=True)
    assert cell(client, S.SUBMITTED) == [(world.region.name, (first.pk, 1))]
    assert cell(client, S.DRAFT) == [(world.region.name, (second.pk, 1))]
    assert cell(client, S.MERGED) == [(world.region.name, None)]


def test_whoever_it_waits_for_is_signed_in_and_sees_it(demonstration, world, idea):
    case, client = idea("submitted"), Client()
    answer = client.post(ADDRESS, {"case": case.pk}, **HERE)
    assert answer.url == f"/cases/{case.pk}/"
    assert client.session["_auth_user_id"] == str(world.office.pk)


def test_a_case_that_waits_for_nobody_is_shown_to_somebody_who_may_read_it(demonstration, world, idea):
    case, client = idea("draft"), Client()
    fire(case.pk, "withdraw", by=world.author, reason="Kein Träger.")
    client.post(ADDRESS, {"case": case.pk}, **HERE)
    assert client.get(f"/cases/{case.pk}/", **HERE).status_code == 200


@pytest.mark.parametrize("wrong", ["", "x", "999999999"])
def test_no_other_case_signs_anybody_in(demonstration, client, wrong):
    assert client.post(ADDRESS, {"case": wrong}, **HERE).status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_is_signed_in_for_a_real_file(demonstration, world, client, idea):
    case = idea("submitted")
    case.dossier.invented = False
    case.dossier.save(update_fields=["invented"])
    assert client.post(ADDRESS, {"case": case.pk}, **HERE).status_code == 404


def test_the_list_takes_the_same_queries_whatever_there_is(demonstration, world, client):
    def queries():
        with CaptureQueriesContext(connection) as sent:
            client.get(ADDRESS, **HERE)
        return len(sent)

    open_idea(world.region, by=world.author, title="Eine", invented=True)
    before = queries()
    for number in range(50):
        open_idea(world.region, by=world.author, title=f"Idee {number}", invented=True)
    assert queries() == before <= 10

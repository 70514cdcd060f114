"""What a person may begin below an award, by page and by API alike."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from rest_framework.test import APIClient

from funding.api.models import ApiToken
from funding.changes.models import Change, Kind
from funding.forwarding.models import Forwarding
from funding.regions.models import Organisation
from workflows import clock
from workflows.models import Case

pytestmark = pytest.mark.django_db
BELOW = ["disbursement", "change", "notification"]


@pytest.fixture
def running(award, today_is):
    today_is("2025-03-03")
    return award("running")


@pytest.fixture
def browser():
    def signed_in(person):
        client = Client(headers={"accept-language": "en"})
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def program():
    def signed_in(person):
        client = APIClient()
        _row, secret = ApiToken.issue(person, "test", ["read", "move"], clock.now() + dt.timedelta(days=9999))
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return signed_in


def sent(**data):
    return {"seen": "0", "key": uuid.uuid4().hex, **data}


def begun(above):
    """Beside its notice, with which it began."""
    below = Case.objects.filter(parent=above).exclude(lifecycle="notice")
    return sorted(below.values_list("lifecycle", flat=True))


def test_the_recipient_finds_all_three_on_the_page_of_the_award(world, running, browser):
    page = browser(world.applicant).get(f"/cases/{running.pk}/").content.decode()
    assert [f'"/cases/{running.pk}/begin/{opens}/"' in page for opens in BELOW] == [True] * 3
    page = browser(world.case_worker).get(f"/cases/{running.pk}/").content.decode()
    assert "/begin/" not in page


def test_what_asks_for_nothing_is_begun_by_its_button(world, running, browser):
    client = browser(world.applicant)
    for opens in ("disbursement", "notification"):
        assert client.post(f"/cases/{running.pk}/begin/{opens}/", sent()).status_code == 302
    assert begun(running) == ["disbursement", "notification"]


def test_a_change_asks_first_what_is_to_change(world, running, browser):
    client, address = browser(world.signatory), f"/cases/{running.pk}/begin/change/"
    page = client.get(address).content.decode()
    assert [f'value="{kind}"' in page for kind in Kind.values] == [True] * 7
    assert client.post(address, sent()).status_code == 422
    same = sent(kind="time")
    places = {client.post(address, same).url for _twice in range(2)}
    assert places == {f"/cases/{Change.objects.get().pk}/"}


def test_the_form_of_a_request_asks_only_for_what_its_kind_changes(world, running, browser):
    client = browser(world.applicant)
    client.post(f"/cases/{running.pk}/begin/change/", sent(kind="account"))
    page = client.get(f"/cases/{Change.objects.get().pk}/edit/").content.decode()
    asked = [name for name in ("iban", "justification", "partner", "amount") if f'name="{name}"' in page]
    assert asked == ["iban", "justification"]


def test_a_program_begins_the_same(world, running, program):
    client = program(world.applicant)
    address = f"/api/v1/cases/{running.pk}/openings/"
    assert [(row["opens"], len(row["inputs"])) for row in client.get(address).json()] == [
        ("disbursement", 0), ("change", 1), ("notification", 0), ("commitment", 6), ("forwarding", 1),
    ]  # fmt: skip
    key = {"HTTP_IDEMPOTENCY_KEY": "k1"}
    answers = [client.post(f"{address}change/", {"data": {"kind": "time"}}, format="json", **key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert {answer.json()["id"] for answer in answers} == {Change.objects.get().pk}
    assert answers[0].json()["state"] == "draft"


@pytest.mark.parametrize(
    ("opens", "data", "status", "key"),
    [
        ("change", {}, 422, "bad_input"),
        ("change", {"kind": "weather"}, 422, "bad_input"),
        ("notification", {"kind": "time"}, 422, "bad_input"),
        ("report", {}, 404, "unknown_opening"),
    ],
)
def test_a_program_is_told_what_is_wrong(world, running, program, opens, data, status, key):
    address = f"/api/v1/cases/{running.pk}/openings/{opens}/"
    answer = program(world.applicant).post(address, {"data": data}, format="json", HTTP_IDEMPOTENCY_KEY="k")
    assert (answer.status_code, answer.json()["key"]) == (status, key)


@pytest.mark.parametrize("opens", BELOW)
def test_others_begin_nothing_and_strangers_find_nothing(world, running, browser, program, opens):
    data, data_sent = ({"kind": "time"}, sent(kind="time")) if opens == "change" else ({}, sent())
    address, page = f"/api/v1/cases/{running.pk}/openings/{opens}/", f"/cases/{running.pk}/begin/{opens}/"
    answers = {}
    for name, person in (("worker", world.case_worker), ("stranger", world.stranger)):
        asked = program(person).post(address, {"data": data}, format="json", HTTP_IDEMPOTENCY_KEY="k")
        answers[name] = (asked.status_code, browser(person).post(page, data_sent).status_code)
    assert answers == {"worker": (403, 409), "stranger": (404, 404)}
    assert begun(running) == []


def test_below_an_award_that_has_ended_nothing_is_offered(world, running, browser):
    Case.objects.filter(pk=running.pk).update(finished=clock.now())
    assert "/begin/" not in browser(world.applicant).get(f"/cases/{running.pk}/").content.decode()
    assert browser(world.applicant).post(f"/cases/{running.pk}/begin/notification/", sent()).status_code == 409
    assert browser(world.applicant).get(f"/cases/{running.pk}/begin/report/").status_code == 404


def test_a_forwarding_asks_first_to_whom(world, award, browser, today_is):
    today_is("2025-03-03")
    running = award("running", forwarding_to="Gesundheitsverein Auental")
    to = Organisation.objects.create(name="Gesundheitsverein Auental", kind="association", state="NI", calendar="NI")
    client, address = browser(world.applicant), f"/cases/{running.pk}/begin/forwarding/"
    assert f'value="{to.pk}"' in client.get(address).content.decode()
    assert client.post(address, sent()).status_code == 422
    assert client.post(address, sent(final_recipient=str(to.pk))).url == f"/cases/{Forwarding.objects.get().pk}/"
    assert browser(world.stranger).post(address, sent(final_recipient=str(to.pk))).status_code == 404

"""A program reads which law counts and begins to enter another fact of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.bodies.appointments import staff
from funding.data.loading import load_law
from funding.enactments.models import Enactment
from funding.law.models import LawEntry
from funding.regions.models import Organisation
from tests.funding.enactments.conftest import RATE

pytestmark = pytest.mark.django_db
KEY = {"HTTP_IDEMPOTENCY_KEY": "abc"}


@pytest.fixture(autouse=True)
def _in_january(world, today_is) -> None:
    load_law()
    today_is("2026-01-12")


def test_every_rule_is_read_with_its_source_and_what_nobody_has_entered_is_null(world, client_of):
    rows = client_of(world.author).get("/api/v1/law/").json()["results"]
    rates = {row["valid_from"]: row["value"] for row in rows if row["key"] == "base_rate"}
    assert (rates["2025-07-01"], rates["2026-01-01"]) == ("1.27", None)


def test_a_case_worker_begins_an_entry_and_goes_on_with_its_moves(world, client_of):
    client = client_of(world.case_worker)
    answer = client.post("/api/v1/law/", {"kind": "base_rate"}, format="json", **KEY)
    again = client.post("/api/v1/law/", {"kind": "base_rate"}, format="json", **KEY)
    case = Enactment.objects.get()
    assert (answer.status_code, answer.json()["id"], again.json()["id"]) == (201, case.pk, case.pk)
    address = f"/api/v1/cases/{case.pk}/moves/enter/"
    sent = client.post(address, {"seen": 1, "data": RATE}, format="json", HTTP_IDEMPOTENCY_KEY="def")
    assert (sent.status_code, Enactment.objects.get().value) == (200, "1.27")


def test_who_works_for_two_authorities_says_for_which(world, client_of):
    other = Organisation.objects.create(name="Andere Behörde", kind="authority", state="NI", calendar="NI")
    staff("case_worker", other.place, world.case_worker, dt.date(2021, 1, 1))
    client = client_of(world.case_worker)
    answer = client.post("/api/v1/law/", {"kind": "rule"}, format="json", **KEY)
    assert (answer.status_code, answer.json()["field"], Enactment.objects.count()) == (422, "authority", 0)
    client.post("/api/v1/law/", {"kind": "rule", "authority": other.pk}, format="json", **KEY)
    assert Enactment.objects.get().authority == other


def test_others_are_told_who_may(world, client_of):
    answer = client_of(world.approver).post("/api/v1/law/", {"kind": "rule"}, format="json", **KEY)
    assert (answer.status_code, answer.json()["key"], Enactment.objects.count()) == (403, "not_yours", 0)


def test_a_token_that_only_reads_begins_nothing(world, client_of):
    answer = client_of(world.case_worker, "read").post("/api/v1/law/", {"kind": "rule"}, format="json", **KEY)
    assert (answer.status_code, Enactment.objects.count()) == (403, 0)


def test_the_list_sends_the_same_with_few_rows_and_with_fifty_more(world, client_of):
    client = client_of(world.author)

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/api/v1/law/").status_code == 200
        return len(queries)

    statements()
    one = statements()
    LawEntry.objects.bulk_create(
        LawEntry(jurisdiction="NI", key="appeal_months", valid_from=f"20{number:02}-01-01", value=1)
        for number in range(50)
    )
    assert statements() == one

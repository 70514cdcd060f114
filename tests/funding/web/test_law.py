"""Everybody reads which law counts, since when, from which source; two persons of an authority enter what is new."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.data.loading import load_law
from funding.enactments.models import Enactment
from funding.law.models import LawEntry
from tests.funding.enactments import conftest as enactments
from tests.funding.web.conftest import carried_by
from workflows.models import Case, Holiday

pytestmark = pytest.mark.django_db
enactment = enactments.enactment


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _in_january(world, today_is) -> None:
    load_law()
    today_is("2026-01-12")


def rates(page) -> list[tuple[str, str]]:
    rule = next(each for each in page.context["rules"] if each["name"] == "Base rate, per cent a year")
    return [(row["title"], str(row["badge"]["words"])) for row in rule["rows"]][:3]


def test_everybody_signed_in_reads_what_counts_since_when_and_from_where(world, as_person, enactment):
    page = as_person(world.author).get("/law/")
    assert rates(page) == [
        ("Germany: not entered", "not entered"),
        ("Germany: 1,27", "counted before"),
        ("Germany: 2,27", "counted before"),
    ]
    enactment("released")
    assert rates(as_person(world.author).get("/law/")) == [
        ("Germany: not entered", "does not count yet"),
        ("Germany: 1,27", "in force"),
        ("Germany: 1,27", "counted before"),
    ]
    assert enactments.RATE["source"] in text(as_person(world.author).get("/law/"))


def test_what_is_on_its_way_is_seen_by_those_who_read_it(world, as_person, enactment):
    case = enactment("proposed", "holiday")
    assert [row["href"] for row in as_person(world.approver).get("/law/").context["on_the_way"]] == [
        f"/cases/{case.pk}/"
    ]
    page = as_person(world.author).get("/law/")
    assert (page.context["on_the_way"], page.context["begin_href"]) == ([], "")
    assert as_person(world.author).get(f"/cases/{case.pk}/").status_code == 404


def test_a_case_worker_begins_an_entry_and_fills_it_in(world, as_person):
    client = as_person(world.case_worker)
    assert "/law/new/" in text(client.get("/law/"))
    begun = {**carried_by(text(client.get("/law/new/"))), "kind": "base_rate", "authority": world.authority.pk}
    answer = client.post("/law/new/", begun)
    case = Enactment.objects.get()
    assert answer.url == f"/cases/{case.pk}/enter/"
    page = text(client.get(answer.url))
    assert 'name="value"' in page
    assert 'name="named"' not in page
    entered = {**carried_by(page), "valid_from": "01.01.2026", "value": "1,27", "source": "Bundesbank"}
    assert client.post(answer.url, entered).status_code == 302
    assert Enactment.objects.get().value == "1.27"


def test_what_is_wrong_is_said_at_its_field(world, as_person, enactment):
    client, case = as_person(world.case_worker), enactment("begun")
    address = f"/cases/{case.pk}/enter/"
    sent = {**carried_by(text(client.get(address))), "valid_from": "01.01.2026", "value": "127", "source": "x"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors["value"] == [
        "Enter a rate from -5 to 15 with at most two decimal places, like 1,27."
    ]


def test_the_second_person_sees_what_the_entry_corrects(world, as_person, enactment):
    enactment("released")
    case = enactment("proposed", **{**enactments.RATE, "value": "1,72", "source": "Berichtigung"})
    content = as_person(world.approver).get(f"/cases/{case.pk}/").context["content"]
    said = {row["term"]: row["value"] for row in content}
    assert (said["What the law says"], said["Source"]) == ("1.72", "Berichtigung")
    assert said["Counted before"] == f"1,27 ({enactments.RATE['source']})"


def test_without_a_kind_nothing_begins(world, as_person):
    client = as_person(world.case_worker)
    sent = {**carried_by(text(client.get("/law/new/"))), "authority": world.authority.pk}
    assert (client.post("/law/new/", sent).status_code, Case.objects.count()) == (422, 0)


def test_for_others_there_is_no_such_page(world, as_person):
    assert as_person(world.approver).get("/law/new/").status_code == 404
    assert as_person(world.approver).post("/law/new/", {}).status_code == 404


def test_holidays_that_no_calendar_knows_are_listed(world, as_person, enactment):
    enactment("released", "holiday")
    found = as_person(world.author).get("/law/").context["holidays"]
    assert [(row["title"], row["about"]) for row in found] == [
        ("Tag der Befreiung", "Lower Saxony · 8 May 2026 · Nds. GVBl. 3/2026")
    ]


def test_the_page_sends_the_same_with_few_rows_and_with_fifty_more(world, as_person, enactment):
    client = as_person(world.case_worker)

    def statements() -> int:
        client.get("/account/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/law/").status_code == 200
        return len(queries)

    enactment("proposed")
    one = statements()
    LawEntry.objects.bulk_create(
        LawEntry(jurisdiction="NI", key="appeal_months", valid_from=f"20{number:02}-01-01", value=1)
        for number in range(50)
    )
    Holiday.objects.bulk_create(
        Holiday(calendar="NI", day=dt.date(2030, 1, 1) + dt.timedelta(days=number), name="x") for number in range(50)
    )
    assert statements() == one
    assert one <= 10

"""My due days in my own calendar program, at a secret address."""

import datetime as dt

import pytest
from icalendar import Calendar

from funding.web.models import CalendarLink
from workflows.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(world, as_person):
    """Made by the office on its page."""
    page = as_person(world.office).post("/account/calendar/", {"act": "make"})
    return page.context["address"].partition("127.0.0.1:8000")[2]


def entries(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return [{name: str(entry[name].to_ical().decode()) for name in ("uid", "summary", "url")} | {
        "on": entry["dtstart"].dt} for entry in Calendar.from_ical(answer.content).walk("VEVENT")]  # fmt: skip


def test_a_calendar_program_reads_the_due_days_and_no_title(world, idea, client, address):
    case = idea("submitted")
    task = Task.objects.get(process=case, desk__isnull=False)
    task.due_on = dt.date(2026, 12, 4)
    task.save(update_fields=["due_on"])
    found = entries(client, address)
    assert [(entry["on"], entry["summary"]) for entry in found] == [
        (dt.date(2026, 12, 4), f"{case.dossier.number}: Idee einer Arbeitsgruppe zuordnen")
    ]
    assert found[0]["url"].endswith(f"/cases/{case.pk}/")
    assert case.title not in client.get(address).content.decode()


def test_the_secret_is_shown_once_and_kept_as_its_hash(world, as_person, address):
    secret = address.partition("key=")[2]
    assert len(secret) == 43
    assert secret not in str(list(CalendarLink.objects.values()))
    page = as_person(world.office).get("/account/calendar/").content.decode()
    assert secret not in page
    assert "It cannot be shown again." in page


def test_a_new_address_ends_the_old_one_and_an_ended_one_shows_nothing(world, client, as_person, address):
    browser = as_person(world.office)
    newer = browser.post("/account/calendar/", {"act": "make"}).context["address"].partition(":8000")[2]
    assert (client.get(address).status_code, client.get(newer).status_code) == (404, 200)
    browser.post("/account/calendar/", {"act": "end"})
    assert client.get(newer).status_code == 404


@pytest.mark.parametrize("key", ["", "?key=", "?key=x", "?key=%00", "?key=%ff"])
def test_without_the_secret_there_is_nothing(db, client, key):
    assert client.get(f"/calendar.ics{key}").status_code == 404


def test_who_may_no_longer_sign_in_is_not_read_either(world, client, address):
    type(world.office).objects.filter(pk=world.office.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_the_address_opens_nothing_else(world, client, address):
    key = address.partition("?")[2]
    assert client.get(f"/?{key}").status_code == 302
    assert client.get(f"/account/calendar/?{key}").status_code == 302

"""The backward calendar as the region reads it: each step's last day, slack, state in words and calculation."""

import datetime as dt

import pytest

from funding.meetings.opening import plan_meeting
from funding.web.backward import next_cutoff
from workflows.engine import fire
from workflows.models import Case, Holiday

pytestmark = pytest.mark.django_db


def rows(answer) -> list[tuple[str, str, str]]:
    return [(str(row["title"]), row["last"].isoformat(), row["badge"]["words"]) for row in answer.context["rows"]]


def test_an_idea_sees_what_is_done_what_is_next_and_how_each_day_was_calculated(world, idea, as_person, today_is):
    today_is("2024-03-04")
    case = idea("in_working_group")
    page = as_person(world.office).get(f"/cases/{case.pk}/")
    assert f"/cases/{case.pk}/backward/" in page.content.decode()
    answer = as_person(world.office).get(f"/cases/{case.pk}/backward/")
    assert answer.context["cutoff"] == dt.date(2024, 9, 15)
    assert rows(answer) == [
        ("Submit the idea", "2024-08-14", "done"),
        ("Assign the idea to a working group", "2024-08-14", "done"),
        ("Working group recommends", "2024-08-14", "in time"),
        ("Put it on the agenda of the steering group", "2024-08-14", "in time"),
        ("Invite the steering group", "2024-08-14", "in time"),
        ("Steering group meets and resolves", "2024-08-29", "in time"),
        ("Circulate the minutes", "2024-08-29", "in time"),
        ("Release the application within the organisation", "2024-09-13", "in time"),
        ("Submit the application", "2024-09-15", "in time"),
    ]
    steps = answer.context["rows"][4]["steps"]
    assert steps[0]["text"].startswith("14 days between sending and Thursday, 29 August 2024")
    assert [row["next"] for row in answer.context["rows"]].index(True) == 2


@pytest.mark.parametrize(
    ("today", "recommend", "submit", "missed"),
    [
        ("2024-07-15", "tight", "in time", None),
        ("2024-08-14", "tight", "in time", None),
        ("2024-08-15", "impossible by now", "no longer reachable", "Working group recommends"),
    ],
)
def test_it_gets_tight_and_then_impossible(world, idea, as_person, today_is, today, recommend, submit, missed):
    today_is("2024-03-04")
    case = idea("in_working_group")
    today_is(today)
    answer = as_person(world.office).get(f"/cases/{case.pk}/backward/")
    found = {title: words for title, _last, words in rows(answer)}
    assert (found["Working group recommends"], found["Submit the application"]) == (recommend, submit)
    assert (answer.context["missed"] and answer.context["missed"]["step"]) == missed
    assert (
        answer.context["rows"][2]["slack"]
        == {
            "2024-07-15": "22 working days left",
            "2024-08-14": "0 working days left",
            "2024-08-15": "1 working day too late",
        }[today]
    )


def test_a_local_holiday_moves_the_days_before_it(world, idea, as_person, today_is):
    today_is("2024-03-04")
    case = idea("in_working_group")
    Holiday.objects.create(calendar=world.region.calendar, day=dt.date(2024, 8, 14), name="Stadtfest")
    found = rows(as_person(world.office).get(f"/cases/{case.pk}/backward/"))
    assert found[4][1] == "2024-08-13"


def test_a_programme_shows_the_days_for_a_region(world, as_person, today_is):
    today_is("2024-03-04")
    client = as_person(world.author)
    assert "rows" not in client.get("/programmes/ni-2021/backward/").context
    answer = client.get(f"/programmes/ni-2021/backward/?region={world.region.pk}&year=2026")
    assert answer.context["cutoff"] == dt.date(2025, 9, 15)
    assert answer.context["rows"][0]["good"] is not None


def test_where_no_cut_off_is_set_the_page_says_so(world, idea, as_person):
    case = idea("in_working_group")
    answer = as_person(world.office).get(f"/cases/{case.pk}/backward/")
    assert (answer.context["cutoff_is_set"], "rows" in answer.context) == (False, False)


def test_an_ended_or_foreign_case_has_none(world, idea, as_person):
    case = idea("draft")
    assert as_person(world.applicant).get(f"/cases/{case.pk}/backward/").status_code == 404
    fire(case.pk, "withdraw", by=world.author, reason="Doch nicht.")
    assert as_person(world.author).get(f"/cases/{case.pk}/backward/").status_code == 404


def test_an_application_sees_the_days_before_the_committees_next_meeting(world, application, as_person):
    case = application("submitted")
    client = as_person(world.case_worker)
    assert client.get(f"/cases/{case.pk}/backward/").context["no_meeting"]
    day = dt.date(2024, 9, 12)
    plan_meeting(world.committee, by=world.case_worker, meets_on=day, begins_at="10:00", place="Hannover")
    answer = client.get(f"/cases/{case.pk}/backward/")
    assert rows(answer) == [
        ("Application is complete at the authority", "2024-08-28", "in time"),
        ("Application is ready for the committee", "2024-08-28", "in time"),
        ("Invite the committee", "2024-08-28", "in time"),
        ("Committee meets", "2024-09-12", "in time"),
    ]
    assert answer.context["rows"][0]["good"] == dt.date(2024, 7, 17)


@pytest.mark.parametrize(("to", "seen"), [("complete", [200, 200]), ("ready", [404, 200])])
def test_who_does_not_read_the_decision_on_the_grant_does_not_see_by_it_where_that_stands(
    world, application, as_person, to, seen
):
    case = application(to)
    for person, status in zip((world.signatory, world.case_worker), seen, strict=True):
        assert as_person(person).get(f"/cases/{case.pk}/backward/").status_code == status
        assert ("/backward/" in as_person(person).get(f"/cases/{case.pk}/").content.decode()) == (status == 200)


def test_the_next_cut_off_is_the_first_that_has_not_passed():
    assert next_cutoff("09-15 preceding year", dt.date(2024, 9, 15)) == dt.date(2024, 9, 15)
    assert next_cutoff("09-15 preceding year", dt.date(2024, 9, 16)) == dt.date(2025, 9, 15)
    assert next_cutoff("03-31 same year", dt.date(2024, 3, 31)) == dt.date(2024, 3, 31)


def test_periods_that_lead_to_years_without_known_holidays_are_said_to(world, idea, as_person):
    case = idea("in_working_group")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "cutoff": "09-15 same year", "agenda_days": 9999,
                                                  "working_group_days": 9999})  # fmt: skip
    answer = as_person(world.office).get(f"/cases/{case.pk}/backward/")
    assert (answer.status_code, answer.context["too_far_back"]) == (200, True)

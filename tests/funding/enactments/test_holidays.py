"""A holiday, of a state or at one seat, counts the running days anew."""

import datetime as dt

import pytest

from funding.enactments.opening import watch_law
from funding.regions.models import Region
from tests.funding.asking import refusal, state
from tests.funding.enactments.conftest import HOLIDAY, RULE, both_case_workers, event, told
from workflows.engine import fire
from workflows.models import Case, Event, Holiday

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(world, enactment) -> Case:
    """A draft, whose fortnight ends on 26 January."""
    return enactment("draft", "rule", **RULE)


def due(case) -> dt.date:
    return case.deadlines.get(closed_at=None).due_on


def test_a_holiday_counts_the_running_days_anew_and_each_case_says_so(world, enactment, running):
    case = enactment("released", "holiday", **{**HOLIDAY, "valid_from": "2026-01-26"})
    assert (state(case), due(running)) == ("counting", dt.date(2026, 1, 26))
    assert (watch_law(), state(case), due(running)) == (2, "in_force", dt.date(2026, 1, 27))
    assert event(running, "deadline.recount")["counted_again"] == [
        {"kind": "draft", "before": "2026-01-26", "counted": "2026-01-27", "moved": True}
    ]
    assert event(case, "note_count") == {"cases": 1, "failed": []}
    assert told(case, "enactment.counted") == both_case_workers(world)


def test_a_day_that_has_passed_is_not_counted_anew(world, enactment, running, today_is):
    today_is("2026-01-27")
    enactment("released", "holiday", **{**HOLIDAY, "valid_from": "2026-01-26"})
    watch_law()
    assert (due(running), Event.objects.filter(move="deadline.recount").count()) == (dt.date(2026, 1, 26), 0)


def test_a_holiday_is_taken_out_again_and_the_days_move_back(world, enactment, running):
    day = {**HOLIDAY, "valid_from": "2026-01-26"}
    enactment("released", "holiday", **day)
    watch_law()
    case = enactment("released", "holiday", **{**day, "taken_out": True, "source": "Nds. GVBl. 4/2026"})
    watch_law()
    assert (Holiday.objects.count(), due(running)) == (0, dt.date(2026, 1, 26))
    assert event(case, "release")["before"] == {"value": "Tag der Befreiung", "source": ""}
    again = enactment("draft", "holiday", **{**day, "taken_out": True})
    assert refusal(again, "propose", by=world.case_worker) == "nothing_changes"


def test_counting_ends_only_once_it_is_done(world, enactment):
    from workflows.lifecycle import CLOCK  # noqa: PLC0415

    case = enactment("released", "holiday")
    assert refusal(case, "note_count", by=CLOCK) == "still_counting"


def test_a_holiday_at_one_seat_counts_there_every_year_in_what_runs_and_in_what_begins(world, enactment, running):
    local = {
        "organisation": world.authority.pk,
        "valid_from": "2026-01-26",
        "named": "Stadtpatron",
        "source": "Ortsrecht",
    }
    watch_law()
    case = enactment("released", "local_holiday", **local)
    watch_law()
    assert (state(case), due(running)) == ("in_force", dt.date(2026, 1, 27))
    assert Case.objects.get(pk=running.pk).calendar == f"{world.authority.calendar} 01-26"
    assert event(running, "deadline.recount")["calendar"] == f"{world.authority.calendar} 01-26"
    world.authority.refresh_from_db()
    assert world.authority.local_holidays == ["01-26"]
    enactment("released", "local_holiday", **{**local, "taken_out": True})
    watch_law()
    assert (due(running), Case.objects.get(pk=running.pk).calendar) == (
        dt.date(2026, 1, 26),
        world.authority.calendar,
    )


def at_this_seat(world, day: str, **more: object) -> dict:
    return {
        "organisation": world.authority.pk,
        "valid_from": day,
        "named": "Stadtpatron",
        "source": "Ortsrecht",
        **more,
    }


def test_two_days_of_one_seat_released_before_they_are_counted_move_its_cases_on(world, enactment, running):
    """The one proposed first is released last."""
    watch_law()
    last = enactment("proposed", "local_holiday", **at_this_seat(world, "2026-01-27"))
    first = enactment("released", "local_holiday", **at_this_seat(world, "2026-01-26"))
    fire(last.pk, "release", by=world.approver)
    watch_law()
    assert (due(running), Case.objects.get(pk=running.pk).calendar) == (
        dt.date(2026, 1, 28),
        f"{world.authority.calendar} 01-26 01-27",
    )
    assert [state(each) for each in (first, last)] == ["in_force", "in_force"]


def test_a_day_taken_out_within_the_hour_leaves_the_cases_as_they_were(world, enactment, running):
    watch_law()
    enactment("released", "local_holiday", **at_this_seat(world, "2026-01-26"))
    enactment("released", "local_holiday", **at_this_seat(world, "2026-01-26", taken_out=True))
    watch_law()
    assert (due(running), Case.objects.get(pk=running.pk).calendar) == (
        dt.date(2026, 1, 26),
        world.authority.calendar,
    )


def test_a_region_with_days_of_its_own_gets_the_day_of_its_leads_seat(world, enactment, idea):
    Region.objects.filter(pk=world.region.pk).update(lead=world.authority, local_holidays=["06-24"])
    case, state_of_it = idea("submitted"), world.region.calendar
    Case.objects.filter(pk=case.pk).update(calendar=f"{state_of_it} 06-24")
    enactment("released", "local_holiday", **at_this_seat(world, "2026-01-26"))
    watch_law()
    assert Case.objects.get(pk=case.pk).calendar == f"{state_of_it} 01-26 06-24"

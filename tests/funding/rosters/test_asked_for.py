"""What programme and standing orders ask of a body: no bench above its share of the seats, enough meetings."""

import datetime as dt
from fractions import Fraction

import pytest

from funding.bodies.models import Body, StandingOrders
from funding.bodies.queries import BenchShare, bench_shares
from funding.meetings.frequency import Frequency, frequency
from funding.programmes.models import ProgrammeVersion
from funding.regions.models import Region
from funding.rosters.models import Roster
from tests.funding.meetings.conftest import meeting, seats
from workflows.engine import fire

__all__ = ["meeting", "seats"]
pytestmark = pytest.mark.django_db
TODAY = dt.date(2024, 6, 10)


def orders_name(body, cap):
    for orders in StandingOrders.objects.filter(body=body, decision_kind=""):
        orders.rule = {**orders.rule, "group_cap": cap}
        orders.save()


def programme_names(monkeypatch, **values):
    """A published version is never changed in the database, so it reads differently here."""
    before = ProgrammeVersion.from_db.__func__

    def from_db(cls, *args):
        version = before(cls, *args)
        for key, value in values.items():
            version.terms.setdefault("values", {})[key] = {"value": value, "verified": True}
        return version

    monkeypatch.setattr(ProgrammeVersion, "from_db", classmethod(from_db))


def over(body):
    return [each.bench for each in bench_shares(body, TODAY) if each.over]


@pytest.mark.parametrize(
    ("filled", "of", "cap", "most", "is_over"),
    [(3, 7, "49/100", 3, False), (4, 7, "49/100", 3, True), (1, 2, "1/2", 1, False), (2, 3, "2/3", 2, False)],
)
def test_the_share_is_counted_in_whole_seats(filled, of, cap, most, is_over):
    share = BenchShare("doctors", filled, of, Fraction(cap))
    assert (share.most, share.over) == (most, is_over)


def test_where_nobody_names_a_highest_share_no_bench_has_too_much(world):
    orders_name(world.steering_group, None)
    assert bench_shares(world.steering_group, TODAY) == []


def test_a_bench_with_more_than_its_share_is_named(world):
    body, numbers = world.steering_group, [1, 2, 3, 4]
    orders_name(body, "49/100")
    assert over(body) == []
    body.seats.filter(number__in=numbers).update(bench="doctors")
    assert over(body) == ["doctors"]


def test_of_programme_and_standing_orders_the_lower_share_counts(world, monkeypatch):
    orders_name(world.steering_group, "1/2")
    programme_names(monkeypatch, bench_cap="1/10")
    assert {each.cap for each in bench_shares(world.steering_group, TODAY)} == {Fraction(1, 10)}
    programme_names(monkeypatch, bench_cap="9/10")
    assert {each.cap for each in bench_shares(world.steering_group, TODAY)} == {Fraction(1, 2)}


def test_the_page_of_the_body_warns_with_the_numbers(world, today_is, as_person):
    today_is("2024-06-10")
    orders_name(world.steering_group, "49/100")
    world.steering_group.seats.filter(number__in=[1, 2, 3, 4]).update(bench="doctors")
    roster = Roster.objects.get(body=world.steering_group)
    page = as_person(world.office).get(f"/cases/{roster.pk}/")
    rows = [each for each in page.context["roster"]["benches"] if each["lacks"] == "more than its share"]
    assert [each["value"] for each in rows] == ["4 of 7 filled seats; at most 49/100, that is 3"]
    assert "more than its share" in page.content.decode()


def test_meetings_count_that_were_held_in_the_year(world, meeting, today_is):
    days = {"first": dt.date(2024, 1, 1), "last": dt.date(2024, 12, 31)}
    held = meeting("invited")
    assert frequency(world.steering_group, dt.date(2024, 6, 26)) == Frequency(2, 0, **days)
    today_is("2024-06-26")
    fire(held.pk, "open_meeting", by=world.chair, seats=list(held.body.seats.values_list("pk", flat=True)))
    fire(held.pk, "close", by=world.chair)
    found = frequency(world.steering_group, dt.date(2024, 6, 26))
    assert (found, found.missing) == (Frequency(2, 1, **days), 1)
    assert frequency(world.steering_group, dt.date(2025, 1, 1)).held == 0


def test_conferences_are_the_meetings_of_the_forum_as_long_as_the_programme_counts(world):
    forum = Body.objects.create(region=world.region, name="Gesundheitsforum", kind="forum")
    assert frequency(forum, TODAY) == Frequency(2, 0, dt.date(2021, 1, 1), dt.date(2025, 12, 31))
    assert frequency(world.committee, TODAY) is None


def test_where_the_programme_asks_for_no_meetings_none_are_missing(world):
    Region.objects.filter(pk=world.region.pk).update(programme="generic")
    assert frequency(Body.objects.get(pk=world.steering_group.pk), TODAY) is None

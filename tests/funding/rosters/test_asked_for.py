"""What programme and standing orders ask of a body: no bench above its share of the seats, enough meetings."""

import datetime as dt
from fractions import Fraction

import pytest

from funding.bodies.models import Body, StandingOrders
from funding.bodies.queries import BenchShare, bench_shares, standing_orders
from funding.decisions.models import Decision
from funding.meetings.frequency import Frequency, frequency
from funding.programmes.queries import version_on
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from tests.funding.applications.story import vote_of
from tests.funding.meetings.conftest import meeting, seats
from workflows.engine import fire

__all__ = ["meeting", "seats"]
pytestmark = pytest.mark.django_db
TODAY, MEETS_ON = dt.date(2024, 6, 10), dt.date(2024, 6, 26)


def orders_name(body, cap):
    """Standing orders are never changed: later ones take their place."""
    before = standing_orders(body, "", TODAY)
    rule = {**before.rule, "group_cap": cap}
    StandingOrders.objects.create(
        body=body, valid_from=dt.date(2024, 5, 1), rule=rule, procedure=before.procedure, circular_days=3
    )


def asking(world, **values):
    """The region's version of the programme, as if it set these values; never saved."""
    version = version_on(world.region.programme, TODAY)
    for key, value in values.items():
        version.terms["values"][key] = {"value": value, "verified": True}
    return version


def over(world, **values):
    return [each.bench for each in bench_shares(world.steering_group, asking(world, **values), TODAY) if each.over]


def many_doctors(world):
    world.steering_group.seats.filter(number__in=[1, 2, 3, 4]).update(bench="doctors")


@pytest.mark.parametrize(
    ("filled", "of", "cap", "most", "is_over"),
    [(3, 7, "49/100", 3, False), (4, 7, "49/100", 3, True), (1, 2, "1/2", 1, False), (2, 3, "2/3", 2, False)],
)
def test_the_share_is_counted_in_whole_seats(filled, of, cap, most, is_over):
    share = BenchShare("doctors", filled, of, Fraction(cap))
    assert (share.most, share.over) == (most, is_over)


def test_where_nobody_names_a_highest_share_no_bench_has_too_much(world):
    many_doctors(world)
    assert bench_shares(world.steering_group, asking(world), TODAY) == []


def test_a_bench_with_more_than_its_share_is_named(world):
    assert over(world, bench_cap="49/100") == []
    many_doctors(world)
    assert over(world, bench_cap="49/100") == ["doctors"]


def test_of_programme_and_standing_orders_the_lower_share_counts(world):
    orders_name(world.steering_group, "1/2")
    for named, counts in (("1/10", Fraction(1, 10)), ("9/10", Fraction(1, 2))):
        found = bench_shares(world.steering_group, asking(world, bench_cap=named), TODAY)
        assert {each.cap for each in found} == {counts}


def test_the_page_of_the_body_warns_with_the_numbers(world, today_is, as_person):
    today_is("2024-06-10")
    orders_name(world.steering_group, "49/100")
    many_doctors(world)
    watch_rosters()
    roster = Roster.objects.get(body=world.steering_group)
    page = as_person(world.office).get(f"/cases/{roster.pk}/")
    rows = [each for each in page.context["roster"]["benches"] if each["lacks"] == "more than its share"]
    assert [each["value"] for each in rows] == ["4 of 7 filled seats; at most 49/100, that is 3"]
    assert "more than its share" in page.content.decode()


def test_a_vote_says_that_a_bench_held_too_much_and_is_held_all_the_same(world, idea, as_person):
    orders_name(world.steering_group, "49/100")
    many_doctors(world)
    vote = vote_of(idea("on_agenda"))
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    decision = Decision.objects.get(pk=vote.pk)
    assert decision.events.get(move="open_vote").facts["overweight"] == [{"bench": "doctors", "held": 4, "of": 7}]
    page = as_person(world.office).get(f"/cases/{vote.pk}/").content.decode()
    assert "Doctors held 4 of 7 filled seats, at most 3 are allowed (49/100)." in page


def test_meetings_count_that_were_held_in_the_year(world, meeting, today_is):
    days = {"first": dt.date(2024, 1, 1), "last": dt.date(2024, 12, 31)}
    held, version, body = meeting("invited"), asking(world), world.steering_group
    assert frequency(body, version, MEETS_ON) == Frequency(2, 0, **days)
    today_is("2024-06-26")
    fire(held.pk, "open_meeting", by=world.chair, seats=list(held.body.seats.values_list("pk", flat=True)))
    fire(held.pk, "close", by=world.chair)
    found = frequency(body, version, MEETS_ON)
    assert (found, found.missing) == (Frequency(2, 1, **days), 1)
    assert frequency(body, version, dt.date(2025, 1, 1)).held == 0


def test_conferences_are_the_meetings_of_the_forum_as_long_as_the_programme_counts(world):
    forum = Body.objects.create(region=world.region, name="Gesundheitsforum", kind="forum")
    assert frequency(forum, asking(world), TODAY) == Frequency(2, 0, dt.date(2021, 1, 1), dt.date(2025, 12, 31))
    assert frequency(world.committee, asking(world), TODAY) is None


def test_where_the_programme_asks_for_no_meetings_none_are_missing(world):
    assert frequency(world.steering_group, asking(world, steering_meetings=None), TODAY) is None

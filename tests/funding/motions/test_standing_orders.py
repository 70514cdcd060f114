"""A body gives itself standing orders under those in force."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from funding.bodies.models import StandingOrders
from funding.bodies.queries import standing_orders
from funding.motions.models import Motion
from tests.funding.asking import names_told, refusal, state, wrong
from tests.funding.motions.story import fall
from workflows import clock
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db


def test_a_body_gives_itself_standing_orders_under_those_in_force(world, motion, decided):
    before = standing_orders(world.steering_group, "", clock.today())
    case = motion("standing_orders", from_on="2024-07-01", circular_days=21)
    vote = decided(case)
    assert vote.orders["id"] == before.pk
    assert standing_orders(world.steering_group, "", dt.date(2024, 6, 30)) == before
    made = standing_orders(world.steering_group, "", dt.date(2024, 7, 1))
    assert (made.rule["majority"], made.rule["tie"], made.circular_days) == (
        {"at_least": "2/3", "of": "cast"},
        "rejected",
        21,
    )
    kept = ("ballots_changeable", "early_close", "challenge_days", "second_meeting", "procedure")
    assert [getattr(made, name) for name in kept] == [getattr(before, name) for name in kept]
    assert Motion.objects.get(pk=case.pk).adopted_orders == made


def test_everything_written_orders_say_beside_the_rule_can_be_resolved(world, motion, decided):
    before = standing_orders(world.steering_group, "", clock.today())
    wanted = {
        "urgent_majority": "3/4", "ballot": "hidden", "secret_minimum": 7,
    }  # fmt: skip
    flags = ("second_meeting", "video", "complete_only", "ballots_changeable", "early_close")
    turned = {name: "no" if getattr(before, name) else "yes" for name in flags}
    case = motion("standing_orders", from_on="2024-07-01", reconsidered_by="two_thirds", **wanted, **turned)
    vote = decided(case)
    made = standing_orders(world.steering_group, "", dt.date(2024, 7, 1))
    assert {name: getattr(made, name) for name in wanted} == wanted
    assert {name: getattr(made, name) for name in flags} == {name: not getattr(before, name) for name in flags}
    assert (made.reconsideration, "3/4" in vote.papers["summary"]) == ("two_thirds", True)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"quorum": "two_thirds"}, {"quorum": {"at_least": "2/3", "minimum": 3, "of": "filled", "checked": "vote"}}),
        ({"participation": "all"}, {"circular": {"participation": {"at_least": "1/1"}}}),
        ({"silence": "rejects"}, {"circular": {"silence": "rejects"}}),
        ({"objections": 2}, {"circular": {"objection": "aborts", "objections": 2}}),
        ({"objections": 0}, {"circular": {"objection": "ignored", "objections": 1}}),
    ],
)
def test_quorum_participation_silence_and_objections_can_be_resolved(world, motion, decided, wanted, said):
    before = standing_orders(world.steering_group, "", clock.today()).rule
    decided(motion("standing_orders", from_on="2024-07-01", majority="simple", tie=before["tie"], **wanted))
    made = standing_orders(world.steering_group, "", dt.date(2024, 7, 1)).rule
    assert made == {**before, **said, "circular": {**before["circular"], **said.get("circular", {})}}


def test_two_standing_orders_of_one_day_follow_each_other(world, motion, decided):
    first, second = motion("standing_orders"), motion("standing_orders", majority="seats")
    decided(first)
    decided(second)
    days = [Motion.objects.get(pk=each.pk).adopted_orders.valid_from for each in (first, second)]
    assert days == [dt.date(2024, 6, 3), dt.date(2024, 6, 4)]


def test_standing_orders_that_cannot_be_applied_are_not_put_to_the_vote(world, motion):
    case = motion("standing_orders")
    assert wrong(case, "draft_orders", by=world.office, secret="manchmal") == "secret"
    assert wrong(case, "draft_orders", by=world.office, urgent_majority="4/3") == "urgent_majority"
    assert wrong(case, "draft_orders", by=world.office, secret_minimum=2) == "secret_minimum"
    assert wrong(case, "draft_orders", by=world.office, circular_days=99_999) == "circular_days"
    StandingOrders.objects.all().delete()
    assert refusal(case, "draft_orders", by=world.office, tie="chair") == "no_standing_orders"


@pytest.mark.parametrize(("from_on", "left"), [("2024-07-01", []), (None, [dt.date(2024, 6, 3)])])
def test_when_the_resolution_falls_the_standing_orders_before_count_again(world, motion, decided, seats, from_on, left):
    before = standing_orders(world.steering_group, "", clock.today())
    case = motion("standing_orders", from_on=from_on)
    vote = decided(case)
    assert refusal(case, "follow_fall", by=CLOCK) == "no_result_yet"
    fall(world, vote, seats)
    assert (state(vote), state(case)) == ("void", "drafted")
    assert names_told("motion.fell", case) == {world.office.name, world.chair.name}
    own = StandingOrders.objects.filter(body=world.steering_group, source=case.dossier.number)
    assert list(own.values_list("valid_to", flat=True)) == left
    assert standing_orders(world.steering_group, "", dt.date(2024, 7, 2)) == before


def test_the_page_offers_all_that_standing_orders_say(world, motion):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.office, backend="django.contrib.auth.backends.ModelBackend")
    case = motion("standing_orders")
    page = client.get(reverse("move", args=[case.pk, "draft_orders"])).content.decode()
    named = ("named, hidden until the close", "members may join a meeting by video", "two thirds of the votes cast")
    assert [words for words in named if words.lower() not in page.lower()] == []

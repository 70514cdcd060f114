"""A seat with an ordered deputy: whose ballot stands, who reads it, and who is invited where the member is excluded."""

import pytest

from funding.bodies.appointments import appoint
from funding.decisions.models import Choice, Participation
from funding.demo.world import LONG_AGO
from notifications.models import Message
from tests.funding.asking import refusal
from tests.funding.decisions.test_conflicts import declare, rule, seat_of
from workflows.engine import fire

pytestmark = pytest.mark.django_db


@pytest.fixture
def deputy(world):
    """Of the second seat."""
    appoint(seat_of(world, 2), world.author, LONG_AGO, rank=1)
    return world.author


@pytest.fixture
def hidden(world, idea, deputy):
    case = idea("on_agenda").children.get(lifecycle="decision")
    fire(case.pk, "open_vote", by=world.office, procedure="circular", ballot="hidden")
    return case


def test_a_deputy_neither_reads_nor_replaces_what_the_member_has_voted(world, hidden, deputy, client):
    member = world.steering[1]
    fire(hidden.pk, "cast", by=member, choice="no")
    shown = {}
    for person in (member, deputy):
        client.force_login(person)
        shown[person] = "<strong>Nein</strong>" in client.get(f"/cases/{hidden.pk}/cast/").content.decode()
    assert shown == {member: True, deputy: False}
    assert refusal(hidden, "cast", by=deputy, choice="yes") == "voted_already"
    fire(hidden.pk, "cast", by=member, choice="abstain")
    assert (Participation.objects.get().person, Choice.objects.get().choice) == (member, "abstain")


def test_what_the_deputy_has_voted_only_the_deputy_changes(world, hidden, deputy):
    fire(hidden.pk, "cast", by=deputy, choice="no")
    fire(hidden.pk, "cast", by=deputy, choice="yes")
    assert refusal(hidden, "cast", by=world.steering[1], choice="abstain") == "voted_already"
    assert (Participation.objects.get().person, Choice.objects.get().choice) == (deputy, "yes")


def test_to_the_second_meeting_the_deputy_is_invited_where_the_member_is_excluded(world, vote, deputy, today_is):
    today_is("2026-03-02")
    case, excluded = vote("session", present=3), world.steering[1]
    declare(case, excluded)
    rule(case, world, excluded)
    fire(case.pk, "cast", by=world.steering[0], choice="yes")
    fire(case.pk, "close", by=world.chair)
    fire(case.pk, "vote_again", by=world.office, meets_on="2026-03-20")
    told = set(Message.objects.filter(kind="decision.second_meeting").values_list("person", flat=True))
    assert (deputy.pk in told, excluded.pk in told) == (True, False)

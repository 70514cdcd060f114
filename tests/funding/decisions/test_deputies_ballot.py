"""A seat with an ordered deputy: whose ballot stands, who reads it, and who is invited where the member is excluded."""

import pytest

from funding.bodies.appointments import appoint
from funding.decisions.models import Choice, Participation
from funding.demo.world import LONG_AGO
from notifications.models import Message
from tests.funding.asking import persons_told, refusal
from tests.funding.decisions.test_conflicts import decision, declare, rule, seat_of
from tests.funding.decisions.test_votes import cast
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


def test_the_deputy_votes_for_the_seat_and_is_told(world, vote, deputy):
    case, out = vote(), world.steering[1]
    declare(case, out)
    Message.objects.all().delete()
    rule(case, world, out)
    assert decision(case).excluded == []
    assert persons_told("decision.open", case) == {deputy}
    cast(case, deputy)
    assert list(Participation.objects.values_list("person", "seat")) == [(deputy.pk, seat_of(world, 2).pk)]


def test_a_deputy_in_conflict_too_leaves_the_seat_without_a_vote(world, vote, deputy):
    case = vote()
    declare(case, world.steering[1])
    rule(case, world, world.steering[1])
    declare(case, deputy)
    rule(case, world, deputy)
    assert decision(case).excluded == [seat_of(world, 2).pk]


def test_nobody_votes_for_the_own_seat_and_as_a_deputy(world, vote):
    appoint(seat_of(world, 2), world.steering[2], LONG_AGO, rank=1)
    case = vote()
    own, other = (case.tasks.get(desk__place=seat_of(world, number).place) for number in (3, 2))
    assert refusal(case, "cast", by=world.steering[2], task=other.pk, choice="yes") == "one_ballot"
    fire(case.pk, "cast", by=world.steering[2], task=own.pk, choice="yes")
    assert list(Participation.objects.values_list("seat", flat=True)) == [seat_of(world, 3).pk]


def test_a_deputy_of_two_seats_votes_for_one(world, vote):
    for number in (2, 3):
        appoint(seat_of(world, number), world.author, LONG_AGO, rank=1)
    case = vote()
    second, third = (case.tasks.get(desk__place=seat_of(world, number).place) for number in (2, 3))
    fire(case.pk, "cast", by=world.author, task=third.pk, choice="yes")
    assert refusal(case, "cast", by=world.author, task=second.pk, choice="yes") == "one_ballot"

"""A motion on who leads the body: the chair, a deputy."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from funding.disclosure.sections import SECTIONS
from funding.people.models import User
from funding.roles import CHAIR
from tests.funding.asking import names_told, refusal, state, wrong
from tests.funding.motions.story import fall
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, Desk, Holder

pytestmark = pytest.mark.django_db


def chairs(world, day):
    found = Holder.objects.filter(desk__role=CHAIR.key, desk__place=world.steering_group.place, from_on__lte=day)
    return {held.person: held.rank for held in found if held.until_on is None or held.until_on >= day}


def test_an_election_changes_the_roster_of_its_own(world, motion, decided, roster):
    elected = world.steering[2]
    case = motion("election", from_on="2024-07-01", until_on="2026-06-30")
    vote = decided(case)
    assert (state(case), vote.kind, vote.orders["about_person"]) == ("adopted", "election", True)
    assert f"{elected}, Vorsitz" in vote.papers["summary"] or f"{elected}, chair" in vote.papers["summary"]
    assert chairs(world, dt.date(2024, 6, 30)) == {world.chair: 0}
    assert chairs(world, dt.date(2024, 7, 1)) == {elected: 0}
    event = roster.events.latest("seq")
    assert (event.move, event.actor, event.facts["motion"]) == ("carry_out", None, case.pk)


def test_a_deputy_is_elected_from_the_day_of_the_resolution(world, motion, decided):
    case = motion("election", rank=1)
    decided(case)
    assert chairs(world, dt.date(2024, 6, 3)) == {world.chair: 0, world.steering[2]: 1}


def test_who_is_elected_on_a_day_on_which_the_chair_acted_begins_on_the_next(world, motion, decided, roster):
    decided(motion("election"))
    assert chairs(world, dt.date(2024, 6, 3)) == {world.chair: 0}
    assert chairs(world, dt.date(2024, 6, 4)) == {world.steering[2]: 0}
    assert roster.events.latest("seq").facts["from_on"] == "2024-06-04"


def test_who_is_not_elected_takes_no_office(world, motion, decided):
    decided(motion("election"), "no")
    assert chairs(world, dt.date(2030, 1, 1)) == {world.chair: 0}


@pytest.fixture
def hindered(world, motion, decided):
    """Elected, but another term in the chair begins later: the motion, that term, the change left to the office."""
    case = motion("election")
    desk = Desk.objects.get(role=CHAIR.key, place=world.steering_group.place)
    other = Holder.objects.create(desk=desk, person=world.steering[4], from_on=dt.date(2024, 6, 20), rank=0)
    vote = decided(case)
    return case, other, Case.objects.get(lifecycle="seat_change"), vote


def test_an_election_that_another_term_hinders_hinders_no_vote_and_is_left_to_the_office(world, roster, hindered):
    case, _other, change, _vote = hindered
    assert (state(case), world.steering[2] in chairs(world, dt.date(2024, 6, 3))) == ("adopted", False)
    assert names_told("motion.not_entered", roster) == {world.office.name, world.chair.name}
    assert (state(change), "überschneidet" in change.seatchange.grounds) == ("proposed", True)
    assert roster.events.filter(move__in=("hand_over", "carry_out")).values_list("move", flat=True).get() == "hand_over"
    assert refusal(roster, "hand_over", by=CLOCK) == "not_confirmed"


def test_what_was_hindered_is_confirmed_once_nothing_is_in_its_way(world, hindered):
    _case, other, change, _vote = hindered
    assert wrong(change, "confirm", by=world.office) == "from_on"
    assert refusal(change, "refuse", by=world.chair, reason="Ich bleibe.") == "body_has_elected"
    assert refusal(change, "confirm", by=world.steering[2]) in ("not_found", "not_yours")
    other.delete()
    fire(change.pk, "confirm", by=world.office)
    assert state(change) == "confirmed"
    assert chairs(world, dt.date(2024, 6, 4)) == {world.steering[2]: 0}


def test_of_an_election_that_has_fallen_meanwhile_nothing_is_entered(world, hindered, seats):
    case, other, change, vote = hindered
    fall(world, vote, seats)
    other.delete()
    assert state(case) == "drafted"
    assert refusal(change, "confirm", by=world.office) == "election_fell"
    fire(change.pk, "withdraw", by=world.office, reason="Die Wahl ist weggefallen.")
    assert chairs(world, dt.date(2030, 1, 1)) == {world.chair: 0}


def test_whoever_has_no_account_any_more_is_elected_but_left_to_the_office(world, roster, motion, decided):
    case = motion("election")
    User.objects.filter(pk=world.steering[2].pk).update(is_active=False)
    decided(case)
    assert (state(case), names_told("motion.not_entered", roster)) == ("adopted", {world.office.name, world.chair.name})


def test_an_election_may_be_secret(world, motion, decided):
    decided(motion("standing_orders", secret_persons="always"))
    case = motion("election")
    vote = decided(case)
    assert (vote.ballot, state(case), vote.choices.count()) == ("secret", "adopted", 0)


@pytest.mark.parametrize(("given", "field"), [({"seat": 0}, "seat"), ({"until_on": "2020-01-01"}, "until_on")])
def test_only_who_sits_in_the_body_is_proposed_and_for_a_term(world, motion, seats, given, field):
    case = motion("election")
    assert wrong(case, "nominate", by=world.office, **{"seat": seats[2], "rank": 0, **given}) == field


def test_whoever_was_proposed_learns_it_from_the_register_of_what_is_stored(world, motion):
    case = motion("election", from_on="2024-07-01")
    section = next(each for each in SECTIONS if each.key == "elections")
    assert [(row["rank"], row["file"]) for row in section.rows(world.steering[2])] == [(0, case.dossier.number)]
    assert list(section.rows(world.author)) == []


def test_the_page_of_what_was_left_to_the_office_says_what_was_in_the_way(world, hindered):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.office, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("case", args=[hindered[2].pk])).content.decode()
    assert "überschneidet" in page
    assert str(world.steering[2]) in page

"""Who sits in a body is changed by two persons, and a day in the past leaves its trace."""

import datetime as dt

import pytest

from funding.bodies.models import Body
from notifications.models import Message
from tests.funding.asking import refusal, state
from tests.funding.rosters.test_roster import BECAUSE, care, enter, held, nora, roster, term_of
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, Desk, Event, Task

__all__ = ["care", "nora", "roster"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def change(world, roster, care, nora):
    """That Dr. Stell takes the seat of the care services, entered by the office on 3 June 2024."""
    given = {"seat": care.pk, "email": nora.email, "from_on": "2024-06-03", **BECAUSE}
    fire(roster.pk, "appoint", by=world.office, **given)
    return Case.objects.get(parent_id=roster.pk, lifecycle="seat_change")


def told(kind):
    return sorted({message.person.name for message in Message.objects.filter(kind=kind)})


def test_what_is_entered_changes_nothing_until_a_second_person_has_confirmed_it(world, roster, care, nora, change):
    assert held(care) == [(world.steering[5].name, 0, "2021-01-01", None)]
    task = Task.objects.get(process=change.pk, status="NEW")
    assert (task.desk.role, str(task.due_on)) == ("chair", "2024-06-10")
    assert told("roster.change_proposed") == sorted({world.chair.name, world.office.name})
    fire(change.pk, "confirm", by=world.chair)
    assert (state(change), [row[0] for row in held(care)]) == ("confirmed", [world.steering[5].name, nora.name])
    event = Event.objects.get(case=roster.pk, move="carry_out")
    assert (event.actor, event.facts["person"], event.facts["seat_change"]) == (None, nora.pk, change.pk)
    assert told("seat_change.confirmed") == [world.office.name]


def test_the_second_person_reads_who_takes_which_seat_and_why(world, care, nora, change, as_person):
    page = as_person(world.chair).get(f"/cases/{change.pk}/").content.decode()
    for words in ("Dr. Nora Stell", f" {care.number}, ", "2024", BECAUSE["reason"]):
        assert words in page
    for who in (world.author, world.steering[5], nora):
        assert as_person(who).get(f"/cases/{change.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("move", "given", "words"),
    [
        ("add_seat", {"bench": "science", "from_on": "2024-06-03"}, ""),
        ("end_term", {"last_day": "2024-06-30"}, " 6, "),
        ("abolish_seat", {"last_day": "2024-06-30"}, " 6, "),
    ],
)
def test_every_change_says_in_words_what_it_changes(world, roster, care, move, given, words):
    more = {"end_term": {"holder": term_of(care)}, "abolish_seat": {"seat": care.pk}}.get(move, {})
    fire(roster.pk, move, by=world.office, **given, **more, **BECAUSE)
    change = Case.objects.get(parent_id=roster.pk, lifecycle="seat_change").seatchange
    assert words in change.shown
    assert "2024" in change.shown
    fire(change.pk, "confirm", by=world.chair)
    assert state(change) == "confirmed"


def test_whoever_entered_it_neither_confirms_nor_refuses_it(world, change):
    assert refusal(change, "confirm", by=world.office) == "four_eyes"
    assert refusal(change, "refuse", by=world.office, reason="Doch nicht.") == "four_eyes"
    assert refusal(change, "withdraw", by=world.chair, reason="Doch nicht.") == "not_yours"


def test_a_refused_or_withdrawn_change_leaves_the_seats_as_they_were(world, roster, care, nora, change):
    fire(change.pk, "refuse", by=world.chair, reason="Das Schreiben fehlt.")
    assert told("seat_change.refused") == [world.office.name]
    fire(roster.pk, "appoint", by=world.office, seat=care.pk, email=nora.email, from_on="2024-06-03", **BECAUSE)
    again = Case.objects.get(parent_id=roster.pk, lifecycle="seat_change", finished=None)
    fire(again.pk, "withdraw", by=world.office, reason="Falsche Person.")
    assert (state(change), state(again)) == ("refused", "withdrawn")
    assert held(care) == [(world.steering[5].name, 0, "2021-01-01", None)]


def test_nobody_confirms_the_own_office(world, roster):
    given = {"email": world.chair.email, "rank": 1, "from_on": "2024-06-04", **BECAUSE}
    Desk.objects.get(role="chair", place=world.steering_group.place).holders.update(until_on="2024-06-03")
    fire(roster.pk, "appoint_chair", by=world.office, **given)
    found = Case.objects.get(parent_id=roster.pk, lifecycle="seat_change")
    assert refusal(found, "confirm", by=world.chair) == "seats_themselves"


def test_what_has_become_impossible_since_is_not_carried_out(world, roster, care, nora, change):
    fire(roster.pk, "appoint", by=world.office, seat=care.pk, email=world.lead.email, from_on="2024-06-03", **BECAUSE)
    other = Case.objects.filter(parent_id=roster.pk, lifecycle="seat_change").latest("pk")
    fire(other.pk, "confirm", by=world.chair)
    assert refusal(change, "confirm", by=world.chair) == "bad_input"
    assert (state(change), [row[0] for row in held(care)][-1]) == ("proposed", world.lead.name)


def test_a_change_ends_with_the_body_and_the_clock_carries_out_nothing_by_itself(world, roster, change, today_is):
    assert refusal(roster, "carry_out", by=CLOCK) == "not_confirmed"
    assert refusal(roster, "carry_out", by=world.office) == "not_yours"
    assert refusal(change, "end_with_body", by=CLOCK) == "parent_goes_on"
    Body.objects.filter(pk=world.steering_group.pk).update(dissolved_on=dt.date(2024, 7, 1))
    today_is("2024-07-01")
    fire(roster.pk, "dissolve", by=CLOCK)
    assert (state(roster), state(change)) == ("dissolved", "withdrawn")


def test_a_change_of_a_past_day_says_so_in_the_history(world, roster, care, nora):
    given = {"seat": care.pk, "email": nora.email, "from_on": "2024-05-02", **BECAUSE}
    enter(world, roster, "appoint", **given)
    moves = Event.objects.filter(case=roster.pk, facts__dated_back_to="2024-05-02")
    assert sorted(moves.values_list("move", flat=True)) == ["appoint", "carry_out"]


def test_no_chair_loses_the_chair_for_a_day_on_which_they_led(world, roster, nora, vote):
    ballot = vote("circular")
    fire(ballot.pk, "leave", by=world.chair, outcome="returned", reason="Noch nicht reif.")
    since = {"email": nora.email, "from_on": "2024-06-03", **BECAUSE}
    assert refusal(roster, "appoint_chair", by=world.office, **since) == "chaired_later"
    chair = Desk.objects.get(role="chair", place=world.steering_group.place).holders.get()
    ends = {"holder": chair.pk, "last_day": "2024-06-02", **BECAUSE}
    assert refusal(roster, "end_term", by=world.office, **ends) == "chaired_later"
    enter(world, roster, "appoint_chair", **{**since, "from_on": "2024-06-04"})
    chair.refresh_from_db()
    assert str(chair.until_on) == "2024-06-03"


def test_the_roster_leads_to_the_changes_that_wait(world, roster, change, as_person):
    page = as_person(world.office).get(f"/cases/{roster.pk}/").content.decode()
    assert f"/cases/{change.pk}/" in page

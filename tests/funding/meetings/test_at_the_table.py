"""Who counts and votes in a meeting is who is at its table, and nobody twice."""

import datetime as dt

import pytest

from funding.bodies.appointments import appoint
from funding.decisions.models import Decision
from funding.demo.world import LONG_AGO
from funding.meetings.models import Meeting
from tests.funding.asking import refusal, state, wrong
from tests.funding.meetings.story import opened_with
from workflows import clock
from workflows.engine import fire

pytestmark = pytest.mark.django_db


@pytest.fixture
def voting(world, idea, meeting, seats):
    """The meeting and the vote opened in it, with so many seats present."""

    def opened(present):
        case = idea("on_agenda").children.get(lifecycle="decision")
        found = opened_with(world, meeting("invited", items=()), seats, present=present)
        fire(case.pk, "open_vote", by=world.office, procedure="session")
        return found, case

    return opened


def later(found, world, what, seats, **more):
    clock.set_to(clock.now() + dt.timedelta(minutes=5))
    fire(found.pk, "attend", by=world.office, what=what, seats=seats, **more)
    clock.set_to(clock.now() + dt.timedelta(minutes=5))


def cast(case, world, **choices):
    for number, choice in choices.items():
        fire(case.pk, "cast", by=world.steering[int(number[1:])], choice=choice)


def test_who_has_left_the_meeting_votes_no_more_and_counts_no_more_for_the_quorum(world, voting, seats):
    found, case = voting(4)
    later(found, world, "left", seats[2:4])
    cast(case, world, _0="yes", _1="no")
    assert refusal(case, "cast", by=world.steering[2], choice="yes") == "not_at_the_table"
    fire(case.pk, "close", by=world.chair)
    assert (state(case), Decision.objects.get(pk=case.pk).present) == ("not_quorate", seats[:2])


def test_the_ballot_of_who_left_after_it_counts(world, voting, seats):
    found, case = voting(4)
    cast(case, world, _2="yes", _3="yes")
    later(found, world, "left", seats[2:4])
    cast(case, world, _0="yes", _1="no")
    fire(case.pk, "close", by=world.chair)
    assert state(case) == "adopted"


def test_who_steps_out_for_a_conflict_while_the_vote_is_open_is_excluded(world, voting, seats):
    found, case = voting(5)
    later(found, world, "stepped_out", seats[4:5], agenda_item=found.items.get().pk)
    cast(case, world, _0="no", _1="yes", _2="no", _3="yes")
    assert refusal(case, "cast", by=world.steering[4], choice="yes") == "not_at_the_table"
    fire(case.pk, "close", by=world.chair)
    vote = Decision.objects.get(pk=case.pk)
    assert (vote.excluded, vote.present) == (seats[4:5], seats[:4])


def test_the_votes_own_list_names_nobody_who_is_not_in_the_meeting(world, voting, seats):
    found, case = voting(4)
    assert wrong(case, "attend", by=world.office, present=seats[:5]) == "present"
    later(found, world, "came", seats[4:5])
    fire(case.pk, "attend", by=world.office, present=seats[:5])
    cast(case, world, _4="yes")


def test_who_has_voted_stays_on_the_list(world, idea, seats):
    case = idea("on_agenda").children.get(lifecycle="decision")
    fire(case.pk, "open_vote", by=world.office, procedure="session", present=seats[:5])
    cast(case, world, _0="yes")
    assert wrong(case, "attend", by=world.office, present=seats[1:5]) == "present"
    fire(case.pk, "attend", by=world.office, present=seats[:4])


def test_nobody_is_there_for_two_seats(world, meeting, seats):
    appoint(world.steering_group.seats.get(number=2), world.steering[0], LONG_AGO, rank=1)
    found = meeting("invited")
    clock.set_to(dt.datetime(2024, 6, 26, 10, tzinfo=clock.BERLIN))
    twice = {"seats": seats[:4], "deputies": seats[1:2]}
    assert wrong(found, "open_meeting", by=world.chair, **twice) == "seats"


def test_what_found_no_quorum_is_repeated_in_the_second_meeting_with_any_number(world, voting, seats):
    found, case = voting(3)
    fire(case.pk, "close", by=world.chair)
    fire(found.pk, "state_no_quorum", by=world.chair)
    fire(found.pk, "invite_again", by=world.office, meets_on="2024-07-24", begins_at="10:00")
    second = Meeting.objects.get(second=True)
    assert list(second.items.values_list("matter", "again")) == [(case.pk, True)]
    fire(case.pk, "vote_again", by=world.office, reason="Wiederholung in der zweiten Sitzung.")
    fire(second.pk, "draft_agenda", by=world.office)
    fire(second.pk, "invite", by=world.chair)
    clock.set_to(dt.datetime(2024, 7, 24, 10, tzinfo=clock.BERLIN))
    fire(second.pk, "open_meeting", by=world.chair, seats=seats[:2])
    fire(case.pk, "open_vote", by=world.office, procedure="session")
    cast(case, world, _0="yes")
    fire(case.pk, "close", by=world.chair)
    assert state(case) == "adopted"

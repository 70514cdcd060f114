"""A vote opened in a meeting takes over who is there."""

import datetime as dt

import pytest

from funding.bodies.appointments import appoint
from funding.demo.world import LONG_AGO, person
from funding.meetings.attendance import entries, there
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import rule
from tests.funding.ideas.test_idea import cast
from tests.funding.meetings.story import opened_with
from workflows import clock
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_a_vote_opened_in_session_takes_over_who_is_at_the_table(world, idea, meeting, seats):
    vote = idea("on_agenda").children.get(lifecycle="decision")
    found = meeting("invited", items=())
    session = {"by": world.office, "procedure": "session"}
    assert refusal(vote, "open_vote", **session) == "meeting_not_open"
    found = opened_with(world, found, seats)
    item = found.items.get()
    fire(found.pk, "attend", by=world.office, what="stepped_out", seats=[seats[4]], agenda_item=item.pk)
    assert wrong(vote, "open_vote", **session, present=seats) == "present"
    fire(vote.pk, "open_vote", **session)
    decision = Case.objects.get(pk=vote.pk).decision
    assert (decision.held_in, decision.present, decision.excluded) == (found, seats[:4], [seats[4]])
    assert refusal(found, "close", by=world.chair) == "vote_is_open"
    assert refusal(found, "interrupt", by=world.chair, reason="Pause.") == "vote_is_open"
    cast(vote, world.steering[:4], "yes")
    fire(vote.pk, "close", by=world.chair)
    fire(found.pk, "close", by=world.chair)
    assert (state(vote), state(found)) == ("adopted", "closed")


def test_of_holder_and_deputy_only_who_has_come_votes(world, idea, meeting, seats):
    deputy = person("Dr. Nora Stell", "Auental")
    appoint(world.steering_group.seats.get(number=2), deputy, LONG_AGO, rank=1)
    vote = idea("on_agenda").children.get(lifecycle="decision")
    opened_with(world, meeting("invited", items=()), seats)
    fire(vote.pk, "open_vote", by=world.office, procedure="session")
    assert refusal(vote, "cast", by=deputy, choice="no") == "another_sits_there"
    cast(vote, world.steering[:5], "yes")


def test_a_circular_vote_and_a_vote_on_no_agenda_are_opened_as_before(world, idea, meeting, seats):
    first = idea("on_agenda").children.get(lifecycle="decision")
    meeting("invited", items=())
    second = idea("on_agenda").children.get(lifecycle="decision")
    fire(first.pk, "open_vote", by=world.office, procedure="circular")
    fire(second.pk, "open_vote", by=world.office, procedure="session", present=seats)
    assert [Case.objects.get(pk=vote.pk).decision.held_in for vote in (first, second)] == [None, None]


def test_in_a_meeting_the_excluded_leave_the_table_before_the_vote(world, idea, meeting, seats):
    case = idea("on_agenda").children.get(lifecycle="decision")
    found = opened_with(world, meeting("invited", items=()), seats)
    fire(case.pk, "declare_conflict", by=world.office, seat=seats[1], reason="Träger ist mein Arbeitgeber.")
    rule(case, world.steering[1], by=world.chair)
    assert refusal(case, "open_vote", by=world.office, procedure="session") == "still_at_the_table"
    item = found.items.get()
    fire(found.pk, "attend", by=world.office, what="stepped_out", seats=[seats[1]], agenda_item=item.pk, at="10:00")
    fire(case.pk, "open_vote", by=world.office, procedure="session")
    decision = Case.objects.get(pk=case.pk).decision
    assert (decision.present, decision.excluded) == ([seats[0], *seats[2:5]], [seats[1]])
    cast(case, [world.steering[0], *world.steering[2:5]], "yes")
    fire(case.pk, "close", by=world.chair)
    clock.set_to(clock.now() + dt.timedelta(minutes=20))
    fire(found.pk, "attend", by=world.office, what="came_back", seats=[seats[1]])
    assert list(found.attendance.filter(seat=seats[1]).order_by("at").values_list("kind", flat=True)) == [
        *("came", "stepped_out", "came_back")
    ]


def test_the_deputy_takes_the_seat_of_who_has_stepped_out_and_gives_it_back(world, idea, meeting, seats):
    deputy = person("Dr. Nora Stell", "Auental")
    appoint(world.steering_group.seats.get(number=2), deputy, LONG_AGO, rank=1)
    case = idea("on_agenda").children.get(lifecycle="decision")
    found = opened_with(world, meeting("invited", items=()), seats)
    fire(case.pk, "declare_conflict", by=world.office, seat=seats[1], reason="Träger ist mein Arbeitgeber.")
    rule(case, world.steering[1], by=world.chair)
    by = {"by": world.office, "seats": [seats[1]]}
    fire(found.pk, "attend", **by, what="stepped_out", agenda_item=found.items.get().pk, at="10:00")
    clock.set_to(clock.now() + dt.timedelta(minutes=1))
    assert wrong(found, "attend", **by, what="came") == "at"
    fire(found.pk, "attend", **by, what="came", deputies=[seats[1]])
    fire(case.pk, "open_vote", by=world.office, procedure="session")
    assert Case.objects.get(pk=case.pk).decision.excluded == []
    cast(case, [world.steering[0], deputy, *world.steering[2:5]], "yes")
    fire(case.pk, "close", by=world.chair)
    clock.set_to(clock.now() + dt.timedelta(minutes=20))
    fire(found.pk, "attend", **by, what="came_back")
    assert wrong(found, "attend", **by, what="came_back") == "at"
    assert there(entries(found)).present[seats[1]].person == world.steering[1]
    fire(found.pk, "close", by=world.chair)

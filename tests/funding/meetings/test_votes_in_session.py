"""A vote opened in a meeting takes over who is there."""

import pytest

from funding.bodies.appointments import appoint
from funding.demo.world import LONG_AGO, person
from tests.funding.ideas.test_idea import cast, refusal, state
from tests.funding.meetings.story import opened_with, wrong
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_a_vote_opened_in_session_takes_over_who_is_at_the_table(world, idea, meeting, seats):
    vote = idea("on_agenda").children.get()
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
    vote = idea("on_agenda").children.get()
    opened_with(world, meeting("invited", items=()), seats)
    fire(vote.pk, "open_vote", by=world.office, procedure="session")
    assert refusal(vote, "cast", by=deputy, choice="no") == "another_sits_there"
    cast(vote, world.steering[:5], "yes")


def test_a_circular_vote_and_a_vote_on_no_agenda_are_opened_as_before(world, idea, meeting, seats):
    first = idea("on_agenda").children.get()
    meeting("invited", items=())
    second = idea("on_agenda").children.get()
    fire(first.pk, "open_vote", by=world.office, procedure="circular")
    fire(second.pk, "open_vote", by=world.office, procedure="session", present=seats)
    assert [Case.objects.get(pk=vote.pk).decision.held_in for vote in (first, second)] == [None, None]

"""Who is excluded from the vote on an idea does not read either what its working group made of it."""

import pytest

from tests.funding.applications.story import cast, vote_of
from tests.funding.decisions.test_excluded_papers import exclude, reads
from tests.funding.ideas.story import consultation_of
from workflows.engine import fire
from workflows.models import Bar

pytestmark = pytest.mark.django_db


def test_neither_the_recommendation_until_the_result_stands(world, idea):
    case = idea("on_agenda")
    vote, consultation = vote_of(case), consultation_of(case)
    member, other = world.steering[1], world.steering[2]
    assert reads(consultation, member)
    exclude(world, vote, member)
    assert [reads(each, member) for each in (case, vote, consultation)] == [False] * 3
    assert [reads(each, other) for each in (case, consultation)] == [True] * 2
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    cast(vote, [person for person in world.steering if person != member])
    assert reads(consultation, member)
    assert not Bar.objects.exists()


def test_nor_what_the_group_is_asked_anew(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "send_back", by=world.lead, reason="Es fehlt ein Träger.")
    seat = world.steering_group.seats.get(number=2)
    Bar.objects.create(case_id=case.pk, person=world.steering[1], place=seat.place)
    fire(case.pk, "submit", by=world.author)
    consultation = consultation_of(case)
    assert [reads(consultation, person) for person in world.steering[1:3]] == [False, True]
    assert not reads(consultation, world.stranger)

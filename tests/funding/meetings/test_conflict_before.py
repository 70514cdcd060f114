"""Who is invited to a meeting declares a conflict of interest before the vote on the item is opened."""

import pytest

from funding.demo.world import person
from tests.funding.applications.story import vote_of
from tests.funding.below import rule
from tests.funding.web.conftest import as_person
from workflows.engine import available, fire
from workflows.models import Bar, Case
from workflows.refusals import NotFound

__all__ = ["as_person"]
pytestmark = pytest.mark.django_db
OWN = {"reason": "Ich berate den Träger."}


@pytest.fixture
def vote(meeting, idea):
    """On the agenda of a meeting still to come."""
    case = idea("on_agenda")
    meeting("agenda_draft", items=())
    return vote_of(case)


def invited(vote, world):
    found = Case.objects.get(lifecycle="meeting")
    fire(found.pk, "invite", by=world.chair)
    return Case.objects.get(pk=vote.pk)


def test_before_the_invitation_nobody_at_the_seats_reads_the_vote(world, vote):
    with pytest.raises(NotFound):
        fire(vote.pk, "declare_conflict", by=world.steering[2], **OWN)


def test_an_invited_member_declares_it_before_the_vote_is_opened(world, vote, as_person):
    case, member = invited(vote, world), world.steering[2]
    offers = {offer.move.name for offer in available(case, by=member) if offer.refused is None}
    assert offers == {"declare_conflict"}
    fire(case.pk, "declare_conflict", by=member, **OWN)
    assert Case.objects.get(pk=case.pk).decision.in_conflict("declared") == [member.pk]
    assert as_person(member).get(f"/cases/{case.pk}/").status_code == 200


def test_it_shows_nothing_to_whoever_is_barred_or_of_no_seat(world, vote, as_person):
    seat = world.steering_group.seats.get(number=3)
    Bar.objects.create(case=vote, person=world.steering[2], place=seat.place)
    case = invited(vote, world)
    for who in (world.steering[2], world.author, person("Ole Brook", "Auental")):
        assert as_person(who).get(f"/cases/{case.pk}/").status_code == 404
        with pytest.raises(NotFound):
            fire(case.pk, "declare_conflict", by=who, **OWN)
    assert as_person(world.steering[3]).get(f"/cases/{case.pk}/").status_code == 200


def test_who_is_excluded_before_the_opening_reads_the_vote_no_longer(world, vote, as_person):
    case, member = invited(vote, world), world.steering[2]
    fire(case.pk, "declare_conflict", by=member, **OWN)
    rule(case, member, by=world.chair, reason="Befangen.")
    assert as_person(member).get(f"/cases/{case.pk}/").status_code == 404

"""Moves of a decision off the usual way, each made once and refused once."""

import pytest

from funding.decisions.models import Decision
from tests.funding.applications.story import all_vote, approval_of, cast, vote_of
from workflows import clock
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def state(case):
    return Case.objects.get(pk=case.pk).state


def refusal(case, move, **more):
    with pytest.raises(Refused) as caught:
        fire(case.pk, move, **more)
    return caught.value.key


@pytest.fixture
def not_quorate(world, vote):
    """Three of seven came."""
    case = vote("session", present=3)
    cast(case, world.steering[:3])
    fire(case.pk, "close", by=world.chair)
    return case


@pytest.fixture
def subject_to_approval(world, idea):
    """Four of seven seats take no part in it; by these standing orders what the others adopt then needs approval."""
    case = vote_of(idea("on_agenda"))
    seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
    fire(case.pk, "open_vote", by=world.office, procedure="session", present=seats[:3])
    orders = Decision.objects.get(pk=case.pk).orders
    Decision.objects.filter(pk=case.pk).update(
        orders={**orders, "rule": {**orders["rule"], "mass_exclusion": "approval"}}, excluded=seats[3:]
    )
    cast(case, world.steering[:3])
    fire(case.pk, "close", by=world.chair)
    return case


def test_who_comes_later_is_entered_by_the_office_and_votes(world, vote):
    case = vote("session", present=4)
    late = world.steering[5]
    assert refusal(case, "cast", by=late, choice="yes") == "not_present"
    present = [seat.pk for seat in world.steering_group.seats.order_by("number")[:6]]
    assert refusal(case, "attend", by=world.chair, present=present) == "not_yours"
    fire(case.pk, "attend", by=world.office, present=present)
    fire(case.pk, "cast", by=late, choice="yes")


def test_a_circular_vote_has_no_attendance(world, vote):
    assert refusal(vote(), "attend", by=world.office, present=[]) == "not_a_session"


def test_a_vote_without_quorum_is_held_anew(world, vote, not_quorate):
    assert refusal(not_quorate, "repeat", by=world.chair, reason="Noch einmal.") == "not_yours"
    fire(not_quorate.pk, "repeat", by=world.office, reason="Noch einmal.")
    assert state(not_quorate) == "prepared"


def test_a_vote_without_quorum_is_given_up_and_the_idea_comes_back(world, not_quorate):
    assert refusal(not_quorate, "give_up", by=world.steering[1], reason="x") == "not_yours"
    fire(not_quorate.pk, "give_up", by=world.chair, reason="Kein Termin.")
    assert (state(not_quorate), state(not_quorate.parent)) == ("aborted", "recommended")


@pytest.mark.parametrize(
    ("move", "stands", "idea_stands"),
    [("approve", "adopted", "approved_for_application"), ("refuse", "rejected", "rejected")],
)
def test_what_few_could_adopt_stands_when_it_is_approved_and_falls_when_not(
    world, subject_to_approval, move, stands, idea_stands
):
    case, today = subject_to_approval, clock.today().isoformat()
    assert state(case) == "subject_to_approval"
    assert refusal(case, move, by=world.chair, reason="x", decided_on=today) == "not_yours"
    assert refusal(case, move, by=world.office, reason="x", decided_on="2069-01-01") == "bad_input"
    fire(case.pk, move, by=world.office, reason="Kreisausschuss.", decided_on=today)
    assert (state(case), state(case.parent)) == (stands, idea_stands)


def test_a_funder_who_pays_and_says_no_blocks_what_the_others_adopt(world, application):
    case = application("on_committee_agenda")
    vote = vote_of(case)
    fire(vote.pk, "open_vote", by=world.case_worker, procedure="circular")
    cast(vote, [world.funders[1]], "no")
    cast(vote, [funder for funder in world.funders if funder != world.funders[1]])
    fire(vote.pk, "close", by=world.case_worker)
    assert (state(vote), state(approval_of(case))) == ("blocked", "on_committee_agenda")
    fire(vote.pk, "repeat", by=world.case_worker, reason="Der Geldgeber ist gehört.")
    all_vote(world, case)
    fire(vote.pk, "close", by=world.case_worker)
    assert (state(vote), state(approval_of(case))) == ("adopted", "committee_approved")

"""An objection to a circular vote: one ends it, or several, or none is taken, as the standing orders say."""

import pytest

from funding.decisions.models import Choice, Decision
from tests.funding.asking import refusal, state
from tests.funding.below import below
from workflows.engine import available, fire
from workflows.models import Case, Event
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruled(vote):
    def opened(**circular):
        decision = Decision.objects.get(pk=vote().pk)
        decision.orders["rule"]["circular"] |= circular
        decision.save(update_fields=["orders"])
        return Case.objects.get(pk=decision.pk)

    return opened


@pytest.fixture
def unheeded(ruled):
    return ruled(objection="ignored")


def test_where_objections_are_ignored_none_is_offered_and_the_reason_is_said(world, unheeded):
    voter = world.steering[1]
    offer = next(offer for offer in available(unheeded, by=voter) if offer.move.name == "object")
    assert offer.refused.key == "objections_ignored"
    with pytest.raises(Refused) as caught:
        fire(unheeded.pk, "object", by=voter, reason="Das muss beraten werden.")
    assert caught.value.sentence == offer.refused.sentence
    assert Event.objects.filter(case=unheeded, move="object").count() == 0


def test_who_may_not_object_still_votes(world, unheeded):
    voter = world.steering[1]
    card = next(offer for offer in available(unheeded, by=voter) if offer.move.name == "cast")
    fire(unheeded.pk, "cast", by=voter, seen=card.seen, choice="no")
    assert list(Choice.objects.values_list("choice", flat=True)) == ["no"]


def test_where_one_objection_counts_it_ends_the_vote(world, vote):
    case = vote()
    fire(case.pk, "object", by=world.steering[1], reason="Das muss beraten werden.")
    assert Case.objects.get(pk=case.pk).state == "aborted"


def test_where_two_are_needed_the_vote_goes_on_after_the_first_who_votes_all_the_same(world, ruled, as_person):
    case, (first, second) = ruled(objection="aborts", objections=2), world.steering[1:3]
    event = fire(case.pk, "object", by=first, reason="Das muss beraten werden.")
    assert (state(case), event.facts["objections"], event.facts["needed"]) == ("open", 1, 2)
    assert refusal(case, "object", by=first) == "objected_already"
    page = as_person(second).get(f"/cases/{case.pk}/cast/").content.decode()
    assert "Objections so far: 1. 2 end the vote." in page
    fire(case.pk, "cast", by=first, choice="no")
    fire(case.pk, "object", by=second)
    assert state(case) == "aborted"
    steps = Decision.objects.get(pk=case.pk).result["steps"]
    assert {"number": 2, "needed": 2} in [step["values"] for step in steps]


def test_too_few_objections_leave_the_result_and_stand_in_its_calculation(world, ruled):
    case = ruled(objection="aborts", objections=2)
    fire(case.pk, "object", by=world.steering[1])
    for voter in world.steering:
        fire(case.pk, "cast", by=voter, choice="yes")
    assert state(case) == "adopted"
    steps = Decision.objects.get(pk=case.pk).result["steps"]
    assert {"number": 1, "needed": 2} in [step["values"] for step in steps]


def test_begun_anew_it_counts_its_own_objections(world, ruled):
    case = ruled(objection="aborts", objections=2)
    decision = Decision.objects.get(pk=case.pk)
    Decision.objects.filter(pk=case.pk).update(orders={**decision.orders, "secret": "1"})
    fire(case.pk, "object", by=world.steering[1])
    fire(case.pk, "demand_secrecy", by=world.steering[2])
    fire(case.pk, "open_vote", by=world.office, procedure="circular")
    assert (state(case), Decision.objects.get(pk=case.pk).objectors) == ("open", [])


def test_the_objection_of_who_is_excluded_since_counts_no_more(world, ruled):
    case, (first, second, third) = ruled(objection="aborts", objections=2), world.steering[1:4]
    fire(case.pk, "object", by=first)
    fire(case.pk, "declare_conflict", by=first, reason="Der Arbeitgeber ist Partner.")
    fire(below(case, "declaration").pk, "rule", by=world.chair, excluded=True, yes=4)
    fire(case.pk, "object", by=second)
    assert state(case) == "open"
    fire(case.pk, "object", by=third)
    assert state(case) == "aborted"

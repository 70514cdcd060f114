"""An objection to a circular vote: one ends it, or none is taken, as the standing orders say."""

import pytest

from funding.decisions.models import Choice, Decision
from workflows.engine import available, fire
from workflows.models import Case, Event
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def unheeded(vote):
    case = vote()
    decision = Decision.objects.get(pk=case.pk)
    decision.orders["rule"]["circular"]["objection"] = "ignored"
    decision.save(update_fields=["orders"])
    return Case.objects.get(pk=case.pk)


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

"""An objection to a circular vote, where the standing orders do not heed it."""

import pytest

from funding.decisions.models import Choice, Decision
from workflows.engine import available, fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def unheeded(vote):
    case = vote()
    decision = Decision.objects.get(pk=case.pk)
    decision.orders["rule"]["circular"]["objection"] = "ignored"
    decision.save(update_fields=["orders"])
    return case


def test_who_objected_in_vain_may_still_vote(world, unheeded):
    voter = world.steering[1]
    fire(unheeded.pk, "object", by=voter, reason="Das muss beraten werden.")
    assert Case.objects.get(pk=unheeded.pk).state == "open"
    card = next(offer for offer in available(Case.objects.get(pk=unheeded.pk), by=voter) if offer.move.name == "cast")
    assert card.refused is None
    fire(unheeded.pk, "cast", by=voter, seen=card.seen, choice="no")
    assert list(Choice.objects.values_list("choice", flat=True)) == ["no"]


def test_an_objection_is_no_ballot(world, unheeded):
    for voter in world.steering:
        fire(unheeded.pk, "object", by=voter, reason="Das muss beraten werden.")
    assert Case.objects.get(pk=unheeded.pk).state == "open"

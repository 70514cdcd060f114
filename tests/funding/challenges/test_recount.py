"""Votes counted again: one taken away, one of a secret ballot, too many of one group."""

import pytest

from funding.bodies.models import StandingOrders
from funding.decisions.models import Decision
from funding.decisions.recount import without
from tests.funding.asking import state
from tests.funding.challenges.story import seat
from workflows.engine import fire

pytestmark = pytest.mark.django_db


def test_of_a_secret_vote_a_vote_in_question_is_decisive_if_it_may_have_been(world, resolved):
    narrow = Decision.objects.get(pk=resolved("yyyynnn", secret="always", secret_minimum=5).pk)
    assert without(narrow, [seat(narrow, 2)])["after"] == ["adopted", "rejected"]


def test_of_a_secret_vote_that_was_clear_one_vote_was_not_decisive(world, resolved):
    clear = Decision.objects.get(pk=resolved("yyyyynn", secret="always", secret_minimum=5).pk)
    assert without(clear, [seat(clear, 2)])["decisive"] is False


def test_where_the_sums_are_withheld_nothing_shows_that_a_vote_was_not_decisive(world, resolved):
    few = Decision.objects.get(pk=resolved("yyyyynn", secret="always", secret_minimum=8).pk)
    assert without(few, [seat(few, 2)]) == {
        "before": "adopted",
        "after": [],
        "decisive": True,
        "seats": [seat(few, 2)],
    }


def test_a_vote_in_which_one_group_has_too_many_of_the_ballots_is_invalid_and_is_repeated(world, resolved):
    orders = StandingOrders.objects.get(body=world.steering_group)
    rule = {**orders.rule, "group_cap": "49/100", "quorum": {**orders.rule["quorum"], "minimum": 1, "over": "1/10"}}
    world.steering_group.seats.filter(number__lte=4).update(bench="county")
    case = resolved("yyyynnn", rule=rule)
    assert (state(case), state(case.parent)) == ("invalid", "on_agenda")
    assert Decision.objects.get(pk=case.pk).result["outcome"] == "invalid"
    fire(case.pk, "vote_again", by=world.office, reason="Zu viele Stimmen aus einer Gruppe.")
    assert (state(case), state(case.parent)) == ("prepared", "on_agenda")

"""The body lifts its own resolution and decides anew."""

import pytest

from tests.funding.asking import names_told, refusal, state
from tests.funding.challenges.story import cast, challenge, decided, dissolve, newest
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db


def test_a_resolution_is_lifted_by_two_thirds_and_decided_anew(world, resolved, today_is):
    case = resolved("yyyynnn", reconsideration="two_thirds")
    motion = moved(world, case)
    assert vote_on(world, motion, "yyyyynn") == "carried"
    assert (state(case), state(case.parent)) == ("reconsidered", "recommended")


def test_less_than_two_thirds_leave_it_as_it_is(world, resolved):
    case = resolved("yyyynnn", reconsideration="two_thirds")
    motion = moved(world, case)
    assert vote_on(world, motion, "yyyynnn") == "upheld"
    assert (state(case), state(case.parent)) == ("adopted", "approved_for_application")


@pytest.mark.parametrize(
    ("votes", "contested", "came_to", "stands"),
    [("yyyyynn", (2, 3), "carried", "reconsidered"), ("ynnnyyy", (2, 3, 4), "upheld", "adopted")],
)
def test_office_and_chair_hear_where_the_vote_on_lifting_it_falls_later(
    world, resolved, today_is, votes, contested, came_to, stands
):
    case = resolved("yyyynnn", reconsideration="two_thirds")
    motion = moved(world, case)
    assert vote_on(world, motion, votes) == came_to
    assert refusal(motion, "hear_of_fall", by=CLOCK) == "no_result_yet"
    today_is("2026-03-04")
    assert decided(world, challenge(world, newest(motion), numbers=contested)) == "void"
    assert (state(newest(motion)), state(motion), state(case)) == ("void", came_to, stands)
    assert names_told("reconsideration.fell", motion) == {world.office.name, world.chair.name}
    assert motion.events.filter(move="hear_of_fall").count() == 1


def test_what_has_fallen_is_not_put_to_the_vote_again(world, resolved, today_is):
    case = resolved("yyyynnn", reconsideration="two_thirds")
    motion = moved(world, case)
    today_is("2026-03-04")
    assert decided(world, challenge(world, case, numbers=(2, 3))) == "void"
    assert refusal(motion, "put_to_vote", by=world.office) == "fallen_already"
    fire(motion.pk, "withdraw", by=world.office, reason="Der Beschluss ist nichtig.")
    assert state(motion) == "withdrawn"


def test_what_is_carried_out_is_no_longer_reconsidered(world, resolved):
    case = resolved(reconsideration="majority")
    motion = moved(world, case)
    assert refusal(case, "reconsider", by=world.chair, reason="x") == "is_reconsidered"
    fire(motion.pk, "put_to_vote", by=world.office)
    fire(case.parent_id, "apply", by=world.office)
    assert vote_on(world, motion, "yyyyyyy", put=False) == "upheld"
    assert refusal(case, "reconsider", by=world.chair, reason="x") == "carried_out"


def test_a_motion_does_not_reach_what_was_carried_out_before_the_vote_on_it(world, resolved):
    case = resolved(reconsideration="majority")
    motion = moved(world, case)
    fire(case.parent_id, "apply", by=world.office)
    assert refusal(motion, "put_to_vote", by=world.office) == "carried_out"
    assert refusal(motion, "withdraw", by=world.steering[3], reason="x") == "not_found"


def test_where_the_standing_orders_know_none_nothing_is_reconsidered(world, resolved):
    assert refusal(resolved(), "reconsider", by=world.chair, reason="x") == "never_reconsidered"


def test_a_motion_is_withdrawn(world, resolved):
    case = resolved(reconsideration="majority")
    motion = moved(world, case)
    fire(motion.pk, "withdraw", by=world.chair, reason="Erledigt.")
    assert (state(motion), state(case)) == ("withdrawn", "adopted")


def moved(world, case):
    fire(case.pk, "reconsider", by=world.chair, reason="Neue Zahlen.")
    return newest(case, "reconsideration")


def vote_on(world, motion, votes, *, put=True):
    if put:
        fire(motion.pk, "put_to_vote", by=world.office)
    ballot = newest(motion)
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    cast(ballot, dict(zip(world.steering, votes, strict=False)))
    fire(ballot.pk, "close", by=world.chair)
    return state(motion)


def test_a_dissolved_body_reconsiders_nothing(world, resolved):
    motion = moved(world, resolved(reconsideration="majority"))
    dissolve(world)
    assert refusal(motion, "put_to_vote", by=world.office) == "body_dissolved"

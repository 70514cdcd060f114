"""A motion of the steering group, written and voted on."""

import pytest

from funding.decisions.models import Decision
from funding.motions.models import Motion
from funding.motions.opening import open_motion
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from tests.funding.applications.story import vote_of
from tests.funding.asking import state
from tests.funding.motions.story import TEXT
from workflows.engine import fire


@pytest.fixture
def roster(world, today_is) -> Roster:
    today_is("2024-06-03")
    watch_rosters()
    return Roster.objects.get(body=world.steering_group)


@pytest.fixture
def seats(world):
    return list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))


@pytest.fixture
def motion(world, roster, seats):
    """Written whole: `motion("election", rank=0)`."""

    def written(kind="free", **more):
        case = open_motion(roster, by=world.office, kind=kind, title="Antrag")
        fire(case.pk, "write", by=world.chair, **TEXT)
        if kind == "election":
            fire(case.pk, "nominate", by=world.office, **{"seat": seats[2], "rank": 0, **more})
        if kind == "standing_orders":
            fire(case.pk, "draft_orders", by=world.office, **{"majority": "two_thirds", "tie": "rejected", **more})
        return Motion.objects.get(pk=case.pk)

    return written


@pytest.fixture
def decided(world, seats):
    """Put to the vote, voted on in session and closed."""

    def vote(case, choice="yes", **opening):
        fire(case.pk, "put_to_vote", by=world.office)
        ballot = vote_of(case)
        fire(ballot.pk, "open_vote", by=world.office, procedure="session", present=seats[:5], **opening)
        for member in world.steering[:5]:
            fire(ballot.pk, "cast", by=member, choice=choice)
        if state(ballot) == "open":
            fire(ballot.pk, "close", by=world.chair)
        return Decision.objects.get(pk=ballot.pk)

    return vote

"""People do anything, in any order, on any day: what must hold holds after each step.

The suite goes a few ways, always the same. `ANY_WAY=2000 python3 manage.py test -rP tests/journeys/test_any_way.py`
goes that many new ones, a part of them on each processor, and tells what was met.
"""

import logging
import os
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from funding.demo.world import build_world
from tests.journeys.any_way import AnyWay
from tests.journeys.beginnings import carrier_of, of_the_bodies, through_a_meeting, usual_way
from tests.snapshot import Rows, rows_now
from workflows import clock
from workflows.models import Clock

MANY = int(os.environ.get("ANY_WAY", "0"))
FEW, STEPS = 8, 30
PARTS = os.cpu_count() or 1 if MANY else 1
CLOCK = Clock._meta.db_table


@pytest.fixture
def swept_in_vain() -> Iterator[list[str]]:
    """What the sweep could not do: it goes on with the next deadline and notes the reason."""
    log, found = logging.getLogger("workflows.deadlines"), []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: found.append(record.getMessage())
    log.addHandler(handler)
    yield found
    log.removeHandler(handler)


@pytest.fixture
def ways(world, swept_in_vain) -> type[AnyWay]:
    """With every place of these ways to set out from, and an office of another region."""
    other = build_world("Neckarbogen", state="HE", programme="generic")

    class Ways(AnyWay):
        people = {**world.people, "their_office": other.office, "their_lead": other.lead}

    Ways.people["carrier"] = carrier_of(world)
    for number, voter in enumerate([*world.steering[1:], *world.funders], start=1):
        Ways.people[f"member_{number}"] = voter
    Ways.world, Ways.met, Ways.late, Ways.standing = world, Counter(), swept_in_vain, rows()
    Ways.places = {}
    for way in (usual_way, through_a_meeting, of_the_bodies):
        with transaction.atomic():
            Ways.places |= {place: (rows(), clock.today().isoformat()) for place in way(world)}
            transaction.set_rollback(True)
    return Ways


def rows() -> Rows:
    return {table: kept for table, kept in rows_now().items() if table != CLOCK}


@pytest.mark.timeout(0 if MANY else 120)
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_people_do_in_any_order_what_must_hold_holds(ways, unobserved, part):
    run_state_machine_as_test(
        ways,
        settings=settings(
            max_examples=MANY // PARTS or FEW,
            stateful_step_count=STEPS,
            derandomize=not MANY,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )
    for what, count in sorted(ways.met.items()) if MANY else ():
        print(f"{count:7} {what}")

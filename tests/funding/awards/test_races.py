"""Suspending and ending at the same instant: who comes second sees what the first has done; nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from workflows import clock
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def at_once(case, *moves):
    """What became of each move, sorted: its name, or the key of its refusal."""
    barrier = Barrier(len(moves))
    with ThreadPoolExecutor(len(moves)) as pool:
        return sorted(pool.map(_make, *zip(*[(case, barrier, *row) for row in moves], strict=True)))


def _make(case, barrier, move, person, data):
    try:
        barrier.wait()
        return fire(case.pk, move, by=person, **data).move
    except Refused as refusal:
        return refusal.key
    finally:
        connection.close()


def test_a_purpose_reported_as_achieved_ends_the_project_and_payments_stop_before_it_or_not_at_all(world, award):
    done = {"achieved_on": clock.today().isoformat(), "statement": "Fertig."}
    for _round in range(ROUNDS):
        case = award("running")
        answers = at_once(
            case, ("suspend", world.case_worker, {"reason": "Bericht fehlt."}), ("achieve", world.signatory, done)
        )
        assert answers in (["achieve", "not_possible_here"], ["achieve", "suspend"])
        assert Case.objects.get(pk=case.pk).state == "completed"


def test_suspending_after_the_last_day_does_not_hold_up_the_end_nor_double_it(world, award, today_is):
    for _round in range(ROUNDS):
        today_is("2026-03-02")
        case = award("running", period_to=clock.today())
        today_is("2026-03-03")
        answers = at_once(case, ("suspend", world.case_worker, {"reason": "Bericht fehlt."}), ("complete", CLOCK, {}))
        assert answers in (["complete", "not_possible_here"], ["not_possible_here", "suspend"])
        assert Case.objects.get(pk=case.pk).state == "completed"
        assert [child.lifecycle for child in case.children.order_by("pk")] == ["notice", "settlement"]

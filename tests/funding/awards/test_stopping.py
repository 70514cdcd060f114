"""Payments stopped before the project starts wait for somebody, and for a day."""

import datetime as dt

import pytest

from notifications.models import Message
from tests.funding.asking import state
from tests.funding.below import let
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.messages import LATE
from workflows.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def stopped(world, award):
    def at(place):
        case = award(place)
        fire(case.pk, "suspend", by=world.case_worker, reason="Der Träger meldet Geldnot.")
        return case

    return at


def waiting(case):
    return [task.desk.role for task in case.tasks.filter(matter=Task.Matter.STOPPED) if task.open]


def day_of(case):
    return case.deadlines.get(kind="stop")


@pytest.mark.parametrize("place", ["sent", "final"])
def test_a_stop_before_the_start_has_a_task_and_a_day(stopped, place):
    case = stopped(place)
    assert (state(case), waiting(case), day_of(case).due_on) == (
        place, ["case_worker"], clock.today() + dt.timedelta(days=30),
    )  # fmt: skip


def test_the_case_worker_is_reminded_and_once_payments_go_on_no_longer(world, stopped, today_is):
    case = stopped("sent")
    today_is((day_of(case).due_on + dt.timedelta(days=1)).isoformat())
    sweep_deadlines()
    reminded = Message.objects.filter(kind=LATE.name, about=f"case {case.pk}").values_list("person", flat=True)
    assert set(reminded) == {world.case_worker.pk, world.checker.pk}
    fire(case.pk, "resume", by=world.case_worker)
    task = case.tasks.get(matter=Task.Matter.STOPPED)
    assert (waiting(case), task.outcome, day_of(case).status) == ([], "resume", "missed")


def test_the_stop_still_waits_once_the_notice_is_final(world, stopped):
    case = stopped("notified")
    let(case, "waive_remedy", by=world.signatory, declared=True)
    assert (state(case), waiting(case), day_of(case).closed_at) == ("final", ["case_worker"], None)


def test_with_the_start_the_award_is_suspended_and_waits_for_itself(stopped, today_is):
    case = stopped("final")
    today_is(case.period_from.isoformat())
    sweep_deadlines()
    assert (state(case), waiting(case), day_of(case).closed_at is None) == ("suspended", [], False)
    assert [task.title for task in case.tasks.all() if task.open] == ["Entscheiden, ob weiter ausgezahlt wird"]


def test_an_award_that_is_declined_waits_for_nobody(world, stopped, today_is):
    case = stopped("final")
    let(case, "decline", by=world.signatory, reason="Kein Bedarf.")
    today_is((day_of(case).due_on + dt.timedelta(days=1)).isoformat())
    sweep_deadlines()
    late = Message.objects.filter(kind=LATE.name, about=f"case {case.pk}")
    assert (state(case), waiting(case), late.count()) == ("declined", [], 0)

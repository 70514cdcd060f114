"""A base rate that is missing: the clock asks each authority for it."""

import datetime as dt

import pytest

from funding.enactments.models import Enactment
from funding.enactments.naming import title_of
from funding.enactments.opening import watch_law
from tests.funding.asking import refusal, state
from tests.funding.enactments.conftest import NEW_YEAR, RATE, elsewhere, told
from workflows.engine import fire
from workflows.models import Task

pytestmark = pytest.mark.django_db


def test_the_clock_asks_each_authority_for_a_base_rate_that_is_missing(world):
    other = elsewhere(world)
    assert (watch_law(), watch_law()) == (2, 0)
    mine, theirs = Enactment.objects.order_by("pk")
    assert {mine.authority, theirs.authority} == {world.authority, other}
    assert (mine.title, mine.valid_from, mine.opened_by) == (title_of(mine), NEW_YEAR, None)
    assert "01.01.2026" in mine.title
    task = Task.objects.get(process=Enactment.objects.get(authority=world.authority).pk)
    assert (task.desk.role, task.due_on) == ("case_worker", dt.date(2026, 1, 26))


def test_nothing_is_asked_for_that_is_known_or_lies_ahead(world, enactment, today_is):
    today_is("2025-12-31")
    assert watch_law() == 0
    today_is("2026-01-12")
    enactment("released")
    assert watch_law() == 0


def test_what_is_missing_is_not_discarded(world):
    watch_law()
    assert refusal(Enactment.objects.get(), "discard", by=world.case_worker) == "is_awaited"


def test_where_one_authority_has_entered_it_the_others_need_not(world, enactment):
    other = elsewhere(world)
    watch_law()
    theirs, mine = (Enactment.objects.get(authority=each) for each in (other, world.authority))
    assert refusal(theirs, "settle", by=world.office) == "not_yours"
    fire(mine.pk, "enter", by=world.case_worker, **RATE)
    fire(mine.pk, "propose", by=world.case_worker)
    fire(mine.pk, "release", by=world.approver)
    assert (watch_law(), state(theirs), state(mine)) == (1, "discarded", "in_force")
    assert told(theirs, "enactment.entered_elsewhere") == [world.office.pk]
    assert watch_law() == 0

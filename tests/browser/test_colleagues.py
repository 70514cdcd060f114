"""Pages on which a person gets others to act, and takes their days along: no barrier, nothing sticks out."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from funding.bodies.appointments import staff
from funding.ideas.opening import open_idea
from tests.browser.conftest import overflow, press, violations
from workflows.engine import fire
from workflows.models import Case, Task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def task(world) -> Task:
    """An idea's, at the office; a second person sits there."""
    staff("coordination_office", world.region.place, world.applicant, dt.date(2021, 1, 1))
    idea = open_idea(world.region, by=world.author, title="Pflegelotsen im Quartier", invented=True)
    fire(idea.pk, "edit", by=world.author, title=idea.title, summary="a", need="b", target_group="c")
    fire(idea.pk, "submit", by=world.author)
    return Task.objects.get(process=idea, desk__isnull=False)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_have_no_barrier_and_nothing_sticks_out(visitor: Callable[..., Page], world, task, width):
    case = f"/cases/{task.process_id}/"
    found = {}

    def look(page: Page, name: str) -> None:
        found[name] = violations(page) + overflow(page)

    author = visitor(case, user=world.author, width=width)
    fire(task.process_id, "assign", by=world.office, group=world.group.pk)
    author.goto(case)
    look(author, "new entries and the reminder")
    asked = Case.objects.get(parent=task.process_id, lifecycle="consultation").pk
    author.goto(f"/cases/{asked}/")
    press(author.locator(f"form[action='/cases/{asked}/remind/'] button"))
    look(author, "reminded")
    author.goto("/account/calendar/")
    press(author.locator("button[value=make]"))
    look(author, "calendar")
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_choosing_a_colleague_has_no_barrier(visitor: Callable[..., Page], world, task, width):
    page = visitor(f"/tasks/{task.pk}/delegate/", user=world.office, width=width)
    press(page.locator("main button[type=submit]"))
    assert page.locator(".kern-alert--danger").count() == 1
    assert violations(page) + overflow(page) == []
    page.get_by_label(str(world.applicant)).check()
    press(page.locator("main button[type=submit]"))
    page.wait_for_url("**/cases/*/")
    assert Task.objects.get(pk=task.pk).owner == world.applicant

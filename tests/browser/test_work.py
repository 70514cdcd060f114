"""People at work, in a real browser: with and without JavaScript, at a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from tests.browser.conftest import overflow, press, violations
from tests.funding.ideas.story import consultation_of
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db(transaction=True)
FULL = {"summary": "Drei Lotsinnen beraten.", "need": "Beratung beginnt zu spät.", "target_group": "Familien"}


def waiting(world) -> Case:
    """A vote of the steering group that is not open yet."""
    idea = open_idea(world.region, by=world.author, title="Pflegelotsen im Quartier", invented=True)
    fire(idea.pk, "edit", by=world.author, title=idea.title, total_cost="66000.00", own_funds="6600.00", **FULL)
    fire(idea.pk, "submit", by=world.author)
    fire(idea.pk, "assign", by=world.office, group=world.group.pk)
    fire(consultation_of(idea).pk, "recommend", by=world.lead, recommendation="Sinnvoll.", resolved_on="2022-01-31")
    fire(idea.pk, "put_on_agenda", by=world.office)
    return Case.objects.get(parent_id=idea.pk, lifecycle="decision")


@pytest.fixture
def ballot(world) -> Case:
    """A circular vote of the steering group, open."""
    vote = waiting(world)
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    return vote


@pytest.mark.parametrize("javascript", [True, False])
def test_a_doctor_votes_on_a_phone_in_three_clicks(visitor: Callable[..., Page], world, ballot, javascript):
    page = visitor("/", user=world.steering[2], width=390, javascript=javascript)
    press(page.locator(".fw-list a").first)
    assert page.locator("input[type=radio]:checked").count() == 0
    page.locator("label", has=page.locator("input[value=yes]")).click()
    press(page.locator("main button[type=submit]"))
    page.wait_for_url(f"**/cases/{ballot.pk}/")
    assert Case.objects.get(pk=ballot.pk).decision.participations.get().person == world.steering[2]


@pytest.mark.parametrize("javascript", [True, False])
def test_an_idea_is_written_down_and_handed_in(visitor: Callable[..., Page], world, javascript):
    page = visitor("/ideas/new/", user=world.author, javascript=javascript)
    page.locator("select[name=region]").select_option(str(world.region.pk))
    page.locator("[name=title]").fill("Vorlesepaten in der Klinik")
    page.locator("[name=total_cost]").fill("viel")
    press(page.locator("button[name=then]"))
    assert page.locator(".kern-alert--danger").count() == 1
    assert page.locator("[name=title]").input_value() == "Vorlesepaten in der Klinik"
    for name, words in {**FULL, "total_cost": "66.000,00"}.items():
        page.locator(f"[name={name}]").fill(words)
    press(page.locator("button[name=then]"))
    page.wait_for_url("**/cases/*/")
    idea = Idea.objects.get()
    assert (idea.state, str(idea.total_cost)) == ("submitted", "66000.00")


def faults_of(page: Page, addresses: list[str]) -> dict[str, list[str]]:
    """Address → what axe and the width complain of, with everything unfolded. Every page must be there."""
    found = {}
    for address in addresses:
        assert page.goto(address).status == 200, address
        page.evaluate("document.querySelectorAll('details.fw-more').forEach(it => it.open = true)")
        found[address] = violations(page) + overflow(page)
    return {address: faults for address, faults in found.items() if faults}


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_pages_have_no_barrier_and_nothing_sticks_out(visitor: Callable[..., Page], world, ballot, width):
    case, office = ballot.parent_id, world.office
    addresses = ["/", "/tasks/", "/cases/", f"/cases/{case}/", f"/cases/{case}/withdraw/", "/ideas/new/", "/account/"]
    addresses += [f"/cases/{ballot.pk}/", f"/cases/{ballot.pk}/leave/", "/directory/", "/imprint/"]
    assert faults_of(visitor("/privacy/", user=office, width=width), addresses) == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_rules_bodies_and_inspections_have_no_barrier(visitor: Callable[..., Page], world, ballot, width):
    watch_rosters()
    roster = Roster.objects.get(body=world.steering_group)
    addresses = [
        f"/cases/{waiting(world).pk}/record_elsewhere/",
        f"/cases/{roster.pk}/",
        f"/cases/{roster.pk}/appoint/",
        f"/cases/{roster.pk}/begin/mandate/",
    ]
    addresses += [
        "/law/",
        "/programmes/",
        "/programmes/ni-2021/",
        f"/cases/{ballot.parent_id}/backward/",
        "/inspections/",
    ]
    addresses += [f"/programmes/ni-2021/backward/?region={world.region.pk}&year=2027", "/inspections/new/"]
    assert faults_of(visitor("/privacy/", user=world.office, width=width), addresses) == {}


def test_a_vote_card_has_no_barrier_on_a_phone(visitor: Callable[..., Page], world, ballot):
    page = visitor(f"/cases/{ballot.pk}/cast/", user=world.steering[1], width=390)
    assert violations(page) + overflow(page) == []

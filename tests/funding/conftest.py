"""The invented region of the demonstration is the world of these tests too."""

from collections.abc import Callable

import pytest

from funding.data.loading import load_standing_data
from funding.demo.world import World, build_world
from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from workflows.engine import fire
from workflows.models import Case

FULL = {
    "title": "Pflegelotsen im Quartier",
    "summary": "Drei Lotsinnen beraten Familien, bevor Pflege zur Notlage wird.",
    "need": "Beratung beginnt heute erst nach dem Krankenhaus.",
    "target_group": "Familien mit Pflegebedarf",
    "total_cost": "88888.89",
    "own_funds": "8888.89",
}


@pytest.fixture
def world(db) -> World:
    load_standing_data()
    return build_world()


@pytest.fixture
def idea(world) -> Callable[..., Idea]:
    """An idea brought as far as asked: `idea("recommended")`."""

    def brought(to: str = "draft") -> Case:
        found = open_idea(world.region, by=world.author, title=FULL["title"], invented=True)
        steps = {
            "draft": lambda: fire(found.pk, "edit", by=world.author, **FULL),
            "submitted": lambda: fire(found.pk, "submit", by=world.author),
            "in_working_group": lambda: fire(found.pk, "assign", by=world.office, group=world.group.pk),
            "recommended": lambda: fire(
                found.pk, "recommend", by=world.lead, recommendation="Sinnvoll.", resolved_on="2022-01-31"
            ),
            "on_agenda": lambda: fire(found.pk, "put_on_agenda", by=world.office),
        }
        for state, make in steps.items():
            make()
            if state == to:
                break
        return Idea.objects.get(pk=found.pk)

    return brought


@pytest.fixture
def vote(world, idea) -> Callable[..., Case]:
    """The steering group's vote on a new idea, open in this procedure."""

    def opened(procedure: str = "circular", present=None) -> Case:
        case = idea("on_agenda").children.get()
        more = {"present": [seat.pk for seat in world.steering_group.seats.all()][: present or 7]} if procedure == "session" else {}
        fire(case.pk, "open_vote", by=world.office, procedure=procedure, **more)
        return Case.objects.get(pk=case.pk)

    return opened

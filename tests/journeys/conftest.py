"""The people of the invented region, the days, and the files that journeys begin with or come across."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from funding.awards.models import Award
from funding.demo.world import World
from tests.funding import conftest as funding
from tests.funding.below import let
from tests.funding.budgets import conftest as budgets
from tests.funding.disbursements import conftest as disbursements
from tests.journeys.story import People
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.models import OPEN, Holder, Task
from workflows.reading import valid_on

idea, vote, today_is, application = funding.idea, funding.vote, funding.today_is, funding.application
programme, budget, call = budgets.programme, budgets.budget, disbursements.call
award = funding.award
WAY = {
    "issued": [],
    "sent": [],
    "notified": ["2024-06-07"],
    "final": ["2024-06-07", "2024-07-09"],
    "running": ["2024-06-07", "2024-07-09", "2025-01-01"],
}


@pytest.fixture
def people(world: World, client: Client) -> Iterator[People]:
    """However a journey has ended, whoever it waits for can open the page."""
    yield People(world)
    for task in Task.objects.filter(OPEN, escalation=False).order_by("pk"):
        for holder in Holder.objects.filter(valid_on(clock.today()), desk=task.desk_id)[:1]:
            client.force_login(holder.person)
            assert client.get(f"/cases/{task.process_id}/").status_code == 200


@pytest.fixture
def day_comes(today_is: Callable[[str], None]) -> Callable[..., None]:
    """Each of these days begins, and the clock does what is due."""

    def come(*days: str) -> None:
        for day in days:
            today_is(day)
            sweep_deadlines()

    return come


@pytest.fixture
def granted(world, application, day_comes, remembered) -> Callable[[str], Award]:
    """80,000.00 euros for 2025 and 2026, come the whole way from an idea: `granted("running")`.

    Applied for, approved and posted as a letter on 3 June 2024, a Monday; served on 6 June, final after Monday, 8 July;
    it runs since 1 January 2025.
    """

    @remembered
    def brought(to: str = "issued") -> Award:
        application("issued")
        found = Award.objects.get()
        if to != "issued":
            let(found, "dispatch", by=world.case_worker, channel="letter", posted_on="2024-06-03")
            day_comes(*WAY[to])
        return Award.objects.get()

    return brought

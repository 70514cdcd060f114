"""A budget of the invented authority, brought as far as asked."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.budgets.models import Budget
from funding.budgets.opening import open_budget
from funding.programmes.models import Programme
from tests.funding.applications.story import waiting_of
from tests.funding.below import let
from tests.funding.budgets.story import funders
from tests.funding.disbursements import conftest as disbursements
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

call = disbursements.call
TWO_FUNDERS = [
    {"payer": "Land", "weight": 2, "amount": "60000.00"},
    {"payer": "AOK", "weight": 1, "amount": "30000.00"},
]


@pytest.fixture
def alone(world) -> None:
    """The case worker sits at the approver's desk as well."""
    staff("approver", world.authority.place, world.case_worker, dt.date(2021, 1, 1))


@pytest.fixture
def programme(world) -> Programme:
    return Programme.objects.get(key=world.region.programme)


@pytest.fixture
def budget(world, programme) -> Callable[..., Budget]:
    """`budget("released", year=2025, shares=[…])`: draft, proposed or released."""

    def brought(to: str = "released", *, year: int = 2025, shares: list[dict[str, Any]] | None = None) -> Budget:
        case = open_budget(programme, world.authority, year, by=world.case_worker)
        moves = {
            "draft": lambda: fire(case.pk, "set_shares", by=world.case_worker, lines=shares or TWO_FUNDERS),
            "proposed": lambda: fire(case.pk, "propose", by=world.case_worker),
            "released": lambda: fire(case.pk, "release", by=world.approver),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Budget.objects.get(pk=case.pk)

    return brought


@pytest.fixture
def short(world, application, budget, today_is):
    """An application over 40,000 euros a year, approved, for which 2025 has a cent less."""
    today_is("2024-06-03")
    budget(shares=funders("39999.99"))
    return application("committee_approved")


@pytest.fixture
def rivals(world, application, budget, today_is, call, remembered):
    """Two applications over 40,000 euros in each of two years. The first is awarded, and of it 20,000 are paid on 3
    March 2025; for the second the pots have not enough, so it waits. Today is that day."""

    @remembered
    def brought(each_year):
        today_is("2024-06-03")
        for year in (2025, 2026):
            budget(year=year, shares=funders(each_year))
        application("issued")
        award, today = Award.objects.get(), "2024-06-03"
        let(award, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
        let(award, "note_receipt", by=world.case_worker, received_on=today)
        second = application("committee_approved")
        fire(waiting_of(second).pk, "put_on_waiting_list", by=world.case_worker)
        let(award, "waive_remedy", by=world.signatory, declared=True)
        today_is("2025-03-03")
        sweep_deadlines()
        call("paid", of=award)
        return award, second

    return brought

"""A budget of the invented authority, brought as far as asked."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from funding.bodies.appointments import staff
from funding.budgets.models import Budget
from funding.budgets.opening import open_budget
from funding.programmes.models import Programme
from workflows.engine import fire

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

"""Reports on an award of the invented region."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from funding.bodies.appointments import staff
from funding.people.models import User
from funding.reports.models import Report
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

PROGRESS = {"progress": "Die Lotsinnen haben 40 Familien beraten."}
PROOF = {**PROGRESS, "expenditure": [{"item": "Personal", "amount": "21000.00"}]}


@pytest.fixture
def report(world, award, today_is) -> Callable[..., Report]:
    """A report brought as far as asked: `report("submitted")`; the proof of use: `report("open", proof=True)`.

    The award's period began on 3 March 2025, a Monday. The progress report is due on 31 July; the proof, of a project
    that ended on the day it began, on 31 August 2026. Further arguments are the award's fields.
    """

    def brought(to: str = "open", *, proof: bool = False, written: dict[str, Any] | None = None, **fields: Any):
        today_is("2025-03-03")
        if proof:
            award("proof_due", proof_due_on=dt.date(2026, 8, 31), **fields)
            today_is("2026-07-06")
        else:
            award("running", report_dates=["2025-07-31"], **fields)
            today_is("2025-06-02")
        found = Report.objects.get()
        written = written or (PROOF if proof else PROGRESS)
        moves = {
            "scheduled": lambda: None,
            "open": sweep_deadlines,
            "written": lambda: fire(found.pk, "write", by=world.applicant, **written),
            "internally_released": lambda: fire(found.pk, "release_internally", by=world.applicant),
            "submitted": lambda: fire(found.pk, "submit", by=world.signatory),
            "under_review": lambda: fire(found.pk, "start_review", by=world.checker),
            "accepted": lambda: fire(found.pk, "accept", by=world.checker),
        }
        for state, make in moves.items():
            make()
            if state == to:
                break
        return Report.objects.get(pk=found.pk)

    return brought


@pytest.fixture
def state() -> Callable[[Case], str]:
    return lambda case: Case.objects.get(pk=case.pk).state


@pytest.fixture
def sit(world) -> Callable[[str, User], None]:
    """Gives somebody a further desk of the recipient."""
    return lambda role, person: staff(role, world.region.lead.place, person, dt.date(2021, 1, 1))

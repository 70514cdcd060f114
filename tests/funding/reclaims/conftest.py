"""An award of which 20,000 euros were paid on 3 March 2025, and reclaims of 5,000 of them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from funding.reclaims.models import Reclaim
from tests.funding.awards.story import REMEDY
from tests.funding.below import let
from tests.funding.disbursements import conftest as disbursements
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

call, hold = disbursements.call, disbursements.hold
INTENDED = {
    "ground": "not_for_purpose",
    "extent": "part",
    "reach": "ex_tunc",
    "amount": "5000.00",
    "ineffective_from": "2025-03-03",
    "known_on": "2025-05-02",
    "allegations": "Der Kleinbus dient dem Fuhrpark.",
    "answer_by": "2025-06-20",
}


@pytest.fixture
def paid_award(world, call, today_is, remembered) -> Callable[[], Case]:
    """Running; today is 2 June 2025, a Monday."""

    @remembered
    def paid() -> Case:
        found = call("paid", amount="20000.00")
        today_is("2025-06-02")
        return Case.objects.get(pk=found.parent_id)

    return paid


@pytest.fixture
def reclaim(world, paid_award, today_is, remembered) -> Callable[..., Reclaim]:
    """A reclaim brought as far as asked: `reclaim("notified")`. What is intended can be given otherwise.

    Heard on 2 June, answered and issued on 10 June, served formally on 11 June, final on 12 July 2025.
    """

    @remembered
    def brought(to: str = "hearing", *, of: Case | None = None, **intended: Any) -> Reclaim:
        award = of or paid_award()
        told = {name: value for name, value in {**INTENDED, **intended}.items() if value is not None}
        fire(award.pk, "hear", by=world.case_worker, **told)
        found = Reclaim.objects.filter(parent=award).latest("pk")
        pay = {"pay_by": "2025-08-15"} if told["reach"] == "ex_tunc" else {}
        moves = {
            "hearing": [],
            "in_preparation": [
                lambda: today_is("2025-06-10"),
                lambda: fire(found.pk, "answer", by=world.signatory, statement="Der Bus wird zurückgegeben."),
            ],
            "drafted": [
                lambda: let(found, "draft", by=world.case_worker, reasons="Nicht für den Zweck.", **REMEDY, **pay)
            ],
            "signed": [lambda: let(found, "sign", by=world.case_worker)],
            "issued": [lambda: let(found, "issue", by=world.approver)],
            "sent": [
                lambda: today_is("2025-06-11"),
                lambda: let(found, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-11"),
            ],
            "notified": [lambda: let(found, "note_receipt", by=world.case_worker, received_on="2025-06-11")],
            "final": [lambda: today_is("2025-07-12"), sweep_deadlines],
        }
        for state, steps in moves.items():
            for make in steps:
                make()
            if state == to:
                break
        return Reclaim.objects.get(pk=found.pk)

    return brought


def sums(case: Case) -> tuple[Decimal, Decimal, Decimal | None]:
    """Of an award: amount, reclaimed, final amount."""
    award = Case.objects.get(pk=case.pk).award
    return award.amount, award.reclaimed, award.final_amount

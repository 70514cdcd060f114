"""An award of the invented region, running, and requests for its money."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from funding.bodies.appointments import staff
from funding.disbursements.models import Disbursement
from funding.disbursements.opening import open_disbursement
from workflows import clock
from workflows.engine import fire
from workflows.models import Case

IBAN = "DE89 3704 0044 0532 0130 00"  # the example of ISO 13616


@pytest.fixture
def set_terms() -> Callable[..., None]:
    def change(case: Case, **terms: Any) -> None:
        Case.objects.filter(pk=case.pk).update(terms={**case.terms, **terms})

    return change


@pytest.fixture
def hold(world) -> Callable[[str, str], None]:
    """Gives somebody a further desk at the authority: `hold("cashier", "checker")`."""

    def sit(role: str, part: str) -> None:
        staff(role, world.authority.place, getattr(world, part), dt.date(2021, 1, 1))

    return sit


@pytest.fixture
def call(world, award, today_is, remembered) -> Callable[..., Disbursement]:
    """A request for 20 000 euros brought as far as asked: `call("approved")`; of a new award, if none is given.

    Its period began on 3 March 2025, a Monday, and that is today.
    """

    @remembered
    def brought(to: str = "draft", of: Case | None = None, **fields: Any) -> Disbursement:
        if of is None:
            today_is("2025-03-03")
            of = award("running")
        found = open_disbursement(of, by=world.applicant)
        today = clock.today().isoformat()
        need = {"amount": "20000.00", "needed_from": today, "needed_until": today, "purpose": "Honorare", "iban": IBAN}
        need |= fields
        moves = {
            "draft": ("edit", world.applicant, need),
            "submitted": ("submit", world.signatory, {}),
            "checked_factual": ("check_factual", world.case_worker, {}),
            "checked_arithmetical": ("check_arithmetical", world.checker, {}),
            "approved": ("approve", world.approver, {"amount": need["amount"]}),
            "ordered": ("order", world.cashier, {}),
            "paid": ("note_payment", world.cashier, {"value_date": today}),
            "use_confirmed": ("confirm_use", world.applicant, {"used_on": today}),
        }
        for state, (move, person, data) in moves.items():
            fire(found.pk, move, by=person, **data)
            if state == to:
                break
        return Disbursement.objects.get(pk=found.pk)

    return brought

"""A running award of 54,000 euros, an association that carries its project out, and what is forwarded to it."""

from collections.abc import Callable
from typing import Any

import pytest

from funding.bodies.appointments import staff
from funding.demo.world import LONG_AGO
from funding.forwarding.models import Forwarding
from funding.forwarding.opening import open_forwarding
from funding.people.models import User
from funding.regions.models import Organisation
from tests.funding.changes import conftest as changes
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

state, refusal, running, paper = changes.state, changes.refusal, changes.running, changes.paper
WRITTEN = {
    "form": "contract",
    "amount": "40000.00",
    "purpose": "Pflegelotsen im Quartier",
    "conditions": "ANBest-P",
    "period_from": "2025-07-01",
    "period_to": "2026-02-28",
    "proof_due_on": "2026-06-30",
}
PROVEN = {"spent": "40000.00", "progress": "Die Lotsinnen haben 40 Familien beraten."}


@pytest.fixture
def association(world) -> Organisation:
    return Organisation.objects.create(
        name="Gesundheitsverein Auental", kind="association", state="NI", calendar="NI", invented=True
    )


@pytest.fixture
def carrier(association) -> User:
    """Somebody of the association's."""
    person = User.objects.create(email="lotsin@verein.example", name="Anna Letzt")
    staff("final_recipient", association.place, person, LONG_AGO)
    return person


@pytest.fixture
def forwarding(world, running, association, carrier, today_is) -> Callable[..., Forwarding]:
    """A forwarding brought as far as asked: `forwarding("proof_in", paid="40000.00")`. Further arguments are what the
    contract says otherwise. It is agreed on 3 June 2025 and begins on 1 July."""

    def brought(to: str = "drafted", *, of: Case | None = None, paid: str = "40000.00", **said: Any) -> Forwarding:
        of = of or running(forwarding_to="Gesundheitsverein Auental")
        found = open_forwarding(of, by=world.applicant, final_recipient=association.pk)

        def money_is_passed_on() -> None:
            if paid:
                fire(found.pk, "note_forwarded", by=world.applicant, amount=paid, value_date="2025-07-01")

        moves: dict[str, Callable[[], Any]] = {
            "drafted": lambda: fire(found.pk, "edit", by=world.applicant, **{**WRITTEN, **said}),
            "offered": lambda: fire(found.pk, "offer", by=world.signatory, provisions_passed_on=True),
            "agreed": lambda: fire(found.pk, "agree", by=carrier, agreed_on="2025-06-03"),
            "running": lambda: _begins(today_is),
            "paid": money_is_passed_on,
            "proof_in": lambda: fire(found.pk, "hand_in", by=carrier, **PROVEN),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Forwarding.objects.get(pk=found.pk)

    return brought


def _begins(today_is: Callable[[str], None]) -> None:
    today_is("2025-07-01")
    sweep_deadlines()

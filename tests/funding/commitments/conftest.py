"""What the Sparkasse and the Klinikum have promised, and a commitment below a running award."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from funding.commitments.models import Commitment
from funding.commitments.opening import open_commitment, which_promise
from tests.funding.changes import conftest as changes
from workflows.engine import fire
from workflows.inputs import read_inputs
from workflows.models import Case

state, refusal, running = changes.state, changes.refusal, changes.running
MISSED = {"kept": "0.00", "known_on": "2025-06-02", "reason": "Der Vorstand hat abgelehnt."}
TOLD = {"matter": "financing", "happened_on": "2025-06-02", "statement": "5.000 Euro der Sparkasse fehlen."}


def promise(partner: str = "Sparkasse Auental", **other: Any) -> dict[str, Any]:
    said = {"contribution": "third_party", "promise": "Spende", "year": 2025, "amount": "5000.00"}
    return {"partner": partner, **said, "until": "2025-06-30", "firmness": "promised", **other}


@pytest.fixture
def commitment(world, running) -> Callable[..., Commitment]:
    """Of 5 000 euros until 30 June 2025, below a running award; today is 3 June: `commitment("reported", kept=…)`."""

    def brought(to: str = "promised", *, kept: str = "0.00", **other: Any) -> Commitment:
        found = open_commitment(running(), by=world.applicant, **read(promise(**other)))
        moves: dict[str, Callable[[], Any]] = {
            "promised": lambda: None,
            "missed": lambda: fire(found.pk, "note_missed", by=world.applicant, **{**MISSED, "kept": kept}),
            "reported": lambda: fire(notification(found).pk, "send", by=world.signatory, **TOLD),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Commitment.objects.get(pk=found.pk)

    return brought


@pytest.fixture
def browser() -> Callable[..., Client]:
    def signed_in(person: Any) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def read(said: dict[str, Any]) -> dict[str, Any]:
    """As a door reads it before the opening, which asks for no paper."""
    return read_inputs(which_promise, {name: value for name, value in said.items() if name != "firmness"})


def notification(commitment: Case) -> Case:
    return Case.objects.filter(parent_id=commitment.pk, lifecycle="notification").latest("pk")

"""A fact of law brought as far as asked: `enactment("proposed")`, `enactment("in_force", "rule", **RULE)`."""

import datetime as dt
from collections.abc import Callable

import pytest

from funding.bodies.appointments import staff
from funding.enactments.models import Enactment
from funding.enactments.opening import open_enactment
from funding.regions.models import Organisation
from notifications.models import Message
from workflows.engine import fire
from workflows.models import Event

NEW_YEAR = dt.date(2026, 1, 1)
RATE = {"valid_from": "2026-01-01", "value": "1,27", "source": "Bundesbank, Pressenotiz vom 1. Januar 2026"}
RULE = {
    "jurisdiction": "BY",
    "rule": "remedy_type",
    "valid_from": "2026-01-01",
    "value": "Klage",
    "source": "Art. 12 AGVwGO",
}
HOLIDAY = {
    "jurisdiction": "NI",
    "valid_from": "2026-05-08",
    "named": "Tag der Befreiung",
    "source": "Nds. GVBl. 3/2026",
}
OF_KIND = {"base_rate": RATE, "rule": RULE, "holiday": HOLIDAY}


@pytest.fixture
def enactment(world) -> Callable[..., Enactment]:
    def brought(to: str = "draft", kind: str = "base_rate", **entered: object) -> Enactment:
        case = open_enactment(world.authority, by=world.case_worker, kind=kind)
        entered = entered or OF_KIND.get(kind, {})
        moves = {
            "begun": lambda: None,
            "draft": lambda: fire(case.pk, "enter", by=world.case_worker, **entered),
            "proposed": lambda: fire(case.pk, "propose", by=world.case_worker),
            "released": lambda: fire(case.pk, "release", by=world.approver),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Enactment.objects.get(pk=case.pk)

    return brought


@pytest.fixture(autouse=True)
def _in_january(world, today_is) -> None:
    today_is("2026-01-12")


def both_case_workers(world) -> list[int]:
    """Two case workers sit at the desk."""
    return sorted([world.case_worker.pk, world.checker.pk])


def event(case, move: str) -> dict:
    return Event.objects.filter(case=case, move=move).latest("seq").facts


def told(case, kind: str) -> list[int]:
    return sorted(Message.objects.filter(kind=kind, about=f"case {case.pk}").values_list("person", flat=True))


def elsewhere(world) -> Organisation:
    """Another authority with a case worker and a second signatory of its own."""
    other = Organisation.objects.create(name="Andere Behörde", kind="authority", state="NI", calendar="NI")
    staff("case_worker", other.place, world.office, dt.date(2021, 1, 1))
    staff("approver", other.place, world.lead, dt.date(2021, 1, 1))
    return other

"""A fact of law brought as far as asked: `enactment("proposed")`, `enactment("in_force", "rule", **RULE)`."""

from collections.abc import Callable

import pytest

from funding.enactments.models import Enactment
from funding.enactments.opening import open_enactment
from workflows.engine import fire

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

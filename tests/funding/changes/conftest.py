"""An award of the invented region, running, and requests to change it."""

from collections.abc import Callable
from typing import Any

import pytest

from funding.awards.models import Award
from funding.changes.models import Change, Kind
from funding.changes.opening import open_change
from tests.funding.applications.story import REMEDY, committee_resolves
from tests.funding.below import below, let
from workflows import clock
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case
from workflows.refusals import BadInput, Refused

IBAN = "DE89 3704 0044 0532 0130 00"  # the example of ISO 13616


def line(side: str, category: str, name: str, amount: str, year: int = 2025) -> dict[str, Any]:
    return {"side": side, "category": category, "name": name, "year": year, "amount": amount}


def plan(staff: str, travel: str, own: str, grant: str) -> list[dict[str, Any]]:
    return [
        line("expenditure", "staff", "Lotsinnen", staff),
        line("expenditure", "travel", "Fahrten", travel),
        line("income", "own", "Landkreis", own),
        line("income", "grant", "Zuwendung", grant),
    ]


PLAN = plan("50000.00", "10000.00", "6000.00", "54000.00")
AWARDED = {"amount": "54000.00", "planned_expenditure": "60000.00", "plan": PLAN}
WITHIN = plan("49000.00", "11000.00", "6000.00", "54000.00")
BEYOND = plan("47000.00", "13000.00", "6000.00", "54000.00")
HIGHER = plan("60000.00", "10000.00", "7000.00", "63000.00")
ASKED = {
    Kind.SHIFT: ({}, BEYOND),
    Kind.TIME: ({"new_period_to": "2026-08-31"}, None),
    Kind.CONTENT: ({"description": "Auch Hausbesuche am Abend."}, None),
    Kind.PARTNER: ({"partner": "Gesundheitsverein Auental"}, None),
    Kind.INCREASE: ({"amount": "63000.00"}, HIGHER),
    Kind.ACCOUNT: ({"iban": IBAN}, None),
}
WHY = {"justification": "Die Stelle konnte erst im Mai besetzt werden."}
NOTICE = {"result": "approve", "reasons": "Der Zweck bleibt erreichbar.", "proof_due_on": "2027-02-28", **REMEDY}


def sent(world: Any, case: Case) -> None:
    """The change notice goes out today, by a messenger who brings back the receipt."""
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on=clock.today().isoformat())


def ruling(case: Case) -> str:
    """The state of the newest decision on the request."""
    return below(case, "change_ruling").state


def walked(world: Any, found: Case, to: str, own: dict[str, Callable[[], Any]]) -> Change:
    """A request brought as far as asked; `own`: the stations its kind makes in its own way, or alone."""
    stations = {
        "draft": None,
        "internally_released": lambda: fire(found.pk, "release_internally", by=world.applicant),
        "submitted": lambda: fire(found.pk, "submit", by=world.signatory),
        "agreed": None,
        "in_review": lambda: fire(found.pk, "start_review", by=world.case_worker),
        "resolved": None,
        "drafted": None,
        "notice_signed": lambda: let(found, "sign_notice", by=world.case_worker),
        "issued": lambda: let(found, "issue", by=world.approver),
        "decided": lambda: sent(world, found),
    }
    for reached, make in {**stations, **own}.items():
        if make:
            make()
        if reached == to:
            break
    return Change.objects.get(pk=found.pk)


@pytest.fixture
def state() -> Callable[[Case], str]:
    return lambda case: Case.objects.get(pk=case.pk).state


@pytest.fixture
def refusal() -> Callable[..., str]:
    """The key of the refusal; of wrong input the field."""

    def refused(case: Case, move: str, **more: Any) -> str:
        with pytest.raises(Refused) as caught:
            let(case, move, **more)
        return caught.value.field if isinstance(caught.value, BadInput) else caught.value.key

    return refused


@pytest.fixture
def running(award, today_is, remembered) -> Callable[..., Award]:
    """An award of 54 000 euros whose period began on 3 March 2025 and ends on 2 March 2026. Today is 3 June 2025."""

    @remembered
    def brought(to: str = "running", **fields: Any) -> Award:
        today_is("2025-03-03")
        found = award(to, **{**AWARDED, **fields})
        today_is("2025-06-03")
        return found

    return brought


@pytest.fixture
def change(world, running, remembered) -> Callable[..., Change]:
    """A request of this kind brought as far as asked: `change("in_review", kind="time")`; of a new award, if none is
    given. Further arguments are what the notice says otherwise."""

    @remembered
    def brought(to: str = "draft", kind: str = "time", of: Case | None = None, asked=None, lines=None, **notice: Any):
        of = of or running()
        fields, new_plan = ASKED[Kind(kind)]
        found = open_change(of, by=world.applicant, kind=kind)
        by_committee = kind in ("content", "partner", "increase")

        def written() -> None:
            fire(found.pk, "edit", by=world.applicant, **WHY, **{**fields, **(asked or {})})
            if new := lines or new_plan:
                fire(found.pk, "set_plan", by=world.applicant, lines=new)

        def resolved() -> None:
            if by_committee:
                let(found, "put_to_committee", by=world.case_worker)
                committee_resolves(world, found)

        def noticed() -> None:
            said = {**NOTICE, **notice}
            if kind != "time":
                said.pop("proof_due_on")
            let(found, "draft_notice", by=world.case_worker, **said)

        return walked(world, found, to, {"draft": written, "resolved": resolved, "drafted": noticed})

    return brought


@pytest.fixture
def paper() -> Upload:
    return Upload("Erklärung.pdf", b"%PDF-1.7\n%%EOF\n")

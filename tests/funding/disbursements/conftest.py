"""An award of the invented region, running, and requests for its money."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from funding.bodies.appointments import staff
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.models import Disbursement
from funding.disbursements.opening import open_disbursement
from funding.disbursements.year_end.models import YearEnd
from tests.funding.below import below, let
from tests.funding.changes.conftest import line
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

IBAN = "DE89 3704 0044 0532 0130 00"  # the example of ISO 13616


COURT = {
    "remedy_type": "action", "remedy_name": "Verwaltungsgericht", "remedy_street": "Am Platz 1",
    "remedy_postcode": "99990", "remedy_town": "Musterstadt",
}  # fmt: skip
SIGNED = {"pay_by": "2025-08-01", "reasons": "Das Geld lag ohne Grund.", **COURT}
WHY = {"reason": "Die Verzögerung hatte niemand zu vertreten."}
LEAVE = {"proposal": "leave_it", **WHY}
WAIVE = {"proposal": "waive", **WHY}
PLAN = [
    line("expenditure", "staff", "Lotsinnen", "66666.67", 2025), line("income", "own", "Landkreis", "6666.67", 2025),
    line("income", "grant", "Zuwendung", "60000.00", 2025), line("income", "grant", "Zuwendung", "20000.00", 2026),
]  # fmt: skip
LAPSE = {"proposal": "lapse", "reason": "Nach dem Bescheid verfallen nicht abgerufene Mittel."}


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
            let(found, move, by=person, **data)
            if state == to:
                break
        return Disbursement.objects.get(pk=found.pk)

    return brought


@pytest.fixture
def overdue(call, today_is):
    """Paid on 3 March 2025, to be used by 5 May; today is 20 May."""

    def brought() -> Disbursement:
        case = call("paid")
        today_is("2025-05-06")
        sweep_deadlines()
        today_is("2025-05-20")
        return Disbursement.objects.get(pk=case.pk)

    return brought


def sent(world, case) -> None:
    """The notice of interest goes out today, by a messenger who brings back the receipt."""
    posted = {"channel": "formal", "posted_on": clock.today().isoformat()}
    fire(below(case, "notice").pk, "dispatch", by=world.case_worker, **posted)


@pytest.fixture
def late(world, overdue, today_is):
    """20,000 euros used on 20 May, brought as far as asked."""

    def brought(to="interest_case") -> LateUse:
        let(overdue(), "confirm_use", by=world.applicant, used_on="2025-05-20")
        found = LateUse.objects.get()
        heard = {"allegations": "Spät verwendet.", "answer_by": "2025-06-20"}
        moves = {
            "interest_case": lambda: None,
            "hearing": lambda: fire(found.pk, "hear", by=world.case_worker, **heard),
            "in_preparation": lambda: fire(found.pk, "answer", by=world.signatory, statement="Die Firma kam spät."),
            "signed": lambda: fire(found.pk, "sign", by=world.case_worker, **SIGNED),
            "issued": lambda: fire(found.pk, "issue", by=world.approver),
            "demanded": lambda: sent(world, found),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return LateUse.objects.get()

    return brought


@pytest.fixture
def correct(world, today_is):
    """The value date of the one payment is corrected by two persons."""

    def right(day):
        paid = Disbursement.objects.get()
        let(paid, "correct", by=world.cashier, value_date=day, reason="Der Kontoauszug.")
        fire(below(below(paid, "payment"), "correction").pk, "confirm", by=world.approver)

    return right


@pytest.fixture
def leave(world) -> Callable[[Case], None]:
    """One proposes to demand no interest, another decides so."""

    def no_interest(case: Case) -> None:
        fire(case.pk, "propose", by=world.case_worker, **LEAVE)
        fire(case.pk, "leave_it", by=world.approver)

    return no_interest


@pytest.fixture
def year_end(world, award, call, today_is):
    """Of 60,000 euros for 2025, 20,000 were paid; brought as far as asked. Today is 5 January 2026."""

    def brought(to="to_decide", paid="20000.00", proposal="lapse") -> YearEnd:
        today_is("2025-03-03")
        of = award("running", plan=PLAN)
        if paid:
            call("paid", of=of, amount=paid)
        if to != "open":
            today_is("2026-01-05")
            sweep_deadlines()
        if to == "proposed":
            said = {**LAPSE, "proposal": proposal}
            fire(YearEnd.objects.get().pk, "propose", by=world.case_worker, **said)
        return YearEnd.objects.get()

    return brought

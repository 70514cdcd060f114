"""What tests of change requests walk through beside them: payments, the proof of use, the letter's text."""

from decimal import Decimal
from io import BytesIO

from pypdf import PdfReader

from funding.disbursements.opening import open_disbursement
from funding.reports.models import Report
from tests.funding.changes.conftest import IBAN, plan
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

PAID = {
    "amount": "50000.00",
    "needed_from": "2025-06-03",
    "needed_until": "2025-06-30",
    "purpose": "Lohn",
    "iban": IBAN,
}


def text_of(document):
    pages = [page.extract_text() for page in PdfReader(BytesIO(bytes(document.content.content))).pages]
    return " ".join(" ".join(pages).split())


def proven(world, today_is, to="accepted"):
    """The proof of use of a project that has ended, opened, written, signed and checked."""
    today_is("2027-01-04")
    sweep_deadlines()
    proof = Report.objects.get()
    written = {"progress": "Fertig.", "expenditure": [{"item": "Lohn", "amount": "0.01"}]}
    fire(proof.pk, "write", by=world.applicant, **written)
    fire(proof.pk, "release_internally", by=world.applicant)
    fire(proof.pk, "submit", by=world.signatory)
    if to != "submitted":
        fire(proof.pk, "start_review", by=world.checker)
    return proof


def amended(case):
    return Case.objects.get(pk=case.parent_id).events.filter(move="amend")


def paid_out(world, award, to="paid", *, by=None, **asked):
    """`by`: who applies and signs for the recipient."""
    theirs, asked = by or world, {**PAID, **asked}
    case = open_disbursement(Case.objects.get(pk=award.pk), by=theirs.applicant)
    moves = {
        "draft": ("edit", theirs.applicant, asked),
        "submitted": ("submit", theirs.signatory, {}),
        "checked_factual": ("check_factual", world.case_worker, {}),
        "checked_arithmetical": ("check_arithmetical", world.checker, {}),
        "approved": ("approve", world.approver, {"amount": asked["amount"]}),
        "ordered": ("order", world.cashier, {}),
        "paid": ("note_payment", world.cashier, {"value_date": "2025-06-03"}),
    }
    for reached, (move, who, data) in moves.items():
        fire(case.pk, move, by=who, **data)
        if reached == to:
            return case
    return case


def lower(amount):
    own = Decimal("60000.00") - Decimal(amount)
    return plan("50000.00", "10000.00", str(own), amount)

"""A payment with what was called for, and its award."""

from funding.disbursements.models import Disbursement
from funding.disbursements.payments.models import Payment
from funding.disbursements.queries import disbursement_of
from workflows.models import Case
from workflows.step import Step


def payment_of(case: Case, step: Step) -> Payment:
    """With its disbursement as this transaction knows it. Opened in this transaction it is the row itself."""
    payment = case if isinstance(case, Payment) else case.payment
    payment.parent = step.work.parent_of(case)
    disbursement_of(payment.parent)
    return payment


def paid(case: Case, step: Step) -> Disbursement:
    """The disbursement whose payment the case is."""
    return payment_of(case, step).disbursement

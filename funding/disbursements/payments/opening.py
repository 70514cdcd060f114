"""How a payment begins: the cash office notes it, or it was made elsewhere and is taken over with the award."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.payments.states import M
from funding.documents.correspondence import LANGUAGE
from workflows.step import Step


def open_payment(step: Step, disbursement: Any, *, proven: bool = False) -> None:
    """Below the disbursement, whose step this is. `proven`: it is the rest, paid after the proof of use was checked."""
    with override(LANGUAGE):
        title = f"{_('Payment')}: {disbursement.title[:180]}"
    payment = step.open("payment", title=title, facts={"value_date": disbursement.value_date})
    if proven:
        step.work.make(payment, M.COUNT_AS_PROVEN, None, {})

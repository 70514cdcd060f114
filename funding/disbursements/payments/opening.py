"""How a payment begins: the cash office notes it, or it was made elsewhere and is taken over with the award."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.disbursements.payments.states import M
from funding.documents.correspondence import LANGUAGE
from workflows.step import Step


def open_payment(step: Step, disbursement: Any) -> None:
    """Below the disbursement, whose step this is. Of a rest paid after the proof of use was checked, the use is proven
    already."""
    with override(LANGUAGE):
        title = f"{_('Payment')}: {disbursement.title[:180]}"
    payment = step.open("payment", title=title, facts={"value_date": disbursement.value_date})
    if disbursement.award.final_amount is not None:
        step.work.make(payment, M.COUNT_AS_PROVEN, None, {})

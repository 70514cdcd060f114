"""How a claim comes into being: a forwarding ends, and money of it is to come back."""

import datetime as dt
from decimal import Decimal
from typing import Any

from funding.forwarding.claim.models import ForwardingClaim
from workflows.step import Step


def open_claim(step: Step, forwarding: Any, *, amount: Decimal, pay_by: dt.date, cause: str) -> ForwardingClaim:
    return step.open(
        "forwarding_claim",
        title=forwarding.title,
        amount=amount,
        pay_by=pay_by,
        facts={"amount": amount, "pay_by": pay_by, "cause": cause},
    )

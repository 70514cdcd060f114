"""What the contract says by which a recipient passes a part of the grant on. As in `facts`."""

import datetime as dt
from decimal import Decimal

from funding.documents.facts import Address, Letter, Signatory


class ForwardingContract(Letter):
    """No. 12 VV on § 44 LHO. `provisions`: what of the ancillary provisions binds the final recipient. `steps`: how the
    day of the proof was counted, none where somebody set it."""

    recipient: Address
    project: str
    programme: str
    authority: str
    notice_date: dt.date
    amount: Decimal
    purpose: str
    period_from: dt.date
    period_to: dt.date
    provisions: list[str]
    proof_due_on: dt.date
    steps: list[str]
    retention_years: int | None
    agreed_on: dt.date
    signatories: list[Signatory]


FORWARDING_LETTERS: dict[str, type] = {"forwarding_contract": ForwardingContract}

"""What the letter says that decides on an objection, as `facts.py` says it of the others."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from funding.documents.facts import Address, Letter, Remedy, Signatory


class ObjectionRulingLetter(Letter):
    """§§ 72, 73 VwGO, § 80 VwVfG. Two signatories. `notice`: what the notice objected to is about. `amount` takes the
    place of `before`, where a remedy in part changes a sum; `authority_share`: per cent of the costs, where they are
    shared. `remedy` None: nothing is left to sue about."""

    recipient: Address
    project: str
    programme: str
    notice: str
    notice_date: dt.date
    received_on: dt.date
    in_time: Literal["in_time", "late", "reinstated"]
    last_day: dt.date
    result: Literal["dismissed", "part", "full"]
    before: Decimal | None
    amount: Decimal | None
    changed: list[str]
    reasons: list[str]
    costs: Literal["authority", "objector", "shared"]
    authority_share: int | None
    lawyer: bool
    remedy: Remedy | None
    signatories: list[Signatory]


OBJECTION_LETTERS: dict[str, type] = {"objection_ruling": ObjectionRulingLetter}

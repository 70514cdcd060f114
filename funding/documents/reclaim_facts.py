"""What the letters of a reclaim say, as `facts.py` says it of the others."""

import datetime as dt
from decimal import Decimal
from typing import Literal, TypedDict

from funding.documents.facts import Address, Letter, Remedy, Signatory


class AboutAnAward(Letter):
    recipient: Address
    project: str
    programme: str
    notice_date: dt.date
    signatories: list[Signatory]


class Intended(AboutAnAward):
    """`past`: the award falls also for the past, so that `amount` is to be given back."""

    act: Literal["revocation", "withdrawal", "condition"]
    ground: str
    basis: str
    extent: Literal["full", "part"]
    past: bool
    amount: Decimal
    ineffective_from: dt.date | None


class Hearing(Intended):
    """§ 28 (1) VwVfG."""

    allegations: list[str]
    answer_by: dt.date


class ReclaimNotice(Intended):
    """§§ 48, 49, 49a (1), 39 VwVfG: two acts in one notice, for the past. `margin`: per cent above the base rate."""

    reclaimed: Decimal
    pay_by: dt.date | None
    margin: str
    answered: bool
    reasons: list[str]
    remedy: Remedy


class Anew(TypedDict):
    """In place of the notice of `replaces`: `paid` so far; `rest` still to pay, or `refund`, or none of both."""

    replaces: dt.date
    paid: Decimal
    rest: Decimal | None
    refund: Decimal | None


class InterestNotice(AboutAnAward):
    """§ 49a (3) VwVfG. `notice_of`: the day of the notice of reclaim."""

    notice_of: dt.date
    reclaimed: Decimal
    interest: Decimal
    steps: list[str]
    pay_by: dt.date
    anew: Anew | None
    remedy: Remedy


class LateUseNotice(AboutAnAward):
    """§ 49a (4) VwVfG. `amount`: what was paid on `paid_on` and not used by `use_until`."""

    paid_on: dt.date
    use_until: dt.date
    amount: Decimal
    interest: Decimal
    steps: list[str]
    reasons: list[str]
    pay_by: dt.date
    anew: Anew | None
    remedy: Remedy


RECLAIM_LETTERS: dict[str, type] = {
    "hearing": Hearing,
    "reclaim_notice": ReclaimNotice,
    "interest_notice": InterestNotice,
    "late_use_notice": LateUseNotice,
}

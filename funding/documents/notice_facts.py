"""What notices say: of an award, of its change, of a rejection, of an early start."""

import datetime as dt
from decimal import Decimal
from typing import Final, Literal, TypedDict

from funding.documents.facts import Address, Item, Letter, Remedy, Resolution, Signatory


class Window(TypedDict):
    count: int
    unit: Literal["weeks", "months"]


class Instalment(TypedDict):
    due_on: dt.date | None
    amount: Decimal


class Payments(TypedDict):
    window: Window | None
    after_final: bool
    instalments: list[Instalment]
    retained: Decimal | None


class Promised(TypedDict):
    """`contribution`: its kind, in words."""

    partner: str
    promise: str
    contribution: str
    year: int
    amount: Decimal
    until: dt.date


class Forwarding(TypedDict):
    name: str
    amount: Decimal
    annex: str | None


class Report(TypedDict):
    title: str
    due_on: dt.date | None


class Proof(TypedDict):
    due_on: dt.date | None
    simple: bool | None
    retention_years: int | None


class Notice(Letter):
    recipient: Address
    project: str
    programme: str
    applied_on: dt.date
    applied: Decimal
    resolution: Resolution | None
    reasons: list[str]
    legal_basis: list[str]
    remedy: Remedy
    signatories: list[Signatory]


class AwardNotice(Notice):
    """§§ 36, 37, 39 VwVfG. Two signatories; the committee's resolution is a reason, never the decision."""

    awarded: Decimal
    funding_kind: Literal["fixed", "share", "gap", "full"]
    own_share: str | None
    cap: Decimal | None
    purpose: str
    period_from: dt.date
    period_to: dt.date
    expenditure: list[Item]
    income: list[Item]
    payments: Payments
    annex: str | None
    conditions: list[str]
    forwarding: list[Forwarding]
    commitments: list[Promised]
    reports: list[Report]
    proof: Proof
    subsidy_relevant: bool


class Difference(TypedDict):
    """What was and what will be, in words of the letter's language."""

    name: str
    before: str
    after: str


class Succession(TypedDict):
    """To whom an award passes, and when."""

    old: str
    new: str
    passes_on: dt.date


class ChangeNotice(Letter):
    """§§ 37, 39 VwVfG. Two signatories. `changes`, `expenditure`, `income` and `commitments` are empty where
    nothing of the kind becomes different."""

    recipient: Address
    project: str
    programme: str
    number: int
    kind: str
    applied_on: dt.date
    notice_date: dt.date
    result: Literal["approve", "partly", "reject"]
    changes: list[Difference]
    succession: Succession | None
    expenditure: list[Item]
    income: list[Item]
    commitments: list[Promised]
    conditions: list[str]
    reports: list[Report]
    resolution: Resolution | None
    reasons: list[str]
    legal_basis: list[str]
    remedy: Remedy
    signatories: list[Signatory]


class RejectionNotice(Notice):
    """§§ 37, 39 VwVfG: without reasons it could not stand."""


class EarlyStartLetter(Letter):
    """`granted_from` None: refused, with `remedy`."""

    recipient: Address
    project: str
    programme: str
    wanted_from: dt.date
    granted_from: dt.date | None
    reasons: list[str]
    remedy: Remedy | None
    signatories: list[Signatory]


NOTICE_LETTERS: Final[dict[str, type]] = {
    "award_notice": AwardNotice,
    "change_notice": ChangeNotice,
    "rejection_notice": RejectionNotice,
    "early_start": EarlyStartLetter,
}

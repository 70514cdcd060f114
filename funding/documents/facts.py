"""What each letter says: the facts its template reads. `None` is a value the programme has not set.

Days and instants are dates and aware datetimes, money is a Decimal in euros, shares are fractions like "10/100".
Sentences of a calculation come in the letter's language.
"""

import datetime as dt
from decimal import Decimal
from typing import Literal, NotRequired, TypedDict


class Address(TypedDict):
    """What nobody has entered is blank."""

    name: str
    addition: NotRequired[str]
    street: str
    postcode: str
    city: str


class Contact(TypedDict):
    name: str
    phone: NotRequired[str]
    mail: NotRequired[str]


class Sender(Address):
    contact: NotRequired[Contact]


class Signatory(TypedDict):
    name: str
    function: str
    signed_on: NotRequired[dt.date]


class Item(TypedDict):
    name: str
    amount: Decimal


class Letter(TypedDict):
    """`made_at` becomes the PDF's date, so that the same facts give the same bytes; `date` is printed."""

    invented: bool
    made_at: dt.datetime
    date: dt.date
    reference: str
    sender: Sender


class Attachment(TypedDict):
    title: str
    version: int
    sha256: str


class Receipt(Letter):
    """`received_at`: of this version. `in_time`: it is received, not late; a later version answers a return."""

    recipient: Address
    project: str
    programme: str
    version: int
    on_paper: bool
    received_at: dt.datetime
    applied: Decimal | None
    cutoff: dt.date | None
    in_time: bool
    attachments: list[Attachment]
    signatories: list[Signatory]


class Meeting(TypedDict):
    procedure: Literal["session", "circular"]
    number: str | None
    place: str | None
    held_on: dt.date | None
    began_at: dt.datetime
    ended_at: dt.datetime | None


class AgendaItem(TypedDict):
    number: str
    title: str


class Present(TypedDict):
    name: str
    bench: str | None


class Excluded(TypedDict):
    name: str
    reason: str


class Counts(TypedDict):
    yes: int
    no: int
    abstain: int
    silent: int
    eligible: int


Outcome = Literal[
    "adopted",
    "rejected",
    "not_quorate",
    "aborted",
    "invalid",
    "blocked",
    "adopted_subject_to_approval",
    "deferred",
    "returned",
]


class Elsewhere(TypedDict):
    """From where the office has the result of a vote that was not held here."""

    minutes: str
    sha256: str
    entered_on: dt.date
    entered_by: str
    corrected: bool
    count_only: bool


class OutsideApproval(TypedDict):
    """What the supervisory authority has answered: the resolution is effective, or refused, from `received_on` on."""

    granted: bool
    decided_on: dt.date
    received_on: dt.date


class MinutesExtract(Letter):
    """§ 93 VwVfG: place, day, chair and members present, item and motion, resolution, result.

    `counts` is None where the item was deferred or returned without a vote, `present` where none had been opened;
    `fingerprint` (SHA-256 of what the vote was bound to, with the documents in `attached`) is blank there, too.
    """

    body: str
    meeting: Meeting
    chair: str
    clerk: str | None
    rule: str | None
    present: list[Present] | None
    excluded: list[Excluded]
    item: AgendaItem
    resolution: str
    conditions: list[str]
    secret: bool
    counts: Counts | None
    steps: list[str]
    outcome: Outcome
    approval: OutsideApproval | None
    elsewhere: Elsewhere | None
    deferred_until: dt.date | None
    reasons: str | None
    approved_on: dt.date | None
    attached: list[Attachment]
    fingerprint: str
    signatories: list[Signatory]


class Resolution(TypedDict):
    body: str
    date: dt.date


class Remedy(Address):
    """Where an action (§§ 74, 81 VwGO) or an objection (§ 70 VwGO) goes; always named, see § 58 VwGO."""

    type: Literal["action", "objection"]


class Payee(TypedDict):
    name: str
    iban: str


class PaymentRequest(TypedDict):
    number: str
    received_on: dt.date


class PaymentOrder(Letter):
    """For the cash office: certified by two, ordered by a third. `steps` lead to `amount`, deductions are negative."""

    number: str
    project: str
    notice_date: dt.date
    request: PaymentRequest
    payee: Payee
    amount: Decimal
    due_on: dt.date
    payment_reference: str
    budget_year: int
    budget_item: str | None
    steps: list[Item]
    factual: Signatory
    arithmetical: Signatory
    ordered: Signatory


class ProofResult(Letter):
    recipient: Address
    project: str
    programme: str
    notice_date: dt.date
    received_on: dt.date
    result: Literal["accepted", "accepted_with_reduction", "rejected"]
    awarded: Decimal
    paid: Decimal
    planned: Decimal
    proven: Decimal
    final: Decimal
    repay: Decimal
    remaining: Decimal
    steps: list[str]
    findings: list[str]
    retention_until: dt.date | None
    signatories: list[Signatory]


class StatementLetter(Letter):
    """What a region's body has resolved to say to the recipient, and by when an answer is asked for."""

    recipient: Address
    subject: str
    resolution: Resolution
    answer_by: dt.date
    paragraphs: list[str]
    signatories: list[Signatory]


class StatementReminder(Letter):
    """`asked_for`: the day by which an answer had been asked for before."""

    recipient: Address
    subject: str
    resolution: Resolution
    asked_for: dt.date
    answer_by: dt.date
    signatories: list[Signatory]


class OfferedCase(TypedDict):
    kind: str
    title: str
    begun_on: dt.date
    ended_on: dt.date


class ArchiveOffer(Letter):
    """`kind`: the retention class in words; `papers`: how many documents the file holds."""

    recipient: Address
    subject: str
    kind: str
    kept_until: dt.date
    answer_by: dt.date
    cases: list[OfferedCase]
    papers: int
    signatories: list[Signatory]


LETTERS: dict[str, type] = {
    "receipt": Receipt,
    "minutes_extract": MinutesExtract,
    "payment_order": PaymentOrder,
    "proof_result": ProofResult,
    "statement": StatementLetter,
    "statement_reminder": StatementReminder,
    "archive_offer": ArchiveOffer,
}

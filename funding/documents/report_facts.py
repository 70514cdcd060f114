"""What requests for missing items, lists of votes and the recipient's reports say."""

import datetime as dt
from decimal import Decimal
from typing import Literal, TypedDict

from funding.documents.facts import Address, Attachment, Counts, Letter, Outcome, Signatory


class ItemsRequest(Letter):
    """`about`: what is incomplete. `before`: the day given first, where this letter only grants a later one; `steps`:
    how `until` was counted, empty where a person named the day."""

    recipient: Address
    project: str
    programme: str
    about: Literal["application", "progress", "interim", "proof"]
    received_on: dt.date
    items: list[str]
    until: dt.date
    before: dt.date | None
    steps: list[str]
    signatories: list[Signatory]


class Voter(TypedDict):
    """`name`: who acted for the seat, "" where nobody did; `choice` None: no ballot, `excluded`: no vote."""

    number: str
    seat: str
    name: str
    choice: Literal["yes", "no", "abstain"] | None
    excluded: bool


class VotingList(Letter):
    """Of a vote whose ballots carry the seat; of a secret one there is none."""

    body: str
    procedure: Literal["session", "circular"]
    question: str
    opened_at: dt.datetime
    closed_at: dt.datetime
    voters: list[Voter]
    counts: Counts
    outcome: Outcome
    fingerprint: str
    signatories: list[Signatory]


class Compared(TypedDict):
    """One item: planned, actual and the difference; `actual` None while the form is blank. `above`: over the plan by
    more than the notice lets items be."""

    name: str
    planned: Decimal
    actual: Decimal | None
    apart: Decimal | None
    above: bool


class RecipientsReport(Letter):
    """From the recipient to the authority. `text` and `signatories` are empty while the form is blank."""

    recipient: Address
    project: str
    programme: str
    notice_date: dt.date
    purpose: str
    covers_from: dt.date
    covers_to: dt.date
    due_on: dt.date
    text: list[str]
    attached: list[Attachment]
    signatories: list[Signatory]


class ProgressReport(RecipientsReport):
    nothing: bool


class ProofOfUse(RecipientsReport):
    """Sachbericht and zahlenmäßiger Nachweis (no. 6 ANBest-P). `simple`: without a list of receipts; `tolerance`: by
    how much an item may exceed the plan, as a fraction. Of an interim proof all figures but `awarded` are those of its
    `year`, `paid` what was paid out in it, and no item is measured: the plan binds for the whole period."""

    year: int | None

    awarded: Decimal
    paid: Decimal
    expenditure: list[Compared]
    income: list[Compared]
    tolerance: str | None
    simple: bool


REPORT_LETTERS: dict[str, type] = {
    "items_request": ItemsRequest,
    "voting_list": VotingList,
    "progress_report": ProgressReport,
    "interim_proof": ProofOfUse,
    "proof_of_use": ProofOfUse,
}

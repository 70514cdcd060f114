"""What the papers of a meeting say: invitation, minutes, public extract."""

import datetime as dt
from typing import TypedDict

from funding.documents.facts import AgendaItem, Letter, Outcome, Signatory


class Invitation(Letter):
    """`second`: quorate with any number, which the invitation must say (§ 90 (2) VwVfG)."""

    body: str
    number: str
    meets_on: dt.date
    begins_at: str
    place: str
    second: bool
    public: list[AgendaItem]
    closed: list[AgendaItem]
    public_papers: list[str]
    closed_papers: list[str]
    signatories: list[Signatory]


class Attendant(TypedDict):
    """`hours`: from when until when, each "18:05–19:30"; `standing_in`: a deputy; `by_video`: not in the room."""

    name: str
    bench: str | None
    standing_in: bool
    by_video: bool
    hours: list[str]


class Sums(TypedDict):
    yes: int
    no: int
    abstain: int


class MinutesItem(AgendaItem):
    """`outcome` and `sums` are None where nothing was voted on; `resolution` and `conditions`: what was put to the
    vote, blank where the title says it whole; `away`: who left the table because of a conflict."""

    urgent: bool
    course: str
    resolution: str
    conditions: str
    outcome: Outcome | None
    sums: Sums | None
    away: list[str]


class AnsweredObjection(TypedDict):
    name: str
    text: str
    answer: str
    upheld: bool


class PublicExtract(Letter):
    """What was dealt with in public."""

    body: str
    number: str
    place: str
    began_at: dt.datetime
    ended_at: dt.datetime
    public: list[MinutesItem]
    signatories: list[Signatory]


class Minutes(PublicExtract):
    """§ 93 VwVfG. `approved_on` is None while the members read them; `quorum`: how it was reckoned."""

    chair: str
    clerk: str
    present: list[Attendant]
    quorum: list[str]
    closed: list[MinutesItem]
    objections: list[AnsweredObjection]
    approved_on: dt.date | None


MEETING_LETTERS: dict[str, type] = {"invitation": Invitation, "minutes": Minutes, "public_extract": PublicExtract}

"""The minutes as a paper, whole for the members and its public part for everybody (§ 93 VwVfG)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.documents.addresses import sender
from funding.documents.correspondence import (
    LANGUAGE,
    calculation,
    file_letter,
    letter_head,
    signature_in,
    signature_now,
)
from funding.documents.letters import render
from funding.meetings.attendance import CAME, LEFT, STEPPED_OUT, entries
from funding.meetings.minutes.models import Minutes
from funding.meetings.minutes.states import M
from funding.meetings.models import AgendaItem, Attendance, Meeting
from workflows.clock import BERLIN
from workflows.step import Step

TITLES = {"minutes": _("Minutes"), "public_extract": _("Public extract from the minutes")}
WITHOUT_VOTE = ("deferred", "returned")
WORDING = {  # by the kind of the vote: which of its papers is what the body would resolve
    "motion": "resolution",
    "election": "resolution",
    "recommendation": "recommendation",
    "statement": "summary",
}


def file_minutes(minutes: Minutes, step: Step) -> None:
    """As they stand; signed by two once the chair approves them."""
    meeting, rows, clerk = minutes.sitting, entries(minutes.sitting), _clerk(minutes, step)
    facts = {
        **_head(meeting, step),
        **_parts(meeting, rows, "public", "closed"),
        "chair": _chair(meeting, rows),
        "clerk": clerk["name"],
        "present": _present(meeting, rows),
        "quorum": calculation(meeting.quorum),
        "objections": [
            {"name": row.person.name, "text": row.text, "answer": row.answer, "upheld": bool(row.upheld)}
            for row in minutes.objections.select_related("person")
        ],
        "approved_on": minutes.approved_on,
        "signatories": [clerk, signature_now(step)] if minutes.approved_on else [],
    }
    _file(step, "minutes", facts)


def file_extract(minutes: Minutes, step: Step) -> None:
    meeting = minutes.sitting
    approved = minutes.events.filter(move=M.APPROVE).select_related("actor").latest("seq")
    signed = [_clerk(minutes, step), signature_in(approved)]
    facts = {**_head(meeting, step), **_parts(meeting, entries(meeting), "public"), "signatories": signed}
    _file(step, "public_extract", facts)


def _file(step: Step, kind: str, facts: dict[str, Any]) -> None:
    document = file_letter(step, kind, render(kind, language=LANGUAGE, facts=facts), title=TITLES[kind])
    step.record(document=document.pk, sha256=document.content_id)


def _clerk(minutes: Minutes, step: Step) -> dict[str, Any]:
    """Who has signed them for the office; until then, who has written them."""
    signed = minutes.events.filter(move=M.SIGN).select_related("actor").order_by("seq").last()
    return signature_in(signed) if signed else signature_now(step)


def _head(meeting: Meeting, step: Step) -> dict[str, Any]:
    return {
        **letter_head(step, meeting.dossier, sender(meeting.body)),
        "body": meeting.body.name,
        "number": meeting.number,
        "place": meeting.place,
        "began_at": meeting.opened_at,
        "ended_at": meeting.closed_at,
    }


def _parts(meeting: Meeting, rows: list[Attendance], *parts: str) -> dict[str, Any]:
    items = list(meeting.items.select_related("matter__decision"))
    wanted = {"public": True, "closed": False}
    return {part: [_item(meeting, item, rows) for item in items if item.public == wanted[part]] for part in parts}


def _item(meeting: Meeting, item: AgendaItem, rows: Iterable[Attendance]) -> dict[str, Any]:
    vote = _vote_in(meeting, item)
    outcome, sums = _result(item, vote)
    return {
        "number": str(item.number),
        "title": item.title,
        "urgent": item.urgent,
        "course": item.course,
        "resolution": _wording(vote) if vote else "",
        "conditions": vote.conditions if vote else "",
        "outcome": outcome,
        "sums": sums,
        "away": [row.person.name for row in rows if row.kind == STEPPED_OUT and row.item_id == item.pk],
    }


def _vote_in(meeting: Meeting, item: AgendaItem) -> Any:
    """The item's vote, where it was held in this meeting and has a result."""
    vote: Any = item.matter and item.matter.decision
    return vote if vote and vote.held_in_id == meeting.pk and vote.result else None


def _result(item: AgendaItem, vote: Any) -> tuple[str | None, dict[str, int] | None]:
    """Of the vote held, or of one the chair deferred or returned without one."""
    if vote:
        withheld = "withheld" in vote.result
        sums = None if withheld else {name: vote.result[name] for name in ("yes", "no", "abstain")}
        return vote.result["outcome"], sums
    left = item.matter is not None and item.matter.state in WITHOUT_VOTE
    return (str(item.matter.state) if left else None), None


def _wording(vote: Any) -> str:
    """As recorded, else as it was put to the vote. Of an idea or an application the question itself is the wording."""
    return str(vote.resolution or vote.papers.get(WORDING.get(vote.kind, ""), ""))


def _chair(meeting: Meeting, rows: list[Attendance]) -> str:
    seat = next((seat["seat"] for seat in meeting.seats if seat["chair"]), None)
    came = next((row for row in rows if row.seat_id == seat and row.kind == CAME), None)
    return came.person.name if came else meeting.body.chair_office


def _present(meeting: Meeting, rows: list[Attendance]) -> list[dict[str, Any]]:
    """Each person once for each seat, and once more where the way of taking part has changed, with the hours."""
    found: dict[tuple[int, int, bool], dict[str, Any]] = {}
    by_video: dict[int, bool] = {}
    benches = {seat["seat"]: seat["bench"] for seat in meeting.seats}
    for row in rows:
        mode = by_video[row.seat_id] = row.by_video if row.kind == CAME else by_video[row.seat_id]
        who = {"name": row.person.name, "bench": benches.get(row.seat_id) or None, "standing_in": row.deputy}
        hours = found.setdefault((row.seat_id, row.person_id, mode), {**who, "by_video": mode, "hours": []})["hours"]
        at = f"{row.at.astimezone(BERLIN):%H:%M}"
        if row.kind == CAME:
            hours.append(f"{at}–")
        elif row.kind == LEFT:
            hours[-1] += at
    return list(found.values())

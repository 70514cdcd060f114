"""The extract from the minutes: what was resolved, by whom, with which calculation (§ 93 VwVfG)."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from funding.bodies.models import StandingOrders
from funding.decisions import secret
from funding.decisions.models import Conflict, Decision, Participation, Procedure
from funding.decisions.states import M, S
from funding.decisions.tally import choices_of
from funding.documents.addresses import sender
from funding.documents.correspondence import LANGUAGE, calculation, file_letter, letter_head
from funding.documents.letters import render
from funding.documents.models import Document
from funding.meetings.attendance import STEPPED_OUT, entries
from funding.meetings.minutes.models import Minutes
from funding.people.models import User
from workflows.clock import BERLIN
from workflows.models import Event, EventWords
from workflows.step import Step

LEFT = (S.DEFERRED, S.RETURNED)


def write_extract(decision: Decision, step: Step) -> None:
    content = render("minutes_extract", language=LANGUAGE, facts=_facts(decision, step))
    document = file_letter(step, "minutes_extract", content, title=decision.question)
    step.record(document=document.pk, sha256=document.content_id)


def _facts(decision: Decision, step: Step) -> dict:
    clerk = User.objects.get(pk=step.actor).name
    return {
        **letter_head(step, decision.dossier, sender(decision.body, contact=clerk)),
        "body": decision.body.name,
        "clerk": clerk,
        "rule": _basis(decision),
        "excluded": _excluded(decision),
        "item": {"number": "1", "title": decision.question},
        "resolution": decision.resolution,
        "conditions": [decision.conditions] if decision.conditions else [],
        "secret": decision.is_secret,
        "approved_on": _approved_on(decision, step),
        "attached": decision.attached,
        "fingerprint": decision.content_hash,
        "signatories": [{"name": clerk, "function": ""}],
        **(_vote(decision) if decision.result else _without_vote(decision)),
    }


def _basis(decision: Decision) -> str | None:
    """None where no vote was opened, so that no standing orders were applied."""
    orders = StandingOrders.objects.filter(pk=decision.orders.get("id")).first()
    if orders is None:
        return None
    if orders.body_id is None:
        return "§§ 88–93 VwVfG"
    with override(LANGUAGE):
        since = {"day": date_format(orders.valid_from, "SHORT_DATE_FORMAT")}
        return gettext("standing orders in force since %(day)s") % since


def _approved_on(decision: Decision, step: Step) -> dt.date | None:
    """Of what a meeting resolved, the day its minutes were approved; else the record itself is the minutes."""
    if decision.held_in_id is None:
        return step.today
    return Minutes.objects.filter(parent_id=decision.held_in_id).values_list("approved_on", flat=True).first()


def _vote(decision: Decision) -> dict:
    result = decision.result
    opened = decision.events.filter(move__in=(M.OPEN, M.RECORD_ELSEWHERE)).latest("seq")
    return {
        "meeting": _meeting(decision, decision.procedure, opened),
        "chair": _chair(decision),
        "present": _present(decision),
        "counts": None
        if "withheld" in result
        else {
            **{name: result[name] for name in ("yes", "no", "abstain", "silent")},
            "eligible": len(decision.eligible),
        },
        "steps": calculation(result["steps"]),
        "outcome": result["outcome"],
        "approval": _approval(decision),
        "elsewhere": _elsewhere(decision),
        "deferred_until": None,
        "reasons": None,
    }


def _approval(decision: Decision) -> dict | None:
    answered = decision.children.filter(lifecycle="supervision", state__in=("effective", "refused")).last()
    if answered is None:
        return None
    letter = answered.supervision
    granted = answered.state == "effective"
    return {"granted": granted, "decided_on": letter.decided_on, "received_on": letter.received_on}


def _elsewhere(decision: Decision) -> dict | None:
    """From which minutes the office entered it, by whom and when; whether it was corrected since."""
    entry = decision.entry
    if entry is None:
        return None
    document = Document.objects.get(pk=entry["document"])
    return {
        "minutes": document.title,
        "sha256": document.content_id,
        "entered_on": dt.date.fromisoformat(entry["on"]),
        "entered_by": User.objects.get(pk=entry["by"]).name,
        "corrected": entry["corrects"],
        "count_only": decision.count_only,
    }


def _without_vote(decision: Decision) -> dict:
    """The chair's deferral or return, with the reason. Who was present is known only where a vote had been opened."""
    event = decision.events.filter(move=M.LEAVE, to_state__in=LEFT).latest("seq")
    words = EventWords.objects.filter(case=decision, seq=event.seq).first()
    was_open = event.from_state == S.OPEN
    until = event.facts.get("deferred_until")
    return {
        "meeting": _meeting(decision, decision.procedure if was_open else Procedure.SESSION, event),
        "chair": event.actor.name,
        "present": _present(decision) if was_open else None,
        "counts": None,
        "steps": [],
        "outcome": event.to_state,
        "approval": None,
        "elsewhere": None,
        "deferred_until": until and dt.date.fromisoformat(until),
        "reasons": words and words.words["reason"],
    }


def _meeting(decision: Decision, procedure: str, event: Event) -> dict:
    """The meeting it was opened in; a vote opened on its own began with its event."""
    held = decision.held_in
    return {
        "procedure": procedure,
        "number": held and held.number,
        "held_on": decision.held_on,
        "sent_on": decision.sent_on,
        "place": (held and held.place) or None,
        "began_at": (held.opened_at if held else event.at).astimezone(BERLIN),
        "ended_at": held and held.closed_at,
    }


def _chair(decision: Decision) -> str:
    chair = next((seat for seat in decision.electorate if seat["chair"]), None)
    return (chair and chair["institution"]) or decision.body.chair_office


def _by_name(decision: Decision) -> dict[int, str]:
    return dict(Participation.objects.filter(decision=decision).values_list("seat_id", "person__name"))


def _excluded(decision: Decision) -> list[dict]:
    """Persons, by name; seats that left the table for the item without one, by what is written of them."""
    with override(LANGUAGE):
        reason = gettext("conflict of interest (§ 20 VwVfG), by decision of the body")
        before = gettext("has decided on the same file before")
    persons = decision.in_conflict(Conflict.EXCLUDED)
    by_rule = {each["person"] for each in decision.conflicts if each.get("by_rule")}
    found = User.objects.filter(pk__in=persons).order_by("pk")
    rows = [{"name": str(each), "reason": before if each.pk in by_rule else reason} for each in found]
    declared = {each["seat"] for each in decision.conflicts}
    seats = [each for each in decision.electorate if each["seat"] in decision.excluded and each["seat"] not in declared]
    left = _who_left(decision) if seats else {}
    named = [left.get(each["seat"]) or each["institution"] or str(each["number"]) for each in seats]
    return rows + [{"name": name, "reason": reason} for name in named]


def _who_left(decision: Decision) -> dict[int, str]:
    """Seat → who left the table of the meeting for this item."""
    noted = entries(decision.held_in) if decision.held_in else []
    return {
        row.seat_id: row.person.name for row in noted if row.kind == STEPPED_OUT and row.item.matter_id == decision.pk
    }


def _present(decision: Decision) -> list[dict]:
    """In a session the seats of the attendance list, in a circular vote those that took part, by name of who acted."""
    took_part: dict[int, str] = dict.fromkeys(secret.voted(decision), "") if decision.is_secret else _by_name(decision)
    if decision.entry:
        took_part = dict.fromkeys((seat for seat, _choice in choices_of(decision)), "")
    seats = decision.present if decision.procedure == "session" else took_part
    by_id = {seat["seat"]: seat for seat in decision.electorate}
    return [
        {
            "name": took_part.get(seat) or by_id[seat]["institution"] or str(by_id[seat]["number"]),
            "bench": by_id[seat]["bench"] or None,
        }
        for seat in seats
    ]

"""The extract from the minutes: what was resolved, by whom, with which calculation (§ 93 VwVfG)."""

from funding.decisions.models import Decision, Participation
from funding.documents.addresses import sender
from funding.documents.correspondence import LANGUAGE, calculation, file_letter, letter_head
from funding.documents.letters import render
from funding.people.models import User
from workflows.clock import BERLIN
from workflows.step import Step


def write_extract(decision: Decision, step: Step) -> None:
    content = render("minutes_extract", language=LANGUAGE, facts=_facts(decision, step))
    document = file_letter(step, "minutes_extract", content, title=decision.question)
    step.record(document=document.pk, sha256=document.content_id)


def _facts(decision: Decision, step: Step) -> dict:
    result = decision.result
    body = decision.body
    opened = decision.events.filter(move="open_vote").order_by("-seq").first()
    clerk = User.objects.get(pk=step.actor).name
    return {
        **letter_head(step, decision.dossier, sender(body, contact=clerk)),
        "body": body.name,
        "meeting": {
            "procedure": decision.procedure,
            "number": None,
            "place": None,
            "began_at": opened.at.astimezone(BERLIN),
            "ended_at": None,
        },
        "chair": _chair(decision),
        "clerk": clerk,
        "rule": None,
        "present": _present(decision),
        "excluded": [],
        "item": {"number": "1", "title": decision.question},
        "resolution": decision.resolution,
        "conditions": [decision.conditions] if decision.conditions else [],
        "secret": False,
        "counts": {
            **{name: result[name] for name in ("yes", "no", "abstain", "silent")},
            "eligible": sum(seat["filled"] for seat in decision.electorate) - len(decision.excluded),
        },
        "steps": calculation(result["steps"]),
        "outcome": result["outcome"],
        "reasons": None,
        "approved_on": step.today,
        "signatories": [{"name": clerk, "function": ""}],
    }


def _chair(decision: Decision) -> str:
    chair = next((seat for seat in decision.electorate if seat["chair"]), None)
    return (chair and chair["institution"]) or decision.body.chair_office


def _present(decision: Decision) -> list[dict]:
    """In a session the seats of the attendance list, in a circular vote those that took part, by name of who acted."""
    took_part = dict(Participation.objects.filter(decision=decision).values_list("seat_id", "person__name"))
    seats = decision.present if decision.procedure == "session" else took_part
    by_id = {seat["seat"]: seat for seat in decision.electorate}
    return [
        {
            "name": took_part.get(seat) or by_id[seat]["institution"] or str(by_id[seat]["number"]),
            "bench": by_id[seat]["bench"] or None,
        }
        for seat in seats
    ]

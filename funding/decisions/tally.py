"""The result of a vote: facts gathered from rows, reckoned by the calculator, kept with every step."""

from collections.abc import Iterable
from typing import Any

from funding.decisions import secret
from funding.decisions.models import Choice, Decision
from funding.decisions.states import S
from workflows.calculators.verdict_request import answer

STATE_OF = {
    "adopted": S.ADOPTED,
    "rejected": S.REJECTED,
    "not_quorate": S.NOT_QUORATE,
    "invalid": S.INVALID,
    "blocked": S.BLOCKED,
    "aborted": S.ABORTED,
    "adopted_subject_to_approval": S.SUBJECT_TO_APPROVAL,
}


def request_of(decision: Decision, objections: Iterable[int] = ()) -> dict[str, Any]:
    """The question put to the verdict calculator; seats are named by their ids as text. One query."""
    choices = (
        ()
        if decision.is_secret
        else Choice.objects.filter(decision=decision).order_by("seat_id").values_list("seat_id", "choice")
    )
    return {
        "procedure": decision.procedure,
        "seats": [
            {"id": str(s["seat"]), "group": s["bench"] or None, "chair": s["chair"], "filled": s["filled"]}
            for s in decision.electorate
        ],
        "rule": decision.orders["rule"],
        "second_meeting": decision.second_meeting,
        "present_at_opening": [str(seat) for seat in decision.present_at_opening],
        "present": [str(seat) for seat in decision.present],
        "excluded": [str(seat) for seat in decision.excluded],
        "ballots": [{"seat": str(seat), "choice": choice, "cast_at": None} for seat, choice in choices],
        "closed_at": None,
        "objections": [str(seat) for seat in objections],
        "secret": secret.papers(decision) if decision.is_secret else None,
        "contributors": [str(s["seat"]) for s in decision.electorate if s["contributor"]],
    }


def tally(decision: Decision, objections: Iterable[int] = ()) -> dict[str, Any]:
    """The verdict as stored: outcome, sums, the request it answers and the worked steps. Of a secret vote with fewer
    ballots than the standing orders ask for, the outcome alone, for sums would tell how single members voted."""
    request = request_of(decision, objections)
    found = answer(request)
    if request["secret"] and request["secret"]["returned"] < decision.orders["secret_minimum"]:
        return {"outcome": found["outcome"], "withheld": True, "steps": []}
    return {**found, "steps": [step.to_json() for step in found["steps"]], "request": request}

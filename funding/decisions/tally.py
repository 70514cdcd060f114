"""The result of a vote: facts gathered from rows, reckoned by the calculator, kept with every step."""

from typing import Any

from funding.decisions import conflicts, secret
from funding.decisions.models import Choice, Decision
from funding.decisions.states import S
from workflows.calculators.verdict_request import answer
from workflows.step import Step

STATE_OF = {
    "adopted": S.ADOPTED,
    "rejected": S.REJECTED,
    "not_quorate": S.NOT_QUORATE,
    "invalid": S.INVALID,
    "blocked": S.BLOCKED,
    "aborted": S.ABORTED,
    "adopted_subject_to_approval": S.SUBJECT_TO_APPROVAL,
}


SHOWN = ("outcome", "yes", "no", "abstain", "silent", "void")


def reckon(decision: Decision, step: Step) -> str:
    """Sets the result and saves it with who chaired; the event tells its sums. The state that follows."""
    decision.result = tally(decision)
    decision.save(update_fields=["result", "electorate"])
    conflicts.let_back(decision, step)
    conflicts.let_excluded_read(decision, step)
    step.record(**{name: decision.result[name] for name in SHOWN if name in decision.result})
    return STATE_OF[decision.result["outcome"]]


def request_of(decision: Decision) -> dict[str, Any]:
    """The question put to the verdict calculator; seats are named by their ids as text. One query."""
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
        "ballots": [{"seat": str(seat), "choice": choice, "cast_at": None} for seat, choice in choices_of(decision)],
        "closed_at": None,
        "objections": [str(seat) for seat in decision.objected],
        "secret": _papers(decision),
        "contributors": [str(s["seat"]) for s in decision.electorate if s["contributor"]],
    }


def choices_of(decision: Decision) -> list[tuple[int, str]]:
    """(seat, choice) in the order of the seats; none of a secret vote, nor where only the count is known."""
    if entry := decision.entry:
        votes = entry["votes"] or {}
        return sorted((seat, choice) for choice, seats in votes.items() for seat in seats)
    if decision.is_secret:
        return []
    cast = Choice.objects.filter(decision=decision).order_by("seat_id")
    return list(cast.values_list("seat_id", "choice"))


def _papers(decision: Decision) -> dict[str, int] | None:
    """A count is reckoned as papers of which nobody knows whose they are."""
    if decision.count_only and decision.entry:
        sums = decision.entry["sums"]
        return {"issued": len(secret.may_vote(decision)), "returned": sum(sums.values()), **sums}
    return secret.papers(decision) if decision.is_secret and not decision.entry else None


def tally(decision: Decision) -> dict[str, Any]:
    """The verdict as stored: outcome, sums, the request it answers and the worked steps. Of a secret vote with fewer
    ballots than the standing orders ask for, the outcome alone, for sums would tell how single members voted."""
    request = request_of(decision)
    found = answer(request)
    papers = request["secret"]
    if decision.is_secret and papers and papers["returned"] < decision.orders["secret_minimum"]:
        return {"outcome": found["outcome"], "withheld": True, "steps": []}
    return {**found, "steps": [step.to_json() for step in found["steps"]], "request": request}

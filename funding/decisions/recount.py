"""The result again, without the votes of some seats: whether they were decisive."""

from collections.abc import Iterable
from itertools import product
from typing import Any

from funding.decisions import secret
from funding.decisions.chairing import chairing_without
from funding.decisions.models import Decision
from workflows.calculators.verdict_request import answer


def without(decision: Decision, seats: Iterable[int]) -> dict[str, Any]:
    """{"before", "after", "decisive", "seats"}: the outcome as established, and each that is possible without them.

    Of a secret vote the roll tells which of them voted and nothing tells what: every possible set of that many ballots
    is taken out, and they were decisive if one of these changes the outcome; where the sums are withheld, nothing can
    show that they were not.
    """
    result, left_out = decision.result, sorted(set(seats))
    before, request = result["outcome"], result.get("request")
    if not left_out:
        return {"before": before, "after": [before], "decisive": False, "seats": []}
    if request is None:
        return {"before": before, "after": [], "decisive": True, "seats": left_out}
    seats = _chaired_without(decision, request, left_out)
    asked = {**request, "seats": seats, "excluded": sorted({*request["excluded"], *map(str, left_out)})}
    after = sorted({str(answer(each)["outcome"]) for each in _without_ballots(decision, asked, left_out)})
    return {"before": before, "after": after, "decisive": after != [before], "seats": left_out}


def _chaired_without(decision: Decision, request: dict[str, Any], left_out: list[int]) -> list[dict[str, Any]]:
    """Where the chair should not have voted the next deputy in order would have broken a tie."""
    chairing = chairing_without(decision, left_out)
    if chairing is None:
        return request["seats"]
    return [{**seat, "chair": int(seat["id"]) in chairing} for seat in request["seats"]]


def _without_ballots(decision: Decision, asked: dict[str, Any], left_out: list[int]) -> Iterable[dict[str, Any]]:
    """Of a vote elsewhere of which only the count is known, each of these seats may have voted or not."""
    if decision.count_only:
        most = len(set(left_out) & secret.may_vote(decision))
        return [each for ballots in range(most + 1) for each in _possible(asked, ballots)]
    voted = decision.roll.filter(voted=True, seat_id__in=left_out).count() if decision.is_secret else 0
    return _possible(asked, voted)


def _possible(request: dict[str, Any], ballots: int) -> Iterable[dict[str, Any]]:
    papers = request["secret"]
    if papers is None:
        return [request]
    return [
        {**request, "secret": _taken_out(papers, sums)}
        for sums in product(range(ballots + 1), repeat=3)
        if sum(sums) == ballots and all(taken <= papers[name] for name, taken in zip(CHOICES, sums, strict=True))
    ]


CHOICES = ("yes", "no", "abstain")


def _taken_out(papers: dict[str, int], sums: tuple[int, ...]) -> dict[str, int]:
    left = {name: papers[name] - taken for name, taken in zip(CHOICES, sums, strict=True)}
    returned = sum(left.values())
    return {"issued": returned, "returned": returned, **left}

"""The chair is an office with holders and deputies, not a seat: whose yes breaks a tie is found at the close."""

from funding.decisions.models import Decision, Procedure
from funding.roles import CHAIR
from workflows.step import Step


def mark_chair(decision: Decision, step: Step) -> None:
    """Note at which seats those sit who chair this vote: the chair, or equal chairs, who may take part; where there is
    none, or in session none of them is present, the next deputy in order. Nobody's where nobody holds the office.

    A body whose chair has never been entered as an office keeps what its seats say.
    """
    office = step.desk(CHAIR)
    if office is None:
        return
    there = decision.present if decision.procedure == Procedure.SESSION else decision.eligible
    seats = _seats_of_voters(decision, step, set(there))
    ranks = sorted({rank for person, rank in office.holders if person in seats})
    chairing = {seats[person] for person, rank in office.holders if person in seats and rank == ranks[0]}
    decision.electorate = [{**seat, "chair": seat["seat"] in chairing} for seat in decision.electorate]


def _seats_of_voters(decision: Decision, step: Step, there: set[int]) -> dict[int, int]:
    """Person → the seat at which they vote, the own before one at which they deputise."""
    desks = {desk.id: desk for desk in step.look.desks}
    found = [
        (rank, seat["number"], person, seat["seat"])
        for seat in decision.electorate
        if seat["seat"] in there and seat["desk"] in desks
        for person, rank in desks[seat["desk"]].holders
    ]
    return {person: seat for _rank, _number, person, seat in sorted(found, reverse=True)}

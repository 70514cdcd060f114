"""The chair is an office with holders and deputies, not a seat: whose yes breaks a tie is found at the close."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from funding.decisions.models import Decision, Procedure
from funding.roles import CHAIR
from workflows.step import Step
from workflows.survey import DeskToday, holders


def mark_chair(decision: Decision, step: Step) -> None:
    """As of today; see `_mark`."""
    _mark(decision, step.desk(CHAIR), step.look.desks)


def mark_chair_on(decision: Decision, day: dt.date, deputies: Iterable[int] = ()) -> None:
    """As of the day of a vote held elsewhere; see `_mark`. `deputies`: the seats for which the deputy was there, and
    not the holder. One query."""
    seats = [seat["desk"] for seat in decision.electorate]
    found = holders(day, desks=seats, role=CHAIR.key, place=str(decision.body.place))
    stood_in = {seat["desk"] for seat in decision.electorate if seat["seat"] in set(deputies)}
    there = [replace(desk, holders=_deputies(desk)) if desk.id in stood_in else desk for desk in found]
    _mark(decision, next((desk for desk in there if desk.role == CHAIR.key), None), there)


def _deputies(desk: DeskToday) -> tuple[tuple[int, int], ...]:
    return tuple((person, rank) for person, rank in desk.holders if rank)


def _mark(decision: Decision, office: DeskToday | None, desks: Iterable[DeskToday]) -> None:
    """Note at which seats those sit who chair this vote: the chair, or equal chairs, who may take part; where there is
    none, or in session none of them is present, the next deputy in order. Nobody's where nobody holds the office.

    A body whose chair has never been entered as an office keeps what its seats say.
    """
    if office is None:
        return
    there = decision.present if decision.procedure == Procedure.SESSION else decision.eligible
    seats = _seats_of_voters(decision, desks, set(there))
    ranks = sorted({rank for person, rank in office.holders if person in seats})
    chairing = {seats[person] for person, rank in office.holders if person in seats and rank == ranks[0]}
    decision.electorate = [{**seat, "chair": seat["seat"] in chairing} for seat in decision.electorate]


def _seats_of_voters(decision: Decision, seated: Iterable[DeskToday], there: set[int]) -> dict[int, int]:
    """Person → the seat at which they vote, the own before one at which they deputise."""
    desks = {desk.id: desk for desk in seated}
    found = [
        (rank, seat["number"], person, seat["seat"])
        for seat in decision.electorate
        if seat["seat"] in there and seat["desk"] in desks
        for person, rank in desks[seat["desk"]].holders
    ]
    return {person: seat for _rank, _number, person, seat in sorted(found, reverse=True)}

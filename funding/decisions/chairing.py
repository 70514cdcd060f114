"""The chair is an office with holders and deputies, not a seat: whose yes breaks a tie is found at the close."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from funding.decisions.models import Conflict, Decision, Procedure
from funding.meetings.attendance import entries, there
from funding.roles import CHAIR
from workflows.clock import BERLIN
from workflows.step import Step
from workflows.survey import DeskToday, holders


def mark_chair(decision: Decision, step: Step) -> None:
    """As of today; see `_chairing`."""
    desks = _of_those_who_came(step.look.desks, decision)
    _mark(decision, _chairing(decision, step.desk(CHAIR), desks))


def mark_chair_on(decision: Decision, deputies: Iterable[int] = ()) -> None:
    """As of the day of a vote held elsewhere; see `_chairing`. `deputies`: the seats for which the deputy was there,
    and not the holder. One query."""
    _mark(decision, _chairing(decision, *_desks_on(decision, decision.held_on, deputies)))


def chairing_without(decision: Decision, left_out: Collection[int]) -> set[int] | None:
    """The seats that would have chaired a vote that is over, had these not taken part."""
    if entry := decision.entry:
        return _chairing(decision, *_desks_on(decision, decision.held_on, entry["deputies"]), left_out)
    closed = decision.events.filter(facts__has_key="outcome").order_by("seq").last()
    if closed is None:
        return None
    office, desks = _desks_on(decision, closed.at.astimezone(BERLIN).date())
    return _chairing(decision, office, _of_those_who_came(desks, decision), left_out)


def _desks_on(
    decision: Decision, day: dt.date, deputies: Iterable[int] = ()
) -> tuple[DeskToday | None, list[DeskToday]]:
    """The chair's office and the seats. Who was excluded sat at none of them."""
    seats = [seat["desk"] for seat in decision.electorate]
    stood_in = {seat["desk"] for seat in decision.electorate if seat["seat"] in set(deputies)}
    out = decision.in_conflict(Conflict.EXCLUDED)
    desks = []
    for desk in holders(day, desks=seats, role=CHAIR.key, place=str(decision.body.place)):
        came = ((person, rank) for person, rank in desk.holders if rank or desk.id not in stood_in)
        desks.append(replace(desk, holders=tuple((person, rank) for person, rank in came if person not in out)))
    return next((desk for desk in desks if desk.role == CHAIR.key), None), desks


def _who_came(decision: Decision) -> dict[int, int]:
    """Seat → who came for it to the meeting, and who voted there: the holder or a deputy. Asked only where the chair
    breaks a tie, which of a secret vote nobody does."""
    if (decision.orders["rule"].get("tie") or "rejected") == "rejected" or decision.is_secret:
        return {}
    at_meeting = there(entries(decision.held_in)).present if decision.held_in_id else {}
    voted = decision.participations.values_list("seat_id", "person_id")
    return {**{seat: row.person_id for seat, row in at_meeting.items()}, **dict(voted)}


def _of_those_who_came(desks: Iterable[DeskToday], decision: Decision) -> list[DeskToday]:
    """Each desk with none but who came for its seat, where that is known."""
    came = _who_came(decision)
    who = {seat["desk"]: came[seat["seat"]] for seat in decision.electorate if seat["seat"] in came}
    return [_held_by(desk, who[desk.id]) if desk.id in who else desk for desk in desks]


def _held_by(desk: DeskToday, person: int) -> DeskToday:
    return replace(desk, holders=tuple(held for held in desk.holders if held[0] == person))


def _chairing(
    decision: Decision, office: DeskToday | None, desks: Iterable[DeskToday], left_out: Collection[int] = ()
) -> set[int] | None:
    """The seats at which those sit who chair this vote: the chair, or equal chairs, who may take part; where there is
    none, or in session none of them is present, the next deputy in order. Nobody's where nobody holds the office.

    None for a body whose chair has never been entered as an office: it keeps what its seats say.
    """
    if office is None:
        return None
    able = decision.present if decision.procedure == Procedure.SESSION else decision.eligible
    seats = _seats_of_voters(decision, desks, set(able) - set(left_out))
    ranks = sorted({rank for person, rank in office.holders if person in seats})
    return {seats[person] for person, rank in office.holders if person in seats and rank == ranks[0]}


def _mark(decision: Decision, chairing: set[int] | None) -> None:
    if chairing is not None:
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

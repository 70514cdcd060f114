"""Conflicts of interest: a member declares one, the body decides without them, and whoever is excluded stays out.

Excluded is a person, not a seat: the deputy votes in their place, unless excluded too. Only a seat that nobody is left
for has no vote. Until the result stands, the excluded neither read the papers nor act in the vote.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.queries import seats, standing_orders
from funding.decisions import leading
from funding.decisions.content import asking_case, paper_cases, talked_over
from funding.decisions.models import Conflict, Decision, Participation, Procedure, RollEntry
from funding.decisions.rules import BIAS
from funding.decisions.states import S
from funding.meetings.sitting import Sitting
from funding.roles import CLERK
from workflows import binding
from workflows.inputs import Flag, Number, Text
from workflows.models import Bar, Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.survey import DeskToday, holders

UNDECIDED = (S.PREPARED, S.RE_INVITED, S.OPEN, S.NOT_QUORATE, S.INVALID, S.BLOCKED)


def declare(case: Case, step: Step, *, seat: Number = None, deputy: Flag = False, reason: Text) -> str:
    """A member's own, or, with `seat`, what a member has told the office; of the deputy there with `deputy`. A case
    below the vote, which waits for whoever leads the body in this."""
    decision = case.decision
    desks = desks_of(decision, step)
    at, person = _own(desks, step) if seat is None else _told_to_the_office(desks, step, seat, deputy=bool(deputy))
    if any(each["person"] == person for each in decision.conflicts):
        raise Refused("declared_already", _("This conflict of interest has been declared already."))
    _check_not_voted(decision, person, desks)
    others = _undecided(decision, step)
    decision.conflicts = [*decision.conflicts, {"person": person, "seat": at, "outcome": Conflict.DECLARED.value}]
    decision.save(update_fields=["conflicts"])
    opened = step.open("declaration", title=case.title, author=person, seat_id=at, reason=reason, facts={"seat": at})
    step.record(declarer=person, seat=at, declaration=opened.pk)
    if found := leading.who_leads(decision, step.today, opened, step.actor):
        replace(step, case=opened, look=step.work.look(opened)).tell("decision.conflict_declared", found.told)
    leading.hand_on(step, others, decision)
    return case.state


def _undecided(decision: Decision, step: Step) -> list[Case]:
    """The declarations below the step's vote that wait, locked; no query where there is none."""
    if not decision.in_conflict(Conflict.DECLARED):
        return []
    return [each for each in step.work.children(step.case) if each.lifecycle == "declaration" and not each.finished]


def desks_of(decision: Decision, step: Step) -> dict[int, DeskToday]:
    """Seat → its desk with who sits there today, of a vote held elsewhere on its day; also those who are barred."""
    day = decision.held_on or step.today
    found = [seat for seat in seats(decision.body, day) if seat.filled]
    numbers = seat_desks(found)
    by_number = {desk.id: desk for desk in holders(day, desks=numbers.values())}
    return {seat.id: by_number[numbers[seat.place]] for seat in found}


def _own(desks: dict[int, DeskToday], step: Step) -> tuple[int, int]:
    mine = {seat: rank for seat, desk in desks.items() for person, rank in desk.holders if person == step.actor}
    if not mine:
        raise BadInput("seat", _("Choose whose conflict of interest it is."))
    return min(mine, key=lambda seat: (mine[seat], seat)), int(step.actor or 0)


def _told_to_the_office(desks: dict[int, DeskToday], step: Step, seat: int, *, deputy: bool) -> tuple[int, int]:
    office = step.desk(CLERK)
    if office is None or step.actor not in step.holders_of(office.id):
        raise BadInput("seat", _("You declare your own conflict of interest. Leave this empty."))
    there = desks[seat].holders if seat in desks else ()
    person = next((person for person, rank in there if bool(rank) == deputy), None)
    if person is None:
        raise BadInput("seat", _("Nobody sits there today."))
    return seat, person


def _check_not_voted(decision: Decision, person: int, desks: dict[int, DeskToday]) -> None:
    cast = (
        RollEntry.objects.filter(decision=decision, seat=_votes_at(decision, person, desks), voted=True)
        if decision.is_secret
        else Participation.objects.filter(decision=decision, person_id=person)
    )
    if cast.exists():
        raise Refused(
            "voted_already", _("The vote has been cast already. Tell the office: the result can be challenged."), BIAS
        )


def _votes_at(decision: Decision, person: int, desks: dict[int, DeskToday]) -> int | None:
    """The one seat at which a secret vote takes this person's ballot (`seated.one_ballot_a_person`)."""
    numbers = {seat["seat"]: seat["number"] for seat in decision.electorate if seat["seat"] in decision.eligible}
    mine = {seat: rank for seat, desk in desks.items() for held, rank in desk.holders if held == person}
    return min(mine.keys() & numbers, key=lambda seat: (mine[seat], numbers[seat]), default=None)


def settle(decision: Decision, step: Step, person: int | None, *, excluded: bool) -> None:
    """What the body decided on this person's declaration; `step` is on the vote."""
    outcome = Conflict.EXCLUDED if excluded else Conflict.ADMITTED
    _set_outcome(decision, {person}, outcome)
    if not excluded or person is None:
        return
    keep_out(decision)
    leading.hand_on(step, _undecided(decision, step), decision)
    if decision.state == S.OPEN:
        _take_out_of_the_vote(decision, step, person)


def drop(decision: Decision, step: Step, person: int | None) -> None:
    """A declaration taken back."""
    decision.conflicts = [each for each in decision.conflicts if each["person"] != person]
    decision.save(update_fields=["conflicts"])
    leading.hand_on(step, _undecided(decision, step), decision)


def _set_outcome(decision: Decision, persons: Iterable[int | None], outcome: Conflict) -> None:
    decision.conflicts = [
        {**each, "outcome": outcome.value} if each["person"] in persons else each for each in decision.conflicts
    ]
    decision.save(update_fields=["conflicts"])


def voters_on(decision: Decision, step: Step, declarer: int | None) -> int:
    """How many seats may have a say on whether this member is excluded: the filled ones, in session those present,
    less those for which only this member or somebody excluded is left."""
    out = {declarer, *decision.in_conflict(Conflict.EXCLUDED)}
    in_session = decision.state == S.OPEN and decision.procedure == Procedure.SESSION
    return sum(
        1
        for seat, desk in desks_of(decision, step).items()
        if not {person for person, _rank in desk.holders} <= out and (not in_session or seat in decision.present)
    )


def chair_decides_ties(decision: Decision, today: dt.date) -> bool:
    rule = decision.orders.get("rule") if decision.state == S.OPEN else None
    return (rule or standing_orders(decision.body, decision.kind, today).rule).get("tie") == "chair"


def keep_out(decision: Decision) -> None:
    """Neither vote nor papers for those who are excluded, by their seats, nor by the chair's desk: of this vote, of the
    case that asks and the consultations on it, and of the earlier votes on it, which have the same papers."""
    persons = decision.in_conflict(Conflict.EXCLUDED)
    if not persons:
        return
    cases, places = _kept_from(decision), _places(decision)
    Bar.objects.bulk_create(
        [Bar(case_id=case, person_id=person, place=place) for case in cases for person in persons for place in places],
        ignore_conflicts=True,
    )


def let_back(decision: Decision, step: Step) -> None:
    """The result stands: they may read what everybody reads, unless another vote on the same still excludes them.
    What was not decided on need not be."""
    if waiting := decision.in_conflict(Conflict.DECLARED):
        _set_outcome(decision, waiting, Conflict.LAPSED)
        step.settle_below("declaration")
    persons = decision.in_conflict(Conflict.EXCLUDED)
    if not persons:
        return
    cases = _kept_from(decision)
    Bar.objects.filter(case__in=cases, person__in=persons, place__in=_places(decision)).delete()
    for other in Decision.objects.filter(pk__in=cases, state__in=UNDECIDED).exclude(pk=decision.pk):
        keep_out(other)


def _kept_from(decision: Decision) -> list[int]:
    return [*paper_cases(decision), *talked_over(asking_case(decision))]


def let_excluded_read(decision: Decision, step: Step) -> None:
    """Also who was excluded before the vote was opened reads its result, like every member."""
    if out := [each["seat"] for each in decision.conflicts if each["outcome"] == Conflict.EXCLUDED]:
        step.share(step.case, decision.body.seats.filter(pk__in=out).values_list("place", flat=True))


def _places(decision: Decision) -> list[UUID]:
    return [*decision.body.seats.values_list("place", flat=True), decision.body.place]


def without_voter(decision: Decision, step: Step) -> list[int]:
    """The seats whose holder and deputies are all excluded."""
    out = set(decision.in_conflict(Conflict.EXCLUDED))
    if not out:
        return []
    desks = desks_of(decision, step)
    return sorted(seat for seat, desk in desks.items() if {person for person, _rank in desk.holders} <= out)


def _take_out_of_the_vote(decision: Decision, step: Step, person: int) -> None:
    """Of a vote that is open: the seats left without anybody lose it, at the others the deputies are told."""
    gone = [seat for seat in without_voter(decision, step) if seat in decision.eligible]
    decision.excluded = sorted({*decision.excluded, *gone})
    decision.present = [seat for seat in decision.present if seat not in gone]
    decision.save(update_fields=["excluded", "present"])
    if decision.is_secret:
        decision.roll.filter(seat__in=gone, voted=False).delete()
    _cancel_tasks(step, {seat["desk"] for seat in decision.electorate if seat["seat"] in gone})
    step.record(excluded=gone)
    step.tell("decision.open", _stepping_in(decision, step, person), due_on=step.due_on())


def _cancel_tasks(step: Step, desks: set[int]) -> None:
    for task in step.look.tasks:
        if task.open and not task.escalation and task.desk_id in desks:
            binding.activation(task).cancel(step.now)
            step.work.ledger.change(task)


def _stepping_in(decision: Decision, step: Step, person: int) -> Iterable[int]:
    """The ordered deputies of the seats at which this person cannot vote."""
    out = set(decision.in_conflict(Conflict.EXCLUDED))
    own = [desk for desk in desks_of(decision, step).values() if (person, 0) in desk.holders]
    return [next(iter(rest)) for desk in own if (rest := [other for other, _rank in desk.holders if other not in out])]


def check_have_left(decision: Decision, sitting: Sitting) -> None:
    """Whoever is excluded leaves the room before the vote begins; the meeting's attendance shows when."""
    out = set(decision.in_conflict(Conflict.EXCLUDED))
    if still := [seat for seat, person in sitting.present.items() if person in out]:
        raise Refused(
            "still_at_the_table",
            _("Note in the meeting that who is excluded has left the table for this item. Seats: %(seats)s."),
            BIAS,
            seats=still,
        )

"""What the moves of a decision do once its vote is open: take ballots, establish the result; and what comes after."""

import datetime as dt
from typing import Annotated

from django.db import connection
from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.models import StandingOrders, members_needed
from funding.bodies.queries import seats
from funding.decisions import conflicts, minutes, secret
from funding.decisions.chairing import mark_chair
from funding.decisions.clearing import clear_votes
from funding.decisions.freezing import known_seats, let_voters_read
from funding.decisions.models import Decision, Procedure, Vote
from funding.decisions.rules import all_have_voted, ballots_cast, is_chair
from funding.decisions.second_meeting import last_to_invite
from funding.decisions.states import S
from funding.decisions.tally import reckon
from funding.decisions.voting_list import write_voting_list
from funding.meetings.attendance import entries, there
from funding.roles import CLERK
from workflows.effects import check_ahead
from workflows.inputs import Day, Line, Numbers, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.survey import holders

# One statement, so that participation and choice cannot part; a repeated ballot replaces the one before.
CAST = """
    WITH participation AS (
        INSERT INTO funding_participation (decision_id, seat_id, person_id, number, at)
        VALUES (%(decision)s, %(seat)s, %(person)s, %(number)s, %(at)s)
        ON CONFLICT (decision_id, seat_id) DO UPDATE
        SET person_id = excluded.person_id, number = excluded.number, at = excluded.at
    )
    INSERT INTO funding_choice (decision_id, seat_id, choice) VALUES (%(decision)s, %(seat)s, %(choice)s)
    ON CONFLICT (decision_id, seat_id) DO UPDATE SET choice = excluded.choice
"""


def attend(case: Case, step: Step, *, present: Numbers) -> None:
    decision = case.decision
    known = known_seats(decision, present)
    if seats_voted(decision) - set(known):
        raise BadInput("present", _("A seat that has voted was present. Leave it on the list."))
    if decision.held_in_id and set(known) - set(decision.present) - set(there(entries(decision.held_in)).at_the_table):
        raise BadInput("present", _("Note first in the meeting who has come to it."))
    decision.present = known
    decision.save(update_fields=["present"])


def cast(case: Case, step: Step, *, choice: Annotated[str, OneWord(tuple(Vote.values))], note: Line = "") -> None:
    """Takes the ballot. The event tells who took part; what was voted stands with the seat alone. Of a secret ballot
    the event tells only that one was cast: who has voted stands on the roll, what was voted in the box."""
    step.facts.pop("choice")
    if case.decision.is_secret:
        _cast_secretly(case.decision, step, choice, note)
        return
    number = ballots_cast(step) + 1
    seat = case.decision.seat_at(step.task.desk_id)["seat"]
    with connection.cursor() as cursor:
        cursor.execute(
            CAST,
            {
                "decision": case.pk,
                "seat": seat,
                "person": step.actor,
                "number": number,
                "at": step.now,
                "choice": choice,
            },
        )
    step.task.outcome = str(number)
    step.work.ledger.change(step.task)
    step.record(seat=seat, number=number)


def _cast_secretly(decision: Decision, step: Step, choice: str, note: str) -> None:
    if note:
        raise BadInput("note", _("A remark would say whose ballot this is. Leave it out."))
    step.words.clear()
    step.unnamed = True
    secret.cast(decision, decision.seat_at(step.task.desk_id)["seat"], choice)
    step.task.outcome = "1"
    step.work.ledger.change(step.task)


def demand_secrecy(case: Case, step: Step) -> str:
    """Once as many as the standing orders ask for have demanded it, the vote begins anew, in secret."""
    decision = case.decision
    decision.demands = sorted({*decision.demands, decision.seat_at(step.task.desk_id)["seat"]})
    decision.save(update_fields=["demands"])
    needed = members_needed(decision.orders["secret"], len(decision.eligible))
    step.record(demands=decision.demands_heard, needed=needed)
    if needed is None or decision.demands_heard < needed:
        return S.OPEN
    step.tell("decision.secrecy_demanded", step.people(CLERK))
    return S.PREPARED


def object_to_circular(case: Case, step: Step, *, reason: Text = "") -> str:
    """It goes on until as many have objected as the standing orders ask for."""
    decision = case.decision
    seat = decision.seat_at(step.task.desk_id)["seat"]
    decision.objectors = [*decision.objectors, seat]
    decision.save(update_fields=["objectors"])
    step.record(seat=seat, objections=decision.objections, needed=decision.objections_needed)
    return S.OPEN if decision.objections < decision.objections_needed else _establish(decision, step)


def establish(case: Case, step: Step) -> str:
    return _establish(case.decision, step)


def _establish(decision: Decision, step: Step) -> str:
    if decision.held_in_id:
        _leave_out_who_left(decision)
    if decision.is_secret:
        secret.close_box(decision)
    mark_chair(decision, step)
    state = reckon(decision, step)
    step.record(everybody=all_have_voted(step))
    return await_approval(state, step)


def _leave_out_who_left(decision: Decision) -> None:
    """Who left the meeting's table without a vote is present no more; for this item because of a conflict, excluded."""
    found = there(entries(decision.held_in))
    gone = set(decision.present) - set(found.at_the_table) - seats_voted(decision)
    if not gone:
        return
    items = set(decision.held_in.items.filter(matter_id=decision.pk).values_list("pk", flat=True))
    decision.present = sorted(set(decision.present) - gone)
    decision.excluded = sorted({*decision.excluded, *(seat for seat in gone if found.away.get(seat) in items)})
    decision.save(update_fields=["present", "excluded"])


def seats_voted(decision: Decision) -> set[int]:
    """One query."""
    if decision.is_secret:
        return set(secret.voted(decision))
    return set(decision.participations.values_list("seat_id", flat=True))


def await_approval(state: str, step: Step) -> str:
    """Where the resolution takes effect only with an approval, that is a case below it."""
    if state == S.SUBJECT_TO_APPROVAL:
        step.open("supervision", title=step.case.title)
    return state


def leave(
    case: Case,
    step: Step,
    *,
    outcome: Annotated[str, OneWord((S.DEFERRED.value, S.RETURNED.value, S.ABORTED.value))],
    deferred_until: Day = None,
    reason: Text,
) -> str:
    """The chair defers the item until a day or returns it; chair or office end it while no vote is open."""
    if outcome == S.ABORTED:
        if case.state == S.OPEN:
            raise BadInput("outcome", _("The vote is open. Close it, or defer the item, or return it."))
    elif case.state not in (S.PREPARED, S.RE_INVITED, S.OPEN):
        raise BadInput("outcome", _("There was a vote on it already. Have it repeated, or end it."))
    elif not is_chair(step):
        raise BadInput("outcome", _("Only the chair defers an item or returns it."))
    if (outcome == S.DEFERRED) != (deferred_until is not None):
        raise BadInput("deferred_until", _("Enter until when the item is deferred; otherwise leave this empty."))
    if deferred_until:
        check_ahead("deferred_until", deferred_until, step)
    conflicts.let_back(case.decision, step)
    return outcome


def vote_again(case: Case, step: Step, *, meets_on: Day = None, reason: Text = "") -> str:
    """By invitation to a second meeting, where there was no quorum; else from the beginning, with a reason."""
    if meets_on is None:
        if not reason:
            raise BadInput("reason", _("Say why the vote is repeated, or enter the day of a second meeting."))
        case.decision.second_meeting = False  # nobody has been invited to one
        clear_votes(case.decision, "second_meeting")
        return S.PREPARED
    if case.state != S.NOT_QUORATE:
        raise BadInput("meets_on", _("A second meeting is called only where there was no quorum. Leave this empty."))
    _invite_again(case, step, meets_on)
    return S.RE_INVITED


def _invite_again(case: Case, step: Step, meets_on: dt.date) -> None:
    """A second meeting on the same item is quorate with any number, and the invitation says so. After a circular
    vote the meeting is the first (§ 90 (1) sentence 3 VwVfG)."""
    _check_invited_in_time(step, meets_on)
    decision = case.decision
    orders = StandingOrders.objects.get(pk=decision.orders["id"])
    decision.second_meeting = orders.second_meeting and decision.procedure == Procedure.SESSION
    clear_votes(decision, "second_meeting")
    invited = _members(step)
    if decision.second_meeting:
        step.tell("decision.second_meeting", invited, due_on=meets_on.isoformat())
    else:
        step.tell("decision.meeting", invited, due_on=meets_on.isoformat())


def _check_invited_in_time(step: Step, meets_on: dt.date) -> None:
    """Where standing orders and programme are silent, tomorrow."""
    check_ahead("meets_on", meets_on, step)
    counted = last_to_invite(step.case.decision, meets_on, step, invited_on=step.today)
    if counted is None:
        return
    step.record(meets_on_steps=[each.to_json() for each in counted.steps])
    if counted.latest < step.today:
        raise BadInput(
            "meets_on",
            _("For a meeting on this day the members had to be invited by %(day)s. Enter a later day."),
            day=counted.latest.isoformat(),
        )


def _members(step: Step) -> list[int]:
    """Whoever is told at each seat of today: its holder, else, as for who is excluded, the deputy. They may read what
    they are invited to."""
    found = [seat for seat in seats(step.case.decision.body, step.today) if seat.filled]
    step.share(step.case, [seat.place for seat in found])
    let_voters_read(step, found)
    desks = holders(step.today, desks=seat_desks(found).values(), case=step.case.pk)
    return sorted({person for desk in desks for person in desk.told})


def end(case: Case, step: Step) -> None:
    """A secret vote that ends without a result leaves no ballot."""
    conflicts.let_back(case.decision, step)
    if case.state == S.OPEN and case.decision.is_secret:
        secret.clear(case.decision)


def record(case: Case, step: Step, *, resolution: Text) -> None:
    """The minutes' extract: day, present, item, sums, the worked calculation; of a deferral or return its reason
    (§ 93 VwVfG). Beside it, of a vote that was not secret, its list."""
    decision = case.decision
    decision.resolution = resolution
    decision.save(update_fields=["resolution"])
    minutes.write_extract(decision, step)
    write_voting_list(decision, step)

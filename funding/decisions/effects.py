"""What the moves of a decision do: freeze electorate and rule, take ballots, establish the result."""

import datetime as dt
from typing import Annotated, Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.models import Reconsideration, StandingOrders, members_needed
from funding.bodies.queries import SeatFacts, seats, standing_orders
from funding.decisions import conflicts, involvement, minutes, secret
from funding.decisions.chairing import mark_chair
from funding.decisions.models import RECONSIDERATION, Ballot, Decision, Procedure, Vote
from funding.decisions.rules import ORDERS, all_have_voted, ballots_cast
from funding.decisions.states import S
from funding.decisions.tally import STATE_OF, tally
from funding.meetings.sitting import sitting_of
from funding.programmes.benches import bench_label
from funding.roles import CLERK
from workflows.calculators import deadline
from workflows.calculators.values import Length
from workflows.effects import check_ahead, check_not_ahead
from workflows.inputs import Day, Flag, Line, Numbers, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.survey import holders

AnyBallot = Annotated[str, OneWord(tuple(Ballot.values))]
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


def open_vote(
    case: Case,
    step: Step,
    *,
    procedure: Annotated[str, OneWord(tuple(Procedure.values))],
    closes_on: Day = None,
    present: Numbers = None,
    ballot: AnyBallot = None,
    about_person: Flag = False,
    demanded_by: Numbers = None,
) -> None:
    """`about_person`: an election or appointment. `demanded_by`: the seats that demand a secret ballot."""
    decision = case.decision
    if decision.demands:
        _clear_votes(decision)  # of the vote that was not secret yet
    orders = _orders(decision, step.today)
    _check_procedure(orders, procedure)
    if case.state == S.RE_INVITED and procedure != Procedure.SESSION:
        raise BadInput("procedure", _("The members were invited to a meeting, so the vote is held in session."))
    decision.procedure = procedure
    decision.orders = {
        "id": orders.pk,
        "rule": _rule(decision, orders),
        "ballots_changeable": orders.ballots_changeable,
        "early_close": orders.early_close,
        "circular_days": orders.circular_days,
        "secret": secret.demand_of(orders, about_person=bool(about_person)),
        "secret_minimum": orders.secret_minimum,
        "challenge_days": orders.challenge_days,
        "reconsideration": orders.reconsideration,
    }
    found = seats(decision.body, step.today)
    decision.electorate = _electorate(found)
    _check_composition(decision, orders, step)
    decision.excluded = []
    if procedure == Procedure.SESSION:
        present = _seats_of_the_meeting(decision, present)
    demanded = _known_seats(decision, demanded_by or [], field="demanded_by")
    decision.demands = sorted({*decision.demands, *demanded})
    decision.ballot = secret.kind_of_ballot(decision, orders, ballot, about_person=bool(about_person))
    if decision.is_secret:
        secret.open_roll(decision)
    involvement.note(decision, step)
    decision.excluded = sorted({*decision.excluded, *conflicts.without_voter(decision, step)})
    _let_voters_read(step, found)
    if procedure == Procedure.CIRCULAR:
        decision.closes_on = _last_day(step, orders, closes_on)
    else:
        decision.closes_on = _not_past(step, closes_on)
    decision.present = decision.present_at_opening = _known_seats(decision, present or [])
    decision.save(update_fields=_OPENING)
    if decision.closes_on:
        step.record(closes_on=decision.closes_on)
    electorate = [seat["seat"] for seat in decision.electorate]
    step.record(orders=orders.pk, content=decision.content_hash, electorate=electorate, ballot=decision.ballot)


def _rule(decision: Decision, orders: StandingOrders) -> dict[str, Any]:
    """Whether to reconsider takes the majority in force when the resolution was made, or two thirds."""
    first = decision.replaces
    if decision.kind != RECONSIDERATION or first.orders["reconsideration"] != Reconsideration.TWO_THIRDS:
        return orders.rule
    return {**orders.rule, "majority": {"at_least": "2/3", "of": "cast"}}


def _let_voters_read(step: Step, found: list[SeatFacts]) -> None:
    """The case they decide on, with its papers."""
    excluded = step.case.decision.excluded
    asking = step.work.above(step.case)
    step.share(asking, [seat.place for seat in found if seat.filled and seat.id not in excluded])


def _seats_of_the_meeting(decision: Decision, given: list[int] | None) -> list[int] | None:
    """Who is at the table of the meeting that has this on its agenda; its conflicts are this vote's exclusions."""
    sitting = sitting_of(decision)
    if sitting is None:
        return given
    if given:
        raise BadInput("present", _("The attendance of the meeting counts. Note there who is present."))
    conflicts.check_have_left(decision, sitting)
    decision.held_in_id = sitting.item.meeting_id
    decision.excluded = sitting.away
    decision.second_meeting = decision.second_meeting or sitting.item.again
    return list(sitting.present)


_OPENING = [
    *("held_in", "second_meeting", "procedure", "orders", "electorate", "closes_on", "ballot", "demands"),
    *("conflicts", "involved", "excluded", "present", "present_at_opening"),
]


def _orders(decision: Decision, today: dt.date) -> StandingOrders:
    try:
        return standing_orders(decision.body, decision.kind, today)
    except StandingOrders.DoesNotExist:
        raise Refused(
            "no_standing_orders", _("The body has no standing orders for this day. Enter them first.")
        ) from None


def _check_procedure(orders: StandingOrders, procedure: str) -> None:
    if orders.procedure not in ("both", procedure):
        raise BadInput("procedure", _("The standing orders do not allow this procedure."))


def _electorate(found: list[SeatFacts]) -> list[dict[str, Any]]:
    """The seats of this day, each with its desk."""
    desks = seat_desks(found)
    return [
        {
            "seat": seat.id,
            "number": seat.number,
            "desk": desks[seat.place],
            "bench": seat.bench,
            "chair": seat.chair,
            "filled": seat.filled,
            "contributor": seat.contributor,
            "institution": seat.institution,
        }
        for seat in found
    ]


def _check_composition(decision: Decision, orders: StandingOrders, step: Step) -> None:
    """A bench without members hinders the vote only where the standing orders say so; else the vote says it."""
    if not decision.lacking:
        return
    step.record(lacking=[{"bench": each.bench, "missing": each.missing} for each in decision.lacking])
    if orders.complete_only:
        raise Refused(
            "incomplete_body",
            _("These benches lack members: %(benches)s. Until they are filled the body decides nothing."),
            ORDERS,
            benches=", ".join(str(bench_label(each.bench)) for each in decision.lacking),
        )


def _not_past(step: Step, wanted: dt.date | None) -> dt.date | None:
    if wanted is not None and wanted < step.today:
        raise BadInput("closes_on", _("This day is over. Enter today or a later day."))
    return wanted


def _last_day(step: Step, orders: StandingOrders, wanted: dt.date | None) -> dt.date:
    """The standing orders' shortest period, or a later day. An end on no working day moves on (§ 31 (3) VwVfG)."""
    calendar = step.facts_for_timing().working_days
    length = Length("days", orders.circular_days)
    counted = deadline.end(step.today, length, "event", shift=True, calendar=calendar)
    step.record(closes_on_steps=[each.to_json() for each in counted.steps])
    earliest = counted.due
    if wanted is not None and wanted < earliest:
        raise BadInput(
            "closes_on",
            _("A circular vote runs %(days)s days at least. Enter %(day)s or a later day."),
            days=orders.circular_days,
            day=earliest.isoformat(),
        )
    return wanted or earliest


def _known_seats(decision: Decision, present: list[int], field: str = "present") -> list[int]:
    known = {seat["seat"] for seat in decision.electorate if seat["filled"]}
    if strange := set(present) - known:
        raise BadInput(field, _("These seats are vacant or not of this body: %(seats)s."), seats=sorted(strange))
    return sorted(set(present))


def attend(case: Case, step: Step, *, present: Numbers) -> None:
    decision = case.decision
    known = _known_seats(decision, present)
    if decision.is_secret and set(secret.voted(decision)) - set(known):
        raise BadInput("present", _("A seat that has cast a secret ballot was present. Leave it on the list."))
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
    step.record(demands=len(decision.demands), needed=needed)
    if needed is None or len(decision.demands) < needed:
        return S.OPEN
    step.tell("decision.secrecy_demanded", step.people(CLERK))
    return S.PREPARED


def object_to_circular(case: Case, step: Step, *, reason: Text = "") -> str:
    decision = case.decision
    seat = decision.seat_at(step.task.desk_id)["seat"]
    step.record(seat=seat)
    return _establish(decision, step, objections=[seat])


def establish(case: Case, step: Step) -> str:
    return _establish(case.decision, step)


def _establish(decision: Decision, step: Step, objections: tuple[int, ...] | list[int] = ()) -> str:
    if decision.is_secret:
        secret.close_box(decision)
    mark_chair(decision, step)
    decision.result = tally(decision, objections)
    decision.save(update_fields=["result", "electorate"])
    conflicts.let_back(decision)
    conflicts.let_excluded_read(decision, step)
    shown = ("outcome", "yes", "no", "abstain", "silent", "void")
    sums = {name: decision.result[name] for name in shown if name in decision.result}
    step.record(**sums, everybody=all_have_voted(step))
    return STATE_OF[decision.result["outcome"]]


def defer(case: Case, step: Step, *, deferred_until: Day, reason: Text) -> None:
    check_ahead("deferred_until", deferred_until, step)
    conflicts.let_back(case.decision)


def give_up(case: Case, step: Step, *, reason: Text) -> None:
    conflicts.let_back(case.decision)


def invite_again(case: Case, step: Step, *, meets_on: Day) -> None:
    """A second meeting on the same item is quorate with any number, and the invitation says so. After a circular
    vote the meeting is the first (§ 90 (1) sentence 3 VwVfG)."""
    _check_invited_in_time(step, meets_on)
    decision = case.decision
    orders = StandingOrders.objects.get(pk=decision.orders["id"])
    decision.second_meeting = orders.second_meeting and decision.procedure == Procedure.SESSION
    _clear_votes(decision, "second_meeting")
    invited = _members(step)
    if decision.second_meeting:
        step.tell("decision.second_meeting", invited, due_on=meets_on.isoformat())
    else:
        step.tell("decision.meeting", invited, due_on=meets_on.isoformat())


def _check_invited_in_time(step: Step, meets_on: dt.date) -> None:
    """Neither the day of the invitation nor that of the meeting counts. Where the programme is silent, tomorrow."""
    check_ahead("meets_on", meets_on, step)
    weeks = step.case.terms.get("invitation_weeks")
    if not weeks:
        return
    counted = deadline.latest(meets_on, Length("weeks", weeks), step.facts_for_timing().working_days)
    step.record(meets_on_steps=[each.to_json() for each in counted.steps])
    if counted.latest < step.today:
        raise BadInput(
            "meets_on",
            _("The programme asks for %(weeks)s weeks between invitation and meeting. Enter a later day."),
            weeks=weeks,
        )


def _members(step: Step) -> list[int]:
    """Whoever is told at each seat of today: its holder, else the deputy. They may read what they are invited to."""
    found = [seat for seat in seats(step.case.decision.body, step.today) if seat.filled]
    step.share(step.case, [seat.place for seat in found])
    _let_voters_read(step, found)
    desks = holders(step.today, desks=seat_desks(found).values())
    return sorted({person for desk in desks for person in desk.told})


def repeat(case: Case, step: Step, *, reason: Text) -> None:
    case.decision.second_meeting = False  # nobody has been invited to one
    _clear_votes(case.decision, "second_meeting")


def _clear_votes(decision: Decision, *also: str) -> None:
    """The vote begins anew. Who took part before stays in the history, with the result then reckoned."""
    decision.choices.all().delete()
    decision.participations.all().delete()
    if decision.is_secret:
        secret.clear(decision)
    conflicts.keep_out(decision)
    decision.result, decision.closes_on = None, None
    decision.save(update_fields=["result", "closes_on", *also])


def end(case: Case, step: Step) -> None:
    """A secret vote that ends without a result leaves no ballot."""
    conflicts.let_back(case.decision)
    if case.state == S.OPEN and case.decision.is_secret:
        secret.clear(case.decision)


def note_approval(case: Case, step: Step, *, reason: Text, decided_on: Day) -> None:
    check_not_ahead("decided_on", decided_on, step)


def record(case: Case, step: Step, *, resolution: Text) -> None:
    """The minutes' extract: day, present, item, sums, the worked calculation; of a deferral or return its reason
    (§ 93 VwVfG)."""
    decision = case.decision
    decision.resolution = resolution
    decision.save(update_fields=["resolution"])
    minutes.write_extract(decision, step)

"""How a vote is opened: the standing orders of the day, who may vote, how, until when, and on what."""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.models import Reconsideration, StandingOrders
from funding.bodies.queries import SeatFacts, seats, standing_orders
from funding.decisions import conflicts, content, involvement, secret
from funding.decisions.clearing import clear_votes
from funding.decisions.models import RECONSIDERATION, Ballot, Decision, Procedure
from funding.decisions.states import S
from funding.meetings.sitting import sitting_of
from workflows.calculators import deadline
from workflows.calculators.values import Length
from workflows.inputs import Day, Flag, Numbers, OneWord
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step

AnyBallot = Annotated[str, OneWord(tuple(Ballot.values))]
OPENING = [
    *("held_in", "second_meeting", "procedure", "orders", "electorate", "closes_on", "ballot", "demands"),
    *("conflicts", "involved", "excluded", "present", "present_at_opening", "attached", "content_hash"),
]


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
    """`about_person`: an election or appointment. `demanded_by`: the seats that demand a secret ballot. Who may not
    vote is settled before table, ballot and roll are made."""
    decision, found = case.decision, seats(case.decision.body, step.today)
    if decision.demands:
        clear_votes(decision)  # of the vote that was not secret yet
    orders = _take_orders(decision, step, procedure, about_person=bool(about_person))
    decision.electorate = _electorate(found)
    involvement.note(decision, step)
    present = _take_seats(decision, step, present)
    _choose_ballot(decision, orders, ballot, demanded_by or [], about_person=bool(about_person))
    decision.closes_on = _end_of_vote(step, orders, procedure, closes_on)
    decision.present = decision.present_at_opening = known_seats(decision, present or [])
    let_voters_read(step, found)
    content.freeze(decision)
    decision.save(update_fields=OPENING)
    _record_opening(decision, step)


def _take_orders(decision: Decision, step: Step, procedure: str, *, about_person: bool) -> StandingOrders:
    """The standing orders of the day, if they allow this procedure; their values stay with the vote."""
    orders = _orders(decision, step.today)
    _check_procedure(orders, procedure)
    if step.case.state == S.RE_INVITED and procedure != Procedure.SESSION:
        raise BadInput("procedure", _("The members were invited to a meeting, so the vote is held in session."))
    decision.procedure = procedure
    decision.orders = {
        "id": orders.pk,
        "rule": _rule(decision, orders),
        "ballots_changeable": orders.ballots_changeable,
        "early_close": orders.early_close,
        "circular_days": orders.circular_days,
        "secret": secret.demand_of(orders, about_person=about_person),
        "secret_minimum": orders.secret_minimum,
        "challenge_days": orders.challenge_days,
        "reconsideration": orders.reconsideration,
    }
    return orders


def _take_seats(decision: Decision, step: Step, present: list[int] | None) -> list[int] | None:
    """Which seats have no vote, and which are present."""
    decision.excluded = []
    if decision.procedure == Procedure.SESSION:
        present = _seats_of_the_meeting(decision, present)
    decision.excluded = sorted({*decision.excluded, *conflicts.without_voter(decision, step)})
    return present


def _choose_ballot(
    decision: Decision, orders: StandingOrders, ballot: str | None, demanded_by: list[int], *, about_person: bool
) -> None:
    demanded = known_seats(decision, demanded_by, field="demanded_by")
    decision.demands = sorted({*decision.demands, *demanded})
    decision.ballot = secret.kind_of_ballot(decision, orders, ballot, about_person=about_person)
    if decision.is_secret:
        secret.open_roll(decision)


def _end_of_vote(step: Step, orders: StandingOrders, procedure: str, wanted: dt.date | None) -> dt.date | None:
    return _last_day(step, orders, wanted) if procedure == Procedure.CIRCULAR else _not_past(step, wanted)


def _record_opening(decision: Decision, step: Step) -> None:
    if decision.closes_on:
        step.record(closes_on=decision.closes_on)
    electorate = [seat["seat"] for seat in decision.electorate]
    step.record(
        orders=decision.orders["id"], content=decision.content_hash, electorate=electorate, ballot=decision.ballot
    )


def let_voters_read(step: Step, found: list[SeatFacts]) -> None:
    """The case they decide on, with its papers."""
    excluded = step.case.decision.excluded
    asking = step.work.above(step.case)
    step.share(asking, [seat.place for seat in found if seat.filled and seat.id not in excluded])


def _rule(decision: Decision, orders: StandingOrders) -> dict[str, Any]:
    """Whether to reconsider takes the majority in force when the resolution was made, or two thirds."""
    first = decision.replaces
    if decision.kind != RECONSIDERATION or first.orders["reconsideration"] != Reconsideration.TWO_THIRDS:
        return orders.rule
    return {**orders.rule, "majority": {"at_least": "2/3", "of": "cast"}}


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


def known_seats(decision: Decision, present: list[int], field: str = "present") -> list[int]:
    known = {seat["seat"] for seat in decision.electorate if seat["filled"]}
    if strange := set(present) - known:
        raise BadInput(field, _("These seats are vacant or not of this body: %(seats)s."), seats=sorted(strange))
    return sorted(set(present))

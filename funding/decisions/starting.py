"""How a vote is opened: the standing orders of the day, who may vote, how, until when, and on what."""

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.bodies.models import StandingOrders
from funding.bodies.queries import seats
from funding.decisions import conflicts, content, involvement, secret
from funding.decisions.clearing import clear_votes
from funding.decisions.freezing import freeze, known_seats, let_voters_read
from funding.decisions.models import ELECTION, Ballot, Decision, Procedure
from funding.decisions.rules import ORDERS
from funding.decisions.second_meeting import is_second
from funding.decisions.states import S
from funding.meetings.sitting import sitting_of
from funding.programmes.benches import bench_label
from workflows.calculators import deadline
from workflows.calculators.values import Length
from workflows.inputs import Day, Flag, Numbers, OneWord
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.timing import last_day

AnyBallot = Annotated[str, OneWord(tuple(Ballot.values))]
OPENING = [
    *("held_in", "second_meeting", "procedure", "orders", "electorate", "closes_on", "ballot", "demands", "objectors"),
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
    about_person = bool(about_person) or decision.kind == ELECTION
    orders = freeze(decision, found, step.today, procedure=procedure, about_person=about_person)
    check_meets(case, procedure)
    check_composition(decision, orders, step)
    involvement.note(decision, step)
    present = _take_seats(decision, step, present)
    decision.present = decision.present_at_opening = known_seats(decision, present or [])
    _choose_ballot(decision, orders, ballot, demanded_by or [], about_person=about_person)
    decision.closes_on = _end_of_vote(step, orders, procedure, closes_on)
    let_voters_read(step, found)
    content.freeze(decision)
    decision.save(update_fields=OPENING)
    _record_opening(decision, step)


def check_meets(case: Case, procedure: str) -> None:
    if case.state == S.RE_INVITED and procedure != Procedure.SESSION:
        raise BadInput("procedure", _("The members were invited to a meeting, so the vote is held in session."))


def check_composition(decision: Decision, orders: StandingOrders, step: Step) -> None:
    """A bench without members hinders the vote only where the standing orders say so; else the vote says it."""
    if decision.overweight:
        held = [{"bench": each.bench, "held": each.filled, "of": each.of} for each in decision.overweight]
        step.record(overweight=held)
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


def _take_seats(decision: Decision, step: Step, present: list[int] | None) -> list[int] | None:
    """Which seats have no vote, and which are present."""
    decision.excluded = []
    decision.second_meeting = is_second(decision, step.today)
    if decision.procedure == Procedure.SESSION:
        present = _seats_of_the_meeting(decision, present)
    decision.excluded = sorted({*decision.excluded, *conflicts.without_voter(decision, step)})
    return present


def _choose_ballot(
    decision: Decision, orders: StandingOrders, ballot: str | None, demanded_by: list[int], *, about_person: bool
) -> None:
    demanded = known_seats(decision, demanded_by, field="demanded_by")
    if strange := set(demanded) - secret.may_vote(decision):
        raise BadInput("demanded_by", _("These seats have no vote here: %(seats)s."), seats=sorted(strange))
    decision.demands, decision.objectors = sorted({*decision.demands, *demanded}), []
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


def _not_past(step: Step, wanted: dt.date | None) -> dt.date | None:
    if wanted is not None and wanted < step.today:
        raise BadInput("closes_on", _("This day is over. Enter today or a later day."))
    return wanted


def _last_day(step: Step, orders: StandingOrders, wanted: dt.date | None) -> dt.date:
    """The standing orders' shortest period, or a later day, which moves on where it is no working day (§ 193 BGB)."""
    earliest = shortest_end(step, step.today, orders.circular_days)
    if wanted is not None and wanted < earliest:
        raise BadInput(
            "closes_on",
            _("A circular vote runs %(days)s days at least. Enter %(day)s or a later day."),
            days=orders.circular_days,
            day=earliest.isoformat(),
        )
    return last_day(wanted, step.facts_for_timing()) if wanted else earliest


def shortest_end(step: Step, sent_on: dt.date, days: int) -> dt.date:
    """The first day on which a circular vote may end. An end on no working day moves on (§ 31 (3) VwVfG)."""
    calendar = step.facts_for_timing().working_days
    counted = deadline.end(sent_on, Length("days", days), "event", shift=True, calendar=calendar)
    step.record(closes_on_steps=[each.to_json() for each in counted.steps])
    return counted.due

"""What the moves of a roster do: terms begin and end, seats come and go, the composition is looked at."""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.bodies.appointments import SeatTaken, seat_desk, succeed
from funding.bodies.models import Seat
from funding.people.models import User
from funding.programmes.benches import BENCHES, bench_label
from funding.roles import CHAIR, CLERK
from funding.rosters.models import Roster
from funding.rosters.queries import Found, look_at, roster_of, terms_held
from funding.rosters.rules import check_has_not_acted, check_has_not_chaired, check_no_vote_runs
from funding.rosters.states import S
from workflows.inputs import Day, Flag, Number, OneWord, Text, WholeNumber, Words
from workflows.models import Case, Desk, Holder
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.timing import on

Address = Annotated[str, Words(254)]
Rank = Annotated[int, WholeNumber(0, 9)]
Bench = Annotated[str, OneWord(tuple(BENCHES))]


def appoint(
    case: Case,
    step: Step,
    *,
    seat: Number,
    email: Address,
    rank: Rank = 0,
    from_on: Day,
    until_on: Day = None,
    reason: Text,
) -> str:
    """`rank`: 0 holds the seat, 1 and higher deputise in this order. Who had it before leaves the day before."""
    place = _seat(roster_of(case), seat)
    _check_term("until_on", from_on, until_on)
    if from_on < place.from_on or (place.until_on and from_on > place.until_on):
        raise BadInput("from_on", _("The seat does not exist on this day."))
    for before in cut_short(seat_desk(place), from_on, rank):
        check_has_not_acted(place, before.person_id, from_on - dt.timedelta(days=1))
    _begin(step, seat_desk(place), email, from_on, until_on, rank=rank)
    step.record(seat=place.pk, number=place.number)
    return str(case.state)


def cut_short(desk: Desk, on_day: dt.date, rank: int) -> list[Holder]:
    """Whose terms of this rank a successor from this day ends."""
    held = desk.holders.filter(rank=rank, from_on__lt=on_day)
    return [each for each in held if each.until_on is None or each.until_on >= on_day]


def appoint_chair(
    case: Case,
    step: Step,
    *,
    email: Address,
    rank: Rank = 0,
    beside: Flag = False,
    from_on: Day,
    until_on: Day = None,
    reason: Text,
) -> str:
    """`rank`: 0 chairs, 1 and higher deputise in this order. `beside`: an equal chair besides those there are."""
    _check_term("until_on", from_on, until_on)
    body = roster_of(case).body
    desk, _new = Desk.objects.get_or_create(role=CHAIR.key, place=body.place)
    for before in [] if beside else cut_short(desk, from_on, rank):
        check_has_not_chaired(body, before.person_id, from_on - dt.timedelta(days=1))
    _begin(step, desk, email, from_on, until_on, rank=rank, beside=bool(beside))
    step.record(beside=bool(beside))
    return str(case.state)


def _begin(step: Step, desk: Desk, email: str, from_on: dt.date, until_on: dt.date | None, **how: Any) -> None:
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise BadInput("email", _("Nobody with this address has an account here. Ask for one first."))
    if person.pk == step.actor:
        raise BadInput("email", _("Nobody seats themselves. Let somebody else of the office enter it."))
    try:
        held = succeed(desk, person, from_on, until_on=until_on, **how)
    except SeatTaken:
        raise BadInput(
            "from_on",
            _("This term overlaps another one. Choose another day, or first enter that somebody leaves."),
        ) from None
    step.words.pop("email", None)
    step.record(person=person.pk, holder=held.pk, rank=held.rank)
    note_past(step, from_on)


def note_past(step: Step, first: dt.date) -> None:
    """The history says from which day on who sat there is now another than was known then."""
    if first < step.today:
        step.record(dated_back_to=first)


def _check_term(field: str, first: dt.date, last: dt.date | None) -> None:
    if last and last < first:
        raise BadInput(field, _("The last day cannot be before the first."))


def _seat(roster: Roster, number: int) -> Seat:
    found = Seat.objects.filter(body_id=roster.body_id, pk=number).first()
    if found is None:
        raise BadInput("seat", _("Choose a seat of this body."))
    return found


def end_term(case: Case, step: Step, *, holder: Number, last_day: Day, reason: Text) -> str:
    """`last_day` may lie ahead; what the person has done until then stays."""
    body = roster_of(case).body
    found = terms_held(body).filter(pk=holder).first()
    if found is None or (found.until_on and found.until_on < step.today):
        raise BadInput("holder", _("Choose a term that has not ended."))
    _check_term("last_day", found.from_on, last_day)
    _check_no_successor(found, last_day)
    if seat := Seat.objects.filter(place=found.desk.place).first():
        check_has_not_acted(seat, found.person_id, last_day)
    else:
        check_has_not_chaired(body, found.person_id, last_day)
    note_past(step, last_day + dt.timedelta(days=1))
    found.until_on = last_day
    found.save(update_fields=["until_on"])
    step.record(person=found.person_id, seat=seat.pk if seat else None, rank=found.rank)
    return str(case.state)


def _check_no_successor(held: Holder, last_day: dt.date) -> None:
    """A term may be prolonged until the next one begins."""
    if held.until_on is None or last_day <= held.until_on:
        return
    others = Holder.objects.select_for_update().filter(desk=held.desk_id, rank=held.rank)
    if others.filter(from_on__gt=held.until_on, from_on__lte=last_day).exists():
        raise BadInput("last_day", _("Somebody else begins by then. Choose an earlier day."))


def add_seat(case: Case, step: Step, *, bench: Bench, from_on: Day, contributor: Flag = False, reason: Text) -> str:
    body = roster_of(case).body
    newest = body.seats.order_by("-number").values_list("number", flat=True).first() or 0
    made = body.seats.create(number=newest + 1, bench=bench, from_on=from_on, contributor=bool(contributor))
    step.record(seat=made.pk, number=made.number)
    return str(case.state)


def abolish_seat(case: Case, step: Step, *, seat: Number, last_day: Day, reason: Text) -> str:
    """Who holds it or deputises leaves with it; votes and minutes of before keep the seat."""
    place = _seat(roster_of(case), seat)
    _check_term("last_day", place.from_on, last_day)
    if place.until_on and place.until_on < last_day:
        raise BadInput("seat", _("The seat has been abolished already."))
    check_no_vote_runs(place)
    held = seat_desk(place).holders.all()
    for each in held:
        check_has_not_acted(place, each.person_id, last_day)
    held.filter(from_on__gt=last_day).delete()
    for each in held.exclude(until_on__lte=last_day):
        each.until_on = last_day
        each.save(update_fields=["until_on"])
    place.until_on = last_day
    place.save(update_fields=["until_on"])
    step.record(number=place.number)
    return str(case.state)


def review(case: Case, step: Step) -> str:
    """Office and chair are told what is lacking from which day; the office, too, when nothing is lacking any more."""
    roster = roster_of(case)
    found = look_at(roster, step.today)
    roster.lacking, roster.lacking_on = found.rows, found.on
    if roster is not case:
        roster.save(update_fields=["lacking", "lacking_on"])
    filled_until = found.on - dt.timedelta(days=1) if found.on else None
    step.record(lacking=found.rows, lacking_on=found.on, filled_until=filled_until)
    _tell(found, step)
    if found.state == case.state == S.LAPSING:
        step.close_deadlines()
        step.set_deadline(S.LAPSING, on("filled_until", "internal")(step.facts_for_timing()), of_stay=True)
        step.show_due(filled_until)
    return found.state


def _tell(found: Found, step: Step) -> None:
    people = sorted({*step.people(CLERK), *step.people(CHAIR)})
    benches = {language: _in_words(found, language) for language in ("de", "en")}
    day = found.on.isoformat() if found.on else None
    if found.state == S.LAPSING:
        step.tell("roster.lapsing", people, due_on=day, benches=benches)
    elif found.state == S.INCOMPLETE:
        step.tell("roster.incomplete", people, due_on=day, benches=benches)
    else:
        step.tell("roster.complete", step.people(CLERK))


def _in_words(found: Found, language: str) -> str:
    with override(language):
        return ", ".join(f"{bench_label(each.bench)} ({each.filled}/{each.required})" for each in found.benches)

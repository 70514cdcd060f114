"""What the moves of a meeting in session do: who comes, leaves, steps out; how it opens, goes on and ends."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.queries import SeatFacts, seats
from funding.meetings.agenda import item_of
from funding.meetings.attendance import (
    CAME,
    CAME_BACK,
    LEFT,
    STEPPED_OUT,
    Contradiction,
    There,
    entries,
    in_order,
    there,
)
from funding.meetings.effects import members
from funding.meetings.models import Attendance, Meeting
from funding.meetings.naming import minutes_title
from funding.meetings.queries import meeting_of, orders_on
from funding.meetings.rules import stated_quorum
from funding.meetings.states import S
from funding.meetings.times import Hour, instant
from workflows.effects import check_ahead
from workflows.inputs import Day, Number, Numbers, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.survey import DeskToday, holders

Kind = Annotated[str, OneWord(tuple(Attendance.Kind.values))]
ROOM, VIDEO = "room", "video"
Joined = Annotated[str, OneWord((ROOM, VIDEO))]
HOLDER, DEPUTY = "holder", "deputy"
CameAs = Annotated[str, OneWord((HOLDER, DEPUTY))]


@dataclass(frozen=True)
class Arrivals:
    """`deputies`: the seats for which the ordered deputy has come instead of the holder; `by_video`: those that joined
    without coming to the place."""

    seats: list[int]
    deputies: list[int]
    by_video: list[int]

    def check(self, meeting: Meeting) -> None:
        for field, chosen in (("deputies", self.deputies), ("by_video", self.by_video)):
            if strange := set(chosen) - set(self.seats):
                raise BadInput(field, _("These seats are not among those that came: %(seats)s."), seats=sorted(strange))
        if self.by_video:
            check_video(meeting, "by_video")


def check_video(meeting: Meeting, field: str) -> None:
    """By the standing orders of the day on which the meeting was opened."""
    if not meeting.orders.get("video"):
        raise BadInput(field, _("The standing orders let nobody join by video. Note only who is in the room."))


def open_meeting(case: Case, step: Step, *, seats: Numbers, deputies: Numbers = None, by_video: Numbers = None) -> None:
    """Who is there, and whether that is enough. The standing orders and the seats of this day hold from now on."""
    meeting = meeting_of(case)
    orders = orders_on(meeting.body, step.today)
    meeting.orders = {"id": orders.pk, "rule": orders.rule, "video": orders.video}
    meeting.seats = _seats(meeting, step.today)
    meeting.opened_at = step.now.replace(second=0, microsecond=0)
    _arrive(meeting, step, Arrivals(seats, deputies or [], by_video or []), meeting.opened_at)
    quorate, reckoning = stated_quorum(meeting, sorted(set(seats)))
    meeting.quorum = [each.to_json() for each in reckoning]
    meeting.save(update_fields=["orders", "seats", "opened_at", "quorum"])
    step.record(orders=orders.pk, quorate=quorate)


def _seats(meeting: Meeting, day: dt.date) -> list[dict[str, Any]]:
    """Those filled on this day; and those that were on an earlier one, for what was noted of them."""
    names = ("number", "bench", "chair", "institution", "filled")
    today = [
        {"seat": seat.id, **{name: getattr(seat, name) for name in names}}
        for seat in seats(meeting.body, day)
        if seat.filled
    ]
    still = {seat["seat"] for seat in today}
    return today + [{**seat, "filled": False} for seat in meeting.seats if seat["seat"] not in still]


def _arrive(meeting: Meeting, step: Step, came: Arrivals, at: dt.datetime) -> None:
    known = known_seats(meeting, came.seats)
    came.check(meeting)
    found = [seat for seat in seats(meeting.body, step.today) if seat.id in known]
    desks = {desk.place: desk for desk in holders(step.today, desks=seat_desks(found).values())}
    rows = [arrival(meeting, step, seat, desks[str(seat.place)], seat.id in came.deputies, at) for seat in found]
    for row in rows:
        row.by_video = row.seat_id in came.by_video
    _add(meeting, rows)


def known_seats(meeting: Meeting, chosen: Iterable[int]) -> set[int]:
    known = {seat["seat"] for seat in meeting.seats if seat["filled"]}
    if strange := set(chosen) - known:
        raise BadInput("seats", _("These seats are vacant or not of this body: %(seats)s."), seats=sorted(strange))
    return set(chosen)


def arrival(
    meeting: Meeting, step: Step, seat: SeatFacts, desk: DeskToday, deputy: bool, at: dt.datetime
) -> Attendance:
    person = sits_there(seat, desk, deputy=deputy, field="deputies")
    facts = {"meeting": meeting, "seat_id": seat.id, "person_id": person, "deputy": deputy, "kind": CAME, "at": at}
    return Attendance(**facts, entered_by_id=step.actor, entered_at=step.now)


def sits_there(seat: SeatFacts, desk: DeskToday, *, deputy: bool, field: str) -> int:
    """The seat's holder or first deputy. Raises BadInput where there is none."""
    person = next((person for person, rank in desk.holders if bool(rank) == deputy), None)
    if person is None:
        raise BadInput(field, _("Seat %(number)s has no deputy."), number=seat.number)
    return int(person)


def _add(meeting: Meeting, rows: list[Attendance]) -> None:
    """Together with what was noted before they must be possible."""
    check_possible(entries(meeting) + rows, "seats")
    Attendance.objects.bulk_create(rows)


def check_possible(rows: list[Attendance], field: str) -> None:
    """At every instant. Raises BadInput."""
    found = There()
    try:
        for _at, noted in groupby(in_order(rows), key=attrgetter("at")):
            for row in noted:
                found.note(row)
            _check_one_seat_each(found, field)
    except Contradiction as impossible:
        raise BadInput(
            "at",
            _("Seat %(number)s: “%(kind)s” does not fit what was noted before and after."),
            number=impossible.row.seat.number,
            kind=str(Attendance.Kind(impossible.row.kind).label),
        ) from None


def _check_one_seat_each(found: There, field: str) -> None:
    """Nobody counts twice for the quorum. Raises BadInput."""
    sits_at: dict[int, Attendance] = {}
    for row in found.present.values():
        other = sits_at.setdefault(row.person_id, row)
        if other is not row:
            first, second = sorted((row.seat.number, other.seat.number))
            raise BadInput(
                field,
                _("One person would be there for the seats %(first)s and %(second)s. Note them for one of the two."),
                first=first,
                second=second,
            )


def attend(
    case: Case,
    step: Step,
    *,
    what: Kind,
    seats: Numbers,
    deputies: Numbers = None,
    by_video: Numbers = None,
    agenda_item: Number = None,
    at: Hour = "",
) -> None:
    meeting = meeting_of(case)
    when = within(meeting, "at", instant("at", at, step.today, step.now))
    if what == CAME:
        _arrive(meeting, step, Arrivals(seats, deputies or [], by_video or []), when)
        return
    about, came = item_left(meeting, what, agenda_item), _who_moves(meeting, what)
    if missing := known_seats(meeting, seats) - came.keys():
        raise BadInput("seats", _("Nobody has come for these seats yet: %(seats)s."), seats=sorted(missing))
    _add(meeting, [by_who_came(came[seat], step, what, when, about) for seat in sorted(set(seats))])


def item_left(meeting: Meeting, what: str, item: int | None) -> int | None:
    """The item for which somebody steps out; None where nobody does."""
    if what != STEPPED_OUT:
        return None
    if item is None:
        raise BadInput("agenda_item", _("Choose the item on which the conflict is."))
    return int(item_of(meeting, item).pk)


def within(meeting: Meeting, field: str, at: dt.datetime) -> dt.datetime:
    if at < meeting.opened_at or (meeting.closed_at and at > meeting.closed_at):
        raise BadInput(field, _("The meeting was not held then."))
    return at


def newest_arrivals(meeting: Meeting) -> dict[int, Attendance]:
    return {row.seat_id: row for row in entries(meeting) if row.kind == CAME}


def _who_moves(meeting: Meeting, what: str) -> dict[int, Attendance]:
    """Who came last for each seat; of who comes back, who had stepped out, though a deputy has sat there since."""
    came = newest_arrivals(meeting)
    return {**came, **there(entries(meeting)).stepped_out} if what == CAME_BACK else came


def by_who_came(came: Attendance, step: Step, kind: str, at: dt.datetime, item: int | None = None) -> Attendance:
    """By whoever came for the seat."""
    same = {name: getattr(came, name) for name in ("meeting_id", "seat_id", "person_id", "deputy", "by_video")}
    return Attendance(**same, kind=kind, at=at, item_id=item, entered_by_id=step.actor, entered_at=step.now)


def interrupt(case: Case, step: Step, *, continues_on: Day = None, reason: Text) -> str:
    """With a day named it is adjourned: everybody leaves, on that day the meeting goes on with the same agenda, and who
    comes then is noted anew."""
    if continues_on is None and case.state == S.INTERRUPTED:
        raise BadInput("continues_on", _("The meeting is interrupted already. Name the day on which it goes on."))
    if continues_on is None:
        return S.INTERRUPTED
    check_ahead("continues_on", continues_on, step)
    meeting = meeting_of(case)
    meeting.continues_on = continues_on
    meeting.save(update_fields=["continues_on"])
    _all_leave(meeting, step)
    step.tell("meeting.adjourned", members(meeting, step), due_on=continues_on.isoformat())
    return S.ADJOURNED


def _all_leave(meeting: Meeting, step: Step) -> None:
    at = step.now.replace(second=0, microsecond=0)
    present = there(entries(meeting)).present
    _add(meeting, [by_who_came(row, step, LEFT, max(at, row.at)) for row in present.values()])


def go_on(case: Case, step: Step, *, seats: Numbers = None, deputies: Numbers = None, by_video: Numbers = None) -> None:
    """After an interruption with those who were there; on another day with those who come, of its seats."""
    meeting = meeting_of(case)
    if case.state == S.INTERRUPTED:
        return
    if not seats:
        raise BadInput("seats", _("Choose who is there."))
    meeting.seats = _seats(meeting, step.today)
    meeting.save(update_fields=["seats"])
    _arrive(meeting, step, Arrivals(seats, deputies or [], by_video or []), step.now.replace(second=0, microsecond=0))


def close(case: Case, step: Step) -> None:
    """An adjourned meeting that is not continued ended when everybody left."""
    meeting = meeting_of(case)
    if case.state == S.ADJOURNED:
        step.tell("meeting.cancelled", members(meeting, step), due_on=meeting.continues_on.isoformat())
    _end(meeting, step)


def end_without_quorum(case: Case, step: Step) -> None:
    """Of a meeting without a quorum minutes are taken, too (§ 93 VwVfG)."""
    meeting = meeting_of(case)
    present = sorted(there(entries(meeting)).present)
    _quorate, reckoning = stated_quorum(meeting, present)
    step.record(present=present, steps=[each.to_json() for each in reckoning])
    _end(meeting, step)


def _end(meeting: Meeting, step: Step) -> None:
    _all_leave(meeting, step)
    meeting.closed_at = max((row.at for row in entries(meeting)), default=meeting.opened_at)
    meeting.save(update_fields=["closed_at"])
    step.open("minutes", title=minutes_title(meeting), facts={"meeting": meeting.pk})

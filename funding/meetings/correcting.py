"""What was noted of the attendance was wrong or forgotten: a new row each, the chair's where a vote is touched."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.queries import SeatFacts, seats
from funding.meetings.attendance import CAME, CAME_BACK, entries, in_order, there
from funding.meetings.attending import (
    DEPUTY,
    VIDEO,
    CameAs,
    Joined,
    Kind,
    arrival,
    by_who_came,
    check_possible,
    check_video,
    item_left,
    newest_arrivals,
    sits_there,
    within,
)
from funding.meetings.models import Attendance, Meeting
from funding.meetings.queries import meeting_of, votes_opened_at
from funding.meetings.times import Hour, instant
from funding.roles import CHAIR
from workflows.clock import BERLIN
from workflows.inputs import Day, Flag, Number, Text
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.survey import DeskToday, holders


def correct(  # noqa: PLR0913 - the row meant, or what was forgotten
    case: Case,
    step: Step,
    *,
    entry: Number = None,
    cancelled: Flag = False,
    what: Kind = CAME,
    seat: Number = None,
    came_as: CameAs = None,
    joined: Joined = None,
    agenda_item: Number = None,
    day: Day = None,
    at: Hour = "",
    reason: Text,
) -> str:
    """A new row instead of a wrong one, or one that was forgotten; nothing that was noted is changed.

    Where it changes who was at the table when a vote began, only the chair makes it, and not who noted it first.
    """
    meeting = meeting_of(case)
    wrong = _entry(meeting, entry)
    if cancelled and wrong is None:
        raise BadInput("entry", _("Choose the entry that falls away."))
    on_day = day or (wrong.at if wrong else meeting.opened_at).astimezone(BERLIN).date()
    row = _instead_of(wrong, step) if wrong else _forgotten(meeting, step, seat, what, agenda_item, on_day)
    _set_mode(meeting, row, joined)
    row.cancelled = cancelled
    if not cancelled:
        row.at = within(meeting, "at", instant("at", _needed(at), on_day, step.now))
    before = entries(meeting)
    new = [row, *_set_person(row, came_as, before, step, on_day)]
    _replace(meeting, step, wrong, before, new)
    step.settle_below("minutes")
    return case.state


def _replace(
    meeting: Meeting, step: Step, wrong: Attendance | None, before: list[Attendance], new: list[Attendance]
) -> None:
    replaced = {each.corrects_id for each in new}
    counted = [each for each in new if not each.cancelled]
    after = in_order([each for each in before if each.pk not in replaced] + counted)
    check_possible(after, "seat")
    touched = [at for at in votes_opened_at(meeting) if there(before, at).persons != there(after, at).persons]
    if touched:
        _check_second_person(step, wrong)
    Attendance.objects.bulk_create(new)
    step.record(entry=new[0].pk, corrects=wrong.pk if wrong else None, votes_touched=len(touched))


def _set_person(
    row: Attendance, came_as: str | None, noted: list[Attendance], step: Step, day: dt.date
) -> list[Attendance]:
    """Who has come, the holder or the deputy. Left out, it stays. Answers what else was noted of the same arrival,
    which goes on with the right person."""
    if not came_as:
        return []
    if row.kind != CAME:
        raise BadInput("came_as", _("This belongs to the entry that somebody came."))
    deputy = came_as == DEPUTY
    if row.deputy == deputy:
        return []
    wrong, row.deputy = row.person_id, deputy
    row.person_id = sits_there(*_seat_on(row.meeting, row.seat_id, day), deputy=deputy, field="came_as")
    later = [each for each in noted if _follows(each, row, wrong)]
    same = {"person_id": row.person_id, "deputy": row.deputy}
    return [_instead_of(each, step, **same) for each in later]


def _follows(noted: Attendance, arrival: Attendance, person: int) -> bool:
    return (
        noted.seat_id == arrival.seat_id
        and noted.person_id == person
        and noted.kind != CAME
        and noted.at.astimezone(BERLIN).date() == arrival.at.astimezone(BERLIN).date()
    )


def _set_mode(meeting: Meeting, row: Attendance, joined: str | None) -> None:
    """Left out, it stays."""
    if joined and row.kind != CAME:
        raise BadInput("joined", _("This belongs to the entry that somebody came."))
    if joined == VIDEO:
        check_video(meeting, "joined")
    row.by_video = joined == VIDEO if joined else row.by_video


def _needed(at: str) -> str:
    if not at:
        raise BadInput("at", _("Fill in this field."))
    return at


def _entry(meeting: Meeting, number: int | None) -> Attendance | None:
    if number is None:
        return None
    found = next((row for row in entries(meeting) if row.pk == number), None)
    if found is None:
        raise BadInput("entry", _("Choose an entry of this meeting that still counts."))
    return found


def _instead_of(wrong: Attendance, step: Step, **other: Any) -> Attendance:
    names = ("meeting_id", "seat_id", "person_id", "deputy", "by_video", "kind", "item_id")
    same = {name: getattr(wrong, name) for name in names}
    return Attendance(**{**same, **other}, at=wrong.at, corrects=wrong, entered_by_id=step.actor, entered_at=step.now)


def _forgotten(meeting: Meeting, step: Step, seat: int | None, what: str, item: int | None, day: dt.date) -> Attendance:
    if seat is None:
        raise BadInput("seat", _("Choose the entry that is wrong, or the seat of the one that was forgotten."))
    at_desk, desk = _seat_on(meeting, seat, day)
    about = item_left(meeting, what, item)
    came = newest_arrivals(meeting).get(seat)
    if came and what != CAME:
        return by_who_came(came, step, what, step.now, about)
    if what not in (CAME, CAME_BACK):
        raise BadInput("what", _("Nobody has come for this seat yet. First enter who came."))
    return arrival(meeting, step, at_desk, desk, False, step.now)


def _seat_on(meeting: Meeting, seat: int, day: dt.date) -> tuple[SeatFacts, DeskToday]:
    """As it was held on this day. Raises BadInput."""
    found = next((each for each in seats(meeting.body, day) if each.id == seat and each.filled), None)
    if found is None:
        raise BadInput("seat", _("These seats are vacant or not of this body: %(seats)s."), seats=seat)
    return found, holders(day, desks=seat_desks([found]).values())[0]


def _check_second_person(step: Step, wrong: Attendance | None) -> None:
    desk = step.desk(CHAIR)
    is_chair = desk is not None and step.actor in step.holders_of(desk.id)
    if not is_chair or (wrong is not None and wrong.entered_by_id == step.actor):
        raise Refused(
            "second_person",
            _("This changes who was there when a vote began. The chair corrects it, and not who noted it first."),
        )

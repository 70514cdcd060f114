"""What was noted of the attendance was wrong or forgotten: a new row each, the chair's where a vote is touched."""

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.queries import seats
from funding.meetings.attendance import CAME, CAME_BACK, entries, in_order, there
from funding.meetings.attending import (
    VIDEO,
    Joined,
    Kind,
    arrival,
    by_who_came,
    check_video,
    item_left,
    known_seats,
    newest_arrivals,
    read,
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
from workflows.survey import holders


def correct(  # noqa: PLR0913 - the row meant, or what was forgotten
    case: Case,
    step: Step,
    *,
    entry: Number = None,
    cancelled: Flag = False,
    what: Kind = CAME,
    seat: Number = None,
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
    row = _instead_of(wrong, step) if wrong else _forgotten(meeting, step, seat, what, agenda_item)
    _set_mode(meeting, row, joined)
    row.cancelled = cancelled
    if not cancelled:
        row.at = within(meeting, "at", instant("at", _needed(at), on_day, step.now))
    before = entries(meeting)
    after = in_order([each for each in before if each != wrong] + [row] * (not cancelled))
    read(after)
    touched = [at for at in votes_opened_at(meeting) if there(before, at).at_the_table != there(after, at).at_the_table]
    if touched:
        _check_second_person(step, wrong)
    row.save()
    step.record(entry=row.pk, corrects=wrong.pk if wrong else None, votes_touched=len(touched))
    return case.state


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


def _instead_of(wrong: Attendance, step: Step) -> Attendance:
    names = ("meeting_id", "seat_id", "person_id", "deputy", "by_video", "kind", "item_id")
    same = {name: getattr(wrong, name) for name in names}
    return Attendance(**same, at=wrong.at, corrects=wrong, entered_by_id=step.actor, entered_at=step.now)


def _forgotten(meeting: Meeting, step: Step, seat: int | None, what: str, item: int | None) -> Attendance:
    if seat is None:
        raise BadInput("seat", _("Choose the entry that is wrong, or the seat of the one that was forgotten."))
    known_seats(meeting, [seat])
    about = item_left(meeting, what, item)
    came = newest_arrivals(meeting).get(seat)
    if came and what != CAME:
        return by_who_came(came, step, what, step.now, about)
    if what not in (CAME, CAME_BACK):
        raise BadInput("what", _("Nobody has come for this seat yet. First enter who came."))
    held_on = meeting.opened_at.astimezone(BERLIN).date()
    at_desk = next(found for found in seats(meeting.body, held_on) if found.id == seat)
    desk = holders(held_on, desks=seat_desks([at_desk]).values())[0]
    return arrival(meeting, step, at_desk, desk, False, step.now)


def _check_second_person(step: Step, wrong: Attendance | None) -> None:
    desk = step.desk(CHAIR)
    is_chair = desk is not None and step.actor in step.holders_of(desk.id)
    if not is_chair or (wrong is not None and wrong.entered_by_id == step.actor):
        raise Refused(
            "second_person",
            _("This changes who was there when a vote began. The chair corrects it, and not who noted it first."),
        )

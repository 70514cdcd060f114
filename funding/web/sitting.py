"""What the moves of a meeting and its minutes let people choose from, and what was noted of it in words."""

from django.utils.translation import gettext as _

from funding.bodies.queries import seats
from funding.meetings.attendance import CAME, STEPPED_OUT, entries
from funding.meetings.models import Attendance, Meeting
from funding.meetings.queries import waiting_for
from funding.meetings.states import S
from funding.web.labels import seat_words
from workflows import clock
from workflows.clock import BERLIN
from workflows.models import Case

SHOWN_OF_AN_OBJECTION = 80


def meeting_of_page(case: Case) -> Meeting:
    """Of a meeting itself, or of its minutes."""
    return case.parent.meeting if case.lifecycle == "minutes" else case.meeting


def seats_of_the_day(case: Case) -> list[tuple[int, str]]:
    """The seats filled on a day the meeting was held; before it is opened or continued, those filled today."""
    meeting = meeting_of_page(case)
    found = {seat["seat"]: seat for seat in meeting.seats}
    if meeting.state in (S.INVITED, S.ADJOURNED) or not found:
        found = {**{seat.id: vars(seat) for seat in seats(meeting.body, clock.today()) if seat.filled}, **found}
    return [(seat, seat_words(facts)) for seat, facts in found.items()]


def waiting_votes(case: Case) -> list[tuple[int, str]]:
    return list(waiting_for(meeting_of_page(case).body).values_list("pk", "question"))


def agenda_items(case: Case) -> list[tuple[int, str]]:
    return [(item.pk, f"{item.number}. {item.title}") for item in meeting_of_page(case).items.all()]


def noted(case: Case) -> list[tuple[int, str]]:
    meeting = meeting_of_page(case)
    words = {seat["seat"]: seat_words(seat) for seat in meeting.seats}
    return [(row.pk, f"{words[row.seat_id]}: {entry_words(row)}") for row in entries(meeting)]


def open_objections(case: Case) -> list[tuple[int, str]]:
    found = case.minutes.objections.filter(answer="").select_related("person")
    return [(row.pk, f"{row.person}: {row.text[:SHOWN_OF_AN_OBJECTION]}") for row in found]


def entry_words(row: Attendance) -> str:
    words = {"at": f"{row.at.astimezone(BERLIN):%H:%M}", "what": row.get_kind_display(), "who": row.person}
    if row.kind == STEPPED_OUT:
        return _("%(at)s %(what)s (item %(item)s)") % {**words, "item": row.item.number}
    if row.kind != CAME:
        return _("%(at)s %(what)s") % words
    said = (_("%(at)s %(who)s came as a deputy") if row.deputy else _("%(at)s %(who)s %(what)s")) % words
    return _("%(said)s, by video") % {"said": said} if row.by_video else said

"""When minutes may be circulated, objected to, signed. Each refuses with the reason."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.queries import seats
from funding.meetings.minutes.models import Minutes
from funding.meetings.minutes.states import M
from funding.meetings.models import AgendaItem
from funding.meetings.queries import WAITING
from funding.meetings.states import M as Meet
from funding.meetings.states import S as MEETING
from workflows.models import Case, Event
from workflows.refusals import Refused
from workflows.step import Step

USUAL_DAYS = 14


def minutes_of(case: Case) -> Minutes:
    return case if isinstance(case, Minutes) else case.minutes


def members(case: Case, step: Step) -> list[int]:
    """The desks of the body's filled seats, also of those that were not there."""
    body = minutes_of(case).sitting.body
    return list(seat_desks(seat for seat in seats(body, step.today) if seat.filled).values())


def everything_is_noted(case: Case, step: Step) -> None:
    """Each item has its course, but for votes, whose result stands for itself. Without a quorum nothing was dealt
    with."""
    meeting = minutes_of(case).sitting
    if meeting.state != MEETING.CLOSED:
        return
    missing = [str(item.number) for item in meeting.items.select_related("matter") if _is_open(item)]
    if missing:
        raise Refused(
            "items_not_noted",
            _("Nothing is written yet on these items: %(items)s."),
            "§ 93 VwVfG",
            items=", ".join(missing),
        )


def _is_open(item: AgendaItem) -> bool:
    return not item.course and (item.matter is None or item.matter.state == WAITING)


def in_objection_period(case: Case, step: Step) -> None:
    until = minutes_of(case).objections_until
    if until and step.today > until:
        raise Refused("objections_over", _("Objections could be made until %(day)s."), day=until.isoformat())


def objections_are_answered(case: Case, step: Step) -> None:
    if minutes_of(case).objections.filter(answer="").exists():
        raise Refused("objection_open", _("An objection to the minutes has not been answered yet."))


def upheld_objections_are_heeded(case: Case, step: Step) -> None:
    """Since the last of them was upheld the minutes have been corrected, or the attendance at their meeting."""
    upheld = case.events.filter(move=M.ANSWER, facts__upheld=True).order_by("seq").last()
    if upheld is None:
        return
    corrected = Q(case=case, move=M.CORRECT) | Q(case=case.parent_id, move=Meet.CORRECT)
    if not Event.objects.filter(corrected, at__gte=upheld.at).exists():
        raise Refused("not_corrected", _("An objection was upheld. Correct the minutes or the attendance first."))


def attendance_was_corrected(case: Case, step: Step) -> None:
    """Since the office signed: what was signed names others than those who were there."""
    minutes = minutes_of(case)
    if not minutes.sitting.attendance.filter(entered_at__gt=minutes.signed_at).exists():
        raise Refused("attendance_stands", _("Nothing was corrected in the attendance since."))


def card(case: Case, step: Step) -> str:
    """What a member has read: the minutes as they were circulated, at this seat, so that nobody else's reading makes it
    stale."""
    return f"{case.since}.{step.task.pk if step.task else 0}"

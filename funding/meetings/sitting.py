"""What a vote takes over from the meeting that deals with it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from funding.meetings.attendance import entries, there
from funding.meetings.models import AgendaItem, Meeting
from funding.meetings.states import S
from workflows.models import Case
from workflows.refusals import Refused


@dataclass(frozen=True)
class Sitting:
    """`present`: who is at the table, by seat; `away`: those that left it for this item because of a conflict."""

    item: AgendaItem
    present: dict[int, int]
    away: list[int]


def agenda_item_of(matter: Case) -> AgendaItem | None:
    """Where it stands on the agenda of a meeting that has not ended."""
    return AgendaItem.objects.filter(matter_id=matter.pk, meeting__finished=None).select_related("meeting").first()


def sitting_of(matter: Case) -> Sitting | None:
    """None where no meeting has it on its agenda. The meeting stays locked, so that it cannot end before the vote has
    begun. Raises Refused if it is not in session."""
    item = agenda_item_of(matter)
    if item is None:
        return None
    meeting = Case.objects.select_for_update(no_key=True).get(pk=item.meeting_id)
    if meeting.state != S.OPENED:
        raise Refused(
            "meeting_not_open",
            _("This stands on the agenda of the meeting on %(day)s. The vote is opened there."),
            day=item.meeting.meets_on.isoformat(),
        )
    found = there(entries(item.meeting))
    away = sorted(seat for seat, about in found.away.items() if about == item.pk)
    return Sitting(item, found.persons, away)


def who_sits_there(meeting: Meeting, seat: int) -> int | None:
    """The person at the table for this seat: its holder or a deputy. None: nobody is there now."""
    return there(entries(meeting)).persons.get(seat)

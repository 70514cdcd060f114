"""What the moves of a meeting do: its day, who is invited, whether it is called off, the second one. Its agenda is in
`agenda.py`, attendance in `attending.py`
and `correcting.py`."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.models import Body
from funding.bodies.queries import seats
from funding.meetings.agenda import NOT_VOTED_ON, WITHOUT_QUORUM
from funding.meetings.letters import file_invitation
from funding.meetings.models import AgendaItem, Meeting, public_first
from funding.meetings.naming import next_number, title_of
from funding.meetings.queries import meeting_of
from funding.meetings.rules import facts_of_the_day, invite_by
from funding.meetings.states import S
from funding.meetings.times import Hour, read_hour
from workflows.effects import check_ahead
from workflows.inputs import Day, Line, OneWord, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step
from workflows.survey import holders

Becomes = Annotated[str, OneWord((S.POSTPONED.value, S.CANCELLED.value))]


def invite(case: Case, step: Step) -> None:
    """The agenda is numbered for good, the public part first. The members read the meeting from now on."""
    meeting = meeting_of(case)
    items = sorted(meeting.items.all(), key=public_first)
    for number, item in enumerate(items, start=1):
        item.number = number
    AgendaItem.objects.bulk_update(items, ["number"])
    last = invite_by(facts_of_the_day(meeting, step))
    step.record(meets_on=meeting.meets_on, meets_on_steps=last.steps if last else [])
    file_invitation(meeting, items, step)
    invited, day = members(meeting, step), meeting.meets_on.isoformat()
    _let_members_read_votes(meeting, step)
    if meeting.second:
        step.tell("meeting.second_invited", invited, due_on=day)
    else:
        step.tell("meeting.invited", invited, due_on=day)


def _let_members_read_votes(meeting: Meeting, step: Step) -> None:
    """Of each vote on the agenda, what the body is asked, so that whoever has a conflict of interest declares it before
    the vote is opened; who is barred from it reads nothing. A vote that somebody moves this very moment is left out:
    waiting for it would be a deadlock, and its opening lets the members read."""
    places = [str(seat.place) for seat in seats(meeting.body, step.today) if seat.filled]
    matters = Case.objects.filter(agenda_items__meeting=meeting, state__in=NOT_VOTED_ON)
    for vote in matters.select_for_update(of=("self",), skip_locked=True):
        Case.objects.filter(pk=vote.pk).update(readers=sorted({*map(str, vote.readers), *places}))


def members(meeting: Meeting, step: Step) -> list[int]:
    """Whoever is told at each seat of today: its holder, else the deputy. All at the seat may read from now on."""
    found = [seat for seat in seats(meeting.body, step.today) if seat.filled]
    step.share(step.case, [seat.place for seat in found])
    desks = holders(step.today, desks=seat_desks(found).values())
    return sorted({person for desk in desks for person in desk.told})


def reschedule(case: Case, step: Step, *, meets_on: Day = None, begins_at: Hour, place: Line = "") -> str:
    """Without a day it stays on the one it had; what was postponed needs a new one, and its agenda goes on from
    there."""
    meeting = meeting_of(case)
    if case.state == S.POSTPONED and meets_on is None:
        raise BadInput("meets_on", _("Fill in this field."))
    day = meets_on or meeting.meets_on
    check_ahead("meets_on", day, step)
    read_hour("begins_at", begins_at)
    meeting.meets_on, meeting.begins_at, meeting.place = day, begins_at, place
    meeting.save(update_fields=["meets_on", "begins_at", "place"])
    step.record(**facts_of_the_day(meeting, step).facts)
    if case.state == S.POSTPONED:
        return S.AGENDA_DRAFT
    _count_anew(meeting, step)
    return case.state


def _count_anew(meeting: Meeting, step: Step) -> None:
    """The case stays where it is, and its task gets the new day."""
    step.close_deadlines()
    due = invite_by(facts_of_the_day(meeting, step))
    if due:
        step.set_deadline(str(step.case.state), due, of_stay=True)
    step.show_due(due.on if due else None)


def call_off(case: Case, step: Step, *, becomes: Becomes = S.CANCELLED, reason: Text) -> str:
    """Told to those who have been invited. Only what they have been invited to can be postponed: of another meeting the
    day is simply set anew."""
    if becomes == S.POSTPONED and case.state != S.INVITED:
        raise BadInput("becomes", _("Nobody is invited to this meeting at present. Set another day, or cancel it."))
    meeting = meeting_of(case)
    invited = members(meeting, step) if case.events.filter(move="invite").exists() else []
    if becomes == S.POSTPONED:
        step.tell("meeting.postponed", invited, due_on=meeting.meets_on.isoformat())
    else:
        step.tell("meeting.cancelled", invited, due_on=meeting.meets_on.isoformat())
    return becomes


def invite_again(case: Case, step: Step, *, meets_on: Day, begins_at: Hour, place: Line = "") -> None:
    """A meeting of its own below this one, with what could not be dealt with here. The members are invited there."""
    check_ahead("meets_on", meets_on, step)
    read_hour("begins_at", begins_at)
    first = meeting_of(case)
    body = Body.objects.select_for_update().get(pk=first.body_id)
    number = next_number(body, meets_on)
    facts: dict[str, Any] = {"meets_on": meets_on, "begins_at": begins_at, "place": place or first.place}
    period = facts_of_the_day(first, step).facts["invitation"]
    second = step.open(
        "meeting",
        title=title_of(body, number),
        body=body,
        number=number,
        second=True,
        facts={"meets_on": meets_on, "invitation": period, "first": first.pk},
        **facts,
    )
    AgendaItem.objects.bulk_create(_carried_over(first, second.pk))
    step.record(second=second.pk)


def _carried_over(first: Meeting, second: int) -> list[AgendaItem]:
    """What could not be dealt with: neither what was voted on there nor what was in the meantime elsewhere. A vote that
    found no quorum is repeated there."""
    found = first.items.select_related("matter")
    left = [item for item in found if not item.matter or item.matter.state in (*NOT_VOTED_ON, WITHOUT_QUORUM)]
    return [
        AgendaItem(
            meeting_id=second, number=n, title=item.title, public=item.public, matter_id=item.matter_id, again=True
        )
        for n, item in enumerate(left, start=1)
    ]

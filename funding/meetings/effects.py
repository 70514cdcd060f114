"""What the moves of a meeting do: its day, its agenda, who is invited. Attendance is in `attending.py`."""

import datetime as dt
from fractions import Fraction
from math import ceil
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import seat_desks
from funding.bodies.models import Body
from funding.bodies.queries import seats
from funding.documents.filing import store
from funding.documents.uploads import accept
from funding.meetings.attendance import entries, there
from funding.meetings.letters import file_invitation
from funding.meetings.models import AgendaItem, Meeting, public_first
from funding.meetings.naming import next_number, title_of
from funding.meetings.queries import WAITING, meeting_of, next_item_number, orders_on, waiting_for
from funding.meetings.rules import ORDERS, facts_of_the_day, invite_by
from funding.meetings.times import Hour, read_hour
from workflows.effects import check_ahead
from workflows.inputs import Day, File, Flag, Line, Number, Text, Words
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.survey import holders

Subject = Annotated[str, Words(300, erasable=False)]
NOT_VOTED_ON = (WAITING, "re_invited")
PAPERS = {True: "paper", False: "closed_paper"}


def edit(case: Case, step: Step, *, begins_at: Hour, place: Line = "") -> str:
    read_hour("begins_at", begins_at)
    meeting = meeting_of(case)
    meeting.begins_at, meeting.place = begins_at, place
    meeting.save(update_fields=["begins_at", "place"])
    return case.state


def draft_agenda(case: Case, step: Step) -> None:
    """Every vote that waits for the body comes on it. Of a second meeting, what the first could not deal with stands
    there already."""
    meeting = meeting_of(case)
    first = next_item_number(meeting)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=number, title=vote.question, matter_id=vote.pk)
        for number, vote in enumerate(_waiting(meeting), start=first)
    )
    _count_to_the_invitation(meeting, step)


def _waiting(meeting: Meeting) -> QuerySet[Any]:
    """The body stays locked, so that no other meeting takes the same vote on its agenda."""
    return waiting_for(Body.objects.select_for_update().get(pk=meeting.body_id))


def _count_to_the_invitation(meeting: Meeting, step: Step) -> None:
    step.record(**facts_of_the_day(meeting, step).facts)


def add_item(case: Case, step: Step, *, subject: Subject = "", about: Number = None, public: Flag = False) -> None:
    meeting = meeting_of(case)
    item = _new_item(meeting, subject, about)
    item.public = public
    item.save()
    step.record(item=item.pk, number=item.number)


def _new_item(meeting: Meeting, subject: str, about: int | None) -> AgendaItem:
    matter = None if about is None else _waiting(meeting).filter(pk=about).first()
    if about is not None and matter is None:
        raise BadInput("about", _("Choose a vote that waits for this body and stands on no other agenda."))
    if matter is None and not subject:
        raise BadInput("subject", _("Write what it is about, or choose a vote that waits for the body."))
    title = subject or matter.question
    return AgendaItem(meeting=meeting, number=next_item_number(meeting), title=title, matter_id=about)


def drop_item(case: Case, step: Step, *, agenda_item: Number) -> None:
    """The vote on it waits for another meeting. The history keeps what it was called."""
    meeting = meeting_of(case)
    item = item_of(meeting, agenda_item)
    step.record(subject=item.title, matter=item.matter_id)
    item.delete()


def item_of(meeting: Meeting, number: int) -> AgendaItem:
    item = meeting.items.filter(pk=number).first()
    if item is None:
        raise BadInput("agenda_item", _("Choose an item of this agenda."))
    return item


def attach_paper(case: Case, step: Step, *, file: File, public: Flag = False, agenda_item: Number = None) -> str:
    """Papers of the public and of the non-public part are kept apart. What belongs to an item is read by nobody who is
    excluded from it; without one it is read by all who are invited. Raises UploadRefused."""
    item = item_of(meeting_of(case), agenda_item) if agenda_item else None
    _check_not_voted_on(item)
    taken = accept(file.name, file.content)
    document = store(
        case.pk,
        kind=PAPERS[public],
        title=taken.title,
        content=taken.content,
        media_type=taken.media_type,
        by=step.actor,
        at=step.now,
        source="upload",
        event_seq=case.seq + 1,
        about=item and item.matter_id,
    )
    step.facts.pop("file")
    step.record(document=document.pk, version=document.version, sha256=document.content_id)
    return case.state


def _check_not_voted_on(item: AgendaItem | None) -> None:
    """The papers of a vote are frozen when it opens."""
    if item and item.matter and item.matter.state not in NOT_VOTED_ON:
        raise BadInput("agenda_item", _("The vote on this item has been opened; its papers are fixed. Choose another."))


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


def reschedule(case: Case, step: Step, *, meets_on: Day, begins_at: Hour, place: Line = "") -> None:
    check_ahead("meets_on", meets_on, step)
    read_hour("begins_at", begins_at)
    meeting = meeting_of(case)
    meeting.meets_on, meeting.begins_at, meeting.place = meets_on, begins_at, place
    meeting.save(update_fields=["meets_on", "begins_at", "place"])
    _count_to_the_invitation(meeting, step)
    if str(case.state) == str(step.row.targets[0]):
        _count_anew(meeting, step)


def _count_anew(meeting: Meeting, step: Step) -> None:
    """The case stays where it is, and its task gets the new day."""
    step.close_deadlines()
    due = invite_by(facts_of_the_day(meeting, step))
    if due:
        step.set_deadline(str(step.case.state), due, of_stay=True)
    step.show_due(due.on if due else None)


def postpone(case: Case, step: Step, *, reason: Text) -> None:
    meeting = meeting_of(case)
    step.tell("meeting.postponed", members(meeting, step), due_on=meeting.meets_on.isoformat())


def cancel(case: Case, step: Step, *, reason: Text) -> None:
    """Told to those who have been invited."""
    meeting = meeting_of(case)
    if case.events.filter(move="invite").exists():
        step.tell("meeting.cancelled", members(meeting, step), due_on=meeting.meets_on.isoformat())


def add_urgent(
    case: Case,
    step: Step,
    *,
    subject: Subject = "",
    about: Number = None,
    public: Flag = False,
    yes: Number,
    no: Number,
    reason: Text,
) -> None:
    """With the majority of the standing orders; where they are silent, every member must be there and agree."""
    meeting = meeting_of(case)
    present = len(there(entries(meeting)).at_the_table)
    if yes + no > present:
        raise BadInput("yes", _("Only %(present)s members are there."), present=present)
    needed = _needed_for_urgency(meeting, step.today)
    if yes < needed:
        raise Refused(
            "not_urgent_enough",
            _("An urgent item needs %(needed)s votes; %(yes)s were for it."),
            ORDERS,
            needed=needed,
            yes=yes,
        )
    item = _new_item(meeting, subject, about)
    item.public, item.urgent = public, True
    item.save()
    step.record(item=item.pk, number=item.number, needed=needed)


def _needed_for_urgency(meeting: Meeting, day: dt.date) -> int:
    share = orders_on(meeting.body, day).urgent_majority
    return ceil(Fraction(share or 1) * len(meeting.seats))


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
    """What stands there still waits: a vote held elsewhere in the meantime does not."""
    left = [item for item in first.items.select_related("matter") if not item.matter or not item.matter.finished]
    return [
        AgendaItem(
            meeting_id=second, number=n, title=item.title, public=item.public, matter_id=item.matter_id, again=True
        )
        for n, item in enumerate(left, start=1)
    ]

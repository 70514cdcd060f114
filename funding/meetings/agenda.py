"""What stands on a meeting's agenda: what is put on it, taken off it, and the papers of each item."""

import datetime as dt
from fractions import Fraction
from math import ceil
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.documents.filing import store
from funding.documents.uploads import accept
from funding.meetings.attendance import entries, there
from funding.meetings.models import AgendaItem, Meeting
from funding.meetings.queries import WAITING, meeting_of, next_item_number, orders_on, waiting_for
from funding.meetings.rules import ORDERS, facts_of_the_day
from funding.meetings.states import S
from workflows.inputs import File, Flag, Number, Text, Words
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step

Subject = Annotated[str, Words(300, erasable=False)]
NOT_VOTED_ON = (WAITING, "re_invited")
WITHOUT_QUORUM = "not_quorate"  # a vote that was held
PAPERS = {True: "paper", False: "closed_paper"}


def draft_agenda(case: Case, step: Step) -> None:
    """Every vote that waits for the body comes on it. Of a second meeting, what the first could not deal with stands
    there already."""
    meeting = meeting_of(case)
    first = next_item_number(meeting)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=number, title=vote.question, matter_id=vote.pk)
        for number, vote in enumerate(_waiting(meeting), start=first)
    )
    step.record(**facts_of_the_day(meeting, step).facts)


def _waiting(meeting: Meeting) -> QuerySet[Any]:
    """The body stays locked, so that no other meeting takes the same vote on its agenda."""
    return waiting_for(Body.objects.select_for_update().get(pk=meeting.body_id))


def add_item(
    case: Case,
    step: Step,
    *,
    subject: Subject = "",
    about: Number = None,
    public: Flag = False,
    yes: Number = None,
    no: Number = None,
    reason: Text = "",
) -> str:
    """In session only what is urgent, by the majority of the standing orders; where they are silent, every member must
    be there and agree."""
    meeting = meeting_of(case)
    item = _new_item(meeting, subject, about)
    if case.state == S.OPENED:
        needed = _resolve_urgency(meeting, step, {"yes": yes, "no": no, "reason": reason})
        item.urgent = True
        step.record(needed=needed)
    item.public = public
    item.save()
    step.record(item=item.pk, number=item.number)
    return case.state


def _resolve_urgency(meeting: Meeting, step: Step, vote: dict[str, Any]) -> int:
    """How many votes it needed."""
    for field, value in vote.items():
        if value in (None, ""):
            raise BadInput(field, _("Fill in this field."))
    present = len(there(entries(meeting)).at_the_table)
    if vote["yes"] + vote["no"] > present:
        raise BadInput("yes", _("Only %(present)s members are there."), present=present)
    needed = _needed_for_urgency(meeting, step.today)
    if vote["yes"] < needed:
        raise Refused(
            "not_urgent_enough",
            _("An urgent item needs %(needed)s votes; %(yes)s were for it."),
            ORDERS,
            needed=needed,
            yes=vote["yes"],
        )
    return needed


def _needed_for_urgency(meeting: Meeting, day: dt.date) -> int:
    share = orders_on(meeting.body, day).urgent_majority
    return ceil(Fraction(share or 1) * sum(seat["filled"] for seat in meeting.seats))


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

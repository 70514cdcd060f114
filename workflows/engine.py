"""THE place where a state changes. Web, API, import and clock call `fire` and `open_case` alike.

One move, one transaction: lock the case with its ancestors (root first), look once at desks, tasks and deadlines,
check who and why not, let django-fsm change the state, then write event, tasks, deadlines and mail in one statement.
Mail leaves the house afterwards.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.db import IntegrityError

from workflows import survey
from workflows.acting import check_who
from workflows.lifecycle import CLOCK, Move, Role
from workflows.models import Case, Dossier, Event
from workflows.refusals import (
    NotFound,
    Refused,
    parent_is_over,
)
from workflows.requests import Request, fingerprint
from workflows.step import Step
from workflows.work import Work


class Person(Protocol):
    pk: Any
    is_active: bool


Actor = Person | Role


def fire(
    case_id: int,
    name: str,
    *,
    by: Actor,
    seen: int | str | None = None,
    key: str | None = None,
    task: int | None = None,
    received_at: dt.datetime | None = None,
    data: Mapping[str, Any] | None = None,
    **more: Any,
) -> Event:
    """Make a move. Raises Refused, and then nothing has changed. A door passes what it was given as `data`.

    `seen`: what the person looked at (the case's sequence number, or what the move's table says). `key`: the request's
    idempotency key: the same again answers the same event. `received_at`: when a submission reached the door.
    """
    actor, data = actor_id(by), {**(data or {}), **more}
    request = Request(actor, key, fingerprint(case_id, name, data))
    try:
        with Work.on(case_id) as work:
            case = work.case  # a move may open or end others, which the chain then holds too
            event = work.make(case, name, actor, data, seen=seen, task=task, received_at=received_at)
            work.settle(case)
            work.keep(request, event)
            return event
    except (Refused, IntegrityError):
        if answer := request.answered_before():
            return answer
        raise


def open_case(
    name: str,
    *,
    by: Actor,
    dossier: Dossier,
    title: str,
    places: Mapping[str, Any],
    calendar: str,
    parent: Case | None = None,
    key: str | None = None,
    **more: Any,
) -> Case:
    """A new case of the newest version of this lifecycle, in its first state. `more`: terms, readers, detail fields.

    Raises Refused if the parent has ended.
    """
    actor = actor_id(by)
    request = Request(actor, key, fingerprint(dossier.pk, f"open {name}", {"title": title}))
    try:
        with Work.on(parent.pk if parent else None) as work:
            above = work.case if parent else None
            if above and above.finished:
                raise parent_is_over()
            case = work.open(
                name, by=actor, parent=above, dossier=dossier, title=title, places=places, calendar=calendar, **more
            )
            work.settle(case)
            work.keep(request, work.first_event)
            return case
    except (Refused, IntegrityError):
        if answer := request.answered_before():
            return answer.case
        raise


@dataclass(frozen=True)
class Offer:
    """A move as it is offered to one person: possible, or refused with the reason. `task`: the one it would finish."""

    move: Move
    refused: Refused | None
    seen: int | str
    task: int | None


def available(case: Case, *, by: Actor, task: int | None = None) -> Iterator[Offer]:
    """Every move of the present state, in the table's order. Buttons, API and documentation are these rows.

    `task`: the one meant where a person has several, as with two seats; else the first that is open.
    """
    rows = () if case.erased_on else case.table.leaving[case.state]
    look = survey.look(case)
    work, actor = Work([case], looks={case.pk: look}), actor_id(by)
    for row in rows:
        step, refused = Step(work, case, row, actor, look, offered=True), None
        try:
            check_who(step, task)
            step.check_guards()
        except Refused as refusal:
            refused = refusal
        yield Offer(row, refused, step.seen, step.task.pk if step.task else None)


def actor_id(by: Actor) -> int | None:
    """The person's id, or None for the clock. Somebody not signed in, or no longer active, is nobody."""
    if by is CLOCK:
        return None
    person = cast("Person", by)
    if getattr(person, "pk", None) is None or not person.is_active:
        raise NotFound
    return int(person.pk)

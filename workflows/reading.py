"""Who may read which case, and what has happened to it. Everything else does not exist for the reader."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import RowNumber

from notifications.models import Message
from workflows import clock
from workflows.binding import flows
from workflows.lifecycle import Lifecycle
from workflows.models import Bar, Case, Deadline, Event, EventWords, Holder, Task

Desks = Iterable[tuple[str, object]]  # role and place of each held today
IN_PERSON = Q(delegated=True) | Q(desk=None)  # as Task.in_person


def readable_cases(person: models.Model, today: dt.date | None = None) -> models.QuerySet[Case]:
    """Cases the person is the author of, has or had a task of in person, or reads from a desk held today."""
    cases: models.QuerySet[Case] = Case.objects.filter(_readable(person.pk, today or clock.today()))
    return cases


def may_read(case: Case, actor: int, today: dt.date) -> bool:
    return bool(Case.objects.filter(_readable(actor, today), pk=case.pk).exists())


def may_open(message: Message) -> bool:
    """Whether its person may read the case whose page it links to today. Other pages are open to whom they are told."""
    _kind, _space, number = message.about.partition(" ")
    if message.link != settings.CASE_PATH % number:
        return True
    return Case.objects.filter(_readable(message.person_id or 0, clock.today()), pk=int(number)).exists()


def valid_on(day: dt.date) -> Q:
    """Rows with `from_on` and `until_on` (the last day, or null) that count on this day."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gte=day))


def held(person_id: int, today: dt.date) -> models.QuerySet[Holder]:
    """The desks a person holds on this day, also as a deputy."""
    return Holder.objects.filter(valid_on(today), person_id=person_id)


def desks_of(person_id: int, today: dt.date) -> list[tuple[str, object]]:
    return list(held(person_id, today).values_list("desk__role", "desk__place"))


class _EqualsAny(Func):
    """`a = ANY(array)`: unlike IN (SELECT …) it may use a's index inside an OR."""

    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = models.BooleanField()


def _readable(person_id: int, today: dt.date) -> Q:
    barred = Bar.objects.filter(case=OuterRef("process_id"), person_id=person_id, place=OuterRef("desk__place"))
    mine = Task.objects.filter(IN_PERSON, ~Exists(barred), owner_id=person_id)
    owned = ArraySubquery(mine.values("process_id"))
    authored = Q(opened_by_id=person_id, lifecycle__in=_with_author())
    return authored | _at_desks_of(person_id, today) | Q(_EqualsAny(F("pk"), owned))


def opened_and_readable(person_id: int, today: dt.date) -> Q:
    return Q(opened_by_id=person_id) & (Q(lifecycle__in=_with_author()) | _at_desks_of(person_id, today))


def _with_author() -> set[str]:
    """The lifecycles whose table names who opened the case. Of the others a case is opened from a desk."""
    return {flow.lifecycle.name for flow in flows() if flow.lifecycle.has_author}


def _at_desks_of(person_id: int, today: dt.date) -> Q:
    """Whoever is barred from a case at one of these desks reads it only by the others."""
    desks = held(person_id, today)
    barred = Bar.objects.filter(case=OuterRef("pk"), person_id=person_id)
    at_this = Bar.objects.filter(case=OuterRef(OuterRef("pk")), person_id=person_id, place=OuterRef("desk__place"))
    others = desks.filter(~Exists(at_this)).values("desk__place")
    return Q(readers__overlap=ArraySubquery(desks.values("desk__place"))) & (
        ~Exists(barred) | Q(readers__overlap=ArraySubquery(others))
    )


def reads_inside(case: Case, desks: Desks) -> bool:
    """Whether somebody at these desks also reads what the table's moves keep inside."""
    table, readers = case.table, {str(place) for place in case.readers}
    if not table.outsiders:
        return True
    outside = {role.key for role in table.outsiders}
    kinds = {role.at for role in table.outsiders}
    theirs = {str(place) for kind, place in case.places.items() if kind.partition(".")[0] in kinds}
    named = {(role.key, str(case.places.get(role.at))) for role in table.roles if role.key not in outside}
    return any(
        role not in outside and place in readers and (place not in theirs or (role, place) in named)
        for role, place in ((role, str(place)) for role, place in desks)
    )


def deadlines_of(case: Case, *, inside: bool) -> list[Deadline]:
    """By day. Who does not read what stays inside learns no day before it is sent."""
    found = list(case.deadlines.order_by("due_on", "id"))
    unsent = frozenset() if inside or not case.table.outsiders else detail_of(case).days_not_sent
    return [deadline for deadline in found if deadline.due_on not in unsent]


def detail_of(case: Case) -> Any:
    """The row of the case's own model, with the columns its lifecycle adds."""
    model = case.flow_class.process_class
    return case if type(case) is model else getattr(case, model._meta.model_name)


def events_of(case: Case, desks: Desks, *, before: int | None = None, limit: int = 100) -> list[Event]:
    """The newest events first, each with its `number` and its `words` where they have not been erased. Two queries.

    To who sits at these desks what stays inside is an event without facts and words, and what is unseen none at all:
    the others are counted without it. `before`: the number to go on from. Of an erased file nobody learns any more who
    acted.
    """
    found = seen_events(case, inside=reads_inside(case, desks)).order_by("-seq").select_related("actor", "acted_for")
    events = list(found.filter(number__lt=before)[:limit] if before else found[:limit])
    kept = EventWords.objects.filter(case=case, seq__in=[event.seq for event in events])
    words = dict(kept.values_list("seq", "words"))
    show(case, events, words, desks)
    return events


def seen_events(case: Case, *, inside: bool) -> Any:
    """With `number`: inside the sequence number itself, outside counted over what is seen there."""
    events = Event.objects.filter(case=case)
    if inside or not case.table.unseen:
        return events.annotate(number=F("seq"))
    return events.exclude(_unseen(case.table)).annotate(number=models.Window(RowNumber(), order_by="seq"))


def shown_number(case: Case, *, inside: bool, made: Event | None = None) -> int:
    """Of the event `made`, else of the last one, as the reader counts them. One query, where there may be one they do
    not see."""
    if inside or not case.table.unseen:
        return made.seq if made else case.seq
    if made is None and (known := getattr(case, "shown", None)) is not None:  # as `with_shown_number` has read it
        return int(known)
    seen = seen_events(case, inside=False)
    return seen.filter(seq__lte=made.seq).count() if made else seen.count()


def with_shown_number(cases: models.QuerySet[Case]) -> models.QuerySet[Case]:
    """In the same query, for lists: `shown`, how many events outsiders see."""
    tables = [flow.lifecycle for flow in flows() if flow.lifecycle.unseen]
    hidden = [Q(case__lifecycle=table.name) & _unseen(table) for table in tables]
    seen = Event.objects.filter(case=OuterRef("pk")).exclude(reduce(or_, hidden, Q(pk=None))).order_by()
    return cases.annotate(shown=models.Subquery(seen.values("case").annotate(n=models.Count("pk")).values("n")))


def _unseen(table: Lifecycle) -> Q:
    return Q(move__in=table.unseen, from_state=F("to_state"))


def show(case: Case, events: Iterable[Event], words: Mapping[int, dict[str, str]], desks: Desks) -> None:
    """Give each event of the case its words, by number, and take from it what these desks do not read."""
    open_to_them = reads_inside(case, desks)
    for event in events:
        row = case.table.find(event.move)
        kept_inside = row is not None and row.inside and not open_to_them
        if case.erased_on:
            event.actor = event.acted_for = None
        event.words = {} if kept_inside else words.get(event.seq, {})
        event.facts = {} if kept_inside else event.facts

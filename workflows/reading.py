"""Who may read which case, and what has happened to it. Everything else does not exist for the reader."""

import datetime as dt

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q

from workflows import clock
from workflows.models import Case, Desk, Event, EventWords, Holder, Task


def readable_cases(person: models.Model, today: dt.date | None = None) -> models.QuerySet[Case]:
    """Cases the person opened, has a task of, or may read from a desk held today at one of the readers' places."""
    today = today or clock.today()
    held = Holder.objects.filter(Q(until_on=None) | Q(until_on__gte=today), person=person, from_on__lte=today)
    places = Desk.objects.filter(pk__in=held.values("desk"))
    mine = Func(places.values("place"), function="ARRAY", output_field=Case._meta.get_field("readers"))
    owned = Task.objects.filter(process=OuterRef("pk"), owner=person)
    return Case.objects.filter(Q(opened_by=person) | Q(readers__overlap=mine) | Exists(owned))


def events_of(case: Case, *, before: int | None = None, limit: int = 100) -> list[Event]:
    """The newest events first, each with its `words` where they have not been erased. Two queries.

    `before`: the sequence number to go on from.
    """
    found = Event.objects.filter(case=case).order_by("-seq").select_related("actor", "acted_for")
    events = list(found.filter(seq__lt=before)[:limit] if before else found[:limit])
    kept = EventWords.objects.filter(case=case, seq__in=[event.seq for event in events])
    words = dict(kept.values_list("seq", "words"))
    for event in events:
        event.words = words.get(event.seq, {})
    return events

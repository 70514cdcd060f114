"""What an inspection shows, and the row that every look leaves."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from workflows.inspections import Inspection, Reading
from workflows.models import Bar, Case, Event, EventWords
from workflows.reading import Desks, show

Door = Reading.Door


def running(now: dt.datetime) -> Q:
    return Q(granted_at__isnull=False, ended_at=None, begins_at__lte=now, ends_at__gt=now)


def inspection_of(number: int, person: int, now: dt.datetime) -> Inspection | None:
    """The one by which this person may read at this moment."""
    found = Inspection.objects.filter(running(now), pk=number, reader=person)
    return found.select_related("desk", "dossier", "case", "reader").first()


def inspected_cases(inspection: Inspection) -> QuerySet[Case]:
    """What the desk reads, of the file and under the terms named; in an emergency the one case. Nobody reads by it what
    they are excluded from."""
    barred = Bar.objects.filter(case=OuterRef("pk"), person=inspection.reader_id)
    open_to_them = Case.objects.filter(~Exists(barred))
    if inspection.desk is None:
        return open_to_them.filter(pk=inspection.case_id)
    cases = open_to_them.filter(readers__contains=[inspection.desk.place], terms__contains=inspection.terms)
    return cases.filter(dossier=inspection.dossier_id) if inspection.dossier_id else cases


def eyes(inspection: Inspection) -> Desks:
    """The desk as whose holder the inspector reads; in an emergency none, so that what stays inside stays so."""
    return [(inspection.desk.role, inspection.desk.place)] if inspection.desk else []


def note_reading(
    inspection: Inspection, door: Door, now: dt.datetime, case: Case | None = None, item: int | None = None
) -> None:
    """Written before anything is shown."""
    Reading.objects.create(inspection=inspection, door=door, case=case, item=item, at=now)


def readings_of(case: Case) -> QuerySet[Reading]:
    """Who has looked at the case without a part in it, the latest first."""
    found = Reading.objects.filter(case=case).select_related("inspection__reader", "inspection__desk")
    return found.order_by("-id")


def log_of(inspection: Inspection, *, before: int | None, limit: int) -> list[Event]:
    """The newest events of all cases that may be read by it, each with its case and `words`. Two queries."""
    found = Event.objects.filter(case__in=inspected_cases(inspection)).order_by("-id")
    found = (found.filter(id__lt=before) if before else found).select_related("actor", "acted_for", "case__dossier")
    events = list(found[:limit])
    kept = EventWords.objects.filter(case__in={event.case_id for event in events}, seq__in={e.seq for e in events})
    words = {(row.case_id, row.seq): row.words for row in kept}
    for event in events:
        show(event.case, [event], {event.seq: words.get((event.case_id, event.seq), {})}, eyes(inspection))
    return events

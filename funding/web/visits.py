"""What is new since a person last looked at a case."""

from collections.abc import Collection, Sequence

from django.db import connection, models
from django.utils.translation import ngettext

from workflows.models import Case, Event

# One statement: what was kept before, and from now on the number of today. It writes only where that has grown.
LOOK = """
    WITH before AS (
        SELECT seq FROM funding_visit WHERE person_id = %(person)s AND case_id = %(case)s
    ), kept AS (
        INSERT INTO funding_visit (person_id, case_id, seq) SELECT %(person)s, %(case)s, %(seq)s
        WHERE NOT EXISTS (SELECT FROM before WHERE seq >= %(seq)s)
        ON CONFLICT (person_id, case_id) DO UPDATE SET seq = greatest(funding_visit.seq, excluded.seq)
    )
    SELECT seq FROM before
"""


def last_seen(person: models.Model, case: Case, events: Sequence[Event]) -> int | None:
    """The number of the newest event when the person last looked; None the first time. From now on it is that of the
    newest of these."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK, {"person": person.pk, "case": case.pk, "seq": events[0].number})
        row = cursor.fetchone()
    return row[0] if row else None


def is_new(event: Event, seen: int | None, person: models.Model) -> bool:
    return seen is not None and event.number > seen and event.actor_id != person.pk


def line(new: Collection[int]) -> str:
    """How many entries are new, in words; empty where none is."""
    if not new:
        return ""
    words = ngettext(
        "%(number)s new entry since you last looked", "%(number)s new entries since you last looked", len(new)
    )
    return words % {"number": len(new)}

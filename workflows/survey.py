"""The two reads of every move, in one round trip: lock the case with its ancestors, then see who sits where, what
waits and what is due."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from workflows import binding, prepared
from workflows.clock import BERLIN, NOW
from workflows.four_eyes import Made
from workflows.models import Case, Deadline, Task

CASE = ", ".join(f'"{field.column}"' for field in Case._meta.concrete_fields)
LOCK = f"""
    SELECT chain.* FROM workflows_case asked, unnest(array_append(asked.ancestors, asked.id)) AS one(id),
        LATERAL (SELECT {CASE} FROM workflows_case WHERE id = one.id FOR UPDATE) chain
    WHERE asked.id = %s
"""  # noqa: S608 - names of our own columns; one after the other, in the order of the array
LOCK_BELOW = f"""
    SELECT {CASE} FROM workflows_case WHERE parent_id = %s AND (finished IS NULL OR lifecycle = %s)
    ORDER BY id FOR UPDATE
"""  # noqa: S608
SEATED = """(
    SELECT coalesce(json_agg(json_build_array(h.person_id, h.rank, h.from_on) ORDER BY h.rank, h.id), '[]')
    FROM workflows_holder h
    WHERE h.desk_id = d.id AND h.from_on <= today AND (h.until_on IS NULL OR h.until_on >= today) AND NOT EXISTS (
        SELECT FROM workflows_bar b WHERE b.case_id = %(case)s AND b.person_id = h.person_id AND b.place = d.place)
)"""
NO_CASE = 0
NEXT_ID = "SELECT nextval(pg_get_serial_sequence('workflows_case', 'id'))"
# A statement of its own: read after the lock was waited for, so that the clock cannot be older than the case.
# OFFSET 0 keeps the planner from the index of all open tasks.
LOOK = f"""
    WITH seen AS ({{seen}}),
    today AS MATERIALIZED (
        SELECT now, (now AT TIME ZONE 'Europe/Berlin')::date AS today
        FROM (SELECT {NOW} AS now) clock
    ),
    waiting AS MATERIALIZED (
        SELECT * FROM (SELECT * FROM workflows_task WHERE process_id = %(case)s OFFSET 0) of_the_case
        WHERE status IN ('NEW', 'ASSIGNED') OR since = (SELECT since FROM seen)
    )
    SELECT now,
        (SELECT json_agg(waiting ORDER BY id) FROM waiting),
        (SELECT json_agg(json_build_array(d.id, d.role, d.place, {SEATED})) FROM workflows_desk d
            WHERE d.place = ANY((SELECT places FROM seen)::uuid[]) OR d.id = ANY(ARRAY(SELECT desk_id FROM waiting))),
        (SELECT json_agg(x ORDER BY x.id) FROM workflows_deadline x
            WHERE x.case_id = %(case)s AND x.status IN ('running', 'extended', 'suspended')),
        (SELECT json_agg(json_build_array(move, actor_id, from_state, to_state) ORDER BY seq) FROM workflows_event
            WHERE case_id = %(case)s AND (from_state <> to_state OR move = ANY(%(four_eyes)s))),
        (SELECT array_agg(day ORDER BY day) FROM workflows_holiday
            WHERE calendar = (SELECT left(calendar, 2) FROM seen)),
        (SELECT array_agg(reader_id) FROM workflows_inspection WHERE case_id IS NULL AND granted_at IS NOT NULL
            AND ended_at IS NULL AND begins_at <= now AND ends_at > now)
    FROM today
"""  # noqa: S608
IN_THE_ROW = """
    SELECT since, calendar, ARRAY(SELECT value::uuid FROM jsonb_each_text(places)) AS places
    FROM workflows_case WHERE id = %(case)s
"""
IN_MEMORY = """
    SELECT %(since)s::integer AS since, %(calendar)s::text AS calendar, %(places)s::uuid[] AS places
"""
HOLDERS = f"""
    SELECT d.id, d.role, d.place, {SEATED} FROM (SELECT %(today)s::date) AS today(today), workflows_desk d
    WHERE d.id = ANY(%(desks)s::bigint[]) OR (d.place = %(place)s::uuid AND d.role = %(role)s)
"""  # noqa: S608
LOCK_UNDER = f"""
    SELECT {CASE} FROM workflows_case WHERE dossier_id = %s AND ancestors @> ARRAY[%s]::bigint[] ORDER BY id FOR UPDATE
"""  # noqa: S608
LOCK_FILE = f"""
    SELECT {CASE} FROM workflows_case WHERE dossier_id = %s ORDER BY id FOR UPDATE
"""  # noqa: S608


@dataclass(frozen=True)
class DeskToday:
    """A desk with who holds it today, as (person, rank), the holder before the deputies; `since`: from which day each
    of them does."""

    id: int
    role: str
    place: str
    holders: tuple[tuple[int, int], ...]
    since: tuple[dt.date, ...]

    @property
    def told(self) -> tuple[int, ...]:
        """Who gets the mail: those of the lowest rank present, so a deputy only where no holder is."""
        return tuple(person for person, rank in self.holders if rank == self.holders[0][1])

    def first_day_of(self, person_id: int | None) -> dt.date | None:
        """Of a person who holds it today; None of everybody else."""
        days = (day for (person, _rank), day in zip(self.holders, self.since, strict=True) if person == person_id)
        return min(days, default=None)

    def stood_in_for(self, person_id: int | None) -> int | None:
        """The holder for whom this deputy acts; none when the person is a holder."""
        rank = min((rank for person, rank in self.holders if person == person_id), default=0)
        return None if rank == 0 else next((person for person, at in self.holders if at == 0), None)


@dataclass
class Look:
    """`history`: the moves of the case that led on, and those named in four eyes, the oldest first. `inspecting`: who
    reads only, whatever desks they hold. `shown`: the number of the last event outsiders see, once it was asked for."""

    now: dt.datetime
    tasks: list[Task]
    desks: list[DeskToday]
    deadlines: list[Deadline]
    history: tuple[Made, ...]
    holidays: tuple[dt.date, ...] = ()
    inspecting: tuple[int, ...] = ()
    shown: int | None = None

    @property
    def today(self) -> dt.date:
        return self.now.astimezone(BERLIN).date()

    def last_actor(self, move: str) -> int | None:
        """Who made this move last, of those named in four eyes or that led on."""
        return next((made.actor for made in reversed(self.history) if made.move == move), None)


def lock(case_id: int) -> tuple[list[Case], Look]:
    """The case and its ancestors, root first, each row locked in that order, and what is around the case.

    No cases when there is no such case.
    """
    locked, around = prepared.cursor(), prepared.cursor()
    with prepared.one_round_trip():
        locked.execute(LOCK, [case_id])
        around.execute(LOOK.format(seen=IN_THE_ROW), {"case": case_id, "four_eyes": binding.four_eyes()})
    cases = _cases(locked)
    return cases, _look(around, cases[-1] if cases else None)


def lock_below(case_id: int, lifecycle: str = "") -> list[Case]:
    """Its open children, and of this lifecycle those that have ended too; the oldest first, each locked."""
    with prepared.cursor() as cursor:
        cursor.execute(LOCK_BELOW, [case_id, lifecycle])
        return _cases(cursor)


def lock_under(case: Case) -> list[Case]:
    """Every case below it, however far down; the oldest first, each locked."""
    with prepared.cursor() as cursor:
        cursor.execute(LOCK_UNDER, [case.dossier_id, case.pk])
        return _cases(cursor)


def lock_file(dossier_id: int) -> list[Case]:
    """Every case of the file, the oldest first, each locked."""
    with prepared.cursor() as cursor:
        cursor.execute(LOCK_FILE, [dossier_id])
        return _cases(cursor)


def _cases(cursor: CursorWrapper) -> list[Case]:
    return [_instance(Case, row, _from_columns(Case)) for row in cursor.fetchall()]


def look(case: Case) -> Look:
    """What is around a case as it stands in memory: further down than the one locked first, or read without a lock."""
    with prepared.cursor() as cursor:
        _look_from_memory(cursor, case.pk, case.since, case.calendar, case.places)
        return _look(cursor, case)


def look_ahead(calendar: str, places: Mapping[str, str]) -> tuple[int, Look]:
    """The number of the case that is about to begin, and what is around it."""
    number, around = prepared.cursor(), prepared.cursor()
    with prepared.one_round_trip():
        number.execute(NEXT_ID)
        _look_from_memory(around, NO_CASE, 1, calendar, places)
    return number.fetchone()[0], _look(around, None)


def _look_from_memory(
    cursor: CursorWrapper, case_id: int, since: int, calendar: str, places: Mapping[str, str]
) -> None:
    values: dict[str, Any] = {
        "case": case_id,
        "four_eyes": binding.four_eyes(),
        "since": since,
        "calendar": calendar,
        "places": list(places.values()),
    }
    cursor.execute(LOOK.format(seen=IN_MEMORY), values)


def _look(cursor: CursorWrapper, case: Case | None) -> Look:
    now, tasks, desks, deadlines, history, holidays, inspecting = cursor.fetchone()
    return Look(
        now,
        [_task(row, case) for row in tasks or ()],
        [_desk(row) for row in desks or ()],
        [_from_row(Deadline, row) for row in deadlines or ()],
        tuple(Made(*row) for row in history or ()),
        tuple(holidays or ()),
        tuple(inspecting or ()),
    )


def holders(
    today: dt.date, *, desks: Iterable[int] = (), role: str = "", place: str | None = None, case: int = NO_CASE
) -> list[DeskToday]:
    """With `case`: without those who are barred from it."""
    values: dict[str, Any] = {"today": today, "desks": list(desks), "role": role, "place": place, "case": case}
    with prepared.cursor() as cursor:
        cursor.execute(HOLDERS, values)
        return [_desk(row) for row in cursor.fetchall()]


def _desk(row: Any) -> DeskToday:
    identity, role, place, seated = row
    holders = tuple((person, rank) for person, rank, _from_on in seated)
    since = tuple(dt.date.fromisoformat(from_on) for _person, _rank, from_on in seated)
    return DeskToday(identity, role, str(place), holders, since)


Conversions = tuple[Callable[[Any], Any] | None, ...]


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _from_columns(model: type[models.Model]) -> Conversions:
    return tuple(_conversion(field) for field in model._meta.concrete_fields)


@cache
def _from_json(model: type[models.Model]) -> Conversions:
    return tuple(_conversion_from_json(field) for field in model._meta.concrete_fields)


def _conversion(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """How a column's value becomes the field's; None where it is it already."""
    if hasattr(field, "from_db_value"):
        return lambda value: field.from_db_value(value, None, connection)
    return None


def _conversion_from_json(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """The same for a row that came as JSON."""
    if isinstance(field, models.JSONField):
        return None
    return field.to_python if isinstance(field, (models.DateField, models.DateTimeField)) else _conversion(field)


def _instance(model: type[models.Model], values: Iterable[Any], conversions: Conversions) -> Any:
    read = [convert(value) if convert else value for convert, value in zip(conversions, values, strict=True)]
    return model.from_db(connection.alias, _names(model), read)


def _from_row(model: type[models.Model], row: dict[str, Any]) -> Any:
    return _instance(model, [row[str(field.column)] for field in model._meta.concrete_fields], _from_json(model))


def _task(row: dict[str, Any], case: Case | None) -> Task:
    task: Task = _from_row(Task, row)
    task.process = case
    return task

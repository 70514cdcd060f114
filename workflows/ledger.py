"""What a transaction has decided, written once at its end by one statement: events, cases, tasks, deadlines, mail."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.db.models.fields import NOT_PROVIDED

from notifications.models import Message
from workflows import prepared
from workflows.models import Case, Deadline, Event, EventWords, RequestKey, Task

ORDER: tuple[type[models.Model], ...] = (Case, Event, EventWords, Task, Deadline, RequestKey, Message)
CHANGES = {
    Case: (
        "status",
        "finished",
        "title",
        "state",
        "seq",
        "since",
        "head_hash",
        "places",
        "readers",
        "moved_at",
        "calendar",
    ),
    Task: ("status", "finished", "owner", "assigned", "done_by", "outcome", "due_on"),
    Deadline: ("status", "closed_at", "due_on", "inputs", "steps", "stage", "sweep_at"),
}
Column = tuple[str, str, Callable[[Any], Any] | None]
IGNORE_REPEATED: dict[type[models.Model], str] = {Message: " ON CONFLICT (key) DO NOTHING"}


@dataclass
class Ledger:
    added: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    changed: dict[type[models.Model], dict[int, Any]] = field(default_factory=dict)

    def add(self, row: models.Model) -> None:
        self.added.setdefault(_table_of(row), []).append(row)
        if _table_of(row) is not type(row):
            self.added.setdefault(type(row), []).append(row)
            row._state.adding = False  # so that `save` knows it for a row to update

    def change(self, row: models.Model) -> None:
        """Note an existing row's new values; a row this ledger has added is written with them anyway."""
        if row.pk and not any(row is other for other in self.added.get(_table_of(row), ())):
            noted = self.changed.setdefault(_table_of(row), {}).setdefault(row.pk, row)
            if noted is not row:
                raise RuntimeError(f"two copies of {type(row).__name__} {row.pk} in one transaction")

    def write(self) -> None:
        """One statement for everything, the transaction's last.

        Raises IntegrityError if the request key or the event's number is taken.
        """
        parts: list[str] = []
        values: list[Any] = []
        details = [model for model in self.added if model not in ORDER]
        for model in (*ORDER, *details):
            if rows := self.added.get(model):
                parts.append(_insert(model, keep_id=rows[0].pk is not None))
                values.append(_json([_plain(_inserted(model), row) for row in rows]))
            if changed := self.changed.get(model):
                parts.append(_update(model, len(changed)))
                values += [_json(_plain(_updated(model), row)) for row in changed.values()]
        if parts:
            named = ", ".join(f"part_{number} AS ({part})" for number, part in enumerate(parts))
            with prepared.cursor() as cursor, prepared.last_round_trip():
                cursor.execute(f"WITH {named} SELECT 1", values)
        self.added, self.changed = {}, {}


def _table_of(row: models.Model) -> type[models.Model]:
    return Case if isinstance(row, Case) else type(row)  # of a detail the case's own row; its own when added


@cache
def _inserted(model: type[models.Model]) -> list[Column]:
    """The columns we give values for; the rest has a default of the database's own (recorded_at)."""
    fields = model._meta.local_concrete_fields
    return [_column(f) for f in fields if f.has_default() or f.db_default is NOT_PROVIDED]


@cache
def _updated(model: type[models.Model]) -> list[Column]:
    fields = {field.name: field for field in model._meta.concrete_fields}
    return [_column(fields[name]) for name in ("id", *CHANGES[model])]


def _column(of: "models.Field[Any, Any]") -> Column:
    """Its name, the attribute that holds the value, and what turns that into JSON where JSON alone cannot (a flow)."""
    plain = isinstance(of, models.JSONField) or not hasattr(of, "from_db_value")
    return str(of.column), of.attname, None if plain else of.get_prep_value


@cache
def _insert(model: type[models.Model], *, keep_id: bool) -> str:
    key = model._meta.pk.column
    names = ", ".join(f'"{column}"' for column, _name, _prepare in _inserted(model) if keep_id or column != key)
    table = model._meta.db_table
    repeated = IGNORE_REPEATED.get(model, "")
    rows = f"jsonb_populate_recordset(NULL::{table}, %s)"
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM {rows}{repeated}"  # noqa: S608 - our own names


@cache
def _update(model: type[models.Model], rows: int) -> str:
    """A value of its own for each row: so the planner knows how many there are, whatever they are, and plans once."""
    sets = ", ".join(f'"{column}" = new."{column}"' for column, _name, _prepare in _updated(model)[1:])
    table = model._meta.db_table
    each = ", ".join(["(%s::jsonb)"] * rows)
    return f"""UPDATE {table} old SET {sets}
        FROM (VALUES {each}) AS given(row), jsonb_populate_record(NULL::{table}, given.row) new
        WHERE old.id = new.id"""  # noqa: S608


def _plain(columns: list[Column], row: models.Model) -> dict[str, Any]:
    kept = vars(row)
    return {column: prepare(kept[name]) if prepare else kept[name] for column, name, prepare in columns}


def _json(value: Any) -> str:
    return json.dumps(value, default=str)

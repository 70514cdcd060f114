"""What a transaction has decided, written once at its end by one statement: events, cases, tasks, deadlines, mail."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from notifications.models import Message
from workflows.models import Case, Deadline, Event, EventWords, RequestKey, Task

CHANGES = {
    Case: ("status", "finished", "title", "state", "seq", "since", "head_hash", "places", "readers", "moved_at"),
    Task: ("status", "finished", "owner", "assigned", "done_by", "outcome", "due_on"),
    Deadline: ("status", "closed_at", "due_on", "inputs", "steps", "stage", "sweep_at"),
}
IGNORE_REPEATED = {Message: " ON CONFLICT (key) DO NOTHING"}


@dataclass
class Ledger:
    added: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    changed: dict[type[models.Model], dict[int, Any]] = field(default_factory=dict)

    def add(self, row: models.Model) -> None:
        self.added.setdefault(_table_of(row), []).append(row)

    def change(self, row: models.Model) -> None:
        """Note an existing row's new values; a row this ledger has added is written with them anyway."""
        if row.pk and not any(row is other for other in self.added.get(_table_of(row), ())):
            self.changed.setdefault(_table_of(row), {})[row.pk] = row

    def write(self) -> None:
        """One statement for everything. Raises IntegrityError if the request key or the event's number is taken."""
        parts, values = [], []
        for model in (Case, Event, EventWords, Task, Deadline, RequestKey, Message):
            if rows := self.added.get(model):
                parts.append(_insert(model, keep_id=rows[0].pk is not None))
                values.append(_json(model, rows))
            if changed := self.changed.get(model):
                parts.append(_update(model))
                values.append(_json(model, list(changed.values())))
        if parts:
            named = ", ".join(f"part_{number} AS ({part})" for number, part in enumerate(parts))
            with connection.cursor() as cursor:
                cursor.execute(f"WITH {named} SELECT 1", values)
        self.added, self.changed = {}, {}


def _table_of(row: models.Model) -> type[models.Model]:
    return Case if isinstance(row, Case) else type(row)  # of a detail (an idea) the ledger writes the case's own row


def _written(model: type[models.Model]) -> list[models.Field]:
    """The fields we give values for; the rest has a default of the database's own (recorded_at)."""
    return [
        f for f in model._meta.concrete_fields if f.has_default() or f.db_default is NOT_PROVIDED
    ]


@cache
def _insert(model: type[models.Model], *, keep_id: bool) -> str:
    names = ", ".join(f'"{f.column}"' for f in _written(model) if keep_id or not f.primary_key)
    table = model._meta.db_table
    repeated = IGNORE_REPEATED.get(model, "")
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_recordset(NULL::{table}, %s){repeated}"


@cache
def _update(model: type[models.Model]) -> str:
    columns = [model._meta.get_field(name).column for name in CHANGES[model]]
    sets = ", ".join(f'"{column}" = new."{column}"' for column in columns)
    table = model._meta.db_table
    return f"UPDATE {table} old SET {sets} FROM jsonb_populate_recordset(NULL::{table}, %s) new WHERE old.id = new.id"


def _json(model: type[models.Model], rows: list[Any]) -> str:
    fields = _written(model)
    return json.dumps(
        [{f.column: f.get_prep_value(getattr(row, f.attname)) for f in fields} for row in rows], default=str
    )

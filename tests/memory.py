"""Stories that many tests begin with: told by the product once, then remembered as the rows they have left behind."""

import datetime as dt
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from tests.snapshot import Rows, copied_out, put_back
from workflows import clock
from workflows.models import Clock

CLOCK = Clock._meta.db_table
CHANGES = """
    SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
        + pg_stat_get_xact_tuples_deleted(oid)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""  # counted by the server, also for what was rolled back to a savepoint


@dataclass(frozen=True)
class Moment:
    """How everything stands when a story has been told. `now`: what a clock that was set shows then."""

    story: tuple[Any, ...]  # what was told, and the moment it began in
    rows: Rows
    now: dt.datetime | None = None
    answer: bytes = b""


@dataclass
class Memory:
    """Of one test, for what it tells inside its transaction. `told` outlives it.

    As soon as the test has written anything itself, nothing is remembered any more: a story is told on what stands.
    """

    told: dict[tuple[Any, ...], Moment]
    moment: Moment | None = None
    savepoints: list[str | None] = field(default_factory=list)
    changes: dict[str, int] = field(default_factory=dict)

    def begin(self, rows: Rows) -> None:
        if connection.in_atomic_block:
            self._stand(Moment((), rows))

    def remembered(self, story: Callable[..., Any]) -> Callable[..., Any]:
        """The same story; its answer and what it is given can be pickled, and it depends on nothing but these."""

        @wraps(story)
        def told(*args: Any, **kwargs: Any) -> Any:
            if not self._nothing_else_has_happened():
                return story(*args, **kwargs)
            given = pickle.dumps((args, kwargs, get_language(), dt.datetime.now(clock.BERLIN).date()))
            name = (story.__module__, story.__qualname__, given, self.moment.story)
            if name not in self.told:
                return self._tell(name, lambda: story(*args, **kwargs))
            return self._remember(self.told[name])

        return told

    def _nothing_else_has_happened(self) -> bool:
        if not self.moment or connection.savepoint_ids[: len(self.savepoints)] != self.savepoints:
            return False
        return changes() == self.changes

    def _stand(self, moment: Moment) -> None:
        self.moment, self.changes, self.savepoints = moment, changes(), [*connection.savepoint_ids]

    def _tell(self, name: tuple[Any, ...], story: Callable[[], Any]) -> Any:
        begun, before = self.moment, self.changes
        answer = story()
        touched = {table for table, count in changes().items() if count != before[table]}
        rows = {**begun.rows, **{table: copied_out(table) for table in touched - {CLOCK}}}
        now = clock.now() if begun.now or CLOCK in touched else None
        self.told[name] = Moment(name, rows, now, pickle.dumps(answer))
        self._stand(self.told[name])
        return answer

    def _remember(self, moment: Moment) -> Any:
        put_back(moment.rows, self.moment.rows)
        if moment.now:
            Clock.objects.update(demo=True)
            clock.set_to(moment.now)
        self._stand(moment)
        return pickle.loads(moment.answer)


def changes() -> dict[str, int]:
    """How many rows of each table this transaction has written."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGES)
        return dict(cursor.fetchall())

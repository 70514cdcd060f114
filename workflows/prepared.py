"""The engine's few fixed statements: planned by the server once a connection, and sent in as few trips as can be.

Django binds in the client, lets every statement be planned anew and sends BEGIN and COMMIT alone; its own are left at
that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg.pq import TransactionStatus


class _Cursor(psycopg.Cursor[Any]):
    def _send_query_prepared(self, name: bytes, pgq: Any, **options: Any) -> None:
        self._query = pgq  # where Django's log of queries looks; psycopg forgets it for a prepared statement
        super()._send_query_prepared(name, pgq, **options)


def cursor() -> CursorWrapper:
    """One of Django's cursors, with its errors, counts and logs, that binds on the server."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw = connection.connection
    raw.prepare_threshold = 0  # at the first execution; cursors that bind in the client do not ask
    database: Any = connection  # its public way makes only cursors that bind in the client
    wrapped: CursorWrapper = database._prepare_cursor(_Cursor(raw))  # noqa: SLF001
    return wrapped


@contextmanager
def one_round_trip() -> Iterator[None]:
    """What is executed inside is sent together; its answers are there when this ends. Raises Django's errors.

    At the beginning of a transaction the BEGIN goes with it.
    """
    connection.ensure_connection()
    raw = connection.connection
    begins = connection.in_atomic_block and raw.info.transaction_status == TransactionStatus.IDLE
    if begins:
        raw.autocommit = True  # else psycopg sends a BEGIN of its own and waits for the answer
    with connection.wrap_database_errors, raw.pipeline():
        if begins:
            raw.execute("BEGIN ISOLATION LEVEL READ COMMITTED")  # the look must see what the lock was waited for
        yield


@contextmanager
def last_round_trip() -> Iterator[None]:
    """The same at the end of a transaction: the COMMIT goes with it, unless an outer transaction goes on."""
    with one_round_trip():
        yield
        if connection.in_atomic_block and not connection.savepoint_ids:
            connection.connection.execute("COMMIT")  # Django's own then finds nothing left to commit

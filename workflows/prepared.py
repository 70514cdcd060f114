"""Cursors for the engine's few fixed statements: planned by the server once a connection, not once an execution.

Django binds in the client and lets every statement be planned anew; its own are left at that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper


class _Cursor(psycopg.Cursor[Any]):
    def _send_query_prepared(self, name: bytes, pgq: Any, **options: Any) -> None:
        self._query = pgq  # where Django's log of queries looks; psycopg forgets it for a prepared statement
        super()._send_query_prepared(name, pgq, **options)


def cursor() -> CursorWrapper:
    """One of Django's cursors, with its errors, counts and logs, that binds on the server."""
    connection.ensure_connection()
    raw = connection.connection
    raw.prepare_threshold = 0  # at the first execution; cursors that bind in the client do not ask
    database: Any = connection  # its public way makes only cursors that bind in the client
    wrapped: CursorWrapper = database._prepare_cursor(_Cursor(raw))  # noqa: SLF001
    return wrapped


@contextmanager
def one_round_trip() -> Iterator[None]:
    """What is executed inside is sent together; its answers are there when this ends. Raises Django's errors."""
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield

"""Rows as they once stood, copied instead of written again by the product. Above all those most tests begin with."""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection, transaction

from funding.data.loading import load_standing_data
from funding.demo.world import World, build_world

Rows = dict[str, bytes]  # of each table that has any, as COPY writes them


@dataclass(frozen=True)
class Snapshot:
    """The invented region on the standing data. Its ids come from sequences, so no later row has them."""

    world: bytes
    rows: Rows

    @classmethod
    def take(cls) -> Self:
        """Build in a transaction that is rolled back again."""
        with transaction.atomic():
            before = filled_tables()
            load_standing_data()
            world = build_world()
            rows = {table: copied_out(table) for table in filled_tables() - before}
            transaction.set_rollback(True)
        return cls(pickle.dumps(vars(world)), rows)

    def restore(self) -> World:
        put_back(self.rows, {})
        return World(**pickle.loads(self.world))


def rows_now() -> Rows:
    return {table: copied_out(table) for table in filled_tables()}


@transaction.atomic
def put_back(then: Rows, now: Rows) -> None:
    """Turn what stands `now` into what stood `then`: rows are added where that is all, else the table is written anew.

    Triggers and foreign keys have seen these rows when they were first written, and are not asked again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        anew = {table for table, rows in now.items() if not then.get(table, b"").startswith(rows)}
        if anew:
            cursor.execute("; ".join(f"DELETE FROM {table}" for table in anew))
        for table, rows in then.items():
            standing = 0 if table in anew else len(now.get(table, b""))
            if len(rows) > standing:
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows[standing:])
        cursor.execute("SET LOCAL session_replication_role = origin")


def again(rounds: int, begin: Callable[[], Any]) -> Iterator[Any]:
    """What `begin` answers, that many times: done once, then each round finds the rows as they stood."""
    begun, rows = begin(), rows_now()
    for _round in range(rounds):
        put_back(rows, rows_now())
        yield begun


def filled_tables() -> set[str]:
    tables = connection.introspection.django_table_names(only_existing=True)
    each = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(each)
        return {name for (name,) in cursor.fetchall()}


def copied_out(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(copy)

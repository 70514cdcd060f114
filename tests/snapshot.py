"""The invented region on the standing data, as most tests begin: written once by the product, then copied as rows."""

import pickle
from dataclasses import dataclass
from typing import Self

from django.db import connection, transaction

from funding.data.loading import load_standing_data
from funding.demo.world import World, build_world


@dataclass(frozen=True)
class Snapshot:
    """`rows` is what building has written, table by table; its ids come from sequences, so no later row has them."""

    world: bytes
    rows: dict[str, bytes]

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

    @transaction.atomic
    def restore(self) -> World:
        for table, rows in self.rows.items():
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
        return World(**pickle.loads(self.world))


def filled_tables() -> set[str]:
    tables = connection.introspection.django_table_names(only_existing=True)
    each = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(each)
        return {name for (name,) in cursor.fetchall()}


def copied_out(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(copy)

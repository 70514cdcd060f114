"""Which database the demonstration may have: an empty one, one it has had before, or one of its own to throw away."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _

from workflows import clock
from workflows.models import Clock

BEGUN = "foerderweg_demo_begun"
STORY = "foerderweg_story_"
RELATIONS = r"""
    SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%'
"""


class NotOurs(Exception):
    """The database belongs to somebody else; the text says so in one sentence."""


@contextmanager
def alone() -> Iterator[None]:
    """Two that start at the same time prepare one after the other; the second then finds everything done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('foerderweg demo'))")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('foerderweg demo'))")


def take() -> None:
    """Migrate the database and mark it as the demonstration's. Raises NotOurs for one that is neither empty nor marked.

    A table says from the first moment on that an empty database was taken, so that a killed start can go on.
    """
    found = relations()
    if found and BEGUN not in found and not ("workflows_clock" in found and clock.is_demo()):
        raise NotOurs(
            _("The database “%(name)s” is not empty and not the demonstration's own: nothing was changed in it.")
            % {"name": connection.settings_dict["NAME"]}
        )
    if not found:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {BEGUN} ()")
    call_command("migrate", verbosity=0)
    mark()


@transaction.atomic
def mark() -> None:
    Clock.objects.update(demo=True)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {BEGUN}")


@contextmanager
def hurried() -> Iterator[None]:
    """No commit waits for the disk: a crash may lose the last acts, and the next start makes them again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        try:
            yield
        finally:
            cursor.execute("RESET synchronous_commit")


def relations() -> set[str]:
    """Names of all tables and views that are not PostgreSQL's own."""
    with connection.cursor() as cursor:
        cursor.execute(RELATIONS)
        return {name for (name,) in cursor.fetchall()}


@contextmanager
def throw_away() -> Iterator[None]:
    """A new database on the same server, dropped again whatever happens; those of killed runs go first."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - Django's own door to a server without a database
        _drop_abandoned(cursor)
        name = f"{STORY}{secrets.token_hex(4)}"
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            connection.settings_dict["NAME"] = name
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _drop_abandoned(cursor: Any) -> None:
    """Whoever still uses one holds the lock of its name."""
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [STORY])
    for (name,) in cursor.fetchall():
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])
        if cursor.fetchone()[0]:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

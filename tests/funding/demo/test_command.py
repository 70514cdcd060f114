"""`manage.py demo` as a person starts and stops it."""

import pytest
from django.db import connection

from funding.demo import database
from tests.funding.demo.conftest import started

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def databases() -> list[str]:
    """All of the server but those of the other workers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE NOT starts_with(datname, 'test_') ORDER BY datname")
        return [name for (name,) in cursor.fetchall()]


def test_a_project_goes_the_whole_way_in_a_database_that_is_gone_afterwards(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        before = databases()
        out, err = (process := started("manage.py", "demo", "--no-serve")).communicate(timeout=500)
        assert (process.returncode, err) == (0, "")
        assert "Pflegelotsen im Quartier" in out
        assert databases() == before


def test_a_foreign_database_is_refused_in_one_sentence(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), database.throw_away():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE invoices (id int)")
        process = started("manage.py", "demo")
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (1, "")
        assert [line for line in err.splitlines() if line.startswith("CommandError: ")] == err.splitlines()

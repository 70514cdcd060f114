"""Which databases the demonstration takes, and that it leaves all others alone."""

import pytest
from django.db import connection

from funding.demo import database


@pytest.fixture
def empty(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), database.throw_away():
        yield


def run(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def databases() -> list[str]:
    return [name for (name,) in run("SELECT datname FROM pg_database WHERE starts_with(datname, 'foerderweg_story_')")]


@pytest.mark.parametrize(
    "foreign",
    [
        "CREATE TABLE invoices (id int)",
        "CREATE SCHEMA other CREATE VIEW other.one AS SELECT 1 AS one",
        "CREATE TABLE workflows_clock AS SELECT 1 AS id, false AS demo",
    ],
)
def test_a_database_with_anything_in_it_is_refused_in_one_sentence_and_left_as_it_is(empty, foreign):
    run(foreign)
    before = database.relations()
    with pytest.raises(database.NotOurs) as refused:
        database.take()
    assert str(refused.value).count(".") == 1
    assert database.relations() == before


def fail_in_another_than(usual: str) -> None:
    with database.throw_away():
        run("CREATE TABLE something (id int)")
        assert run("SELECT current_database()") != [(usual,)]
        raise ZeroDivisionError


def test_the_database_of_a_story_is_gone_when_it_ends_also_after_a_failure(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        usual = connection.settings_dict["NAME"]
        before = databases()
        with pytest.raises(ZeroDivisionError):
            fail_in_another_than(usual)
        assert databases() == before
        assert run("SELECT current_database()") == [(usual,)]


def test_what_a_killed_story_left_behind_is_removed_by_the_next_one(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        run("CREATE DATABASE foerderweg_story_killed")
        with database.throw_away():
            assert databases() == [connection.settings_dict["NAME"]]

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def application_role(monkeypatch) -> str:
    monkeypatch.setenv("DATABASE_ROLE", "only_rows")
    monkeypatch.setenv("DATABASE_PASSWORD", "letters'and\\digits")
    call_command("grant_rows")
    return "only_rows"


def as_role(role: str, statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(statement)
        cursor.execute("RESET ROLE")


def test_the_role_reads_and_writes_rows(application_role):
    as_role(application_role, "INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b')")
    as_role(application_role, "DELETE FROM django_content_type WHERE app_label = 'a'")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE people_user DISABLE TRIGGER ALL",
        "DROP TABLE people_user",
        "TRUNCATE people_user CASCADE",
        "CREATE TABLE mine (number int)",
    ],
)
def test_the_role_may_not(application_role, statement):
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
        as_role(application_role, statement)


def test_granting_again_changes_the_password_only(application_role):
    call_command("grant_rows")


def test_without_role_and_password_nothing_is_done(monkeypatch):
    monkeypatch.delenv("DATABASE_ROLE", raising=False)
    with pytest.raises(CommandError, match="Set DATABASE_ROLE and DATABASE_PASSWORD"):
        call_command("grant_rows")


def test_the_owner_is_no_role_for_the_application(monkeypatch):
    monkeypatch.setenv("DATABASE_ROLE", connection.settings_dict["USER"])
    monkeypatch.setenv("DATABASE_PASSWORD", "digits")
    with pytest.raises(CommandError, match="owns the tables"):
        call_command("grant_rows")

import os
import secrets
import subprocess
import sys

import pytest

from funding.settings.database import from_url

KEY = secrets.token_urlsafe(64)
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "funding.settings.production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "foerderweg.example www.foerderweg.example",
    "BASE_URL": "https://foerderweg.example",
    "DATABASE_URL": "postgresql://localhost/none",
    "REDIS_URL": "redis://localhost",
    "EMAIL_HOST": "localhost",
    "DEFAULT_FROM_EMAIL": "noreply@foerderweg.example",
}


def start(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], env={"PATH": os.environ["PATH"]} | variables,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def complaint(**variables: str) -> str:
    """The last line of a start that fails."""
    return start("-c", "import funding.settings.production", **variables).stderr.strip().rsplit("\n", 1)[-1]


def test_a_complete_production_passes_djangos_own_inspection():
    done = start("manage.py", "check", "--deploy", "--fail-level", "WARNING", **COMPLETE)

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize("name", sorted(set(COMPLETE) - {"DJANGO_SETTINGS_MODULE"}))
def test_production_refuses_to_start_without(name):
    refusal = complaint(**{variable: value for variable, value in COMPLETE.items() if variable != name})
    assert refusal.startswith(f"django.core.exceptions.ImproperlyConfigured: {name} is not set: ")


@pytest.mark.parametrize("key", ["", " ", "secret", "a" * 60, "django-insecure-" + KEY])
def test_production_refuses_the_key(key):
    assert "SECRET_KEY is " in complaint(**COMPLETE | {"SECRET_KEY": key})


def test_production_refuses_an_address_without_encryption():
    assert complaint(**COMPLETE | {"BASE_URL": "http://foerderweg.example"}).endswith("must begin with https://.")


def test_the_database_is_read_from_its_address():
    assert from_url("postgresql://al%40ce:p%2Fw@db.example:5433/n%20me?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "n me",
        "USER": "al@ce",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_the_database_may_be_behind_a_socket():
    assert from_url("postgresql:///foerderweg?host=/run/postgresql")["HOST"] == "/run/postgresql"

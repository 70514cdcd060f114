"""A database of the demonstration's own, on the server the tests use."""

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.db.models import F

from funding.demo import database, seeding
from workflows.models import Clock, Event

ROOT = Path(__file__).resolve().parents[3]
PREPARE = "import django; django.setup(); from funding.demo import seeding; seeding.seed(lambda seconds: None)"


def address() -> str:
    """Where this process is connected, as another one can read it."""
    place = connection.settings_dict
    login = f"{place['USER']}:{quote(place['PASSWORD'])}" if place.get("PASSWORD") else place["USER"]
    return f"postgresql://{login}@:{place['PORT'] or 5432}/{place['NAME']}?host={quote(place['HOST'], safe='')}"


def started(*arguments: str) -> subprocess.Popen[str]:
    """Another Python on this process's database, with the demonstration's settings."""
    environment = os.environ | {
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "funding.settings.demo",
        "FOERDERWEG_NO_VENV": "1",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, *arguments]
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@contextmanager
def killed_after(events: int) -> Iterator[None]:
    """The seeding in a process of its own, killed with -9 as soon as so much has happened."""
    process = started("-c", PREPARE)
    patience = time.monotonic() + 90
    while Event.objects.count() < events and process.poll() is None and time.monotonic() < patience:
        time.sleep(0.05)
    assert process.poll() is None, process.communicate()[1]
    process.kill()
    process.communicate()
    yield


@pytest.fixture(scope="module")
def elsewhere(django_db_setup, django_db_blocker) -> Iterator[None]:
    """An empty database instead of the tests' own."""
    with django_db_blocker.unblock(), database.throw_away():
        yield


@pytest.fixture(scope="module")
def seeded(elsewhere) -> None:
    """The demonstration's database, its seeding killed twice on the way and gone on with days later."""
    database.take()
    for events in (150, 400):
        with killed_after(events):
            assert Event.objects.count() >= events
            Clock.objects.update(offset=F("offset") + dt.timedelta(days=6))
    seeding.seed(lambda seconds: None)

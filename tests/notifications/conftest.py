from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from notifications import keys, outbox
from notifications.keys import Concern, Kind
from notifications.models import Message
from tests.notifications.mail_server import MailServer

KINDS = (
    Kind("test.vote", Concern.TASK),
    Kind("test.notice", Concern.LEGAL),
    Kind("test.news", Concern.INFORMATION),
    Kind("test.broken", Concern.INFORMATION),
)
FACTS = {
    "title": "Pflegelotsen im Quartier",
    "due_on": "2026-12-04",
    "counted_at": "2026-12-05T08:30:00+00:00",
    "amount": "12345.60",
}


@pytest.fixture(autouse=True)
def test_kinds(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    monkeypatch.setattr(keys, "_kinds", dict(keys._kinds))
    keys.register(*KINDS)
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [first | {"DIRS": [*first["DIRS"], Path(__file__).parent / "templates"]}]
    settings.BASE_URL = "https://foerderweg.example"
    settings.PREFERENCES_PATH = "/settings/messages/"
    settings.DEFAULT_FROM_EMAIL = "Förderweg <noreply@foerderweg.example>"


@pytest.fixture
def mail_server(settings: object) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.5
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
        yield server


@pytest.fixture
def alice(db: None) -> object:
    return get_user_model().objects.create_user("alice@example.org", "Alice Ähren", language="de")


@pytest.fixture
def bob(db: None) -> object:
    return get_user_model().objects.create_user("bob@example.org", "Bob Miller", language="en")


@pytest.fixture
def tell() -> Callable[..., Message]:
    def _tell(person: object, kind: str = "test.vote", *, stage: str = "1", **changes: object) -> Message:
        facts = {
            "about": "NI-2026-0042",
            "link": "/cases/NI-2026-0042/",
            "context": FACTS,
            "due_at": datetime.now(UTC) - timedelta(minutes=1),
        }
        message = outbox.message(kind, person_id=person.pk, stage=stage, **facts | changes)
        outbox.put([message])
        return Message.objects.get(key=message.key)

    return _tell


@pytest.fixture
def wait() -> Callable[[Message], None]:
    """Until the pause or lease of a message is over."""

    def _wait(message: Message) -> None:
        Message.objects.filter(pk=message.pk).update(lease_until=datetime.now(UTC) - timedelta(seconds=1))

    return _wait


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What is sent to the database meanwhile, without BEGIN, COMMIT and what stands for them in a test."""
    sent: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if "SAVEPOINT" not in sql:
            sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent

"""E-mail through Django's backend: SMTP in production, the mailbox in the demo."""

import hashlib
from email.utils import formataddr
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from notifications.rendering import Letter


class UnreachableError(Exception):
    """The mail server cannot be reached, through no fault of the message."""


class NotTakenError(Exception):
    """The backend neither took the mail nor said why."""


class Email:
    """One connection for many mails, opened when needed and given up after any error."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def send(self, letter: Letter, *, key: str, name: str, address: str) -> str:
        """Returns the Message-ID; UnreachableError, or what the backend raises, if the server did not take it."""
        mail = envelope(letter, key=key, name=name, address=address)
        try:
            self._connection.open()
        except OSError as error:
            self._connection.close()
            raise UnreachableError from error
        try:
            taken = self._connection.send_messages([mail])
        except Exception:
            self._connection.close()
            raise
        if taken != 1:
            raise NotTakenError
        return str(mail.extra_headers["Message-ID"])


def envelope(letter: Letter, *, key: str, name: str, address: str) -> EmailMessage:
    headers = {
        "Message-ID": message_id(key),
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    if letter.preferences:
        headers["List-Unsubscribe"] = f"<{letter.preferences}>"
    to = formataddr((" ".join(name.split()), address))
    return EmailMessage(letter.subject, letter.text, to=[to], headers=headers)


def message_id(key: str) -> str:
    """The same for the same message at every try, so that a mailbox can recognise a mail sent twice."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{urlsplit(settings.BASE_URL).hostname}>"

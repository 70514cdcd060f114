"""A real SMTP server on loopback that answers as told."""

import asyncio
import socket
from collections import deque
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

DROP, HANG = "drop", "hang"


class MailServer(Controller):
    """`answers` are used up one a mail, after DATA: an SMTP answer, DROP (keep the mail, cut the line) or HANG.

    A recipient in `refused` gets that answer at RCPT, every time.
    """

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        super().__init__(self, hostname="127.0.0.1", port=port)
        self.answers: deque[str] = deque()
        self.refused: dict[str, str] = {}
        self.mails: list[EmailMessage] = []
        self.connections = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    @property
    def ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.mails]

    async def handle_EHLO(  # noqa: N802 - the server's interface
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 - the server's interface
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.popleft() if self.answers else "250 OK"
        if answer == HANG:
            await asyncio.sleep(30)
        if answer == DROP or answer.startswith("2"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if answer == DROP:
            server.transport.abort()
        return answer

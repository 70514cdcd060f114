"""The demo's mail server: what would leave the house stays in a table."""

from collections.abc import Sequence
from email.header import decode_header, make_header
from email.utils import getaddresses

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from notifications.models import DeliveredMail


class MailboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """One row per recipient. BadHeaderError where a real mail could not be built."""
        for mail in email_messages:
            sent = mail.message()
            DeliveredMail.objects.bulk_create(
                DeliveredMail(
                    to_name=str(make_header(decode_header(name))),
                    to_address=address,
                    subject=str(mail.subject),
                    body=str(mail.body),
                    message_id=sent["Message-ID"],
                )
                for name, address in getaddresses(mail.recipients())
            )
        return len(email_messages)

"""What is due goes out: at least once, never lost. Everything it knows stands in rows."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from time import monotonic

from django.db import transaction
from django.db.models.functions import Now

from notifications import digests
from notifications.channels.email import Email, UnreachableError
from notifications.keys import DIGEST, Way
from notifications.leases import Batch
from notifications.models import Message, State
from notifications.preferences import Wishes
from notifications.readers import may_open
from notifications.rendering import Recipient, Stranger, render

log = logging.getLogger(__name__)

BATCH = 50
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
TRIES = len(PAUSES) + 1


def deliver_due(limit: int = 1000, *, seconds: float = 45) -> int:
    """Send what is due, at most `limit` messages and beginning none after `seconds`; how many went out.

    Harmless at any rate and in parallel; it commits, so it does not run within a transaction. A killed worker's
    message goes out again, with the same Message-ID. A server that cannot be reached ends the round.
    """
    end = monotonic() + seconds
    sent = taken = 0
    with Email() as channel:
        while taken < limit and monotonic() < end and (batch := Batch.claim(min(BATCH, limit - taken))):
            taken += len(batch.messages)
            try:
                for message in _to_send(batch):
                    if monotonic() >= end:
                        break
                    sent += _send(batch, message, channel)
            except UnreachableError:
                break
            finally:
                batch.release()
    return sent


def describe(error: BaseException) -> str:
    """The error's class and the mail server's answer code: no address, no text from outside."""
    cause = error.__cause__ if isinstance(error, UnreachableError) and error.__cause__ else error
    match cause:
        case SMTPRecipientsRefused(recipients=refused):
            codes = {code for code, _text in refused.values()}
        case SMTPResponseException(smtp_code=code):
            codes = {code}
        case _:
            codes = set()
    return " ".join([type(cause).__name__, *map(str, sorted(codes))])


def _to_send(batch: Batch) -> list[Message]:
    """What is left after those that cannot go out are set aside and the daily ones are put together."""
    wishes = Wishes.of(batch.messages)
    at_once: list[Message] = []
    daily: list[Message] = []
    for message in batch.messages:
        if obstacle := _obstacle(message, wishes, batch.now):
            _settle(batch, message, **obstacle)
        else:
            (daily if wishes.way(message) is Way.DAILY else at_once).append(message)
    digests.collect(batch, daily, wishes)
    return at_once


def _obstacle(message: Message, wishes: Wishes, now: datetime) -> dict[str, object] | None:
    """Why the message cannot go out now, as the columns to write."""
    person = message.person
    if message.attempts >= TRIES:
        return {"state": State.UNDELIVERED, "last_error": "WorkerLost"}
    if person is None:
        return None if message.address else {"state": State.VOID, "last_error": "PersonGone"}
    if wishes.way(message) is Way.OFF:
        return {"state": State.VOID, "last_error": "SwitchedOff"}
    if not person.is_active:
        return {"state": State.UNDELIVERED, "last_error": "PersonInactive"}
    if not person.email:
        return {"state": State.UNDELIVERED, "last_error": "NoAddress"}
    if not may_open(message):
        return {"state": State.VOID, "last_error": "NotReadable"}
    if until := wishes.quiet_until(message, now):
        return {"lease_until": until}
    return None


def _send(batch: Batch, message: Message, channel: Email) -> bool:
    person: Recipient = message.person or Stranger(message.address, message.language)
    if not batch.hold(message):
        return False
    parts: list[Message] = []
    if message.kind == DIGEST.name:
        parts = digests.parts_of(message, person)
        if not parts:
            _settle(batch, message, state=State.VOID, last_error="NothingToTell")
            return False
    try:
        letter = render(message, person, parts)
        message_id = channel.send(letter, key=message.key, name=person.name, address=person.email)
    except Exception as error:
        _failed(batch, message, error)
        if isinstance(error, UnreachableError):
            raise
        return False
    return _settle(batch, message, state=State.SENT, sent_at=Now(), message_id=message_id, last_error="")


def _failed(batch: Batch, message: Message, error: Exception) -> None:
    reason = describe(error)
    log.warning("message %s, try %s: %s", message.pk, message.attempts, reason)
    if message.attempts < TRIES:
        _settle(batch, message, lease_until=Now() + PAUSES[message.attempts - 1], last_error=reason)
    else:
        _settle(batch, message, state=State.UNDELIVERED, last_error=reason)


def _settle(batch: Batch, message: Message, **columns: object) -> bool:
    """Write the outcome; the parts of a digest share its end. An address without an account is kept no longer."""
    if "state" in columns:
        columns = {**columns, "address": ""}
    with transaction.atomic():
        written = batch.settle(message, **columns)
        if not written:
            log.warning("message %s: too late, another worker has it", message.pk)
        elif message.kind == DIGEST.name and "state" in columns:
            message.members.filter(state=State.WAITING).update(**columns)
    return written

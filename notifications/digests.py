"""Once a day, all in one mail: the digest is a message of its own, its parts wait for it and share its end."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from notifications import keys, outbox
from notifications.leases import Batch
from notifications.models import Message, State
from notifications.preferences import Wishes
from notifications.readers import may_open
from notifications.rendering import Recipient, render

log = logging.getLogger(__name__)


def collect(batch: Batch, messages: Iterable[Message], wishes: Wishes) -> None:
    """Put each message into its person's next digest.

    A digest takes parts until its first try; whatever comes at that very moment stays free and joins the next one.
    """
    parts = list(messages)
    digests = {digest.key: digest for digest in (_digest(part, wishes, batch.now) for part in parts)}
    if not digests:
        return
    outbox.put(digests.values())
    open_digests = Message.objects.filter(key__in=digests, state=State.WAITING, attempts=0)
    with transaction.atomic():
        locked = list(open_digests.order_by("pk").select_for_update().values_list("pk", flat=True))
        theirs = Message.objects.filter(pk__in=locked, person=OuterRef("person"))
        Message.objects.filter(pk__in=[part.pk for part in parts], lease_token=batch.token).update(
            digest=Subquery(theirs.values("pk")[:1]), lease_token=None, lease_until=None
        )


def parts_of(digest: Message, person: Recipient) -> list[Message]:
    """Its parts, oldest first. A part without words, or that its person may no longer read, is given up here, so that
    the others go out."""
    parts = []
    for part in digest.members.filter(state=State.WAITING).order_by("due_at", "pk"):
        if not may_open(part):
            _give_up(part, State.VOID, "NotReadable")
            continue
        try:
            render(part, person)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one part
            _give_up(part, State.UNDELIVERED, type(error).__name__)
            log.warning("message %s has no words: %s", part.pk, part.last_error)
        else:
            parts.append(part)
    return parts


def _give_up(part: Message, state: State, reason: str) -> None:
    part.digest, part.state, part.last_error = None, state, reason
    part.save(update_fields=["digest", "state", "last_error"])


def _digest(part: Message, wishes: Wishes, now: datetime) -> Message:
    due_at = wishes.next_digest(part, now)
    return outbox.message(
        keys.DIGEST.name,
        person_id=part.person_id,
        about=timezone.localdate(due_at).isoformat(),
        link="/",
        stage="daily",
        context={},
        due_at=due_at,
    )

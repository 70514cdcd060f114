"""Taking messages so that nobody else takes them, and giving them back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from notifications.models import Message, State

LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class Batch:
    """Due messages under one token. What another worker took over meanwhile can no longer be written here."""

    token: UUID
    now: datetime
    messages: list[Message]

    @classmethod
    def claim(cls, limit: int) -> "Batch | None":
        """Commits at once; None if nothing is due. `now` is the database's clock, people come with their messages."""
        token = uuid4()
        free = Q(lease_until=None) | Q(lease_until__lte=Now())
        due = Message.objects.filter(free, state=State.WAITING, digest=None, due_at__lte=Now()).order_by("due_at")
        with transaction.atomic(durable=True):
            taken = dict(due.select_for_update(skip_locked=True).values_list("pk", Now())[:limit])
            if not taken:
                return None
            Message.objects.filter(pk__in=taken).update(lease_token=token, lease_until=Now() + LEASE)
        mine = Message.objects.filter(pk__in=taken, lease_token=token).select_related("person")
        return cls(token, max(taken.values()), list(mine.order_by("due_at", "pk")))

    def hold(self, message: Message) -> bool:
        """Prolong the lease for one try and count it, before it is tried: False if the message is no longer ours."""
        message.attempts += 1
        return self._write(message, attempts=F("attempts") + 1, lease_until=Now() + LEASE)

    def settle(self, message: Message, **columns: object) -> bool:
        """Write the outcome and let go: False, and nothing written, if the message is no longer ours."""
        return self._write(message, **{"lease_until": None, "lease_token": None} | columns)

    def release(self) -> None:
        """Let go of what was not come to."""
        mine = Message.objects.filter(pk__in=[message.pk for message in self.messages], lease_token=self.token)
        mine.update(lease_token=None, lease_until=None)

    def _write(self, message: Message, **columns: object) -> bool:
        return Message.objects.filter(pk=message.pk, lease_token=self.token).update(**columns) == 1

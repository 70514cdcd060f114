"""Idempotency keys: the same request again is answered with what was answered then."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from workflows.models import Case, Event, RequestKey
from workflows.refusals import key_used_otherwise


@dataclass(frozen=True)
class Request:
    """What a key stands for: who, and what was asked."""

    actor: int | None
    key: str | None
    payload_hash: str

    def answered_before(self) -> Event | None:
        """Looked up only after a refusal or a unique violation, so that the usual way pays nothing."""
        if not self.key:
            return None
        kept = RequestKey.objects.filter(actor_id=self.actor, key=self.key).first()
        if kept is None:
            return None
        if kept.payload_hash != self.payload_hash:
            raise key_used_otherwise()
        return Event.objects.select_related("case").get(case_id=kept.case_id, seq=kept.seq)

    def answered_by(self, event: Event) -> RequestKey | None:
        """An unsaved row; none for a request without a key, nor for the clock's, nor where the event names nobody."""
        if not self.key or not self.actor or event.actor_id is None:
            return None
        return RequestKey(
            actor_id=self.actor, key=self.key, payload_hash=self.payload_hash, case=event.case, seq=event.seq
        )


def fingerprint(about: int, name: str, data: Mapping[str, Any]) -> str:
    """Keyed, so that nobody who reads the table can find out by trying what was voted."""
    asked = json.dumps([about, str(name), data], sort_keys=True, default=str)
    return salted_hmac("workflows.request", asked, algorithm="sha256").hexdigest()


def opened_before(kept: RequestKey, lifecycle: str) -> Case:
    """The case a key has opened already. Raises Refused where it stands for a case of another kind."""
    case: Case = kept.case
    if case.lifecycle != lifecycle:
        raise key_used_otherwise()
    found: Case = getattr(case, lifecycle)
    return found

"""The way in: rows are put here in the caller's transaction and leave the house later."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Now

from notifications.keys import DIGEST
from notifications.models import Message, State


def message(  # noqa: PLR0913 - everything a message has
    kind: str,
    *,
    person_id: int | None,
    about: str,
    link: str,
    stage: str,
    context: Mapping[str, object],
    due_at: datetime,
    address: str = "",
    language: str = "",
) -> Message:
    """An unsaved row. Its key says what, to whom, at which stage, about what; the same again is the same message.

    `address` and `language`: of somebody without an account, where there is no person.
    `link` is a path of ours, beginning with a slash. `context` is JSON: facts for the words, nothing confidential.
    ValueError if kind or stage contain a slash, which separates the parts of the key.
    """
    if "/" in kind or "/" in stage:
        msg = f"no slash in kind or stage: {kind!r}, {stage!r}"
        raise ValueError(msg)
    if not link.startswith("/") or link.startswith("//"):
        msg = f"a link is a path of ours, not {link!r}"
        raise ValueError(msg)
    key = f"{kind}/{person_id}/{stage}/{about}"
    return Message(
        key=key,
        kind=kind,
        person_id=person_id,
        address=address,
        language=language,
        about=about,
        link=link,
        context=dict(context),
        due_at=due_at,
    )


def put(messages: Iterable[Message]) -> None:
    """Insert in one statement; a message whose key is already there is left as it is."""
    in_one_order = sorted(messages, key=lambda each: each.key)  # two who put the same keys wait, but never in a circle
    Message.objects.bulk_create(in_one_order, ignore_conflicts=True)


def undelivered() -> QuerySet[Message]:
    """Messages given up, of which nobody in the office has been told yet. A digest's parts stand for themselves."""
    return Message.objects.filter(state=State.UNDELIVERED, reported_at=None).exclude(kind=DIGEST.name).order_by("id")


def mark_reported(messages: Iterable[Message]) -> None:
    """Call it in the transaction that opens the office's tasks."""
    Message.objects.filter(pk__in=[each.pk for each in messages], state=State.UNDELIVERED).exclude(person=None).update(
        reported_at=Now()
    )


def send_again(messages: Iterable[Message]) -> None:
    """Give up the giving up, for instance after the address was put right. The Message-ID stays the same."""
    Message.objects.filter(pk__in=[each.pk for each in messages], state=State.UNDELIVERED).update(
        state=State.WAITING,
        digest=None,
        attempts=0,
        lease_until=None,
        lease_token=None,
        last_error="",
        reported_at=None,
    )

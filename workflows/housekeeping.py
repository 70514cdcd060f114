"""What must not be left lying: mail that reached nobody, request keys nobody will repeat."""

import datetime as dt
import logging
from collections.abc import Iterable
from itertools import groupby

from django.db.models.functions import Now

from notifications.models import Message
from notifications.outbox import mark_reported, undelivered
from workflows.deadlines import escalate
from workflows.models import RequestKey, Task
from workflows.office import office_of
from workflows.refusals import Refused
from workflows.work import Work

log = logging.getLogger(__name__)

KEYS_LIVE = dt.timedelta(days=30)


def open_tasks_for_undelivered(limit: int = 100) -> int:
    """A task at the office of each case of which a message was given up; how many messages were reported.

    A message about no case, or about one without an office, is reported in the log only. Harmless in parallel.
    """
    messages = sorted(undelivered()[:limit], key=lambda message: message.about)
    return sum(_attempt(about, list(group)) for about, group in groupby(messages, key=lambda message: message.about))


def forget_old_keys() -> int:
    return RequestKey.objects.filter(at__lt=Now() - KEYS_LIVE).delete()[0]


def _attempt(about: str, messages: list[Message]) -> int:
    try:
        _report(about, messages)
    except Refused as refusal:
        log.error("no task for messages %s: %s", [each.pk for each in messages], refusal.key)  # noqa: TRY400 - no trace
        mark_reported(messages)
    except Exception as error:  # noqa: BLE001 - one bad case must not stop the rest
        log.error("no task for messages %s: %s", [each.pk for each in messages], type(error).__name__)  # noqa: TRY400
        return 0
    return len(messages)


def _report(about: str, messages: Iterable[Message]) -> None:
    """Raises NotFound if it is about no case, Refused if that has no office."""
    kind, _space, number = about.partition(" ")
    with Work.on(int(number) if kind == "case" and number.isdecimal() else None) as work:
        step = work.step()
        waiting = undelivered().filter(pk__in=[message.pk for message in messages])
        if waiting:  # else somebody reported them while this one waited for the lock
            escalate(step, office_of(step.case), Task.Matter.UNDELIVERED)
            mark_reported(waiting)

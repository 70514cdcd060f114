"""What the moves of a notification do."""

from typing import Annotated

from funding.changes.notification.models import Matter
from workflows.clock import BERLIN
from workflows.effects import check_not_ahead
from workflows.inputs import Day, OneWord, Text
from workflows.models import Case
from workflows.step import Step


def send(
    case: Case,
    step: Step,
    *,
    matter: Annotated[str, OneWord(tuple(Matter.values))],
    happened_on: Day,
    statement: Text,
) -> None:
    """`happened_on`: since when the recipient has known it. The event says how many days passed until it was told."""
    check_not_ahead("happened_on", happened_on, step)
    notification = case.notification
    notification.matter, notification.happened_on = matter, happened_on
    notification.sent_at = step.received_at or step.now
    notification.save(update_fields=["matter", "happened_on", "sent_at"])
    received_on = notification.sent_at.astimezone(BERLIN).date()
    step.record(received_at=notification.sent_at.isoformat(), days_after=(received_on - happened_on).days)

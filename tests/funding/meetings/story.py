"""What the tests of meetings ask again and again."""

import datetime as dt

import pytest

from funding.meetings.models import Meeting
from notifications.models import Message
from workflows import clock
from workflows.clock import BERLIN
from workflows.engine import fire
from workflows.refusals import BadInput


def told(kind, case):
    return {message.person for message in Message.objects.filter(kind=kind, about=f"case {case.pk}")}


def wrong(case, move, **more):
    """The field at which the refusal stands."""
    with pytest.raises(BadInput) as caught:
        fire(case.pk, move, **more)
    return caught.value.field


def opened_with(world, found, seats, present=5):
    clock.set_to(dt.datetime(2024, 6, 26, 10, tzinfo=BERLIN))
    fire(found.pk, "open_meeting", by=world.chair, seats=seats[:present])
    return Meeting.objects.get(pk=found.pk)

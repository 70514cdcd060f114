"""What the tests of meetings ask again and again."""

import datetime as dt

from funding.meetings.models import Meeting
from workflows import clock
from workflows.clock import BERLIN
from workflows.engine import fire


def opened_with(world, found, seats, present=5):
    clock.set_to(dt.datetime(2024, 6, 26, 10, tzinfo=BERLIN))
    fire(found.pk, "open_meeting", by=world.chair, seats=seats[:present])
    return Meeting.objects.get(pk=found.pk)

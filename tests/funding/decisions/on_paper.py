"""A vote held elsewhere, as the minutes say it."""

import datetime as dt

from funding.bodies.models import StandingOrders
from funding.challenges.models import Challenge
from workflows.engine import fire
from workflows.inputs import Upload

MINUTES = Upload("Niederschrift.pdf", b"%PDF-1.7\n%%EOF\n")
HELD = {"held_on": "2024-05-17", "procedure": "session", "file": MINUTES}
CIRCULAR = {"procedure": "circular", "sent_on": "2024-05-03"}


def orders(world, *, rule=None, **changed):
    """From the first of May 2024 the steering group has these standing orders."""
    old = StandingOrders.objects.get(body=world.steering_group)
    values = {field.attname: getattr(old, field.attname) for field in old._meta.concrete_fields}
    values |= changed | {"id": None, "valid_from": dt.date(2024, 5, 1), "rule": old.rule | (rule or {})}
    StandingOrders.objects.create(**values)


def by_seat(seats, yes=4, no=1):
    return HELD | {"present": seats[:6], "yes": seats[:yes], "no": seats[yes : yes + no]}


def as_count(seats, yes=4, no=1, abstentions=1):
    return HELD | {"present": seats[:6], "yes_votes": yes, "no_votes": no, "abstentions": abstentions}


def overturn(world, case, seats):
    """Not four but one has said yes: the result would be another."""
    fire(case.pk, "correct", by=world.office, yes=seats[:1], no=seats[1:5], reason="Ja und Nein vertauscht.")
    return Challenge.objects.get()


def written(seats, yes=4, no=1):
    return HELD | CIRCULAR | {"yes": seats[:yes], "no": seats[yes : yes + no]}

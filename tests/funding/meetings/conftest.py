"""A meeting of the invented steering group, brought as far as asked."""

import datetime as dt

import pytest

from funding.meetings.models import Meeting
from funding.meetings.opening import plan_meeting
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

PLANNED_ON, MEETS_ON = "2024-06-03", "2024-06-26"


@pytest.fixture
def seats(world):
    """The ids of the steering group's seats, by number."""
    return list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))


@pytest.fixture
def meeting(world, today_is, seats):
    """`meeting("opened")`: planned on 3 June 2024, held on 26 June at ten with five of seven; invited on 5 June.

    `items`: free items, each its title and whether it is public.
    """

    def brought(to="planned", items=(("Bericht der Arbeitsgruppe", True), ("Personalie", False)), there=5):
        today_is(PLANNED_ON)
        found = plan_meeting(
            world.steering_group, by=world.office, meets_on=dt.date(2024, 6, 26), begins_at="09:30", place="Kreishaus"
        )

        def draft():
            fire(found.pk, "draft_agenda", by=world.office)
            for subject, public in items:
                fire(found.pk, "add_item", by=world.office, subject=subject, public=public)

        def invite():
            today_is("2024-06-05")
            fire(found.pk, "invite", by=world.chair)

        def hold():
            today_is(MEETS_ON)
            fire(found.pk, "open_meeting", by=world.chair, seats=seats[:there])

        steps = {
            "planned": lambda: None,
            "agenda_draft": draft,
            "invited": invite,
            "opened": hold,
            "closed": lambda: fire(found.pk, "close", by=world.chair),
        }
        for state, make in steps.items():
            make()
            if state == to:
                break
        return Meeting.objects.get(pk=found.pk)

    return brought


@pytest.fixture
def minutes(world, meeting, today_is):
    """`minutes("minutes_signed")`: circulated on 26 June 2024, objections until 10 July."""

    def brought(to="minutes_draft", **how):
        found = meeting("closed", **how).children.get(lifecycle="minutes")

        def circulate():
            for item in found.parent.meeting.items.filter(matter=None):
                fire(found.pk, "note", by=world.office, agenda_item=item.pk, course="Zur Kenntnis genommen.")
            fire(found.pk, "circulate", by=world.office)

        def end():
            today_is("2024-07-11")
            sweep_deadlines()

        steps = {
            "minutes_draft": lambda: None,
            "minutes_circulated": circulate,
            "minutes_to_sign": end,
            "minutes_signed": lambda: fire(found.pk, "sign", by=world.office),
            "minutes_approved": lambda: fire(found.pk, "approve", by=world.chair),
            "published_extract": lambda: fire(found.pk, "publish", by=world.office),
        }
        for state, make in steps.items():
            make()
            if state == to:
                break
        return type(found).objects.get(pk=found.pk).minutes

    return brought

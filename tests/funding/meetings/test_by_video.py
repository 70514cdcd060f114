"""Who takes part without being in the room: only where the standing orders let them, and the minutes say so."""

import datetime as dt

import pytest

from funding.bodies.models import StandingOrders
from funding.meetings.attendance import entries, there
from funding.meetings.minutes.letters import _present
from funding.meetings.models import Meeting
from tests.funding.asking import wrong
from workflows import clock
from workflows.clock import BERLIN
from workflows.engine import fire

pytestmark = pytest.mark.django_db


def from_day(world, day, *, video):
    """New standing orders, else as before."""
    orders = StandingOrders.objects.filter(body=world.steering_group, decision_kind="").latest("valid_from")
    StandingOrders.objects.filter(pk=orders.pk).update(valid_to=day - dt.timedelta(days=1))
    orders.pk, orders.valid_from, orders.video = None, day, video
    orders.save(force_insert=True)


@pytest.fixture
def let(world):
    """The standing orders let members join by video."""
    from_day(world, dt.date(2024, 6, 1), video=True)


def modes(found):
    return {seat: row.by_video for seat, row in there(entries(found)).present.items()}


def test_standing_orders_let_nobody_join_by_video_unless_they_say_so(world, meeting, seats):
    opened = meeting("opened")
    came = {"by": world.office, "what": "came", "seats": [seats[5]]}
    assert wrong(opened, "attend", **came, by_video=[seats[5]]) == "by_video"
    mistaken = {"by": world.chair, "entry": entries(opened)[0].pk, "at": "10:00", "reason": "War zugeschaltet."}
    assert wrong(opened, "correct", **mistaken, joined="video") == "joined"
    assert set(modes(opened).values()) == {False}


def test_the_opening_notes_who_has_joined_by_video_and_they_count_as_there(world, meeting, seats, let, today_is):
    found = meeting("invited")
    today_is("2024-06-26")
    by = {"by": world.chair, "seats": seats[:4]}
    assert wrong(found, "open_meeting", **by, by_video=[seats[4]]) == "by_video"
    event = fire(found.pk, "open_meeting", **by, by_video=[seats[2], seats[3]])
    assert modes(found) == {seats[0]: False, seats[1]: False, seats[2]: True, seats[3]: True}
    assert (event.facts["quorate"], Meeting.objects.get(pk=found.pk).orders["video"]) == (True, True)


def test_the_standing_orders_of_the_opening_hold_to_the_end(world, meeting, seats, let, today_is):
    found = meeting("opened")
    fire(found.pk, "interrupt", by=world.chair, continues_on="2024-06-27", reason="Es ist spät.")
    from_day(world, dt.date(2024, 6, 27), video=False)
    today_is("2024-06-27")
    fire(found.pk, "continue", by=world.chair, seats=seats[:4], by_video=[seats[3]])
    assert modes(found) == {seats[0]: False, seats[1]: False, seats[2]: False, seats[3]: True}


def test_a_wrong_note_of_it_is_corrected_by_a_new_entry(world, meeting, seats, let):
    found = meeting("opened")
    first = next(row for row in entries(found) if row.seat_id == seats[0])
    said = {"by": world.chair, "at": "10:00", "reason": "War zugeschaltet."}
    fire(found.pk, "attend", by=world.office, what="left", seats=[seats[1]])
    left = next(row for row in entries(found) if row.kind == "left")
    assert wrong(found, "correct", **said, entry=left.pk, joined="video") == "joined"
    fire(found.pk, "correct", **said, entry=first.pk, joined="video")
    assert modes(found)[seats[0]] is True
    corrected = next(row for row in entries(found) if row.seat_id == seats[0])
    fire(found.pk, "correct", **said, entry=corrected.pk)
    assert modes(found)[seats[0]] is True
    again = next(row for row in entries(found) if row.seat_id == seats[0])
    fire(found.pk, "correct", **said, entry=again.pk, joined="room")
    assert modes(found)[seats[0]] is False


def test_the_minutes_name_each_way_of_taking_part_with_its_hours(world, meeting, seats, let):
    found = meeting("opened", there=2)
    office = {"by": world.office, "seats": [seats[0]]}
    for hour, more in ((11, {"what": "left"}), (12, {"what": "came", "by_video": [seats[0]]})):
        clock.set_to(dt.datetime(2024, 6, 26, hour, tzinfo=BERLIN))
        fire(found.pk, "attend", **office, **more)
    clock.set_to(dt.datetime(2024, 6, 26, 13, tzinfo=BERLIN))
    fire(found.pk, "close", by=world.chair)
    rows = [(row["name"], row["by_video"], len(row["hours"])) for row in _present(found, entries(found))]
    first, second = (world.steering[number].name for number in (0, 1))
    assert rows == [(first, False, 1), (second, False, 1), (first, True, 1)]

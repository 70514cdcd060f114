"""Who is there: noted, read back, corrected, never changed."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from funding.bodies.appointments import appoint, leave
from funding.bodies.models import StandingOrders
from funding.demo.world import LONG_AGO, person
from funding.meetings.attendance import entries, there
from funding.meetings.models import Attendance, Meeting
from tests.funding.asking import refusal, wrong
from tests.funding.ideas.test_idea import cast
from tests.funding.meetings.story import opened_with
from workflows import clock
from workflows.clock import BERLIN
from workflows.engine import fire
from workflows.models import Holder

pytestmark = pytest.mark.django_db


def test_the_opening_states_the_quorum(world, meeting, seats):
    assert refusal(meeting("invited"), "open_meeting", by=world.chair, seats=seats) == "meeting_to_come"
    found = meeting("opened", there=4)
    opened = found.events.get(move="open_meeting")
    assert (opened.facts["quorate"], len(found.quorum), len(entries(found))) == (True, 1, 4)
    assert refusal(found, "state_no_quorum", by=world.chair) == "quorate"
    assert meeting("opened", there=3).events.get(move="open_meeting").facts["quorate"] is False


def test_a_deputy_comes_for_a_seat_that_has_one(world, meeting, seats):
    deputy = person("Dr. Nora Stell", "Auental")
    appoint(world.steering_group.seats.get(number=6), deputy, LONG_AGO, rank=1)
    found = meeting("opened")
    more = {"by": world.office, "what": "came"}
    assert wrong(found, "attend", **more, seats=[seats[6]], deputies=[seats[6]]) == "deputies"
    assert wrong(found, "attend", **more, seats=[seats[6]], deputies=[seats[5]]) == "deputies"
    fire(found.pk, "attend", **more, seats=[seats[5]], deputies=[seats[5]])
    row = there(entries(found)).present[seats[5]]
    assert (row.person, row.deputy, row.entered_by) == (deputy, True, world.office)


def test_who_steps_out_for_an_item_is_away_until_coming_back(world, meeting, seats):
    found, by = meeting("opened"), {"by": world.office}
    item = found.items.first().pk
    assert wrong(found, "attend", **by, what="stepped_out", seats=[seats[1]]) == "agenda_item"
    fire(found.pk, "attend", **by, what="stepped_out", seats=[seats[1]], agenda_item=item)
    now = there(entries(found))
    assert (now.away, seats[1] in now.present, seats[1] in now.at_the_table) == ({seats[1]: item}, True, False)
    fire(found.pk, "attend", **by, what="came_back", seats=[seats[1]])
    fire(found.pk, "attend", **by, what="left", seats=[seats[1]])
    assert seats[1] not in there(entries(found)).present


@pytest.mark.parametrize(
    ("what", "seat", "at", "field"),
    [
        ("came", 0, "", "at"),
        ("came_back", 0, "", "at"),
        ("left", 6, "", "seats"),
        ("left", 0, "23:59", "at"),
        ("left", 0, "9:59", "at"),
        ("left", 0, "bald", "at"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world, meeting, seats, what, seat, at, field):
    assert wrong(meeting("opened"), "attend", by=world.office, what=what, seats=[seats[seat]], at=at) == field


def test_seats_of_another_body_do_not_come(world, meeting):
    foreign = world.committee.seats.first().pk
    assert wrong(meeting("opened"), "attend", by=world.office, what="came", seats=[foreign]) == "seats"


def test_an_urgent_item_needs_the_majority_of_the_standing_orders(world, idea, meeting):
    found = meeting("opened")
    vote = idea("on_agenda").children.get(lifecycle="decision")
    asked = {"by": world.chair, "about": vote.pk, "reason": "Die Frist endet am Freitag."}
    assert wrong(found, "add_item", **asked, yes=5, no=1) == "yes"
    assert refusal(found, "add_item", **asked, yes=4, no=1) == "not_urgent_enough"
    fire(found.pk, "add_item", **asked, yes=5, no=0)
    added = found.items.get(urgent=True)
    assert (added.number, added.matter_id) == (3, vote.pk)


def test_where_the_standing_orders_are_silent_every_member_must_agree(world, meeting):
    StandingOrders.objects.filter(body=world.steering_group).update(valid_to=dt.date(2022, 1, 1))
    asked = {"by": world.chair, "subject": "Eilsache", "reason": "Es eilt.", "no": 0}
    assert refusal(meeting("opened", there=6), "add_item", **asked, yes=6) == "not_urgent_enough"
    fire(meeting("opened", there=7).pk, "add_item", **asked, yes=7)


def test_a_correction_is_a_new_entry_and_the_wrong_one_stays(world, meeting, seats):
    found = meeting("closed")
    left = found.attendance.get(seat=seats[0], kind="left")
    came = found.attendance.get(seat=seats[0], kind="came")
    fire(found.pk, "correct", by=world.office, entry=came.pk, cancelled=False, at="10:00", reason="Abgelesen.")
    assert (found.attendance.count(), len(entries(found))) == (11, 10)
    assert wrong(found, "correct", by=world.office, entry=came.pk, at="10:00", reason="Noch einmal.") == "entry"
    assert wrong(found, "correct", by=world.office, entry=left.pk, reason="Wann?") == "at"
    assert wrong(found, "correct", by=world.office, entry=left.pk, at="11:00", reason="Zu spät.") == "at"
    with pytest.raises(DatabaseError), transaction.atomic():
        Attendance.objects.filter(pk=came.pk).update(cancelled=True)


def test_what_was_forgotten_is_added_and_what_never_was_is_cancelled(world, meeting, seats):
    found = meeting("closed")
    reason = {"by": world.office, "reason": "Vergessen."}
    fire(found.pk, "correct", **reason, seat=seats[5], what="came", at="10:00")
    assert wrong(found, "correct", **reason, what="came", at="10:00") == "seat"
    assert wrong(found, "correct", **reason, seat=seats[5], what="stepped_out", at="10:00") == "agenda_item"
    added = found.attendance.get(seat=seats[5])
    fire(found.pk, "correct", **reason, entry=added.pk, cancelled=True)
    assert seats[5] not in {row.seat_id for row in entries(found)}


def test_what_changes_who_was_there_at_a_vote_is_corrected_by_a_second_person(world, idea, meeting, seats):
    vote = idea("on_agenda").children.get(lifecycle="decision")
    found = opened_with(world, meeting("invited", items=()), seats)
    fire(vote.pk, "open_vote", by=world.office, procedure="session")
    cast(vote, world.steering[:5], "yes")
    fire(vote.pk, "close", by=world.chair)
    late = {"seat": seats[5], "what": "came", "at": "10:00", "reason": "War da."}
    assert refusal(found, "correct", by=world.office, **late) == "second_person"
    event = fire(found.pk, "correct", by=world.chair, **late)
    assert event.facts["votes_touched"] == 1
    mine = found.attendance.get(seat=seats[5])
    again = {"entry": mine.pk, "cancelled": True, "reason": "Doch nicht."}
    assert refusal(found, "correct", by=world.chair, **again) == "second_person"


def test_opening_a_meeting_costs_the_same_whatever_the_number_of_members(world, meeting, seats, today_is):
    counts = []
    for present in (1, 7):
        found = meeting("invited")
        today_is("2024-06-26")
        with CaptureQueriesContext(connection) as queries:
            fire(found.pk, "open_meeting", by=world.chair, seats=seats[:present])
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in queries))
    assert (counts[0], counts[0] <= 16) == (counts[1], True)


def test_what_was_forgotten_at_a_seat_abolished_since_is_added_by_who_sat_there_then(world, meeting, seats, today_is):
    found = meeting("closed")
    held, ended = world.steering_group.seats.filter(pk=seats[5]), dt.date(2024, 6, 30)
    leave(held.get(), world.steering[5], ended)
    held.update(until_on=ended)
    today_is("2024-07-03")
    reason = {"by": world.office, "reason": "Vergessen."}
    assert wrong(found, "correct", **reason, seat=seats[5], what="left", at="10:00") == "what"
    fire(found.pk, "correct", **reason, seat=seats[5], what="came", at="10:00")
    assert found.attendance.get(seat=seats[5]).person == world.steering[5]


def test_where_all_seats_are_the_base_the_vacant_ones_count(world, meeting, seats, today_is):
    """Of seven seats three are vacant; three of the four members have come, and four would be needed."""
    orders = StandingOrders.objects.get(body=world.steering_group)
    StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
    orders.pk, orders.valid_from = None, dt.date(2022, 2, 1)
    orders.rule = {**orders.rule, "quorum": {**orders.rule["quorum"], "of": "seats"}}
    orders.save(force_insert=True)
    found = meeting("invited")
    vacant = world.steering_group.seats.filter(number__gte=5).values("place")
    Holder.objects.filter(desk__role="seat", desk__place__in=vacant).update(until_on=dt.date(2024, 6, 1))
    today_is("2024-06-26")
    fire(found.pk, "open_meeting", by=world.chair, seats=seats[:3])
    assert found.events.get(move="open_meeting").facts["quorate"] is False
    fire(found.pk, "state_no_quorum", by=world.chair)


def test_the_meeting_is_opened_on_the_day_the_members_were_invited_for(world, meeting, seats, today_is):
    found = meeting("invited")
    today_is("2024-07-03")
    assert refusal(found, "open_meeting", by=world.chair, seats=seats[:4]) == "meeting_day_over"
    fire(found.pk, "call_off", by=world.chair, becomes="postponed", reason="Niemand hat eröffnet.")
    fire(found.pk, "reschedule", by=world.office, meets_on="2024-08-01", begins_at="10:00", place="Kreishaus")


def test_an_adjourned_meeting_goes_on_on_the_day_named_or_is_closed(world, meeting, seats, today_is):
    found = meeting("opened")
    fire(found.pk, "interrupt", by=world.chair, continues_on="2024-07-01", reason="Zu spät.")
    today_is("2024-07-02")
    assert refusal(found, "continue", by=world.chair, seats=seats[:4]) == "meeting_day_over"
    fire(found.pk, "close", by=world.chair)


def test_who_has_the_seat_by_the_second_day_is_noted_there(world, meeting, seats, today_is):
    leave(world.steering_group.seats.get(number=7), world.steering[6], dt.date(2024, 6, 20))
    found = meeting("opened", there=4)
    fire(found.pk, "interrupt", by=world.chair, continues_on="2024-07-01", reason="Zu spät.")
    leave(world.steering_group.seats.get(number=6), world.steering[5], dt.date(2024, 6, 29))
    appoint(world.steering_group.seats.get(number=7), world.author, dt.date(2024, 7, 1))
    today_is("2024-07-01")
    assert wrong(found, "continue", by=world.chair, seats=[seats[0], seats[5]]) == "seats"
    fire(found.pk, "continue", by=world.chair, seats=[*seats[:3], seats[6]])
    meeting = Meeting.objects.get(pk=found.pk)
    assert there(entries(meeting)).persons[seats[6]] == world.author.pk
    assert {seat["seat"]: seat["filled"] for seat in meeting.seats} == {seat: seat != seats[5] for seat in seats}


@pytest.fixture
def standing_in(world, meeting, seats):
    """The member of seat 7 is there for seat 2, as its deputy."""
    appoint(world.steering_group.seats.get(number=2), world.steering[6], LONG_AGO, rank=1)
    found = meeting("invited")
    clock.set_to(dt.datetime(2024, 6, 26, 10, tzinfo=BERLIN))
    fire(found.pk, "open_meeting", by=world.chair, seats=seats[:4], deputies=[seats[1]])
    clock.set_to(dt.datetime(2024, 6, 26, 11, tzinfo=BERLIN))
    return found


def test_nor_does_a_correction_put_one_person_at_two_seats(world, standing_in, seats):
    forgotten = {"by": world.office, "seat": seats[6], "what": "came", "reason": "Vergessen."}
    assert wrong(standing_in, "correct", **forgotten, at="10:30") == "seat"
    fire(standing_in.pk, "close", by=world.chair)
    assert wrong(standing_in, "correct", **forgotten, at="10:30") == "seat"


def test_a_deputy_who_was_forgotten_is_added_as_one(world, meeting, seats):
    appoint(world.steering_group.seats.get(number=7), world.author, LONG_AGO, rank=1)
    found = meeting("closed")
    forgotten = {"by": world.office, "seat": seats[6], "what": "came", "at": "10:00", "reason": "War da."}
    fire(found.pk, "correct", **forgotten, came_as="deputy")
    assert found.attendance.filter(seat=seats[6]).values_list("person", "deputy").get() == (world.author.pk, True)
    assert wrong(found, "correct", **{**forgotten, "seat": seats[5]}, came_as="deputy") == "came_as"


def test_whose_deputy_came_is_put_right_with_all_that_was_noted_of_the_arrival(world, meeting, seats):
    appoint(world.steering_group.seats.get(number=1), world.author, LONG_AGO, rank=1)
    found = meeting("closed")
    came = found.attendance.get(seat=seats[0], kind="came")
    right = {"by": world.office, "at": f"{came.at.astimezone(BERLIN):%H:%M}", "reason": "Die Vertretung war da."}
    fire(found.pk, "correct", **right, entry=came.pk, came_as="deputy")
    now = [(row.kind, row.person_id, row.deputy) for row in entries(found) if row.seat_id == seats[0]]
    assert now == [("came", world.author.pk, True), ("left", world.author.pk, True)]
    left = next(row for row in entries(found) if row.seat_id == seats[0] and row.kind == "left")
    assert wrong(found, "correct", **right, entry=left.pk, came_as="holder") == "came_as"

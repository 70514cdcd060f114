"""A meeting from its plan to its end: invited in time, opened with its quorum stated, gathered, corrected."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from funding.bodies.appointments import appoint
from funding.bodies.models import StandingOrders
from funding.demo.world import LONG_AGO, build_world, person
from funding.meetings.attendance import entries, there
from funding.meetings.models import Attendance, Meeting
from funding.meetings.opening import plan_meeting
from notifications.models import Message
from tests.funding.ideas.test_idea import cast, refusal, state
from workflows import clock
from workflows.clock import BERLIN
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case, Task
from workflows.reading import may_read
from workflows.refusals import BadInput, Refused

pytestmark = pytest.mark.django_db


def told(kind, case):
    return {message.person for message in Message.objects.filter(kind=kind, about=f"case {case.pk}")}


def wrong(case, move, **more):
    """The field at which the refusal stands."""
    with pytest.raises(BadInput) as caught:
        fire(case.pk, move, **more)
    return caught.value.field


def agenda(meeting):
    return [(item.number, item.title, item.public) for item in meeting.items.order_by("number")]


# Planning and inviting


def test_a_meeting_is_planned_by_the_bodys_office_alone(world):
    ahead = {"meets_on": dt.date(2060, 1, 7), "begins_at": "18:00"}
    for by in (world.chair, world.lead, world.stranger, build_world("Birkental").office):
        with pytest.raises(Refused) as caught:
            plan_meeting(world.steering_group, by=by, **ahead)
        assert caught.value.key == "not_yours"
    for day in ({"meets_on": dt.date(2022, 1, 3)}, {"begins_at": "25:00"}):
        with pytest.raises(BadInput):
            plan_meeting(world.steering_group, by=world.office, **{**ahead, **day})


def test_meetings_are_numbered_by_body_and_year_and_the_same_key_plans_one(world):
    def planned(year, **more):
        facts = {"by": world.office, "meets_on": dt.date(year, 1, 7), "begins_at": "18:00", **more}
        return plan_meeting(world.steering_group, **facts)

    assert [planned(2060).number, planned(2060).number, planned(2061).number] == ["1/2060", "2/2060", "1/2061"]
    assert planned(2062, key="k1").pk == planned(2062, key="k1").pk
    assert planned(2062).title.endswith(" 2/2062: Steuerungsgruppe Auental")


def test_the_agenda_gathers_every_vote_that_waits_for_the_body_and_no_other_meeting_has(world, idea, meeting):
    votes = [idea("on_agenda").children.get() for _each in range(2)]
    found = meeting("agenda_draft", items=())
    assert [item.matter_id for item in found.items.all()] == [vote.pk for vote in votes]
    assert meeting("agenda_draft", items=()).items.count() == 0
    fire(found.pk, "drop_item", by=world.office, agenda_item=found.items.first().pk)
    assert meeting("agenda_draft", items=()).items.get().matter_id == votes[0].pk


def test_an_item_is_free_or_a_waiting_vote(world, idea, meeting):
    found = meeting("agenda_draft", items=())
    assert wrong(found, "add_item", by=world.office) == "subject"
    assert wrong(found, "add_item", by=world.office, about=found.pk) == "about"
    vote = idea("on_agenda").children.get()
    fire(found.pk, "add_item", by=world.office, about=vote.pk, public=True)
    assert agenda(found) == [(1, vote.decision.question, True)]
    assert wrong(found, "drop_item", by=world.office, agenda_item=999_999) == "agenda_item"


def test_the_chair_invites_and_the_public_part_comes_first(world, meeting):
    found = meeting("agenda_draft", items=(("Personalie", False), ("Bericht", True)))
    fire(found.pk, "ask_to_invite", by=world.office)
    assert told("meeting.to_approve", found) == {world.chair}
    assert refusal(found, "invite", by=world.office) == "not_yours"
    assert not may_read(Case.objects.get(pk=found.pk), world.steering[3].pk, dt.date(2024, 6, 3))
    event = fire(found.pk, "invite", by=world.chair)
    assert agenda(found) == [(1, "Bericht", True), (2, "Personalie", False)]
    assert told("meeting.invited", found) == set(world.steering)
    assert may_read(Case.objects.get(pk=found.pk), world.steering[3].pk, dt.date(2024, 6, 3))
    assert (found.documents.get().kind, event.facts["meets_on"]) == ("invitation", "2024-06-26")
    assert found.deadlines.get(kind="invited").due_on == dt.date(2024, 6, 26)


def test_the_period_of_the_standing_orders_lies_between_invitation_and_meeting(world, meeting, today_is):
    found = meeting("agenda_draft")
    assert found.deadlines.get(kind="agenda_draft").due_on == dt.date(2024, 6, 11)
    today_is("2024-06-12")
    assert refusal(found, "invite", by=world.chair) == "invited_too_late"
    today_is("2024-06-11")
    fire(found.pk, "invite", by=world.chair)
    assert state(found) == "invited"


def test_where_the_standing_orders_are_silent_the_programme_says_it_and_else_the_day_before(world, meeting, today_is):
    StandingOrders.objects.filter(body=world.steering_group).update(valid_to=dt.date(2022, 1, 1))
    found = meeting("agenda_draft")
    weeks = found.terms["invitation_weeks"]
    last = found.deadlines.filter(kind="agenda_draft").values_list("due_on", flat=True)
    assert list(last) == ([] if not weeks else [dt.date(2024, 6, 26) - dt.timedelta(weeks=weeks, days=1)])
    today_is("2024-06-26")
    assert refusal(found, "invite", by=world.chair) == "invited_too_late"


def test_nobody_is_invited_without_agenda_and_place(world, meeting):
    assert refusal(meeting("agenda_draft", items=()), "invite", by=world.chair) == "incomplete"
    found = meeting("agenda_draft")
    fire(found.pk, "edit", by=world.office, begins_at="9:45")
    assert refusal(found, "ask_to_invite", by=world.office) == "incomplete"
    assert wrong(found, "edit", by=world.office, begins_at="später") == "begins_at"


def test_another_day_counts_anew(world, meeting):
    found = meeting("agenda_draft")
    day = {"by": world.office, "begins_at": "18:00", "place": "Rathaus"}
    assert wrong(found, "reschedule", **day, meets_on="2024-06-03") == "meets_on"
    fire(found.pk, "reschedule", **day, meets_on="2024-07-03")
    assert found.deadlines.get(closed_at=None).due_on == dt.date(2024, 6, 18)
    assert Task.objects.get(process=found, finished=None).due_on == dt.date(2024, 6, 18)


def test_papers_of_the_two_parts_are_kept_apart(world, meeting, pdf):
    found = meeting("agenda_draft")
    for public in (True, False):
        fire(found.pk, "attach_paper", by=world.office, file=pdf(f"Vorlage-{public}.pdf"), public=public)
    assert list(found.documents.order_by("pk").values_list("kind", flat=True)) == ["paper", "closed_paper"]


@pytest.fixture
def pdf():
    return lambda name: Upload(name, b"%PDF-1.7\n" + name.encode() + b"\n%%EOF\n")


def test_a_meeting_is_postponed_to_another_day_or_cancelled_and_the_invited_are_told(world, meeting):
    found = meeting("invited")
    fire(found.pk, "postpone", by=world.chair, reason="Hochwasser.")
    assert (state(found), told("meeting.postponed", found)) == ("postponed", set(world.steering))
    fire(found.pk, "reschedule", by=world.office, meets_on="2024-07-03", begins_at="18:00", place="Rathaus")
    assert state(found) == "agenda_draft"
    fire(found.pk, "cancel", by=world.office, reason="Nichts zu beraten.")
    assert (state(found), told("meeting.cancelled", found)) == ("cancelled", set(world.steering))


def test_who_was_not_invited_is_not_told_of_a_cancelled_meeting(world, meeting):
    found = meeting("planned")
    fire(found.pk, "cancel", by=world.office, reason="Nichts zu beraten.")
    assert (state(found), told("meeting.cancelled", found)) == ("cancelled", set())


def test_for_strangers_there_is_no_meeting(world, meeting):
    found = meeting("opened")
    there = build_world("Birkental")
    for by in (world.stranger, world.lead, there.office, there.chair, world.case_worker):
        assert refusal(found, "close", by=by) == "not_found"
    assert refusal(found, "close", by=world.steering[2]) == "not_yours"


# Opening, coming and leaving


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
    vote = idea("on_agenda").children.get()
    asked = {"by": world.chair, "about": vote.pk, "reason": "Die Frist endet am Freitag."}
    assert wrong(found, "add_urgent", **asked, yes=5, no=1) == "yes"
    assert refusal(found, "add_urgent", **asked, yes=4, no=1) == "not_urgent_enough"
    fire(found.pk, "add_urgent", **asked, yes=5, no=0)
    added = found.items.get(urgent=True)
    assert (added.number, added.matter_id) == (3, vote.pk)


def test_where_the_standing_orders_are_silent_every_member_must_agree(world, meeting):
    StandingOrders.objects.filter(body=world.steering_group).update(valid_to=dt.date(2022, 1, 1))
    asked = {"by": world.chair, "subject": "Eilsache", "reason": "Es eilt.", "no": 0}
    assert refusal(meeting("opened", there=6), "add_urgent", **asked, yes=6) == "not_urgent_enough"
    fire(meeting("opened", there=7).pk, "add_urgent", **asked, yes=7)


# Votes in the meeting


def test_a_vote_opened_in_session_takes_over_who_is_at_the_table(world, idea, meeting, seats):
    vote = idea("on_agenda").children.get()
    found = meeting("invited", items=())
    session = {"by": world.office, "procedure": "session"}
    assert refusal(vote, "open_vote", **session) == "meeting_not_open"
    found = _open(world, found, seats)
    item = found.items.get()
    fire(found.pk, "attend", by=world.office, what="stepped_out", seats=[seats[4]], agenda_item=item.pk)
    assert wrong(vote, "open_vote", **session, present=seats) == "present"
    fire(vote.pk, "open_vote", **session)
    decision = Case.objects.get(pk=vote.pk).decision
    assert (decision.held_in, decision.present, decision.excluded) == (found, seats[:4], [seats[4]])
    assert refusal(found, "close", by=world.chair) == "vote_is_open"
    assert refusal(found, "interrupt", by=world.chair, reason="Pause.") == "vote_is_open"
    cast(vote, world.steering[:4], "yes")
    fire(vote.pk, "close", by=world.chair)
    fire(found.pk, "close", by=world.chair)
    assert (state(vote), state(found)) == ("adopted", "closed")


def _open(world, found, seats, present=5):
    clock.set_to(dt.datetime(2024, 6, 26, 10, tzinfo=BERLIN))
    fire(found.pk, "open_meeting", by=world.chair, seats=seats[:present])
    return Meeting.objects.get(pk=found.pk)


def test_a_circular_vote_and_a_vote_on_no_agenda_are_opened_as_before(world, idea, meeting, seats):
    first = idea("on_agenda").children.get()
    meeting("invited", items=())
    second = idea("on_agenda").children.get()
    fire(first.pk, "open_vote", by=world.office, procedure="circular")
    fire(second.pk, "open_vote", by=world.office, procedure="session", present=seats)
    assert [Case.objects.get(pk=vote.pk).decision.held_in for vote in (first, second)] == [None, None]


# Interrupted, adjourned, without a quorum


def test_an_interrupted_meeting_goes_on_with_those_who_were_there(world, meeting):
    found = meeting("opened")
    fire(found.pk, "interrupt", by=world.chair, reason="Beratung.")
    fire(found.pk, "continue", by=world.chair)
    assert (state(found), len(there(entries(found)).present)) == ("opened", 5)


def test_an_adjourned_meeting_goes_on_another_day_with_those_who_come_then(world, meeting, seats, today_is):
    found = meeting("opened")
    fire(found.pk, "adjourn", by=world.chair, continues_on="2024-07-01", reason="Zu spät.")
    assert (there(entries(found)).present, told("meeting.adjourned", found)) == ({}, set(world.steering))
    assert refusal(found, "continue", by=world.chair, seats=seats) == "meeting_to_come"
    today_is("2024-07-01")
    assert wrong(found, "continue", by=world.chair) == "seats"
    fire(found.pk, "continue", by=world.chair, seats=seats[:6])
    assert sorted(there(entries(found)).present) == seats[:6]


def test_without_a_quorum_a_second_meeting_is_called_that_has_one_with_any_number(
    world, idea, meeting, seats, today_is
):
    vote = idea("on_agenda").children.get()
    first = meeting("opened", items=(("Bericht", True),), there=3)
    fire(first.pk, "state_no_quorum", by=world.chair)
    assert (state(first), told("meeting.not_quorate", first)) == ("not_quorate", {world.office})
    day = {"meets_on": "2024-07-17", "begins_at": "18:00"}
    fire(first.pk, "invite_again", by=world.office, **day)
    second = first.children.get(lifecycle="meeting").meeting
    assert (state(first), second.second, second.place) == ("re_invited", True, "Kreishaus")
    assert [(item.again, item.matter_id) for item in second.items.all()] == [(True, None), (True, vote.pk)]
    fire(second.pk, "draft_agenda", by=world.office)
    fire(second.pk, "invite", by=world.chair)
    assert told("meeting.second_invited", second) == set(world.steering)
    today_is("2024-07-17")
    fire(second.pk, "open_meeting", by=world.chair, seats=seats[:1])
    assert second.events.get(move="open_meeting").facts["quorate"] is True
    fire(vote.pk, "open_vote", by=world.office, procedure="session")
    cast(vote, world.steering[:1], "yes")
    fire(vote.pk, "close", by=world.chair)
    assert state(vote) == "adopted"


def test_where_the_standing_orders_know_no_second_meeting_there_is_none(world, meeting):
    found = meeting("opened", there=3)
    fire(found.pk, "state_no_quorum", by=world.chair)
    orders = StandingOrders.objects.get(body=world.steering_group)
    StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2024, 6, 25))
    orders.pk, orders.valid_from, orders.second_meeting = None, dt.date(2024, 6, 26), False
    orders.save(force_insert=True)
    day = {"meets_on": "2024-07-17", "begins_at": "18:00"}
    assert refusal(found, "invite_again", by=world.office, **day) == "no_second_meeting"
    fire(found.pk, "cancel", by=world.chair, reason="Im Umlauf.")
    assert state(found) == "cancelled"


# Corrections


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
    vote = idea("on_agenda").children.get()
    found = _open(world, meeting("invited", items=()), seats)
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

"""A meeting from its plan to its end: invited to in time, held a second time, put off."""

import datetime as dt

import pytest

from funding.bodies.models import StandingOrders
from funding.demo.world import build_world
from funding.meetings.attendance import entries, there
from funding.meetings.opening import plan_meeting
from tests.funding.asking import persons_told, refusal, state, wrong
from tests.funding.ideas.test_idea import cast
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case, Task
from workflows.reading import may_read
from workflows.refusals import BadInput, Refused

pytestmark = pytest.mark.django_db


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
    votes = [idea("on_agenda").children.get(lifecycle="decision") for _each in range(2)]
    found = meeting("agenda_draft", items=())
    assert [item.matter_id for item in found.items.all()] == [vote.pk for vote in votes]
    assert meeting("agenda_draft", items=()).items.count() == 0
    fire(found.pk, "drop_item", by=world.office, agenda_item=found.items.first().pk)
    assert meeting("agenda_draft", items=()).items.get().matter_id == votes[0].pk


def test_an_item_is_free_or_a_waiting_vote(world, idea, meeting):
    found = meeting("agenda_draft", items=())
    assert wrong(found, "add_item", by=world.office) == "subject"
    assert wrong(found, "add_item", by=world.office, about=found.pk) == "about"
    vote = idea("on_agenda").children.get(lifecycle="decision")
    fire(found.pk, "add_item", by=world.office, about=vote.pk, public=True)
    assert agenda(found) == [(1, vote.decision.question, True)]
    assert wrong(found, "drop_item", by=world.office, agenda_item=999_999) == "agenda_item"


def test_the_chair_invites_and_the_public_part_comes_first(world, meeting):
    found = meeting("agenda_draft", items=(("Personalie", False), ("Bericht", True)))
    fire(found.pk, "ask_to_invite", by=world.office)
    assert persons_told("meeting.to_approve", found) == {world.chair}
    assert refusal(found, "invite", by=world.office) == "not_yours"
    assert not may_read(Case.objects.get(pk=found.pk), world.steering[3].pk, dt.date(2024, 6, 3))
    event = fire(found.pk, "invite", by=world.chair)
    assert agenda(found) == [(1, "Bericht", True), (2, "Personalie", False)]
    assert persons_told("meeting.invited", found) == set(world.steering)
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
    fire(found.pk, "reschedule", by=world.office, begins_at="9:45")
    assert refusal(found, "ask_to_invite", by=world.office) == "incomplete"
    assert wrong(found, "reschedule", by=world.office, begins_at="später") == "begins_at"


def test_another_day_counts_anew(world, meeting):
    found = meeting("agenda_draft")
    day = {"by": world.office, "begins_at": "18:00", "place": "Rathaus"}
    assert wrong(found, "reschedule", **day, meets_on="2024-06-03") == "meets_on"
    fire(found.pk, "reschedule", **day, meets_on="2024-07-03")
    assert found.deadlines.get(closed_at=None).due_on == dt.date(2024, 6, 18)
    assert Task.objects.get(process=found, finished=None).due_on == dt.date(2024, 6, 18)


def test_a_planned_meeting_set_to_another_day_still_waits_for_its_agenda(world, idea, meeting):
    vote = idea("on_agenda").children.get(lifecycle="decision")
    found = meeting("planned")
    fire(found.pk, "reschedule", by=world.office, meets_on="2024-07-03", begins_at="18:00", place="Rathaus")
    assert state(found) == "planned"
    assert Task.objects.get(process=found, finished=None).due_on == dt.date(2024, 6, 18)
    fire(found.pk, "draft_agenda", by=world.office)
    assert found.items.get().matter_id == vote.pk


def test_hour_and_place_alone_leave_the_day(world, meeting):
    found = meeting("agenda_draft")
    fire(found.pk, "reschedule", by=world.office, begins_at="18:30", place="Rathaus")
    found.refresh_from_db(fields=["meets_on", "begins_at", "place"])
    assert (found.meets_on, found.begins_at, found.place) == (dt.date(2024, 6, 26), "18:30", "Rathaus")
    assert found.deadlines.get(closed_at=None).due_on == dt.date(2024, 6, 11)


def test_the_chair_may_put_an_item_on_the_agenda_and_in_session_only_what_is_urgent(world, meeting):
    found = meeting("agenda_draft")
    fire(found.pk, "add_item", by=world.chair, subject="Bericht des Vorsitzes")
    added = found.items.get(title="Bericht des Vorsitzes")
    assert (added.number, added.urgent) == (3, False)
    opened = meeting("opened")
    asked = {"by": world.chair, "subject": "Eilsache", "reason": "Es eilt.", "yes": 5, "no": 0}
    for left_out in ("reason", "yes", "no"):
        some = {name: value for name, value in asked.items() if name != left_out}
        assert wrong(opened, "add_item", **some) == left_out


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
    fire(found.pk, "call_off", by=world.chair, becomes="postponed", reason="Hochwasser.")
    assert (state(found), persons_told("meeting.postponed", found)) == ("postponed", set(world.steering))
    assert wrong(found, "call_off", by=world.chair, becomes="postponed", reason="Noch einmal.") == "becomes"
    assert wrong(found, "reschedule", by=world.office, begins_at="18:00", place="Rathaus") == "meets_on"
    fire(found.pk, "reschedule", by=world.office, meets_on="2024-07-03", begins_at="18:00", place="Rathaus")
    assert state(found) == "agenda_draft"
    fire(found.pk, "call_off", by=world.office, reason="Nichts zu beraten.")
    assert (state(found), persons_told("meeting.cancelled", found)) == ("cancelled", set(world.steering))


def test_who_was_not_invited_is_not_told_of_a_cancelled_meeting(world, meeting):
    found = meeting("planned")
    fire(found.pk, "call_off", by=world.office, reason="Nichts zu beraten.")
    assert (state(found), persons_told("meeting.cancelled", found)) == ("cancelled", set())


def test_for_strangers_there_is_no_meeting(world, meeting):
    found = meeting("opened")
    there = build_world("Birkental")
    for by in (world.stranger, world.lead, there.office, there.chair, world.case_worker):
        assert refusal(found, "close", by=by) == "not_found"
    assert refusal(found, "close", by=world.steering[2]) == "not_yours"


# Interrupted, adjourned, without a quorum


def test_an_interrupted_meeting_goes_on_with_those_who_were_there(world, meeting):
    found = meeting("opened")
    fire(found.pk, "interrupt", by=world.chair, reason="Beratung.")
    assert wrong(found, "interrupt", by=world.chair, reason="Noch einmal.") == "continues_on"
    fire(found.pk, "continue", by=world.chair)
    assert (state(found), len(there(entries(found)).present)) == ("opened", 5)


def test_an_adjourned_meeting_goes_on_another_day_with_those_who_come_then(world, meeting, seats, today_is):
    found = meeting("opened")
    fire(found.pk, "interrupt", by=world.chair, continues_on="2024-07-01", reason="Zu spät.")
    assert (there(entries(found)).present, persons_told("meeting.adjourned", found)) == ({}, set(world.steering))
    assert refusal(found, "continue", by=world.chair, seats=seats) == "meeting_to_come"
    today_is("2024-07-01")
    assert wrong(found, "continue", by=world.chair) == "seats"
    fire(found.pk, "continue", by=world.chair, seats=seats[:6])
    assert sorted(there(entries(found)).present) == seats[:6]


def test_an_adjourned_meeting_that_is_not_continued_ended_when_everybody_left(world, meeting, today_is):
    found = meeting("opened")
    fire(found.pk, "interrupt", by=world.chair, continues_on="2024-07-01", reason="Zu spät.")
    today_is("2024-06-28")
    fire(found.pk, "close", by=world.chair)
    found.refresh_from_db(fields=["closed_at"])
    assert (state(found), found.closed_at.date()) == ("closed", dt.date(2024, 6, 26))
    assert persons_told("meeting.cancelled", found) == set(world.steering)


def test_without_a_quorum_a_second_meeting_is_called_that_has_one_with_any_number(
    world, idea, meeting, seats, today_is
):
    vote = idea("on_agenda").children.get(lifecycle="decision")
    first = meeting("opened", items=(("Bericht", True),), there=3)
    fire(first.pk, "state_no_quorum", by=world.chair)
    assert (state(first), persons_told("meeting.not_quorate", first)) == ("not_quorate", {world.office})
    day = {"meets_on": "2024-07-17", "begins_at": "18:00"}
    fire(first.pk, "invite_again", by=world.office, **day)
    second = first.children.get(lifecycle="meeting").meeting
    assert (state(first), second.second, second.place) == ("re_invited", True, "Kreishaus")
    assert [(item.again, item.matter_id) for item in second.items.all()] == [(True, None), (True, vote.pk)]
    fire(second.pk, "draft_agenda", by=world.office)
    fire(second.pk, "invite", by=world.chair)
    assert persons_told("meeting.second_invited", second) == set(world.steering)
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
    fire(found.pk, "call_off", by=world.chair, reason="Im Umlauf.")
    assert state(found) == "cancelled"


def test_what_was_voted_on_in_the_first_meeting_is_not_put_to_the_second(world, idea, meeting, seats):
    vote = idea("on_agenda").children.get(lifecycle="decision")
    first = meeting("opened", items=(("Bericht", True),), there=5)
    fire(vote.pk, "open_vote", by=world.office, procedure="session")
    cast(vote, world.steering[:5], "yes")
    fire(vote.pk, "close", by=world.chair)
    assert state(vote) == "adopted"
    fire(first.pk, "attend", by=world.office, what="left", seats=seats[2:5])
    fire(first.pk, "state_no_quorum", by=world.chair)
    fire(first.pk, "invite_again", by=world.office, meets_on="2024-07-17", begins_at="18:00")
    second = first.children.get(lifecycle="meeting").meeting
    assert vote.pk not in {item.matter_id for item in second.items.all()}

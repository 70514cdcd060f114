"""Votes: who may cast, when they end, what one objection does, and that a ballot and the closing never miss."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from funding.decisions.models import Choice, Decision, Participation
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.decisions import on_paper
from workflows import clock
from workflows.engine import available, fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, Clock
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def card(case, voter, move="cast"):
    return next(o for o in available(Case.objects.get(pk=case.pk), by=voter) if o.move.name == move)


def cast(case, voter, choice="yes", seen=None):
    return fire(case.pk, "cast", by=voter, seen=seen or card(case, voter).seen, choice=choice)


def days_pass(number):
    Clock.objects.update(demo=True, offset=dt.timedelta(days=number))


def test_the_event_tells_who_took_part_and_never_what_was_voted(world, vote):
    case = vote()
    event = cast(case, world.steering[1], "no")
    assert "choice" not in event.body
    assert '"no"' not in event.body
    assert list(Participation.objects.values_list("person_id", "number")) == [(world.steering[1].pk, 1)]
    assert list(Choice.objects.values_list("choice", flat=True)) == ["no"]


def test_a_ballot_may_be_replaced_until_the_close_and_the_last_counts(world, vote):
    case = vote()
    old = card(case, world.steering[1]).seen
    cast(case, world.steering[1], "no")
    assert refusal(case, "cast", by=world.steering[1], seen=old, choice="yes") == "someone_was_faster"
    cast(case, world.steering[1], "yes")
    assert list(Choice.objects.values_list("choice", flat=True)) == ["yes"]
    assert Participation.objects.get().number == 2


def test_other_ballots_do_not_make_a_card_stale(world, vote):
    case = vote()
    seen = card(case, world.steering[2]).seen
    cast(case, world.steering[1])
    cast(case, world.steering[2], seen=seen)
    assert Choice.objects.count() == 2


def test_a_circular_vote_ends_at_its_last_day_and_takes_no_ballot_after(world, vote):
    case = vote()
    assert refusal(case, "close", by=CLOCK) == "still_running"
    assert refusal(case, "close", by=world.chair) == "still_running"
    for voter in world.steering[:4]:
        cast(case, voter)
    closes_on = Decision.objects.get().closes_on
    days_pass((closes_on - clock.today()).days)
    cast(case, world.steering[4])
    days_pass((closes_on - dt.datetime.now(dt.UTC).date()).days + 2)
    assert refusal(case, "cast", by=world.steering[5], choice="yes") == "vote_is_over"
    fire(case.pk, "close", by=CLOCK)
    assert state(case) == "adopted"


def test_a_refusal_names_the_state_and_the_day_in_words(world, vote, today_is):
    today_is("2026-03-02")
    case = vote()
    today_is("2026-03-17")
    with translation.override("de"), pytest.raises(Refused) as late:
        fire(case.pk, "cast", by=world.steering[5], choice="yes")
    assert late.value.sentence == "Die Abstimmung endete am Montag, 16.03.2026."
    with translation.override("de"), pytest.raises(Refused) as elsewhere:
        fire(case.pk, "record", by=world.office, resolution="x")
    assert elsewhere.value.sentence == (
        "„Ergebnis in die Niederschrift aufnehmen“ ist nicht möglich, solange der Stand „in Abstimmung“ ist."
    )


def test_one_objection_ends_a_circular_vote(world, vote):
    case = vote()
    for voter in world.steering[:6]:
        cast(case, voter)
    voter = world.steering[6]
    fire(case.pk, "object", by=voter, seen=card(case, voter, "object").seen, reason="Das muss beraten werden.")
    assert (state(case), state(case.parent)) == ("aborted", "recommended")


def test_a_session_counts_who_is_present(world, vote):
    case = vote("session", present=4)
    for voter in world.steering[:3]:
        cast(case, voter)
    assert refusal(case, "cast", by=world.steering[5], choice="yes") == "not_present"
    fire(case.pk, "close", by=world.chair)
    assert state(case) == "adopted"


def test_the_clerk_closes_a_session_only_when_all_present_have_voted(world, vote):
    case = vote("session", present=4)
    for voter in world.steering[:3]:
        cast(case, voter)
    assert refusal(case, "close", by=world.office) == "chair_closes"
    cast(case, world.steering[3])
    fire(case.pk, "close", by=world.office)
    assert state(case) == "adopted"


@pytest.fixture
def not_quorate(world, vote, today_is):
    """The second of March: three of seven came."""
    today_is("2026-03-02")
    case = vote("session", present=3)
    for voter in world.steering[:3]:
        cast(case, voter)
    fire(case.pk, "close", by=world.chair)
    assert state(case) == "not_quorate"
    return case


def test_three_of_seven_are_no_quorum_and_the_second_meeting_needs_none(world, not_quorate, today_is):
    case = not_quorate
    fire(case.pk, "vote_again", by=world.office, meets_on="2026-03-17")
    seats = [seat["seat"] for seat in Decision.objects.get().electorate]
    today_is("2026-03-17")
    fire(case.pk, "open_vote", by=world.office, procedure="session", present=seats[:2])
    for voter in world.steering[:2]:
        cast(case, voter)
    fire(case.pk, "close", by=world.office)
    assert (state(case), state(case.parent)) == ("adopted", "approved_for_application")


def test_every_member_is_invited_to_the_second_meeting_and_told_that_any_number_is_quorate(world, not_quorate):
    fire(not_quorate.pk, "vote_again", by=world.office, meets_on="2026-03-17")
    invited = Message.objects.filter(kind="decision.second_meeting", about=f"case {not_quorate.pk}")
    assert {message.person for message in invited} == set(world.steering)
    assert {message.context["due_on"] for message in invited} == {"2026-03-17"}
    meeting = not_quorate.deadlines.get(kind="re_invited")
    assert (meeting.due_on, len(meeting.steps)) == (dt.date(2026, 3, 17), 1)


@pytest.mark.parametrize("day", ["2026-03-01", "2026-03-02", "2026-03-16"])  # two weeks lie between, no day counted
def test_nobody_is_invited_to_a_second_meeting_at_too_short_notice(world, not_quorate, day):
    assert refusal(not_quorate, "vote_again", by=world.office, meets_on=day) == "bad_input"


def test_where_orders_and_programme_are_silent_the_second_meeting_is_tomorrow_at_the_earliest(world, not_quorate):
    on_paper.orders(world, invitation_days=None)
    Case.objects.filter(pk=not_quorate.pk).update(terms={**not_quorate.terms, "invitation_weeks": None})
    assert refusal(not_quorate, "vote_again", by=world.office, meets_on="2026-03-02") == "bad_input"
    fire(not_quorate.pk, "vote_again", by=world.office, meets_on="2026-03-03")
    assert state(not_quorate) == "re_invited"


def test_a_second_meeting_votes_on_its_day_and_in_session(world, not_quorate, today_is):
    fire(not_quorate.pk, "vote_again", by=world.office, meets_on="2026-03-17")
    today_is("2026-03-16")
    assert refusal(not_quorate, "open_vote", by=world.office, procedure="session") == "meeting_to_come"
    today_is("2026-03-17")
    assert refusal(not_quorate, "open_vote", by=world.office, procedure="circular") == "bad_input"


@pytest.mark.parametrize("held", ["here", "elsewhere"])
def test_a_meeting_on_another_day_than_that_of_the_invitation_is_a_first_one(world, not_quorate, today_is, held):
    """§ 90 (2) VwVfG: only the second meeting that was announced is quorate with any number."""
    fire(not_quorate.pk, "vote_again", by=world.office, meets_on="2026-03-17")
    seats = [seat["seat"] for seat in Decision.objects.get().electorate]
    today_is("2026-11-16")
    if held == "elsewhere":
        paper = {"held_on": "2026-11-16", "procedure": "session", "present": seats[:1], "yes": seats[:1]}
        Participation.objects.all().delete()
        fire(not_quorate.pk, "record_elsewhere", by=world.office, **paper, file=on_paper.MINUTES)
    else:
        fire(not_quorate.pk, "open_vote", by=world.office, procedure="session", present=seats[:1])
        cast(not_quorate, world.steering[0])
        fire(not_quorate.pk, "close", by=world.office)
    assert (state(not_quorate), Decision.objects.get().second_meeting) == ("not_quorate", False)


@pytest.mark.parametrize(("day", "outcome"), [("2026-03-17", "adopted"), ("2026-09-28", "not_quorate")])
def test_a_vote_begun_anew_in_secret_is_the_second_meetings_on_its_day_alone(
    world, not_quorate, today_is, day, outcome
):
    on_paper.orders(world, secret="1")
    fire(not_quorate.pk, "vote_again", by=world.office, meets_on="2026-03-17")
    seats = [seat["seat"] for seat in Decision.objects.get().electorate]
    today_is("2026-03-17")
    fire(not_quorate.pk, "open_vote", by=world.office, procedure="session", present=seats[:3])
    fire(not_quorate.pk, "demand_secrecy", by=world.steering[0])
    assert state(not_quorate) == "prepared"
    today_is(day)
    fire(not_quorate.pk, "open_vote", by=world.office, procedure="session", present=seats[:3])
    for voter in world.steering[:3]:
        cast(not_quorate, voter)
    fire(not_quorate.pk, "close", by=world.office)
    assert state(not_quorate) == outcome


def test_the_standing_orders_say_how_early_the_second_meeting_is_invited_to(world, not_quorate):
    on_paper.orders(world, invitation_days=30)
    invited = {"by": world.office, "meets_on": "2026-04-01"}
    assert wrong(not_quorate, "vote_again", **invited) == "meets_on"
    fire(not_quorate.pk, "vote_again", **invited | {"meets_on": "2026-04-02"})
    assert state(not_quorate) == "re_invited"


def test_the_meeting_after_a_circular_vote_without_quorum_is_a_first_one(world, vote, today_is):
    today_is("2026-03-02")
    case = vote()
    for voter in world.steering[:3]:
        cast(case, voter)
    today_is("2026-03-17")
    fire(case.pk, "close", by=CLOCK)
    assert state(case) == "not_quorate"
    fire(case.pk, "vote_again", by=world.office, meets_on="2026-04-01")
    assert Message.objects.filter(kind="decision.meeting").count() == 7
    seats = [seat["seat"] for seat in Decision.objects.get().electorate]
    today_is("2026-04-01")
    fire(case.pk, "open_vote", by=world.office, procedure="session", present=seats[:2])
    for voter in world.steering[:2]:
        cast(case, voter)
    fire(case.pk, "close", by=world.office)
    assert state(case) == "not_quorate"


def test_the_database_takes_no_ballot_outside_an_open_vote(world, vote, idea):
    prepared = idea("on_agenda").children.get(lifecycle="decision")
    seat = world.steering_group.seats.first()
    with pytest.raises(IntegrityError, match="no ballot is taken"), transaction.atomic():
        Choice.objects.create(decision_id=prepared.pk, seat=seat, choice="yes")


def test_the_database_keeps_every_ballot_of_a_vote_that_stands(world, vote):
    case = vote()
    for voter in world.steering:
        cast(case, voter)
    assert state(case) == "adopted"
    for rows in (Choice.objects.all(), Participation.objects.all()):
        with pytest.raises(IntegrityError, match="no ballot is deleted"), transaction.atomic():
            rows.delete()


def test_a_ballot_takes_five_statements_and_the_deciding_one_eleven(world, vote):
    case = vote()
    counts = []
    for voter in world.steering:
        seen = card(case, voter).seen
        with CaptureQueriesContext(connection) as queries:
            fire(case.pk, "cast", by=voter, seen=seen, choice="yes")
        counts.append(sum("SAVEPOINT" not in q["sql"] for q in queries))
    assert counts == [5] * 6 + [11]


def test_the_last_day_of_a_circular_vote_keeps_its_calculation(world, vote):
    deadline = vote().deadlines.get(kind="open")
    assert (deadline.rule, deadline.due_on) == ("on(closes_on)", Decision.objects.get().closes_on)
    assert deadline.steps[0]["rule"] == "§ 187 (1) BGB"


def test_a_circular_vote_that_is_to_end_on_a_sunday_ends_on_monday(world, idea, today_is):
    case = idea("on_agenda").children.get(lifecycle="decision")
    today_is("2026-03-02")
    fire(case.pk, "open_vote", by=world.office, procedure="circular", closes_on="2026-03-29")
    assert case.deadlines.get(kind="open").due_on.isoformat() == "2026-03-30"


def test_a_session_cannot_end_on_a_day_that_is_over(world, idea):
    case = idea("on_agenda").children.get(lifecycle="decision")
    assert refusal(case, "open_vote", by=world.office, procedure="session", closes_on="2020-01-31") == "bad_input"

"""A vote held elsewhere: recorded from the minutes by seat or as a count, established by the same rules."""

import datetime as dt

import pytest
from django.urls import reverse

from funding.bodies.appointments import seat_desk, succeed
from funding.bodies.models import Seat
from funding.challenges.models import Challenge
from funding.decisions.models import Decision
from funding.demo.world import person
from funding.documents.models import Document
from funding.ideas.models import Idea
from funding.meetings.opening import plan_meeting
from tests.funding.asking import refused, state
from tests.funding.below import rule
from tests.funding.decisions.on_paper import CIRCULAR, HELD, MINUTES, as_count, by_seat, orders
from tests.funding.documents.test_letters import text_of
from workflows.engine import fire
from workflows.models import Bar, Desk, Event, Holder
from workflows.refusals import NotFound

pytestmark = pytest.mark.django_db


def test_the_result_follows_from_the_seats_votes_by_the_rules_of_that_day(world, prepared, seats):
    event = fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.parent.state) == ("adopted", "approved_for_application")
    assert [decision.result[name] for name in ("yes", "no", "abstain")] == [4, 1, 0]
    assert (decision.held_on, decision.present, decision.count_only) == (dt.date(2024, 5, 17), sorted(seats[:6]), False)
    assert "secret" not in [step.get("rule") for step in decision.result["steps"]]
    document = Document.objects.get(case=prepared, kind="minutes")
    assert (event.facts["document"], event.facts["sha256"]) == (document.pk, document.content_id)
    assert event.facts["held_on"] == "2024-05-17"
    assert seats[0] not in [value for value in event.facts.values() if isinstance(value, list)]


def test_a_count_is_judged_by_the_same_rules_and_marked_as_a_count_wherever_it_is_shown(
    world, prepared, seats, as_person
):
    event = fire(prepared.pk, "record_elsewhere", by=world.office, **as_count(seats))
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.count_only, event.facts["count_only"]) == ("adopted", True, True)
    assert [decision.result[name] for name in ("yes", "no", "abstain", "void")] == [4, 1, 1, False]
    page = as_person(world.office).get(reverse("vote_result", args=[prepared.pk])).content.decode()
    assert "How each seat voted is not recorded." in page
    assert "How each seat voted</h2>" not in page
    history = as_person(world.office).get(f"/cases/{prepared.pk}/").content.decode()
    assert "Count only: how each seat voted is not recorded." in history
    fire(prepared.pk, "record", by=world.office, resolution="Das Vorhaben wird verfolgt.")
    extract = Document.objects.get(case=prepared, kind="minutes_extract")
    assert "Nur Auszählung" in text_of(bytes(extract.content.content))


def test_a_named_vote_shows_each_seats_vote_and_where_it_is_from(world, prepared, seats, as_person):
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats, yes=1, no=1))
    page = as_person(world.office).get(reverse("vote_result", args=[prepared.pk])).content.decode()
    assert "This vote was held elsewhere on" in page
    assert "How each seat voted</h2>" in page
    assert page.count("This entry counts.") == 1


def test_too_few_present_are_no_quorum_and_the_vote_is_recorded_anew(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **HELD, present=seats[:2], yes=seats[:2])
    assert state(prepared) == "not_quorate"
    fire(prepared.pk, "vote_again", by=world.office, reason="Es waren vier da.")
    assert Decision.objects.get(pk=prepared.pk).entry is None
    fire(prepared.pk, "record_elsewhere", by=world.office, **HELD, present=seats[:4], yes=seats[:4])
    assert state(prepared) == "adopted"


def test_after_not_quorate_the_second_meeting_on_paper_needs_no_quorum_and_is_not_before_its_day(
    world, prepared, seats, today_is
):
    fire(prepared.pk, "record_elsewhere", by=world.office, **HELD, present=seats[:2], yes=seats[:2])
    fire(prepared.pk, "vote_again", by=world.office, meets_on="2024-07-10")
    second = {"procedure": "session", "file": MINUTES, "present": seats[:2], "yes": seats[:2]}
    assert refused(prepared, "record_elsewhere", by=world.office, **second, held_on="2024-06-03") == "meeting_to_come"
    today_is("2024-07-11")
    early = refused(prepared, "record_elsewhere", by=world.office, **second, held_on="2024-07-09")
    assert early == ("held_on", "bad_input")
    circular = second | {"procedure": "circular", "held_on": "2024-07-10"}
    assert refused(prepared, "record_elsewhere", by=world.office, **circular) == ("procedure", "bad_input")
    fire(prepared.pk, "record_elsewhere", by=world.office, **second, held_on="2024-07-10")
    assert state(prepared) == "adopted"


def test_a_second_meeting_already_held_on_paper_is_recorded_with_the_day_of_its_invitation(world, prepared, seats):
    first = {**HELD, "held_on": "2024-04-17", "present": seats[:2], "yes": seats[:2]}
    fire(prepared.pk, "record_elsewhere", by=world.office, **first)
    second = {**first, "held_on": "2024-05-17"}
    for changed, field in (
        ({"held_on": "2024-04-17"}, "held_on"),
        ({"invited_again_on": "2024-05-17"}, "invited_again_on"),
        ({"invited_again_on": "2024-05-04"}, "invited_again_on"),
        (
            {"invited_again_on": "2024-04-22", "procedure": "circular", "sent_on": "2024-05-02", "present": []},
            "invited_again_on",
        ),
    ):
        asked = refused(prepared, "record_elsewhere", by=world.office, **{**second, **changed})
        assert (asked, state(prepared)) == ((field, "bad_input"), "not_quorate")
    event = fire(prepared.pk, "record_elsewhere", by=world.office, **second, invited_again_on="2024-04-22")
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.second_meeting) == ("adopted", True)
    assert (event.facts["held_on"], event.facts["invited_again_on"]) == ("2024-05-17", "2024-04-22")
    assert event.facts["invited_again_steps"] != []


def test_a_second_meeting_whose_first_was_held_on_paper_too_is_recorded_at_once(world, prepared, seats):
    second = {**HELD, "present": seats[:2], "yes": seats[:2], "invited_again_on": "2024-04-22"}
    fire(prepared.pk, "record_elsewhere", by=world.office, **second)
    assert state(prepared) == "adopted"


def test_another_meeting_without_the_notice_needs_its_quorum(world, prepared, seats):
    few = {**HELD, "held_on": "2024-04-17", "present": seats[:2], "yes": seats[:2]}
    fire(prepared.pk, "record_elsewhere", by=world.office, **few)
    fire(prepared.pk, "record_elsewhere", by=world.office, **{**few, "held_on": "2024-05-17"})
    assert state(prepared) == "not_quorate"


def test_where_the_standing_orders_know_no_second_meeting_none_is_recorded(world, prepared, seats):
    orders(world, second_meeting=False)
    second = {**HELD, "present": seats[:2], "yes": seats[:2], "invited_again_on": "2024-04-22"}
    assert refused(prepared, "record_elsewhere", by=world.office, **second) == ("invited_again_on", "bad_input")


def test_who_came_late_is_not_counted_at_the_opening(world, prepared, seats):
    quorum = {"over": "1/2", "minimum": 3, "of": "filled", "checked": "opening"}
    orders(world, rule={"quorum": quorum})
    late = {**by_seat(seats), "late": seats[2:6]}
    assert refused(prepared, "record_elsewhere", by=world.office, **{**late, "late": seats[6:]}) == (
        "late",
        "bad_input",
    )
    fire(prepared.pk, "record_elsewhere", by=world.office, **late)
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.present_at_opening) == ("not_quorate", sorted(seats[:2]))
    assert decision.recorded[-1]["late"] == sorted(seats[2:6])


def test_a_deputy_at_the_chairs_seat_does_not_break_a_tie(world, prepared, seats):
    orders(world, rule={"tie": "chair"})
    Desk.objects.get(role="chair", place=world.steering_group.place).holders.all().delete()
    succeed(Desk.objects.get(role="chair", place=world.steering_group.place), world.steering[1], dt.date(2021, 1, 1))
    tie = {**HELD, "present": seats[:6], "yes": seats[:3], "no": seats[3:6], "deputies": [seats[1]]}
    fire(prepared.pk, "record_elsewhere", by=world.office, **tie)
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.recorded[-1]["deputies"]) == ("rejected", [seats[1]])
    fire(
        prepared.pk, "correct", by=world.office, yes=seats[:3], no=seats[3:6], deputies=[], reason="Sie war selbst da."
    )
    assert Challenge.objects.get().recount["after"] == ["adopted"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"held_on": "2024-06-04"}, "held_on"),
        ({"present": []}, "present"),
        ({"present": [999_999]}, "present"),
        ({"yes": [], "no": []}, "yes"),
        ({"yes_votes": 4}, "yes"),
    ],
)
def test_what_the_minutes_cannot_say_is_refused_at_its_field(world, prepared, seats, changed, field):
    asked = refused(prepared, "record_elsewhere", by=world.office, **by_seat(seats) | changed)
    assert (asked, state(prepared)) == ((field, "bad_input"), "prepared")


def test_no_seat_votes_twice_nor_from_outside_the_room_nor_excluded(world, prepared, seats):
    given = by_seat(seats)
    for changed, field in (
        ({"no": seats[3:5]}, "yes"),
        ({"no": [seats[6]]}, "no"),
        ({"excluded": [seats[0]]}, "present"),
        ({"excluded": [seats[6]], **CIRCULAR, "no": [seats[6]]}, "no"),
        ({"excluded": [seats[6]], **CIRCULAR, "objected": [seats[6]]}, "objected"),
    ):
        assert refused(prepared, "record_elsewhere", by=world.office, **given | changed) == (field, "bad_input")
    too_many = as_count(seats, yes=6, no=1, abstentions=0)
    assert refused(prepared, "record_elsewhere", by=world.office, **too_many) == ("yes_votes", "bad_input")


def test_a_count_the_rules_cannot_judge_is_refused_with_a_sentence(world, prepared, seats):
    orders(world, rule={"group_cap": "49/100"})
    assert refused(prepared, "record_elsewhere", by=world.office, **as_count(seats)) == ("yes_votes", "bad_input")


def test_a_tie_the_chair_breaks_is_no_matter_for_a_count(world, prepared, seats):
    orders(world, rule={"tie": "chair"})
    tie = as_count(seats, yes=3, no=3, abstentions=0)
    assert refused(prepared, "record_elsewhere", by=world.office, **tie) == ("yes_votes", "bad_input")


def test_a_tie_is_decided_by_who_held_the_chair_on_the_day_of_the_vote_wherever_they_sat(world, prepared, seats):
    orders(world, rule={"tie": "chair"})
    desk = Desk.objects.get(role="chair", place=world.steering_group.place)
    desk.holders.all().delete()
    succeed(desk, world.steering[1], dt.date(2021, 1, 1))
    succeed(desk, world.steering[3], dt.date(2024, 6, 1))  # after the vote, before it is recorded
    tie = HELD | {"present": seats[:6], "yes": seats[:3], "no": seats[3:6]}
    fire(prepared.pk, "record_elsewhere", by=world.office, **tie)
    decision = Decision.objects.get(pk=prepared.pk)
    assert decision.state == "adopted"
    assert [seat["seat"] for seat in decision.electorate if seat["chair"]] == [seats[1]]
    fire(prepared.pk, "correct", by=world.office, yes=[seats[0], *seats[2:4]], no=[seats[1], *seats[4:6]], reason="X.")
    assert Challenge.objects.get().recount["after"] == ["rejected"]


def test_what_must_be_secret_is_recorded_as_a_count_and_withheld_where_few_voted(world, prepared, seats):
    orders(world, secret="always", secret_minimum=5)
    assert refused(prepared, "record_elsewhere", by=world.office, **by_seat(seats)) == ("yes", "bad_input")
    fire(prepared.pk, "record_elsewhere", by=world.office, **as_count(seats, yes=4, no=0, abstentions=0))
    decision = Decision.objects.get(pk=prepared.pk)
    assert (decision.state, decision.is_secret, "yes" in decision.result) == ("adopted", True, False)


def test_nothing_is_recorded_from_elsewhere_once_somebody_has_voted_here_or_while_it_stands_on_an_agenda(
    world, prepared, seats, vote
):
    assert refused(prepared, "record_elsewhere", by=world.chair, **by_seat(seats)) == "not_yours"
    with pytest.raises(NotFound):
        fire(prepared.pk, "record_elsewhere", by=world.stranger, **by_seat(seats))
    fire(prepared.pk, "open_vote", by=world.office, procedure="circular")
    assert refused(prepared, "record_elsewhere", by=world.office, **by_seat(seats)) == "not_possible_here"


def test_an_undecided_conflict_of_interest_comes_first_and_who_is_excluded_reads_again_afterwards(
    world, prepared, seats
):
    fire(prepared.pk, "declare_conflict", by=world.office, seat=seats[2], reason="Vorstand des Trägers.")
    assert refused(prepared, "record_elsewhere", by=world.office, **by_seat(seats)) == "conflict_undecided"
    rule(prepared, world.steering[2], by=world.chair)
    assert Bar.objects.filter(person=world.steering[2]).exists()
    excluded = refused(prepared, "record_elsewhere", by=world.office, **by_seat(seats))
    present = [seat for seat in seats[:6] if seat != seats[2]]
    assert excluded == ("present", "bad_input")
    fire(prepared.pk, "record_elsewhere", by=world.office, **HELD, present=present, yes=present)
    assert (state(prepared), Bar.objects.filter(person=world.steering[2]).exists()) == ("adopted", False)


def test_the_seat_of_who_was_excluded_has_no_vote_though_a_successor_sits_there_since(world, prepared, seats, today_is):
    fire(prepared.pk, "declare_conflict", by=world.office, seat=seats[2], reason="Vorstand des Trägers.")
    rule(prepared, world.steering[2], by=world.chair)
    successor = person("Neu Gewählt", "successor")
    succeed(seat_desk(world.steering_group.seats.get(pk=seats[2])), successor, dt.date(2024, 6, 5))
    today_is("2024-06-10")
    assert refused(prepared, "record_elsewhere", by=world.office, **by_seat(seats)) == ("present", "bad_input")


def test_the_approval_runs_from_the_day_of_the_vote_and_so_does_the_time_to_challenge_it(world, prepared, seats):
    orders(world, challenge_days=14)
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    idea = Idea.objects.get()
    assert idea.deadlines.get(status="running").inputs["event"] == "2024-05-17"
    late = {"received_on": "2024-06-03", "fault": "procedure", "seat": seats[5], "reason": "Keine Ladung."}
    assert refused(prepared, "challenge", by=world.office, **late) == "challenge_late"


def test_a_recount_without_a_seat_asks_of_a_count_whether_its_vote_could_have_decided(world, prepared, seats):
    fire(prepared.pk, "record_elsewhere", by=world.office, **as_count(seats, yes=3, no=2, abstentions=0))
    data = {
        "seat": seats[5],
        "received_on": "2024-06-03",
        "fault": "vote",
        "contested": [seats[0]],
    }
    fire(prepared.pk, "challenge", by=world.office, **data, reason="Befangen.")
    fire(Challenge.objects.get().pk, "examine", by=world.office, found=True, finding="Sie war befangen.")
    assert Challenge.objects.get().recount["after"] == ["adopted", "rejected"]


def test_the_page_asks_and_a_wrong_answer_stands_at_its_field(world, prepared, seats, as_person):
    href = reverse("move", args=[prepared.pk, "record_elsewhere"])
    page = as_person(world.office).get(href)
    assert page.status_code == 200
    assert len(page.context["form"].fields["yes"].choices) == len(seats)
    assert as_person(world.stranger).get(href).status_code == 404
    assert Event.objects.filter(case=prepared, move="record_elsewhere").count() == 0


def test_where_ballots_were_cast_here_the_vote_is_held_here_also_once_it_has_become_secret(world, prepared, seats):
    orders(world, secret="1")
    fire(prepared.pk, "open_vote", by=world.office, procedure="circular")
    fire(prepared.pk, "cast", by=world.steering[0], choice="no")
    fire(prepared.pk, "demand_secrecy", by=world.steering[1])
    assert state(prepared) == "prepared"
    assert refused(prepared, "record_elsewhere", by=world.office, **as_count(seats)) == "cast_here"


def test_what_stands_on_the_agenda_of_a_meeting_here_is_voted_on_there(world, prepared, seats):
    meeting = plan_meeting(
        world.steering_group, by=world.office, meets_on=dt.date(2024, 6, 26), begins_at="09:30", place="Kreishaus"
    )
    fire(meeting.pk, "draft_agenda", by=world.office)
    assert refused(prepared, "record_elsewhere", by=world.office, **by_seat(seats)) == "stands_on_agenda"


def test_nobody_is_there_for_two_seats(world, prepared, seats):
    """The holder of the second seat is the only deputy of the first, and one of two of the third."""
    first, third = (seat_desk(Seat.objects.get(pk=seats[number])) for number in (0, 2))
    for desk in (first, third):
        Holder.objects.create(desk=desk, person=world.steering[1], rank=1, from_on=dt.date(2021, 1, 1))
    Holder.objects.create(desk=third, person=world.lead, rank=2, from_on=dt.date(2021, 1, 1))
    there = HELD | {"present": seats[:6], "yes": seats[:6]}
    found = refused(prepared, "record_elsewhere", by=world.office, **there, deputies=[seats[0]])
    assert found == ("deputies", "bad_input")
    both = there | {"present": [seats[0], *seats[2:7]], "yes": [seats[0], *seats[2:7]]}
    fire(prepared.pk, "record_elsewhere", by=world.office, **both, deputies=[seats[0], seats[2]])
    assert state(prepared) == "adopted"

"""Votes that come about crookedly: aborted, repeated, tied; and who sits there, and for whom."""

import datetime as dt

import pytest

from funding.bodies.appointments import appoint
from funding.demo.world import LONG_AGO, person
from funding.meetings.attendance import entries, there
from funding.meetings.opening import plan_meeting
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from funding.rosters.queries import terms_held
from tests.funding.applications.story import vote_of
from tests.journeys.story import (
    Person,
    again,
    below,
    due,
    letters,
    state,
    states,
    told,
    vote_alike,
    words_of,
)  # fmt: skip
from workflows import clock
from workflows.clock import BERLIN
from workflows.deadlines import sweep_deadlines
from workflows.models import Case

pytestmark = pytest.mark.django_db


TO_BODY = ("idea", "Put the idea on the agenda")


@pytest.fixture
def seats(world):
    return list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))


@pytest.fixture
def sits(world, people, today_is, seats):
    """The steering group is invited to 26 June 2024 in time, and so many are there: `sits(there=5)`."""

    def hold(there=5, **more):
        today_is("2024-06-05")
        meets_on = dt.date(2024, 6, 26)
        found = plan_meeting(
            world.steering_group, by=world.office, meets_on=meets_on, begins_at="09:30", place="Kreishaus"
        )
        people.office.draft_agenda(found)
        people.chair.invite(found)
        today_is("2024-06-26")
        people.chair.open_meeting(found, seats=seats[:there], **more)
        return again(found).meeting

    return hold


def test_a_circular_vote_is_aborted_by_one_objection_at_six_of_seven_and_the_meeting_decides(
    people, idea, today_is, sits
):
    today_is("2024-06-03")
    case = idea("on_agenda")
    vote = vote_of(case)
    people.office.open_vote(vote, procedure="circular")
    assert due(vote) == ("2024-06-17", "legal", "running")
    vote_alike(people.steering, vote, "yyyyyy")
    assert people.steering[6].sees_next == [("decision", "Cast your vote", "2024-06-17")]
    people.steering[6].object(vote, reason="Das gehört in die Sitzung.")
    assert states(vote, case) == ("aborted", "recommended")
    assert people.office.sees_next == [(*TO_BODY, "2024-07-15")]
    assert [each.sees_next for each in people.steering] == [[]] * 7
    people.office.put_on_agenda(case)
    meeting = sits(there=5)
    second = vote_of(case)
    people.office.open_vote(second, procedure="session")
    vote_alike(people.steering, second, "yyyyy")
    people.chair.close(second)
    people.chair.close(meeting)
    assert states(vote, second, case, meeting) == ("aborted", "adopted", "approved_for_application", "closed")
    assert (again(second).decision.result["yes"], due(case)[0]) == (5, "2026-06-26")
    assert people.office.sees_next == [
        ("decision", "Record the result in the minutes", "2024-07-10"),
        ("minutes", "Write the minutes", "2024-07-10"),
        ("idea", "Begin the application", "2026-06-26"),
    ]
    assert told(case, "idea.approved") == {people.author.user.name, people.office.user.name}


@pytest.fixture
def deputy(world, today_is):
    """Stands in for the chair's seat; today is the third of June 2024."""
    found = person("Dr. Nora Stell", "Auental")
    appoint(world.steering_group.seats.get(number=1), found, LONG_AGO, rank=1)
    today_is("2024-06-03")
    return Person(found)


def it_is(hour):
    clock.set_to(dt.datetime.combine(clock.today(), dt.time.fromisoformat(hour), BERLIN))


def test_a_deputy_votes_because_the_chair_is_absent(people, idea, deputy, sits, seats):
    case = idea("on_agenda")
    meeting = sits(there=5, deputies=seats[:1])
    arrived = there(entries(meeting)).present[seats[0]]
    assert (arrived.person, arrived.deputy) == (deputy.user, True)
    vote = vote_of(case)
    people.office.open_vote(vote, procedure="session")
    assert deputy.sees_next == [("decision", "Cast your vote", None)]
    deputy.votes(vote, "no")
    assert people.chair.may_not("cast", vote, choice="yes") == "another_sits_there"
    vote_alike(people.steering[1:], vote, "yyyn")
    people.office.close(vote)
    result = again(vote).decision.result
    assert (result["yes"], result["no"], states(vote, case)) == (3, 2, ("adopted", "approved_for_application"))
    assert deputy.sees_next == []
    people.office.record(vote, resolution="Die Steuerungsgruppe stimmt zu.")
    assert (state(vote), letters(vote)) == ("recorded", ["minutes_extract", "voting_list"])


def test_the_chair_leaves_because_of_a_conflict_and_the_deputy_votes_alone(people, idea, deputy, sits, seats):
    case = idea("on_agenda")
    meeting = sits(there=5)
    vote = vote_of(case)
    it_is("10:05")
    people.office.attend(meeting, what="left", seats=seats[:1])
    it_is("10:06")
    people.office.attend(meeting, what="came", seats=seats[:1], deputies=seats[:1])
    people.office.open_vote(vote, procedure="session")
    assert people.chair.may_not("cast", vote, choice="yes") == "another_sits_there"
    deputy.votes(vote, "no")
    vote_alike(people.steering[1:], vote, "yyyn")
    people.office.close(vote)
    people.office.record(vote, resolution="Die Steuerungsgruppe stimmt zu.")
    extract = words_of(vote, "minutes_extract")
    assert (deputy.user.name in extract, people.chair.user.name in extract) == (True, False)
    assert (states(vote, case), again(vote).decision.result["no"]) == (("recorded", "approved_for_application"), 2)


def test_the_chair_steps_out_for_a_conflict_and_has_no_ballot(people, idea, today_is, sits, seats):
    today_is("2024-06-03")
    case = idea("on_agenda")
    meeting = sits(there=5)
    people.office.attend(meeting, what="stepped_out", seats=seats[:1], agenda_item=meeting.items.get().pk)
    vote = vote_of(case)
    people.office.open_vote(vote, procedure="session")
    assert people.chair.may_not("cast", vote, choice="yes") == "not_yours"
    assert people.chair.sees_next == [("meeting", "Lead the meeting and close it", "2024-06-27")]
    vote_alike(people.steering[1:], vote, "yyyy")
    people.office.close(vote)
    people.office.attend(meeting, what="came_back", seats=seats[:1])
    people.chair.close(meeting)
    decision = again(vote).decision
    assert (decision.excluded, decision.result["yes"], states(vote, meeting)) == (
        seats[:1], 4, ("adopted", "closed"),
    )  # fmt: skip
    people.office.record(vote, resolution="Die Steuerungsgruppe stimmt zu.")
    extract = words_of(vote, "minutes_extract")
    assert f"Nicht mitgewirkt haben – {people.chair.user.name}" in extract.replace("•", "–")
    assert ("01.01.2021" in extract, "keine Geschäftsordnung" in extract) == (True, False)
    assert "Die Niederschrift ist noch nicht genehmigt." in extract


def test_three_of_seven_cannot_decide_and_a_second_meeting_of_two_can(people, idea, today_is, sits, seats):
    today_is("2024-06-03")
    case = idea("on_agenda")
    first = sits(there=3)
    people.chair.state_no_quorum(first)
    assert people.office.sees_next == [
        ("decision", "Open the vote", "2024-07-03"),
        ("minutes", "Write the minutes", "2024-07-10"),
        ("meeting", "Call a second meeting", "2024-07-10"),
    ]
    people.office.invite_again(first, meets_on="2024-07-17", begins_at="18:00")
    second = below(first, "meeting")
    people.office.draft_agenda(second)
    people.chair.invite(second)
    assert told(second, "meeting.second_invited") == {each.user.name for each in people.steering}
    assert due(second) == ("2024-07-17", "legal", "running")
    today_is("2024-07-17")
    people.chair.open_meeting(second, seats=seats[:2])
    vote = vote_of(case)
    people.office.open_vote(vote, procedure="session")
    vote_alike(people.steering, vote, "yy")
    people.chair.close(vote)
    people.chair.close(second)
    assert states(first, second, vote, case) == ("re_invited", "closed", "adopted", "approved_for_application")
    assert (letters(second), due(case)[0]) == (["invitation"], "2026-07-17")


@pytest.mark.parametrize(("ballots", "vote_ends", "idea_is"), [
    ("yynn", "adopted", "approved_for_application"), ("nnyy", "rejected", "rejected"),
])  # fmt: skip
def test_a_tie_is_decided_as_the_chair_has_voted(people, idea, today_is, sits, ballots, vote_ends, idea_is):
    today_is("2024-06-03")
    case = idea("on_agenda")
    sits(there=4)
    vote = vote_of(case)
    people.office.open_vote(vote, procedure="session")
    vote_alike(people.steering, vote, ballots)
    people.chair.close(vote)
    assert states(vote, case) == (vote_ends, idea_is)
    said = "idea.approved" if vote_ends == "adopted" else "idea.rejected"
    assert people.author.user.name in told(case, said)


def test_the_office_loses_a_seat_and_the_composition_rule_warns(people, application, world, today_is):
    case = application("draft")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "vacancy_blocks": True})
    care = world.steering_group.seats.get(bench="care")
    watch_rosters()
    roster = Roster.objects.get(body=world.steering_group)
    held, why = terms_held(world.steering_group).get(person=world.steering[5]), "Sie wechselt den Träger."
    people.office.end_term(roster, holder=held.pk, last_day="2024-06-30", reason=why)
    assert people.office.may_not("confirm", below(roster, "seat_change")) == "four_eyes"
    assert ("seat_change", "Check the change of the seats and confirm it", "2024-06-10") in people.chair.sees_next
    people.chair.confirm(below(roster, "seat_change"))
    assert ("roster", "Have the seats filled before their terms end", "2024-06-30") in people.office.sees_next
    assert told(roster, "roster.lapsing") == {world.office.name, world.chair.name}
    today_is("2024-06-30")
    assert people.applicant.is_hindered("release_internally", case) is None
    today_is("2024-07-01")
    sweep_deadlines()
    assert (state(roster), told(roster, "roster.incomplete")) == ("incomplete", {world.office.name, world.chair.name})
    assert people.applicant.is_hindered("release_internally", case) == "vacant_benches"
    assert people.applicant.may_not("release_internally", case) == "vacant_benches"
    new = person("Dr. Nora Stell", "Auental")
    people.office.appoint(roster, seat=care.pk, email=new.email, from_on="2024-07-01", reason="Schreiben des Trägers.")
    people.chair.confirm(below(roster, "seat_change"))
    assert (state(roster), told(roster, "roster.complete")) == ("complete", {world.office.name})
    people.applicant.release_internally(case)
    assert people.signatory.sees_next == [("application", "Sign and submit the application", "2024-09-15")]

"""A working group with seats and standing orders of its own votes on an idea here."""

import datetime as dt

import pytest

from funding.bodies.appointments import appoint, staff
from funding.bodies.models import Body, StandingOrders
from funding.decisions.models import Decision
from funding.demo.world import LONG_AGO, person
from funding.ideas.models import Idea
from tests.funding.applications.story import vote_of
from tests.funding.asking import names_told, refusal, state
from tests.funding.below import below
from tests.funding.ideas.story import consultation_of
from workflows import clock
from workflows.engine import fire
from workflows.inbox import Inbox
from workflows.lifecycle import CLOCK
from workflows.models import Desk, Holder

pytestmark = pytest.mark.django_db
WORDS = "Die Arbeitsgruppe hält es für sinnvoll."


@pytest.fixture
def members(world):
    """Five seats of the working group; the lead holds the first, the second chairs, the office keeps its office."""
    own = StandingOrders.objects.get(body=world.steering_group, decision_kind="")
    values = {field.attname: getattr(own, field.attname) for field in own._meta.concrete_fields}
    StandingOrders.objects.create(**values | {"id": None, "body_id": world.group.pk})
    found = [world.lead, *(person(f"Mitglied {number} der Gruppe", "Auental") for number in range(4))]
    for number, member in enumerate(found, start=1):
        appoint(world.group.seats.create(number=number, from_on=LONG_AGO), member, LONG_AGO)
    staff("clerk", world.group.place, world.office, LONG_AGO)
    staff("chair", world.group.place, found[1], LONG_AGO)
    return found


@pytest.fixture
def voting(world, idea, members):
    """The idea's consultation, put to the vote by the lead."""
    consultation = consultation_of(idea("in_working_group"))
    fire(consultation.pk, "put_to_vote", by=world.lead, recommendation=WORDS)
    return consultation


def vote(world, consultation, members, choices):
    ballot = vote_of(consultation)
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    for member, choice in zip(members, choices, strict=True):
        fire(ballot.pk, "cast", by=member, choice={"y": "yes", "n": "no"}[choice])
    return Decision.objects.get(pk=ballot.pk)


@pytest.mark.parametrize(
    ("choices", "decided", "follows"),
    [("yyyny", "adopted", "recommended"), ("nnnyn", "rejected", "not_recommended")],
)
def test_what_the_members_vote_is_what_the_group_says(world, voting, members, choices, decided, follows):
    ballot = vote(world, voting, members, choices)
    above = voting.parent
    assert (ballot.state, state(voting), state(above)) == (decided, follows, follows)
    assert ballot.papers["recommendation"] == WORDS
    recommended = follows == "recommended"
    assert Idea.objects.get(pk=above.pk).recommendation == (WORDS if recommended else "")
    assert (voting.events.latest("seq").facts.get("resolved_on") is not None) == recommended


def test_members_find_the_ballot_in_their_inbox_and_nobody_else_reads_it(world, voting, members):
    ballot = vote_of(voting)
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    waiting = [[row.case.lifecycle for row in Inbox.of(each).page().rows] for each in members]
    assert [each.count("decision") for each in waiting] == [1] * 5
    assert refusal(ballot, "cast", by=world.stranger, choice="yes") == "not_found"


@pytest.mark.parametrize("missing", ["clerk", "chair", "two_persons"])
def test_a_vote_needs_an_office_and_a_chair_and_the_lead_becomes_neither(world, idea, members, missing):
    desks = Holder.objects.filter(desk__place=world.group.place)
    if missing == "two_persons":
        desks.filter(desk__role__in=("clerk", "chair")).update(person=world.lead)
    else:
        desks.filter(desk__role=missing).delete()
    before = set(desks.values_list("desk__role", "person"))
    consultation = consultation_of(idea("in_working_group"))
    assert refusal(consultation, "put_to_vote", by=world.lead, recommendation=WORDS) == "nobody_leads_the_vote"
    assert set(desks.values_list("desk__role", "person")) == before
    fire(consultation.pk, "recommend", by=world.lead, recommendation=WORDS, resolved_on="2022-01-31")
    assert state(consultation) == "recommended"


def test_a_deputy_in_the_chair_is_a_second_person(world, idea, members):
    desks = Holder.objects.filter(desk__place=world.group.place)
    desks.filter(desk__role__in=("clerk", "chair")).update(person=world.lead)
    Desk.objects.get(role="chair", place=world.group.place).holders.create(person=members[1], from_on=LONG_AGO, rank=1)
    consultation = consultation_of(idea("in_working_group"))
    fire(consultation.pk, "put_to_vote", by=world.lead, recommendation=WORDS)
    assert state(consultation) == "voting"


def test_who_leads_the_group_alone_does_not_open_the_vote(world, voting):
    assert refusal(vote_of(voting), "open_vote", by=world.lead, procedure="circular") == "not_yours"


def test_a_group_without_seats_or_standing_orders_records_its_resolution_as_before(world, idea):
    consultation = consultation_of(idea("in_working_group"))
    assert refusal(consultation, "put_to_vote", by=world.lead, recommendation=WORDS) == "group_votes_elsewhere"
    fire(consultation.pk, "recommend", by=world.lead, recommendation=WORDS, resolved_on="2022-01-31")
    assert state(consultation) == "recommended"


def test_a_group_that_was_dissolved_is_not_asked(world, idea, members):
    consultation = consultation_of(idea("in_working_group"))
    Body.objects.filter(pk=world.group.pk).update(dissolved_on=clock.today())
    assert refusal(consultation, "put_to_vote", by=world.lead, recommendation=WORDS) == "body_dissolved"
    Body.objects.filter(pk=world.group.pk).update(dissolved_on=clock.today() + dt.timedelta(days=1))
    fire(consultation.pk, "put_to_vote", by=world.lead, recommendation=WORDS)


def test_only_the_lead_puts_it_to_the_vote(world, idea, members):
    consultation = consultation_of(idea("in_working_group"))
    assert refusal(consultation, "put_to_vote", by=world.office, recommendation=WORDS) == "not_yours"


def test_without_a_resolution_the_group_goes_on_with_it(world, voting, members):
    assert refusal(voting, "follow_vote", by=CLOCK) == "no_result_yet"
    fire(vote_of(voting).pk, "leave", by=members[1], outcome="returned", reason="Unklar.")
    assert (state(voting), state(voting.parent)) == ("in_working_group", "in_working_group")
    fire(voting.pk, "put_to_vote", by=world.lead, recommendation=WORDS)


def test_an_idea_withdrawn_while_the_group_votes_ends_its_vote(world, voting):
    fire(voting.parent.pk, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(voting), state(vote_of(voting))) == ("ended", "aborted")


def test_the_lead_does_not_end_a_vote_that_has_begun_by_withdrawing_or_joining_the_idea_but_its_author_may(
    world, voting, members
):
    ballot = vote_of(voting)
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    fire(ballot.pk, "cast", by=members[2], choice="no")
    assert refusal(voting.parent, "withdraw", by=world.lead, reason="x") == "votes_are_cast"
    for by in (world.lead, world.office):
        assert refusal(voting.parent, "join", by=by, reason="x") == "votes_are_cast"
    assert state(ballot) == "open"
    fire(voting.parent.pk, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(voting.parent), state(ballot)) == ("withdrawn", "aborted")


def test_an_idea_is_taken_from_a_group_that_is_gone_while_it_votes(world, voting):
    Holder.objects.filter(desk__role="working_group_lead", desk__place=world.group.place).delete()
    fire(voting.pk, "take_from_group", by=world.office)
    assert (state(voting), state(voting.parent), state(vote_of(voting))) == ("taken_back", "submitted", "aborted")


def lifted(world, ballot, members):
    """The vote is challenged for a decisive fault and falls."""
    held = {each["number"]: each["seat"] for each in Decision.objects.get(pk=ballot.pk).electorate}
    wrong = {"seat": held[5], "fault": "procedure", "reason": "Nicht geladen."}
    fire(ballot.pk, "challenge", by=world.office, **wrong)
    found = below(ballot, "challenge")
    fire(found.pk, "examine", by=world.office, found=True, decisive=True, finding="Das trifft zu.")
    fire(found.pk, "decide", by=members[1], reason="Siehe Feststellung.")


@pytest.mark.parametrize(("choices", "answer"), [("yyyny", "recommended"), ("nnnyn", "not_recommended")])
def test_where_its_vote_falls_the_group_has_the_idea_on_its_table_again(world, voting, members, choices, answer):
    assert refusal(voting, "follow_fall", by=CLOCK) == "not_possible_here"
    ballot = vote(world, voting, members, choices)
    assert (state(voting), refusal(voting, "follow_fall", by=CLOCK)) == (answer, "no_result_yet")
    assert refusal(voting.parent, "follow_group", by=CLOCK) == "no_result_yet"
    lifted(world, ballot, members)
    assert (state(ballot), state(voting), state(voting.parent)) == ("void", "in_working_group", "in_working_group")
    assert Idea.objects.get(pk=voting.parent_id).recommendation == ""
    assert names_told("consultation.vote_fell", voting) == {world.lead.name, world.office.name, world.author.name}
    assert "consultation" in [row.case.lifecycle for row in Inbox.of(world.lead).page().rows]
    fire(voting.pk, "put_to_vote", by=world.lead, recommendation=WORDS)
    vote(world, voting, members, "yyyyn")
    assert (state(voting), state(voting.parent)) == ("recommended", "recommended")


def test_where_its_vote_falls_after_the_idea_has_gone_on_the_office_is_told(world, voting, members):
    ballot = vote(world, voting, members, "yyyny")
    fire(voting.parent.pk, "put_on_agenda", by=world.office)
    lifted(world, ballot, members)
    assert (state(ballot), state(voting), state(voting.parent)) == ("void", "recommended", "on_agenda")
    assert names_told("consultation.vote_fell", voting) == {world.lead.name, world.office.name}
    assert Idea.objects.get(pk=voting.parent_id).recommendation == WORDS


def test_of_an_idea_that_came_to_the_group_once_more_an_earlier_vote_takes_nothing_back(world, voting, members):
    ballot = vote(world, voting, members, "yyyny")
    fire(voting.parent.pk, "put_on_agenda", by=world.office)
    fire(vote_of(voting.parent).pk, "leave", by=world.chair, outcome="returned", reason="Unklar.")
    fire(voting.parent.pk, "submit", by=world.author)
    newer = consultation_of(voting.parent)
    fire(newer.pk, "recommend", by=world.lead, recommendation="Weiter so.", resolved_on="2022-01-31")
    lifted(world, ballot, members)
    assert (state(voting), state(newer), state(voting.parent)) == ("recommended",) * 3
    assert Idea.objects.get(pk=voting.parent_id).recommendation == "Weiter so."

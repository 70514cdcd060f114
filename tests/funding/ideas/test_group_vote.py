"""A working group with seats and standing orders of its own votes on an idea here."""

import pytest

from funding.bodies.appointments import appoint, staff
from funding.bodies.models import StandingOrders
from funding.decisions.models import Decision
from funding.demo.world import LONG_AGO, person
from funding.ideas.models import Idea
from tests.funding.applications.story import vote_of
from tests.funding.ideas.story import consultation_of
from tests.funding.ideas.test_idea import refusal, state
from workflows.engine import fire
from workflows.inbox import Inbox
from workflows.lifecycle import CLOCK
from workflows.models import Holder

pytestmark = pytest.mark.django_db
WORDS = "Die Arbeitsgruppe hält es für sinnvoll."


@pytest.fixture
def members(world):
    """Five seats of the working group; the lead holds the first."""
    own = StandingOrders.objects.get(body=world.steering_group, decision_kind="")
    values = {field.attname: getattr(own, field.attname) for field in own._meta.concrete_fields}
    StandingOrders.objects.create(**values | {"id": None, "body_id": world.group.pk})
    found = [world.lead, *(person(f"Mitglied {number} der Gruppe", "Auental") for number in range(4))]
    for number, member in enumerate(found, start=1):
        appoint(world.group.seats.create(number=number, from_on=LONG_AGO), member, LONG_AGO)
    return found


@pytest.fixture
def voting(world, idea, members):
    """The idea's consultation, put to the vote by the lead."""
    consultation = consultation_of(idea("in_working_group"))
    fire(consultation.pk, "put_to_vote", by=world.lead, recommendation=WORDS)
    return consultation


def vote(world, consultation, members, choices):
    ballot = vote_of(consultation)
    fire(ballot.pk, "open_vote", by=world.lead, procedure="circular")
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
    fire(ballot.pk, "open_vote", by=world.lead, procedure="circular")
    waiting = [[row.case.lifecycle for row in Inbox.of(each).page().rows] for each in members]
    assert [each.count("decision") for each in waiting] == [1] * 5
    assert refusal(ballot, "cast", by=world.stranger, choice="yes") == "not_found"


def test_the_lead_opens_and_closes_only_where_the_group_has_no_office_and_chair(world, idea, members):
    staff("clerk", world.group.place, world.office, LONG_AGO)
    consultation = consultation_of(idea("in_working_group"))
    fire(consultation.pk, "put_to_vote", by=world.lead, recommendation=WORDS)
    held = Holder.objects.filter(desk__place=world.group.place, desk__role__in=("clerk", "chair"))
    assert {(each.desk.role, each.person) for each in held} == {("clerk", world.office), ("chair", world.lead)}
    assert refusal(vote_of(consultation), "open_vote", by=world.lead, procedure="circular") == "not_yours"
    fire(vote_of(consultation).pk, "open_vote", by=world.office, procedure="circular")


def test_a_group_without_seats_or_standing_orders_records_its_resolution_as_before(world, idea):
    consultation = consultation_of(idea("in_working_group"))
    assert refusal(consultation, "put_to_vote", by=world.lead, recommendation=WORDS) == "group_votes_elsewhere"
    fire(consultation.pk, "recommend", by=world.lead, recommendation=WORDS, resolved_on="2022-01-31")
    assert state(consultation) == "recommended"


def test_only_the_lead_puts_it_to_the_vote(world, idea, members):
    consultation = consultation_of(idea("in_working_group"))
    assert refusal(consultation, "put_to_vote", by=world.office, recommendation=WORDS) == "not_yours"


def test_without_a_resolution_the_group_goes_on_with_it(world, voting):
    assert refusal(voting, "follow_vote", by=CLOCK) == "no_result_yet"
    fire(vote_of(voting).pk, "leave", by=world.lead, outcome="returned", reason="Unklar.")
    assert (state(voting), state(voting.parent)) == ("in_working_group", "in_working_group")
    fire(voting.pk, "put_to_vote", by=world.lead, recommendation=WORDS)


def test_an_idea_withdrawn_while_the_group_votes_ends_its_vote(world, voting):
    fire(voting.parent.pk, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(voting), state(vote_of(voting))) == ("ended", "aborted")


def test_the_lead_does_not_end_a_vote_that_has_begun_by_withdrawing_the_idea_but_its_author_may(world, voting, members):
    ballot = vote_of(voting)
    fire(ballot.pk, "open_vote", by=world.lead, procedure="circular")
    fire(ballot.pk, "cast", by=members[2], choice="no")
    assert refusal(voting.parent, "withdraw", by=world.lead, reason="x") == "votes_are_cast"
    assert state(ballot) == "open"
    fire(voting.parent.pk, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(voting.parent), state(ballot)) == ("withdrawn", "aborted")


def test_an_idea_is_taken_from_a_group_that_is_gone_while_it_votes(world, voting):
    Holder.objects.filter(desk__role="working_group_lead", desk__place=world.group.place).delete()
    fire(voting.pk, "take_from_group", by=world.office)
    assert (state(voting), state(voting.parent), state(vote_of(voting))) == ("taken_back", "submitted", "aborted")

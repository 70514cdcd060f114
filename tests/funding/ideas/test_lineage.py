"""Ideas that resemble others, go on in others, or are asked about all the same."""

import pytest

from funding.bodies.models import Body
from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from funding.ideas.queries import similar_ideas, similar_projects
from funding.regions.models import PublishedProject
from tests.funding.asking import persons_told, refusal, state
from tests.funding.ideas.story import consultation_of
from tests.funding.ideas.test_idea import cast
from workflows import clock
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
LINKED = {"title": "Pflegelotsinnen für Familien", "summary": "Wie im Nachbarort.", "need": "x", "target_group": "y"}


@pytest.fixture
def other(world):
    """Another idea of the region, submitted by somebody else."""
    found = open_idea(world.region, by=world.stranger, title=LINKED["title"], invented=True)
    fire(found.pk, "edit", by=world.stranger, **LINKED)
    fire(found.pk, "submit", by=world.stranger)
    return Idea.objects.get(pk=found.pk)


@pytest.fixture
def published(db):
    return PublishedProject.objects.create(
        key="lotsen", title="Lotsendienst", status="running", states=["NI"], topic="Pflege", description="Lotsen.",
        source="https://example.org",
    )  # fmt: skip


def alike(reader, title="Ein Pflegelotse im Quartier", summary=""):
    return [idea.title for idea in similar_ideas(title, summary, reader=reader, today=clock.today())]


def test_who_may_read_an_idea_is_shown_that_it_resembles_theirs(world, idea, other):
    mine = idea("submitted")
    assert alike(world.office, "Pflegelots im Dorf") == [mine.title, LINKED["title"]]
    assert alike(world.author, "Pflegelots im Dorf") == [mine.title]
    assert (alike(world.cashier, "Pflegelots im Dorf"), alike(world.office, "Rufbus")) == ([], [])


def test_what_is_typed_is_never_read_as_a_search_expression(world, idea):
    idea("submitted")
    assert alike(world.office, "Pflegelotsen & | ! :* ' \\ (Quartier") == ["Pflegelotsen im Quartier"]
    assert alike(world.office, "' & ) der die das") == []


def test_published_projects_resemble_too(published):
    assert [project.key for project in similar_projects("Lotsen gesucht", "")] == ["lotsen"]


def test_an_idea_is_merged_with_another_and_both_sides_are_told(world, idea, other):
    case = idea("in_working_group")
    event = fire(case.pk, "join", by=world.lead, target=_assigned(world, other).pk, reason="Dasselbe.")
    now = Idea.objects.get(pk=case.pk)
    assert (now.state, state(other), now.goes_on_in_id) == ("merged", "in_working_group", other.pk)
    assert event.facts["reference"] == other.dossier.number
    assert (persons_told("idea.merged", case), persons_told("idea.took_in", other)) == (
        {world.author},
        {world.stranger, world.lead},
    )


def _assigned(world, other):
    fire(other.pk, "assign", by=world.office, group=world.group.pk)
    return other


def test_an_idea_is_not_merged_with_itself_with_what_is_over_or_with_what_one_cannot_read(world, idea, other):
    case = idea("submitted")
    draft = open_idea(world.region, by=world.stranger, title="Entwurf")
    assert [refusal(case, "join", by=world.office, target=pk, reason="x") for pk in (case.pk, draft.pk, 999999)] == [
        "bad_input"
    ] * 3
    assert refusal(case, "join", by=world.stranger, target=other.pk, reason="x") == "not_found"
    fire(other.pk, "withdraw", by=world.stranger, reason="x")
    assert refusal(case, "join", by=world.office, target=other.pk, reason="x") == "bad_input"
    fire(case.pk, "assign", by=world.office, group=world.group.pk)
    fire(consultation_of(case).pk, "recommend", by=world.lead, recommendation="Gut.", resolved_on="2022-01-31")
    assert refusal(case, "join", by=world.office, target=other.pk, reason="x") == "not_possible_here"


def test_an_idea_joins_a_running_project_of_the_region(world, idea, vote):
    running = vote()
    cast(running, world.steering, "yes")
    case = _second(world)
    fire(case.pk, "join", by=world.office, target=running.parent_id, reason="Gibt es schon.")
    assert (state(case), persons_told("idea.joined", case)) == ("joined_existing", {world.stranger})
    assert persons_told("idea.took_in", running.parent) == {world.author, world.lead}


def _second(world):
    found = open_idea(world.region, by=world.stranger, title=LINKED["title"], invented=True)
    fire(found.pk, "edit", by=world.stranger, **LINKED)
    fire(found.pk, "submit", by=world.stranger)
    return found


def test_an_idea_joins_a_project_that_only_the_directory_knows(world, other, published):
    event = fire(other.pk, "join", by=world.office, published=published.pk, reason="Gibt es schon.")
    assert (state(other), event.facts["published"], event.facts["project"]) == (
        "joined_existing",
        "lotsen",
        "Lotsendienst",
    )


def test_an_idea_joins_one_project_and_one_that_exists(world, idea, other, published):
    for chosen in ({}, {"target": other.pk, "published": published.pk}, {"target": 999999}, {"published": 999999}):
        assert refusal(idea("submitted"), "join", by=world.office, reason="x", **chosen) == "bad_input"


def test_the_author_of_an_idea_not_recommended_asks_the_body_once(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "do_not_recommend", by=world.lead, reason="Zu teuer.")
    assert refusal(case, "ask_body", by=world.lead, reason="x") == "not_yours"
    assert refusal(case, "ask_body", by=world.stranger, reason="x") == "not_found"
    fire(case.pk, "ask_body", by=world.author, reason="Der Bedarf ist da.")
    ballot = case.children.get(lifecycle="decision")
    assert (state(case), ballot.state) == ("on_agenda", "prepared")
    assert case.title in ballot.decision.question
    assert persons_told("idea.body_asked", case) == {world.lead, world.office}
    fire(ballot.pk, "leave", by=world.chair, outcome="returned", reason="Bitte überarbeiten.")
    fire(case.pk, "submit", by=world.author)
    fire(consultation_of(case).pk, "do_not_recommend", by=world.lead, reason="Noch immer zu teuer.")
    assert refusal(case, "ask_body", by=world.author, reason="x") == "already_asked"


def test_where_the_programme_does_not_provide_for_it_the_author_does_not_ask(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "do_not_recommend", by=world.lead, reason="Zu teuer.")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "author_may_ask": None})
    assert refusal(case, "ask_body", by=world.author, reason="x") == "programme_does_not_ask"


def test_where_the_vote_asked_for_comes_to_nothing_the_author_may_ask_again(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "do_not_recommend", by=world.lead, reason="Zu teuer.")
    fire(case.pk, "ask_body", by=world.author, reason="Der Bedarf ist da.")
    ballot = case.children.get(lifecycle="decision")
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    fire(ballot.pk, "object", by=world.steering[0], reason="Lieber in der Sitzung.")
    assert (state(case), persons_told("idea.question_open", case), persons_told("idea.vote_aborted", case)) == (
        "not_recommended",
        {world.author},
        set(),
    )
    fire(case.pk, "ask_body", by=world.author, reason="Noch einmal.")
    assert state(case) == "on_agenda"


def test_a_vote_on_a_recommended_idea_that_comes_to_nothing_leaves_it_recommended(world, vote):
    case = vote()
    fire(case.pk, "object", by=world.steering[0], reason="Lieber in der Sitzung.")
    assert (state(case.parent), persons_told("idea.vote_aborted", case.parent)) == ("recommended", {world.office})


def test_a_dissolved_working_group_strands_no_idea(world, idea):
    case = idea("in_working_group")
    assert refusal(consultation_of(case), "take_from_group", by=world.office) == "group_goes_on"
    Body.objects.filter(pk=world.group.pk).update(dissolved_on="2024-01-01")
    assert refusal(consultation_of(case), "take_from_group", by=world.author) == "not_yours"
    fire(consultation_of(case).pk, "take_from_group", by=world.office)
    assert (state(case), "group" in Case.objects.get(pk=case.pk).places) == ("submitted", False)
    assert refusal(case, "assign", by=world.office, group=world.group.pk) == "bad_input"
    Body.objects.filter(pk=world.group.pk).update(dissolved_on=None)
    fire(case.pk, "assign", by=world.office, group=world.group.pk)
    assert state(case) == "in_working_group"


def test_an_idea_whose_group_has_no_lead_goes_back_to_the_office(world, idea):
    case = idea("in_working_group")
    world.lead.desks_held.all().delete()
    fire(consultation_of(case).pk, "take_from_group", by=world.office)
    assert state(case) == "submitted"


def test_an_idea_returned_by_a_group_that_is_dissolved_since_comes_back_to_the_office(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "send_back", by=world.lead, reason="Es fehlt ein Träger.")
    Body.objects.filter(pk=world.group.pk).update(dissolved_on="2024-01-01")
    fire(case.pk, "submit", by=world.author)
    assert (state(case), Idea.objects.get(pk=case.pk).group) == ("submitted", None)


def test_the_office_ends_what_has_expired_or_rests(world, application):
    resting = application("draft").parent
    assert refusal(resting, "go_on", goes_on="lapsed", by=world.office, reason="x") == "not_possible_here"
    fire(resting.children.get(lifecycle="application").pk, "withdraw", by=world.signatory, reason="Träger fehlt.")
    assert refusal(resting, "go_on", goes_on="lapsed", by=world.author, reason="x") == "not_yours"
    fire(resting.pk, "go_on", goes_on="lapsed", by=world.office, reason="Niemand führt sie aus.")
    assert (state(resting), persons_told("idea.dropped", resting)) == ("lapsed", {world.author})

"""What a working group makes of an idea: a consultation below it each time it comes to a group."""

import pytest

from funding.bodies.models import Body
from funding.ideas.models import Idea
from notifications.models import Message
from tests.funding.applications.story import vote_of
from tests.funding.asking import refusal, state
from tests.funding.ideas.story import consultation_of
from workflows.engine import fire
from workflows.models import Case, Task

pytestmark = pytest.mark.django_db
GOOD = {"recommendation": "Sinnvoll.", "resolved_on": "2022-01-31"}


def told(case):
    return {(message.kind, message.person) for message in Message.objects.filter(about=f"case {case.pk}")}


def waiting(case):
    return [str(task.due_on) for task in Task.objects.filter(process=case, finished=None)]


def test_the_lead_is_told_and_has_the_programmes_days_for_it(world, idea, today_is):
    today_is("2025-06-16")
    case = idea("in_working_group")
    consultation = consultation_of(case)
    assert (waiting(consultation), waiting(case)) == (["2025-08-15"], [])
    assert told(consultation) == {("idea.assigned", world.lead)}
    message = Message.objects.get(kind="idea.assigned")
    assert (message.context["due_on"], message.link) == ("2025-08-15", f"/cases/{consultation.pk}/")


def test_what_the_group_recommends_is_the_ideas_and_the_office_goes_on(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "recommend", by=world.lead, **GOOD)
    followed = case.events.latest("seq")
    assert (state(consultation_of(case)), state(case), Idea.objects.get(pk=case.pk).recommendation) == (
        "recommended", "recommended", "Sinnvoll.",
    )  # fmt: skip
    assert (followed.move, followed.facts) == (
        "follow_group", {"consultation": consultation_of(case).pk, "resolved_on": "2022-01-31"},
    )  # fmt: skip
    assert ("idea.recommended", world.office) in told(case)


def test_what_comes_back_revised_is_discussed_anew_with_days_of_its_own(world, idea, today_is):
    today_is("2025-06-16")
    case = idea("in_working_group")
    first = consultation_of(case)
    fire(first.pk, "send_back", by=world.lead, reason="Es fehlt ein Träger.")
    assert waiting(case) == ["2025-08-15"]
    today_is("2025-07-01")
    fire(case.pk, "edit", by=world.author, title=case.title, summary="a", need="b", target_group="c")
    fire(case.pk, "submit", by=world.author)
    second = consultation_of(case)
    assert (second.pk > first.pk, state(first), waiting(first)) == (True, "returned", [])
    assert (waiting(second), told(second)) == (
        ["2025-09-01"], {("idea.resubmitted", world.lead)},
    )  # fmt: skip
    assert refusal(first, "recommend", by=world.lead, **GOOD) == "not_possible_here"


def test_what_the_body_returns_goes_to_the_group_that_had_it(world, idea):
    case = idea("on_agenda")
    fire(vote_of(case).pk, "leave", by=world.chair, outcome="returned", reason="Bitte überarbeiten.")
    fire(case.pk, "submit", by=world.author)
    assert (state(case), state(consultation_of(case))) == ("in_working_group", "in_working_group")


def test_what_comes_back_without_a_group_waits_at_the_office_which_is_told(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "send_back", by=world.lead, reason="Es fehlt ein Träger.")
    Body.objects.filter(pk=world.group.pk).update(dissolved_on="2024-01-01")
    Message.objects.all().delete()
    fire(case.pk, "submit", by=world.author)
    assert (state(case), told(case)) == (
        "submitted", {("idea.submitted", world.office), ("idea.received", world.author)},
    )  # fmt: skip


def test_an_idea_that_ends_ends_its_consultation(world, idea):
    case = idea("in_working_group")
    fire(case.pk, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(consultation_of(case)), waiting(consultation_of(case))) == ("ended", [])
    other = idea("in_working_group")
    merged = idea("in_working_group")
    fire(merged.pk, "join", by=world.lead, target=other.pk, reason="Dasselbe.")
    assert (state(merged), state(consultation_of(merged)), state(consultation_of(other))) == (
        "merged", "ended", "in_working_group",
    )  # fmt: skip


def test_a_resolution_of_the_group_is_not_entered_ahead(world, idea):
    case = idea("in_working_group")
    ahead = {"recommendation": "Gut.", "resolved_on": "2069-01-01"}
    assert refusal(consultation_of(case), "recommend", by=world.lead, **ahead) == "bad_input"
    assert state(case) == "in_working_group"


def test_the_consultation_is_its_authors_though_the_office_opens_it(world, idea):
    consultation = consultation_of(idea("in_working_group"))
    assert (consultation.opened_by, consultation.events.get(move="open").actor) == (world.author, world.office)
    assert Case.objects.get(pk=consultation.pk).consultation.group == world.group


def test_a_stranger_sees_no_consultation(world, idea):
    consultation = consultation_of(idea("in_working_group"))
    assert refusal(consultation, "recommend", by=world.stranger, **GOOD) == "not_found"

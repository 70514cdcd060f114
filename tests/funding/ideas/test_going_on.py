"""What the office records of an idea no grant decides on: carried out without funding, at rest, finished, given up."""

import datetime as dt

import pytest

from tests.funding.asking import persons_told, refusal, state
from tests.funding.ideas.test_idea import cast
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Task

pytestmark = pytest.mark.django_db
WHY = {"reason": "So ist es besprochen."}


@pytest.fixture
def resolved(world, idea, today_is):
    """`resolved("approve_without_funding")`: the body's answer of 3 June 2024."""

    def brought(proposal):
        today_is("2024-06-03")
        found = idea("recommended")
        fire(found.pk, "put_on_agenda", by=world.office, proposal=proposal, conditions="Mit einem Träger.")
        vote = found.children.get(lifecycle="decision")
        fire(vote.pk, "open_vote", by=world.office, procedure="circular")
        cast(vote, world.steering, "yes")
        return Case.objects.get(pk=found.pk)

    return brought


def record(world, case, goes_on, **more):
    return fire(case.pk, "go_on", by=world.office, goes_on=goes_on, **WHY, **more)


def asked(case):
    return list(Task.objects.filter(process=case, finished=None).values_list("escalation", "due_on"))


@pytest.mark.parametrize("proposal", ["approve", "approve_with_conditions", "approve_without_funding"])
def test_an_approved_project_is_carried_out_without_funding_until_the_day_the_office_names(
    world, resolved, proposal, today_is
):
    case = resolved(proposal)
    record(world, case, "in_execution", carried_out_until="2024-09-30")
    assert (state(case), persons_told("idea.carried_out", case), asked(case)) == ("in_execution", {world.author}, [])
    due = case.deadlines.get(closed_at=None)
    assert (due.due_on, due.nature) == (dt.date(2024, 9, 30), "internal")
    today_is("2024-10-02")
    sweep_deadlines()
    task = Task.objects.get(process=case, finished=None)
    assert (task.escalation, task.title, task.desk.role) == (
        True,
        "Festhalten, wie es mit dem Vorhaben weitergeht",
        "coordination_office",
    )
    record(world, case, "in_execution", carried_out_until="2024-12-31")
    assert case.deadlines.get(closed_at=None).due_on == dt.date(2024, 12, 31)
    record(world, case, "completed")
    assert (state(case), persons_told("idea.completed", case)) == ("completed", {world.author})


@pytest.mark.parametrize("proposal", ["approve", "approve_with_conditions", "approve_without_funding"])
def test_an_approved_idea_is_parked_by_hand_and_the_author_told(world, resolved, proposal):
    case = resolved(proposal)
    record(world, case, "parked")
    assert (state(case), persons_told("idea.rests", case)) == ("parked", {world.author})
    record(world, case, "in_execution", carried_out_until="2024-09-30")
    record(world, case, "parked")
    record(world, case, "lapsed")
    assert (state(case), persons_told("idea.dropped", case)) == ("lapsed", {world.author})


def test_what_was_parked_is_taken_up_again_by_an_application_as_long_as_the_approval_holds(world, resolved):
    case = resolved("approve")
    record(world, case, "parked")
    fire(case.pk, "apply", by=world.office)
    assert state(case) == "in_application"


def test_parking_makes_no_approval_last_longer(world, resolved, today_is):
    case = resolved("approve")
    last = case.deadlines.get(kind="approved_for_application").due_on
    record(world, case, "parked")
    today_is((last + dt.timedelta(days=1)).isoformat())
    assert refusal(case, "apply", by=world.office) == "resolution_expired"


def test_what_was_approved_without_funding_is_asked_anew_before_it_is_applied_for(world, resolved):
    case = resolved("approve_without_funding")
    record(world, case, "parked")
    assert refusal(case, "apply", by=world.office) == "approved_without_funding"
    fire(case.pk, "put_on_agenda", by=world.office)
    assert state(case) == "on_agenda"


@pytest.mark.parametrize(
    ("proposal", "goes_on"), [("approve", "completed"), ("approve", "lapsed"), ("approve_without_funding", "lapsed")]
)
def test_not_everything_follows_an_approval(world, resolved, proposal, goes_on):
    assert refusal(resolved(proposal), "go_on", by=world.office, goes_on=goes_on, **WHY) == "bad_input"


def test_a_project_is_carried_out_until_a_day_to_come(world, resolved):
    case = resolved("approve_without_funding")
    carried = {"by": world.office, "goes_on": "in_execution", **WHY}
    assert refusal(case, "go_on", **carried) == "bad_input"
    assert refusal(case, "go_on", **carried, carried_out_until="2024-06-02") == "bad_input"


def test_only_the_office_records_it_and_for_strangers_there_is_nothing(world, resolved):
    case = resolved("approve_without_funding")
    assert refusal(case, "go_on", by=world.author, goes_on="parked", **WHY) == "not_yours"
    assert refusal(case, "go_on", by=world.stranger, goes_on="parked", **WHY) == "not_found"


def test_how_a_project_with_a_grant_goes_on_its_award_decides(world, application):
    case = application("awarded").parent
    assert (state(case), refusal(case, "go_on", by=world.office, goes_on="completed", **WHY)) == (
        "in_execution", "award_decides",
    )  # fmt: skip


def test_a_recommendation_made_elsewhere_belongs_to_an_idea_no_group_has_had(world, idea):
    case = idea("recommended")
    assert refusal(case, "put_on_agenda", by=world.office, recommendation="Von anderswo.") == "bad_input"
    submitted = idea("submitted")
    assert refusal(submitted, "put_on_agenda", by=world.office) == "bad_input"

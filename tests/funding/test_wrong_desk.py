"""Who takes part in a case makes the moves of their own desk and no other, where each move could be made."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from tests.funding.applications.story import examination_of
from tests.funding.asking import refusal
from tests.funding.ideas.story import consultation_of
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
WHY = {"reason": "Ein Grund."}


@contextmanager
def standing_in(case, state):
    """For a state nobody stays in, since the clock leaves it in the transaction that enters it."""
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=state)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("move", "data"),
    [
        ("recommend", {"recommendation": "Gut.", "resolved_on": "2022-01-31"}),
        ("do_not_recommend", WHY),
        ("send_back", WHY),
    ],
)
def test_the_author_speaks_not_for_the_group(world, idea, move, data):
    assert refusal(consultation_of(idea("in_working_group")), move, by=world.author, **data) == "not_yours"


def test_what_was_sent_back_comes_again_from_its_author(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "send_back", by=world.lead, **WHY)
    assert refusal(case, "submit", by=world.lead) == "not_yours"


def test_an_idea_that_needs_no_money_is_completed_by_the_office(world, idea):
    case = idea("recommended")
    fire(case.pk, "put_on_agenda", by=world.office, proposal="approve_without_funding")
    vote = case.children.get(lifecycle="decision")
    fire(vote.pk, "open_vote", by=world.office, procedure="session", present=[s.pk for s in seats(world)])
    for voter in world.steering:
        fire(vote.pk, "cast", by=voter, choice="yes")
    assert refusal(case, "go_on", by=world.lead, goes_on="completed", **WHY) == "not_yours"
    fire(case.pk, "go_on", by=world.office, goes_on="completed", **WHY)
    assert Case.objects.get(pk=case.pk).state == "completed"


def seats(world):
    return world.steering_group.seats.all()


@pytest.mark.parametrize(
    ("at", "move", "part", "data"),
    [
        ("internally_released", "take_back", "applicant", WHY),
        ("ready", "prepare_rejection", "approver", {}),
    ],
)
def test_an_application(world, application, at, move, part, data):
    assert refusal(application(at), move, by=getattr(world, part), **data) == "not_yours"


def test_an_examination(world, application):
    case = examination_of(application("complete"))
    assert refusal(case, "start_assessment", by=world.signatory) == "not_yours"


@pytest.mark.parametrize(
    ("at", "move", "part", "data"),
    [
        ("open", "attach", "signatory", {}),
        ("open", "waive", "applicant", WHY),
        ("internally_released", "take_back", "case_worker", {}),
        ("submitted", "start_review", "applicant", {}),
    ],
)
def test_a_report(world, report, at, move, part, data):
    assert refusal(report(at), move, by=getattr(world, part), **data) == "not_yours"


def test_a_progress_report_is_waived_by_the_authority(world, report):
    case = report("open")
    fire(case.pk, "waive", by=world.case_worker, reason="Das Vorhaben hat erst begonnen.")
    assert Case.objects.get(pk=case.pk).state == "dropped"


def test_a_proof_of_use_is_not_waived(world, report):
    assert refusal(report("open", proof=True), "waive", by=world.case_worker, **WHY) == "proof_is_needed"

"""An application's usual way, from the draft to the award."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.applications.models import Application
from tests.funding.applications.story import DECLARED, all_vote, examination_of, vote_of
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_an_application_goes_from_the_draft_to_the_award(application):
    case = application("awarded")
    assert (case.state, case.parent.state) == ("awarded", "in_execution")
    below = Case.objects.filter(parent_id=case.pk).order_by("pk")
    assert [(child.lifecycle, child.state) for child in below] == [
        *(("examination", "assessed"), ("approval", "committee_approved"), ("decision", "adopted")),
        *(("ruling", "issued"), ("award", "sent")),
    ]


def test_it_runs_by_the_programme_version_and_measure_of_its_period(application):
    case = application("draft")
    assert (case.programme_version.key, case.terms["measure"], case.terms["cap"]) == ("ni-2021", "2.3", "80000.00")


def test_the_receipt_names_the_file_number_and_is_filed_with_its_fingerprint(application):
    case = application("submitted")
    receipt = case.documents.get(kind="receipt")
    facts = examination_of(case).events.get(move="receive").facts
    assert case.file_number == f"{case.dossier.number}-A1"
    assert (facts["file_number"], facts["sha256"]) == (case.file_number, receipt.content_id)
    assert bytes(receipt.content.content).startswith(b"%PDF")


def test_what_was_released_is_what_was_signed(application):
    case = application("submitted")
    released, signed = (case.events.get(move=move).facts["content"] for move in ("release_internally", "submit"))
    assert released == signed == case.signed_hash == case.content_hash


def test_the_committee_approves_and_the_sum_comes_from_its_resolution(application):
    case = application("committee_approved")
    found = case.approved
    assert (found.granted, found.resolved_on) == (Decimal("80000.00"), dt.date(2024, 6, 3))
    assert found.resolved_by == "Fördergremium Auental"


def test_the_assessment_keeps_the_steps_to_the_highest_grant(application):
    case = application("ready")
    found = case.examined
    assert (found.funding_kind, found.own_share) == ("fixed", "10/100")
    assert [step["values"]["grant"] for step in found.calculation] == [{"money": "80000.00"}] * 2


def test_the_members_see_sums_and_assessment(application):
    case = application("on_committee_agenda")
    papers = vote_of(case).decision.papers
    assert {name: papers[name] for name in ("requested", "recommended", "expenditure", "own_funds")} == {
        "requested": "80000.00",
        "recommended": "80000.00",
        "expenditure": "88888.89",
        "own_funds": "8888.89",
    }


def counted(move):
    with CaptureQueriesContext(connection) as queries:
        move()
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


def test_submitting_and_receiving_take_at_most_eight_statements_a_case(world, application):
    """Idea, application and examination are touched."""
    case = application("internally_released")
    assert counted(lambda: fire(case.pk, "submit", by=world.signatory, **DECLARED)) == 22 <= 3 * 8


def test_the_committees_adoption_takes_at_most_eight_statements_a_case(world, application):
    """Idea, application, decision, approval and ruling are touched, and the waiting list is locked."""
    vote = all_vote(world, application("on_committee_agenda"))
    assert counted(lambda: fire(vote.pk, "close", by=world.case_worker)) == 30 <= 5 * 8


def test_an_ordinary_move_takes_few_statements(world, application):
    """One of them asks what the person has done in the file before, one what is around the application above."""
    case = examination_of(application("complete"))
    assert counted(lambda: fire(case.pk, "start_assessment", by=world.case_worker)) == 6


def test_until_it_is_submitted_only_the_applicant_may_read_it(world, application):
    case = application("internally_released")
    assert str(world.authority.place) not in map(str, case.readers)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    assert str(world.authority.place) in map(str, Application.objects.get(pk=case.pk).readers)

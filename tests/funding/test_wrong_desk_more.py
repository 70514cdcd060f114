"""Of the later slices, too: who takes part makes the moves of their own desk and no other."""

import pytest

from funding.applications.early_start.opening import open_early_start
from tests.funding.applications.story import approval_of
from tests.funding.asking import refusal
from tests.funding.below import let
from tests.funding.budgets import conftest as budgets
from tests.funding.changes import conftest as changes
from tests.funding.meetings import conftest as meetings
from tests.funding.reclaims import conftest as reclaims
from tests.funding.test_wrong_desk import WHY
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case

pytestmark = pytest.mark.django_db
budget, programme = budgets.budget, budgets.programme
change, running = changes.change, changes.running
meeting, minutes, seats = meetings.meeting, meetings.minutes, meetings.seats
call, hold, paid_award, reclaim = reclaims.call, reclaims.hold, reclaims.paid_award, reclaims.reclaim
PAPER = {"file": Upload("Beleg.pdf", b"%PDF-1.7\n%%EOF\n"), "kind": "evidence"}
SENT = {"matter": "goal", "happened_on": "2025-06-03", "statement": "Die Stelle bleibt leer."}


@pytest.mark.parametrize(
    ("at", "move", "part", "data"),
    [
        ("ready", "note_budget_missing", "approver", WHY),
        ("ready", "put_on_committee_agenda", "approver", {}),
        ("ready", "decide_without_committee", "approver", {}),
    ],
)
def test_the_decision_on_a_grant(world, application, at, move, part, data):
    assert refusal(approval_of(application(at)), move, by=getattr(world, part), **data) == "not_yours"


@pytest.mark.parametrize(
    ("at", "move", "data"),
    [
        ("draft", "discard", {}),
        ("released", "propose_change", {"lines": budgets.TWO_FUNDERS, "reason": "Kürzung."}),
    ],
)
def test_a_budget_is_written_by_the_case_worker(world, budget, today_is, at, move, data):
    today_is("2024-06-03")
    assert refusal(budget(at), move, by=world.approver, **data) == "not_yours"


def test_a_change_of_a_budget_is_refused_by_the_second_person(world, budget, today_is):
    today_is("2024-06-03")
    case = budget()
    fire(case.pk, "propose_change", by=world.case_worker, lines=budgets.TWO_FUNDERS, reason="x")
    assert refusal(case, "refuse_change", by=world.case_worker, **WHY) == "not_yours"


@pytest.mark.parametrize(
    ("at", "move", "part", "data"),
    [
        ("draft", "attach", "case_worker", PAPER),
        ("internally_released", "take_back", "case_worker", {}),
        ("submitted", "start_review", "applicant", {}),
        ("notice_signed", "reopen_notice", "signatory", WHY),
    ],
)
def test_a_change_request(world, change, at, move, part, data):
    assert refusal(change(at), move, by=getattr(world, part), **data) in ("not_yours", "not_found")


@pytest.mark.parametrize(
    ("at", "move", "part", "data"),
    [
        ("in_preparation", "hear_anew", "approver", reclaims.INTENDED),
        ("in_preparation", "drop", "signatory", WHY),
    ],
)
def test_a_reclaim(world, reclaim, at, move, part, data):
    assert refusal(reclaim(at), move, by=getattr(world, part), **data) == "not_yours"


@pytest.mark.parametrize(("relief", "move"), [("write_off", "write_off"), ("annulment", "take_back_notice")])
def test_relief_is_granted_and_refused_by_the_second_person(world, reclaim, relief, move):
    case = reclaim("final")
    let(case, "propose_relief", by=world.case_worker, relief=relief, **WHY)
    assert refusal(case, move, by=world.case_worker) == "not_yours"
    assert refusal(case, "refuse_relief", by=world.case_worker, **WHY) == "not_yours"


def test_the_recipient_hands_in_papers_to_the_hearing(world, reclaim):
    case = reclaim("hearing")
    fire(case.pk, "attach", by=world.signatory, **PAPER)
    assert case.documents.filter(kind="evidence").count() == 1


def test_papers_belong_to_a_request_for_an_early_start_as_long_as_nobody_has_decided(world, application):
    case = open_early_start(application("submitted"), by=world.signatory)
    assert refusal(case, "attach", by=world.case_worker, **PAPER) == "not_found"
    assert refusal(case, "discard", by=world.applicant) == "not_yours"
    fire(case.pk, "attach", by=world.signatory, **PAPER)
    wanted = {"wanted_from": "2024-07-01", "justification": "Die Stelle ist sonst verloren."}
    fire(case.pk, "request", by=world.signatory, **wanted)
    fire(case.pk, "sign", by=world.case_worker, answer="grant", granted_from="2024-07-01", reasons="Eilig.")
    assert refusal(case, "reopen", by=world.signatory, **WHY) == "not_yours"
    assert Case.objects.get(pk=case.pk).documents.count() == 1


@pytest.mark.parametrize(
    ("at", "move", "data"),
    [
        ("planned", "draft_agenda", {}),
        ("planned", "reschedule", {"begins_at": "11:00"}),
        ("invited", "call_off", {**WHY, "becomes": "postponed"}),
        ("invited", "call_off", WHY),
        ("invited", "attach_paper", {**PAPER, "kind": "paper"}),
        ("opened", "interrupt", {**WHY, "continues_on": "2024-06-27"}),
    ],
)
def test_a_member_does_not_run_the_meeting(world, meeting, at, move, data):
    assert refusal(meeting(at), move, by=world.steering[3], **data) in ("not_yours", "not_found")


@pytest.mark.parametrize(
    ("at", "move", "data"),
    [
        ("minutes_signed", "send_back", WHY),
        ("minutes_approved", "publish", {}),
        ("minutes_approved", "correct", WHY),
    ],
)
def test_a_member_does_not_run_the_minutes(world, minutes, at, move, data):
    assert refusal(minutes(at), move, by=world.steering[3], **data) == "not_yours"


def test_payments_go_on_by_the_authority_alone(world, award):
    assert refusal(award("suspended"), "resume", by=world.signatory) == "not_yours"


def test_to_minutes_a_member_objects_and_nobody_for_them(world, minutes):
    case = minutes("minutes_circulated")
    assert refusal(case, "object", by=world.office, objection="Es fehlt ein Satz.") == "not_yours"


def test_a_request_for_payment_is_withdrawn_by_who_made_it(world, call):
    assert refusal(call("submitted"), "withdraw", by=world.case_worker, **WHY) == "not_yours"

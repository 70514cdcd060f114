"""What the proof of use makes of a grant: nothing, a rest to pay, or money to pay back; and when the file may close."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.disbursements.opening import open_disbursement
from tests.funding.below import let
from tests.funding.reclaims.conftest import INTENDED, REMEDY
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def state(case):
    return Case.objects.get(pk=case.pk).state


def refusal(case, move, **more):
    with pytest.raises(Refused) as caught:
        let(case, move, **more)
    return caught.value.key


@pytest.fixture
def proven(world, award):
    """An award of 20,000.00 euros with a tenth of own share, of which this was paid and this is proven."""

    def checked(*, paid, spent, to="accepted", **fields):
        soon = clock.today() + dt.timedelta(days=30)
        plan = Decimal("22222.23")
        case = award("proof_due", amount=Decimal("20000.00"), planned_expenditure=plan, proof_due_on=soon, **fields)
        Award.objects.filter(pk=case.pk).update(paid=Decimal(paid))
        report = case.children.get(report__kind="proof")
        sweep_deadlines()
        lines = [{"item": "Personal", "amount": spent}]
        steps = {
            "submitted": [
                lambda: fire(report.pk, "write", by=world.applicant, progress="Erreicht.", expenditure=lines),
                lambda: fire(report.pk, "release_internally", by=world.applicant),
                lambda: fire(report.pk, "submit", by=world.signatory),
            ],
            "under_review": [lambda: fire(report.pk, "start_review", by=world.case_worker)],
            "accepted": [lambda: fire(report.pk, "accept", by=world.case_worker)],
        }
        for reached, moves in steps.items():
            for make in moves:
                make()
            if reached == to:
                break
        return Award.objects.get(pk=case.pk)

    return checked


def test_the_award_follows_the_submitted_and_the_returned_proof(world, proven):
    case = proven(paid="20000.00", spent="22222.23", to="submitted")
    assert case.state == "proof_submitted"
    until = clock.today().replace(year=clock.today().year + 1).isoformat()
    fire(case.children.get(lifecycle="report").pk, "return", by=world.case_worker, items="Belege", until=until)
    assert state(case) == "proof_due"


def test_too_little_spent_means_paying_back_before_the_file_closes(world, proven):
    case = proven(paid="20000.00", spent="21000.00")
    assert (case.state, case.final_amount, case.to_repay) == ("proof_checked", Decimal("18900.00"), Decimal("1100.00"))
    assert refusal(case, "close", by=world.case_worker) == "four_eyes"
    assert refusal(case, "close", by=world.approver) == "not_paid_back"

    pay_by = clock.today().replace(year=clock.today().year + 1)
    demand = {"pay_by": pay_by.isoformat(), "reason": "Weniger ausgegeben als geplant."}
    assert refusal(case, "demand_repayment", by=world.case_worker, **demand) == "four_eyes"
    past = {**demand, "pay_by": clock.today().isoformat()}
    assert refusal(case, "demand_repayment", by=world.approver, **past) == "bad_input"
    fire(case.pk, "demand_repayment", by=world.approver, **demand)
    assert case.deadlines.get(kind="repayment_due", status="running").due_on == pay_by

    today = clock.today().isoformat()
    back = {"by": world.case_worker, "value_date": today}
    assert refusal(case, "note_repayment", amount="1100.01", **back) == "bad_input"
    fire(case.pk, "note_repayment", amount="1000.00", **back)
    assert state(case) == "repayment_due"
    fire(case.pk, "note_repayment", amount="100.00", **back)
    assert state(case) == "proof_checked"
    fire(case.pk, "close", by=world.approver)
    assert state(case) == "closed"


def test_a_rest_is_paid_before_the_file_closes(world, proven):
    case = proven(paid="18000.00", spent="22222.23")
    assert (case.final_amount, case.to_pay, case.to_repay) == (Decimal("20000.00"), Decimal("2000.00"), 0)
    assert refusal(case, "close", by=world.approver) == "rest_unpaid"
    assert refusal(case, "demand_repayment", by=world.approver, pay_by="2060-01-01", reason="x") == "nothing_to_repay"
    Award.objects.filter(pk=case.pk).update(paid=Decimal("20000.00"))
    fire(case.pk, "close", by=world.approver)
    assert state(case) == "closed"


def test_who_forgoes_the_rest_lets_the_file_close(world, proven):
    case = proven(paid="18000.00", spent="22222.23")
    assert refusal(case, "forgo_rest", by=world.case_worker, declared=True) == "not_yours"
    assert refusal(case, "forgo_rest", by=world.signatory, declared=False) == "bad_input"
    call = open_disbursement(case, by=world.applicant)
    assert refusal(case, "forgo_rest", by=world.signatory, declared=True) == "draw_is_open"
    fire(call.pk, "withdraw", by=world.applicant, reason="Nicht gebraucht.")
    event = fire(case.pk, "forgo_rest", by=world.signatory, declared=True)
    assert (event.facts["forgone"], Award.objects.get(pk=case.pk).final_amount) == ("2000.00", Decimal("18000.00"))
    assert refusal(case, "forgo_rest", by=world.signatory, declared=True) == "no_rest"
    fire(case.pk, "close", by=world.approver)
    assert state(case) == "closed"


def test_the_result_is_filed_as_a_letter_with_its_fingerprint_and_its_calculation(proven):
    case = proven(paid="20000.00", spent="21000.00")
    event = case.events.get(move="follow_acceptance")
    letter = case.documents.get(kind="proof_result")
    assert bytes(letter.content.content).startswith(b"%PDF")
    assert (event.facts["sha256"], event.facts["final"]) == (letter.content_id, "18900.00")
    assert [step["rule"] for step in case.settlement["steps"]] == ["Fixed-sum funding", "Limit", "Settlement"]


def test_an_open_report_keeps_the_file_open(world, proven):
    case = proven(paid="20000.00", spent="22222.23", report_dates=[clock.today()])
    assert refusal(case, "close", by=world.approver) == "still_open"


def test_the_authority_may_do_without_a_progress_report_that_never_came(world, proven):
    case = proven(paid="20000.00", spent="22222.23", report_dates=[clock.today()])
    late, proof = (case.children.get(report__kind=kind) for kind in ("progress", "proof"))
    assert refusal(proof, "waive", by=world.case_worker, reason="x") == "not_possible_here"
    assert refusal(late, "waive", by=world.applicant, reason="x") == "not_yours"
    fire(late.pk, "waive", by=world.case_worker, reason="Der Verwendungsnachweis sagt alles.")
    assert not late.deadlines.filter(closed_at=None).exists()
    fire(case.pk, "close", by=world.approver)
    assert state(case) == "closed"


def test_a_report_due_after_the_end_does_not_keep_the_file_open(world, proven):
    case = proven(paid="20000.00", spent="22222.23", report_dates=[clock.today() + dt.timedelta(days=32)])
    fire(case.pk, "close", by=world.approver)
    assert sorted(child.state for child in case.children.filter(lifecycle="report")) == ["accepted", "dropped"]


def test_money_of_a_closed_file_is_reclaimed_and_the_file_stays_closed(world, proven):
    case = proven(paid="20000.00", spent="22222.23")
    fire(case.pk, "close", by=world.approver)
    today, soon = clock.today().isoformat(), (clock.today() + dt.timedelta(days=30)).isoformat()
    intended = {**INTENDED, "ineffective_from": today, "known_on": today, "answer_by": soon}
    fire(case.pk, "hear", by=world.case_worker, **intended)
    reclaim = case.children.get(lifecycle="reclaim")
    fire(reclaim.pk, "answer", by=world.signatory, statement="x")
    fire(reclaim.pk, "draft", by=world.case_worker, reasons="x", pay_by=soon, **REMEDY)
    fire(reclaim.pk, "sign", by=world.case_worker)
    fire(reclaim.pk, "issue", by=world.approver)
    let(reclaim, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    let(reclaim, "note_receipt", by=world.case_worker, received_on=today)
    let(reclaim, "waive_remedy", by=world.signatory, declared=True)
    award = Award.objects.get(pk=case.pk)
    assert (award.state, award.amount, award.final_amount) == ("closed", Decimal("15000.00"), Decimal("15000.00"))
    assert (award.called_back, award.to_repay, award.to_pay) == (Decimal("5000.00"), 0, 0)
    let(reclaim, "note_payment", by=world.case_worker, amount="5000.00", value_date=today)
    assert Award.objects.get(pk=case.pk).to_repay == 0


def test_what_the_proof_has_made_repayable_is_not_reclaimed_a_second_time(world, proven):
    case = proven(paid="20000.00", spent="21000.00")  # 1,100 are to be paid back anyway
    today, soon = clock.today().isoformat(), (clock.today() + dt.timedelta(days=30)).isoformat()
    intended = {**INTENDED, "ineffective_from": today, "known_on": today, "answer_by": soon}
    assert refusal(case, "hear", by=world.case_worker, **{**intended, "amount": "18900.01"}) == "bad_input"
    fire(case.pk, "hear", by=world.case_worker, **{**intended, "amount": "18900.00"})
    assert refusal(case, "close", by=world.approver) == "not_paid_back"


def test_a_first_call_still_awaited_does_not_keep_a_proven_award_open(world, proven):
    """Paid for in advance and paid out after the proof alone; the day for the first call is still to come."""
    case = proven(paid="20000.00", spent="22222.23", draw_by=clock.today() + dt.timedelta(days=20))
    assert case.children.get(lifecycle="first_draw").state == "waiting"
    fire(case.pk, "close", by=world.approver)
    assert (state(case), case.children.get(lifecycle="first_draw").state) == ("closed", "ended")

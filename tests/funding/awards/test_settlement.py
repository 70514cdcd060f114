"""What the proof of use makes of a grant: nothing, a rest to pay, or money to pay back; and when the file may close."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from funding.awards import funds, settling
from funding.awards.models import Award
from funding.disbursements.opening import open_disbursement
from funding.disbursements.queries import payable
from funding.notices.models import Notice
from funding.reclaims.models import Extent, Reach, Reclaim
from funding.reclaims.queries import most
from tests.funding.asking import refusal, state, wrong
from tests.funding.awards.story import REMEDY, ask_back, comes_back, demand, final, issued, settled
from tests.funding.below import below, let, proof_of
from tests.funding.changes.conftest import line
from tests.funding.reclaims.conftest import INTENDED
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def proven(world, award):
    """An award of 20,000.00 euros with a tenth of own share, of which this was paid and this is proven."""

    def checked(*, paid, spent, to="accepted", **fields):
        soon = clock.today() + dt.timedelta(days=30)
        plan = Decimal("22222.23")
        case = award("completed", amount=Decimal("20000.00"), planned_expenditure=plan, proof_due_on=soon, **fields)
        Award.objects.filter(pk=case.pk).update(paid=Decimal(paid))
        report = proof_of(case)
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
    assert (case.state, settled(case)) == ("completed", "proof_submitted")
    until = clock.today().replace(year=clock.today().year + 1).isoformat()
    fire(proof_of(case).pk, "return", by=world.case_worker, items="Belege", until=until)
    assert settled(case) == "proof_due"


def test_too_little_spent_means_paying_back_before_the_file_closes(world, proven):
    case = proven(paid="20000.00", spent="21000.00")
    assert (settled(case), case.final_amount, case.to_repay) == (
        "proof_checked",
        Decimal("18900.00"),
        Decimal("1100.00"),
    )
    assert refusal(case, "close", by=world.case_worker) == "four_eyes"
    assert refusal(case, "close", by=world.approver) == "not_paid_back"
    reclaim = demand(world, case)
    assert (settled(case), Reclaim.objects.get().amount) == ("repayment_due", Decimal("1100.00"))
    issued(world, reclaim)
    final(world, reclaim)
    award = Award.objects.get(pk=case.pk)
    assert (settled(case), award.called_back, award.to_repay, award.final_amount, award.amount) == (
        "repayment_due", Decimal("1100.00"), 0, Decimal("18900.00"), Decimal("20000.00"),
    )  # fmt: skip
    comes_back(world, reclaim, "1100.00")
    assert (state(case), settled(case)) == ("completed", "proof_checked")
    assert Award.objects.get(pk=case.pk).repaid == Decimal("1100.00")
    let(case, "close", by=world.approver)
    assert (state(case), settled(case)) == ("closed", "closed")


def test_who_checked_the_proof_does_not_demand_the_repayment_and_nobody_asks_for_what_is_not_owed(world, proven):
    case = proven(paid="20000.00", spent="21000.00")
    assert asking(world, case, by="case_worker") == "four_eyes"
    assert asking(world, case, by="signatory") == "not_yours"
    assert asking(world, case, by="stranger") == "not_found"
    assert asking(world, case, ground="annulled_by_remedy") == "bad_input"
    assert asking(world, case, answer_by=clock.today().isoformat()) == "bad_input"
    later = (clock.today() + dt.timedelta(days=1)).isoformat()
    assert asking(world, case, ineffective_from=later) == "bad_input"
    demand(world, case)
    assert asking(world, case) == "not_possible_here"


def asking(world, case, **told):
    with pytest.raises(Refused) as caught:
        demand(world, case, **told)
    return caught.value.key


def test_the_reclaim_of_a_repayment_takes_that_sum_and_no_other_way(world, proven):
    reclaim = demand(world, proven(paid="20000.00", spent="21000.00"), ground="not_for_purpose")
    fire(reclaim.pk, "answer", by=world.signatory, statement="x")
    today, soon = clock.today().isoformat(), (clock.today() + dt.timedelta(days=30)).isoformat()
    other = {**INTENDED, "known_on": today, "answer_by": soon, "ineffective_from": today, "amount": "1100.00"}
    anew = {"by": world.case_worker, **other}
    assert wrong(reclaim, "hear_anew", **{**anew, "amount": "1100.01"}) == "amount"
    assert wrong(reclaim, "hear_anew", **{**anew, "extent": "full"}) == "extent"
    assert wrong(reclaim, "hear_anew", **{**anew, "reach": "ex_nunc", "ineffective_from": None}) == "extent"
    assert wrong(reclaim, "hear_anew", **{**anew, "ground": "annulled_by_remedy"}) == "ground"
    fire(reclaim.pk, "hear_anew", **anew)
    assert Reclaim.objects.get().revocable_until == clock.today().replace(year=clock.today().year + 1)


def test_a_demand_that_is_dropped_is_made_anew_or_left_with_the_recipient(world, proven):
    case = proven(paid="20000.00", spent="21000.00")
    fire(demand(world, case).pk, "drop", by=world.case_worker, reason="Falsch gerechnet.")
    assert settled(case) == "proof_checked"
    let(case, "propose_spare", by=world.case_worker, reason="Bagatelle.")
    event = let(case, "spare", by=world.approver)
    assert event.facts["spared"] == "1100.00"
    assert refusal(case, "propose_spare", by=world.case_worker, reason="x") == "nothing_to_repay"
    assert asking(world, case) == "nothing_to_repay"
    award = Award.objects.get(pk=case.pk)
    assert (award.final_amount, award.spared, award.left_over) == (Decimal("18900.00"), Decimal("1100.00"), 0)
    let(case, "close", by=world.approver)
    assert state(case) == "closed"


def test_what_a_court_leaves_with_the_recipient_is_decided_on_again(world, proven):
    case = proven(paid="20000.00", spent="21000.00")
    reclaim = demand(world, case)
    issued(world, reclaim)
    today = clock.today().isoformat()
    let(reclaim, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    let(reclaim, "note_receipt", by=world.case_worker, received_on=today)
    let(reclaim, "contest", by=world.case_worker, remedy="action", received_on=today)
    fire(reclaim.pk, "reduce", by=world.approver, amount="600.00", decided_on=today, reason="x")
    assert settled(case) == "repayment_due"
    comes_back(world, reclaim, "600.00")
    award = Award.objects.get(pk=case.pk)
    assert (settled(case), award.to_repay, award.repaid) == ("proof_checked", Decimal("500.00"), Decimal("600.00"))


def test_a_settlement_that_is_closed_waits_again_where_the_reclaim_of_its_repayment_falls_late(world, proven):
    case = proven(paid="20000.00", spent="21000.00")
    reclaim = ask_back(world, case, "1100.00")
    let(case, "close", by=world.approver)
    Notice.objects.update(remedy_waived_on=None)
    today = clock.today().isoformat()
    let(reclaim, "contest", by=world.case_worker, remedy="action", received_on=today)
    assert (state(case), settled(case)) == ("completed", "repayment_due")
    let(reclaim, "annul", by=world.approver, decided_on=today, reason="x")
    let(reclaim, "note_refund", by=world.checker, value_date=today)
    award = Award.objects.get(pk=case.pk)
    assert (settled(case), award.to_repay, award.repaid) == ("proof_checked", Decimal("1100.00"), 0)


def test_a_rest_is_paid_before_the_file_closes(world, proven):
    case = proven(paid="18000.00", spent="22222.23")
    assert (case.final_amount, case.to_pay, case.to_repay) == (Decimal("20000.00"), Decimal("2000.00"), 0)
    assert refusal(case, "close", by=world.approver) == "rest_unpaid"
    assert asking(world, case) == "nothing_to_repay"
    Award.objects.filter(pk=case.pk).update(paid=Decimal("20000.00"))
    let(case, "close", by=world.approver)
    assert state(case) == "closed"


def test_who_forgoes_the_rest_lets_the_file_close(world, proven):
    case = proven(paid="18000.00", spent="22222.23")
    assert refusal(case, "forgo_rest", by=world.case_worker, declared=True) == "not_yours"
    assert refusal(case, "forgo_rest", by=world.signatory, declared=False) == "bad_input"
    call = open_disbursement(case, by=world.applicant)
    assert refusal(case, "forgo_rest", by=world.signatory, declared=True) == "draw_is_open"
    fire(call.pk, "withdraw", by=world.applicant, reason="Nicht gebraucht.")
    event = let(case, "forgo_rest", by=world.signatory, declared=True)
    assert (event.facts["forgone"], Award.objects.get(pk=case.pk).final_amount) == ("2000.00", Decimal("18000.00"))
    assert refusal(case, "forgo_rest", by=world.signatory, declared=True) == "no_rest"
    let(case, "close", by=world.approver)
    assert state(case) == "closed"


def test_the_result_is_filed_as_a_letter_with_its_fingerprint_and_its_calculation(proven):
    case = proven(paid="20000.00", spent="21000.00")
    settlement = below(case, "settlement")
    event = settlement.events.get(move="follow_acceptance")
    letter = settlement.documents.get(kind="proof_result")
    assert bytes(letter.content.content).startswith(b"%PDF")
    assert (event.facts["sha256"], event.facts["final"]) == (letter.content_id, "18900.00")
    assert [step["rule"] for step in case.reckoning["steps"]] == ["Fixed-sum funding", "Limit", "Settlement"]


def test_an_open_report_keeps_the_file_open(world, proven):
    case = proven(paid="20000.00", spent="22222.23", report_dates=[clock.today()])
    assert refusal(case, "close", by=world.approver) == "still_open"


def test_the_authority_may_do_without_a_progress_report_that_never_came(world, proven):
    case = proven(paid="20000.00", spent="22222.23", report_dates=[clock.today()])
    late, proof = case.children.get(lifecycle="report"), proof_of(case)
    assert refusal(proof, "waive", by=world.case_worker, reason="x") == "not_possible_here"
    assert refusal(late, "waive", by=world.applicant, reason="x") == "not_yours"
    fire(late.pk, "waive", by=world.case_worker, reason="Der Verwendungsnachweis sagt alles.")
    assert not late.deadlines.filter(closed_at=None).exists()
    let(case, "close", by=world.approver)
    assert state(case) == "closed"


def test_a_report_due_after_the_end_does_not_keep_the_file_open(world, proven):
    case = proven(paid="20000.00", spent="22222.23", report_dates=[clock.today() + dt.timedelta(days=32)])
    let(case, "close", by=world.approver)
    assert (state(proof_of(case)), state(below(case, "report"))) == ("accepted", "dropped")


def test_money_of_a_closed_file_is_reclaimed_and_the_file_stays_closed(world, proven):
    case = proven(paid="20000.00", spent="22222.23")
    let(case, "close", by=world.approver)
    today, soon = clock.today().isoformat(), (clock.today() + dt.timedelta(days=30)).isoformat()
    intended = {**INTENDED, "ineffective_from": today, "known_on": today, "answer_by": soon}
    fire(case.pk, "hear", by=world.case_worker, **intended)
    reclaim = case.children.get(lifecycle="reclaim")
    fire(reclaim.pk, "answer", by=world.signatory, statement="x")
    let(reclaim, "draft", by=world.case_worker, reasons="x", pay_by=soon, **REMEDY)
    let(reclaim, "sign", by=world.case_worker)
    let(reclaim, "issue", by=world.approver)
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
    let(case, "close", by=world.approver)
    assert (state(case), case.children.get(lifecycle="first_draw").state) == ("closed", "ended")


@pytest.fixture
def held(monkeypatch):
    """What the pots were told to keep at most, each time."""
    told: list[Decimal] = []
    monkeypatch.setattr(funds, "keep_at_most", lambda award, amount: told.append(amount))
    return told


@pytest.mark.parametrize(
    ("relief", "decided", "still_claimed"), [("remission", "grant_relief", 0), ("write_off", "write_off", 1100)]
)
def test_what_never_comes_back_does_not_go_back_to_the_pots(world, proven, held, relief, decided, still_claimed):
    case = proven(paid="20000.00", spent="21000.00")
    reclaim = demand(world, case)
    issued(world, reclaim)
    final(world, reclaim)
    let(reclaim, "propose_relief", by=world.case_worker, relief=relief, reason="Unbillig.")
    let(reclaim, decided, by=world.approver)
    let(case, "close", by=world.approver)
    award = Award.objects.get(pk=case.pk)
    assert (award.called_back, award.kept, held) == (still_claimed, 20000, [20000])


def test_a_grant_that_is_changed_keeps_in_the_pots_what_is_called_back_or_remitted(award, monkeypatch):
    wanted = {}
    monkeypatch.setattr(funds, "hold_from_now_on", lambda *_case, this_year: wanted.update(_case[-1]) or [])
    case = Award.objects.get(pk=award("running").pk)
    case.plan = [line("income", "grant", "Zuwendung", str(case.amount), case.period_from.year)]
    case.parent_id, case.called_back, case.remitted = case.pk, Decimal(300), Decimal(40)
    funds.keep(case, SimpleNamespace(today=case.period_from))
    assert sum(wanted.values()) == case.amount + 340


@pytest.mark.parametrize("reason", ["spared", "remitted"])
def test_what_was_left_with_the_recipient_is_not_paid_again_where_the_final_amount_rises(reason):
    award = Award(paid=Decimal(10000), amount=Decimal(10000), final_amount=Decimal(8000), **{reason: Decimal(2000)})
    assert (award.to_repay, award.to_pay, payable(award)) == (0, 0, 10000)
    award.final_amount = Decimal(9000)
    assert (award.to_repay, award.to_pay, payable(award)) == (0, 0, 10000)
    award.final_amount = Decimal(10000)
    assert (award.to_repay, award.to_pay, payable(award)) == (0, 0, 10000)
    assert most(award, "not_for_purpose", Reach.EX_NUNC, Extent.PART) == 0
    award.final_amount = Decimal(10500)
    assert (award.to_repay, award.to_pay, payable(award)) == (0, 500, 10500)


def test_while_money_is_called_back_beside_what_was_spared_nothing_is_paid():
    sums = {"paid": 10000, "amount": 10000, "final_amount": 6000, "spared": 2000, "called_back": 2000}
    award = Award(**{name: Decimal(each) for name, each in sums.items()})
    assert (award.to_repay, award.to_pay, payable(award)) == (0, 0, 8000)
    award.final_amount = Decimal(8000)
    assert (award.to_repay, award.to_pay, payable(award)) == (0, 0, 8000)


@pytest.mark.parametrize(("forgone", "left"), [(True, 18000), (False, 20000)])
def test_a_rest_that_was_forgone_does_not_come_back_with_a_remedy(world, proven, monkeypatch, forgone, left):
    monkeypatch.setattr(settling, "_file_result", lambda *told, **more: None)
    monkeypatch.setattr(settling, "signature_now", lambda step: {})
    case = proven(paid="18000.00", spent="22222.23")
    if forgone:
        let(case, "forgo_rest", by=world.signatory, declared=True)
    award = Award.objects.get(pk=case.pk)
    settling.reckon_anew(award, None)
    assert (award.entitled, award.final_amount, award.to_pay) == (left, left, left - 18000)

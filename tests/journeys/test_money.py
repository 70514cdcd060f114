"""Money that is not there, not asked for, stopped, paid too early or too late; and the proof of how it was spent."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.budgets.models import Pot
from funding.changes.models import Change
from funding.changes.opening import open_change
from funding.disbursements.opening import open_disbursement
from funding.reports.models import Report
from tests.funding.applications.story import ASSESSED, FORM, NOTICE, PLAN, REMEDY, steps
from tests.funding.disbursements.conftest import IBAN
from tests.journeys.story import again, below, due, letters, mails, state, states, sums, told, waits_for, words_of
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def short(budget, application, today_is):
    """Approved for 40,000.00 euros a year, of which the pot of 2025 has a cent too little."""
    today_is("2024-06-03")
    budget(shares=[{"payer": "Land", "weight": 1, "amount": "39999.99"}])
    return application("committee_approved")


@pytest.fixture
def proof(granted, day_comes, call, people):
    """Paid out, reported on in time, the project over; its proof is open: `proof(paid="72000.00")`."""

    def opened(paid="80000.00") -> Report:
        award = granted("running")
        day_comes("2025-03-03")
        call("paid", of=award, amount=paid)
        for day in ("2025-07-31", "2026-01-30", "2026-07-31"):
            day_comes(day)
            report_on(people, Report.objects.get(state="open"))
        day_comes("2027-01-01", "2027-05-03")
        return Report.objects.get(kind="proof")

    return opened


def report_on(people, report):
    people.applicant.write(report, progress="40 Familien wurden beraten.")
    people.applicant.release_internally(report)
    people.signatory.submit(report)
    accept(people, report)


def prove(people, proof, *spent):
    lines = [{"item": item, "amount": amount} for item, amount in spent]
    people.applicant.write(proof, progress="Alle Ziele sind erreicht.", expenditure=lines)
    people.applicant.release_internally(proof)
    people.signatory.submit(proof)


def accept(people, proof):
    people.checker.start_review(proof)
    people.checker.accept(proof)


def test_the_money_is_missing_and_the_application_waits_until_the_end_of_its_year(people, short, day_comes):
    assert (state(short), people.case_worker.sees_next) == (
        "budget_missing",
        [
            ("decision", "Record the result in the minutes", "2024-06-17"),
            ("application", "Put on the waiting list, go on or reject", "2024-06-17"),
        ],
    )
    people.case_worker.put_on_waiting_list(short)
    assert (due(short), waits_for(short)) == (("2025-12-31", "internal", "running"), [])
    day_comes("2025-12-31")
    assert state(short) == "waiting_list"
    day_comes("2026-01-01")
    assert (states(short, short.parent), Pot.objects.get().taken) == (("expired", "parked"), 0)
    assert told(short, "application.expired") == {
        people.signatory.user.name, people.applicant.user.name, people.office.user.name,
    }  # fmt: skip
    assert ("idea", "Decide what becomes of the idea", "2026-04-01") in people.office.sees_next
    people.office.put_on_agenda(short.parent)
    assert state(short.parent) == "on_agenda"


def test_the_missing_cent_is_found_and_the_first_on_the_waiting_list_goes_on(people, short, day_comes):
    people.case_worker.put_on_waiting_list(short)
    day_comes("2024-11-04")
    assert people.case_worker.may_not("take_from_waiting_list", short) == "budget_missing"
    budget = Pot.objects.get().budget
    people.case_worker.propose_change(
        budget, lines=[{"payer": "Land", "weight": 1, "amount": "40000.00"}], reason="Nachtrag."
    )
    assert people.case_worker.may_not("release_change", budget) == "not_yours"
    people.approver.release_change(budget)
    people.case_worker.take_from_waiting_list(short)
    assert (state(short), Pot.objects.get().taken) == ("committee_approved", Decimal("40000.00"))
    assert people.case_worker.sees_next[-1] == ("application", "Prepare the notice", "2024-12-04")
    assert told(short, "application.goes_on") == {people.signatory.user.name, people.applicant.user.name}


def test_payments_are_stopped_for_a_missing_report_and_go_on_when_it_comes(people, granted, call, day_comes):
    award = granted("running")
    day_comes("2025-07-01")
    report = Report.objects.get(due_on="2025-07-31")
    assert people.applicant.sees_next == [("report", "Write the report", "2025-07-31")]
    day_comes("2025-08-01", "2025-08-14")
    assert (mails(report, "task.late"), told(report, "task.late")) == (2, {people.applicant.user.name})
    people.case_worker.suspend(award, reason="Der Bericht fehlt.")
    money = open_disbursement(again(award), by=people.applicant.user)
    need = {"amount": "20000.00", "needed_from": "2025-08-18", "needed_until": "2025-09-30", "purpose": "Lohn"}
    people.applicant.edit(money, **need, iban=IBAN)
    assert people.signatory.may_not("submit", money) == "award_stands_still"
    report_on(people, report)
    people.case_worker.resume(award)
    people.signatory.submit(money)
    assert (states(report, award, money), due(report, "report")) == (
        ("accepted", "running", "submitted"), ("2025-07-31", "legal", "missed"),
    )  # fmt: skip
    assert ("disbursement", "Check the request as to facts", "2025-08-21") in people.case_worker.sees_next
    assert (told(award, "award.suspended"), told(award, "award.resumed")) == ({people.signatory.user.name},) * 2


def test_the_proof_arrives_late_after_the_second_reminder_and_is_settled(people, proof, day_comes):
    report = proof()
    award = report.parent
    assert (state(award), people.applicant.sees_next[-1]) == ("proof_due", ("report", "Write the report", "2027-06-30"))
    day_comes("2027-06-27", "2027-07-01", "2027-07-14")
    assert (mails(report, "task.soon"), mails(report, "task.late")) == (1, 2)
    day_comes("2027-07-19")
    prove(people, report, ("Personal", "84444.44"), ("Fahrten", "4444.45"))
    assert (due(report, "report"), Report.objects.get(kind="proof").versions.get().late) == (
        ("2027-06-30", "legal", "missed"), True,
    )  # fmt: skip
    accept(people, report)
    assert (states(report, award), letters(award)) == (("accepted", "proof_checked"), ["award_notice", "proof_result"])
    assert sums(award) == {"amount": "80000.00", "paid": "80000.00", "final_amount": "80000.00"}
    assert ("award", "Pay the rest, demand a repayment, or close", None) in people.checker.sees_next
    assert people.checker.may_not("close", award) == "four_eyes"  # who has checked the proof
    people.approver.close(award)
    assert (states(award, award.parent.parent), waits_for(award)) == (("closed", "completed"), [])


def test_less_was_spent_than_planned_and_the_own_share_takes_its_part_of_what_goes_back(people, proof, day_comes):
    report = proof()
    award = report.parent
    day_comes("2027-06-30")
    prove(people, report, ("Personal", "80000.00"), ("Fahrten", "3000.00"))
    accept(people, report)
    assert sums(award) == {  # nine tenths of 83,000.00
        "amount": "80000.00", "paid": "80000.00", "final_amount": "74700.00", "to_repay": "5300.00",
    }  # fmt: skip
    people.approver.demand_repayment(award, pay_by="2027-07-30", reason="Weniger ausgegeben als geplant.")
    assert (due(award), told(award, "award.repayment_due")) == (
        ("2027-07-30", "legal", "running"), {people.signatory.user.name},
    )  # fmt: skip
    day_comes("2027-07-31")
    assert told(award, "task.late") == {people.case_worker.user.name, people.checker.user.name}
    people.case_worker.note_repayment(award, amount="5000.00", value_date="2027-07-31")
    assert (state(award), sums(award)["to_repay"]) == ("repayment_due", "300.00")
    people.case_worker.note_repayment(award, amount="300.00", value_date="2027-07-31")
    assert (state(award), "74.700,00" in words_of(award, "proof_result")) == ("proof_checked", True)


def test_the_rest_is_forgone_and_the_file_closes(people, proof, day_comes):
    report = proof(paid="72000.00")
    award = report.parent
    day_comes("2027-05-31")
    prove(people, report, ("Personal", "88888.89"))
    accept(people, report)
    assert sums(award)["to_pay"] == "8000.00"
    assert people.approver.may_not("close", award) == "rest_unpaid"
    people.signatory.forgo_rest(award, declared=True)
    assert told(award, "award.rest_forgone") == {people.case_worker.user.name, people.checker.user.name}
    people.approver.close(award)
    assert (states(award, award.parent.parent), sums(award)) == (
        ("closed", "completed"), {"amount": "80000.00", "paid": "72000.00", "final_amount": "72000.00"},
    )  # fmt: skip


@pytest.fixture
def one_year(world, people, application, day_comes):
    """40,000.00 euros for 2025 alone, over since the last day of December."""
    case = application("draft")
    people.applicant.edit(case, **{**FORM, "period_to": "2025-12-31", "requested": "40000.00"})
    people.applicant.set_plan(case, lines=[each for each in PLAN if each["year"] == 2025])
    walk = steps(world, case)
    for reached in ("internally_released", "received", "complete"):
        walk[reached]()
    people.case_worker.start_assessment(case)
    people.case_worker.finish_assessment(case, **{**ASSESSED, "eligible": "44444.45", "recommended": "40000.00"})
    for reached in ("on_committee_agenda", "committee_approved", "notice_in_preparation"):
        walk[reached]()
    people.case_worker.draft_notice(case, **{**NOTICE, "report_dates": ["2025-07-31"], "proof_due_on": "2026-06-30"})
    people.case_worker.sign_notice(case)
    people.approver.issue(case)
    award = Award.objects.get()
    people.case_worker.dispatch(award, channel="letter", posted_on="2024-06-03")
    day_comes("2024-06-07", "2024-07-09", "2025-01-01", "2026-01-01")
    return again(award)


def test_a_longer_period_is_asked_for_after_the_end_with_reasons_and_granted_in_part(people, one_year, day_comes):
    award = one_year
    assert (state(award), below(award, "report").report.kind) == ("proof_due", "proof")
    change = open_change(award, by=people.applicant.user, kind="time")
    why = {"justification": "Die Stelle war ein halbes Jahr unbesetzt.", "new_period_to": "2026-06-30"}
    people.applicant.edit(change, **why)
    assert people.applicant.may_not("release_internally", change) == "late_needs_reasons"
    people.applicant.edit(change, **why, late_reason="Die Leiterin war krank.")
    people.applicant.release_internally(change)
    people.signatory.submit(change)
    people.case_worker.start_review(change)
    granted = {"result": "partly", "granted_period_to": "2026-03-31", "proof_due_on": "2026-09-30"}
    people.case_worker.draft_notice(change, **granted, reasons="Drei Monate genügen.", **REMEDY)
    people.case_worker.sign_notice(change)
    assert people.approver.sees_next == [("change", "Check the change notice and issue it", "2026-01-08")]
    people.approver.issue(change)
    found = Award.objects.get()
    assert (found.state, found.period_to, found.proof_due_on) == (
        "running", dt.date(2026, 3, 31), dt.date(2026, 9, 30),
    )  # fmt: skip
    assert (Change.objects.get().late, state(change), letters(change)) == (True, "partly", ["change_notice"])
    assert "31.03.2026" in words_of(change, "change_notice")
    day_comes("2026-04-01", "2026-09-30")
    proofs = Report.objects.filter(kind="proof").order_by("pk").values_list("state", "due_on")
    assert list(proofs) == [("dropped", dt.date(2026, 6, 30)), ("open", dt.date(2026, 9, 30))]


def test_the_project_ends_early_and_what_is_left_comes_back(people, granted, call, day_comes):
    award = granted("running")
    day_comes("2025-03-03")
    call("paid", of=award, amount="20000.00")
    day_comes("2025-07-31")
    report_on(people, Report.objects.get(state="open"))
    day_comes("2025-09-01")
    assert people.signatory.may_not("terminate", award, unspent="20000.01", reason="Träger insolvent.") == "unspent"
    people.signatory.terminate(award, unspent="2000.00", reason="Der Träger gibt auf.")
    assert (state(award), told(award, "award.terminated")) == (
        "proof_due", {people.case_worker.user.name, people.checker.user.name},
    )  # fmt: skip
    proof = Report.objects.get(kind="proof")
    day_comes(proof.due_on.isoformat())
    prove(people, proof, ("Personal", "20000.00"))
    accept(people, proof)
    assert (proof.due_on, sums(award)) == (
        dt.date(2027, 6, 30),
        {"amount": "80000.00", "paid": "20000.00", "final_amount": "18000.00", "to_repay": "2000.00"},
    )
    assert Case.objects.filter(parent=award, lifecycle="report", finished=None).count() == 0


def test_the_bank_sends_a_payment_back_and_it_goes_out_again(people, granted, call, day_comes):
    award = granted("running")
    day_comes("2025-03-03")
    money = call("ordered", of=award)
    assert people.cashier.sees_next == [("disbursement", "Note the day of payment", "2025-03-10")]
    people.cashier.recall(money, reason="Das Konto ist gekündigt.")
    assert people.cashier.sees_next == [("disbursement", "Order the payment", "2025-03-10")]
    assert told(money, "disbursement.recalled") == {people.approver.user.name}
    people.approver.return_(money, reason="Bitte das neue Konto angeben.")
    assert people.applicant.sees_next == [("disbursement", "Correct the request for payment", "2025-04-02")]
    people.applicant.edit(
        money, amount="20000.00", needed_from="2025-03-03", needed_until="2025-03-31", purpose="Honorare",
        iban="DE02 1203 0000 0000 2020 51",
    )  # fmt: skip
    people.signatory.submit(money)
    people.case_worker.check_factual(money)
    assert people.case_worker.may_not("check_arithmetical", money) == "four_eyes"
    people.checker.check_arithmetical(money)
    people.approver.approve(money, amount="20000.00")
    people.cashier.order(money)
    people.cashier.note_payment(money, value_date="2025-03-03")
    assert (state(money), sums(award)) == ("paid", {"amount": "80000.00", "paid": "20000.00"})
    # two months from the payment on; 3 May is a Saturday
    assert people.applicant.sees_next == [("disbursement", "Confirm that the money was used", "2025-05-05")]


def test_money_of_a_closed_file_is_reclaimed_when_an_invoice_turns_out_to_be_false(people, proof, day_comes):
    report = proof()
    award = report.parent
    prove(people, report, ("Personal", "88888.89"))
    accept(people, report)
    people.approver.close(award)
    day_comes("2028-02-01")
    people.case_worker.hear(
        award, ground="not_for_purpose", extent="part", reach="ex_tunc", amount="4000.00", answer_by="2028-03-01",
        ineffective_from="2025-03-03", known_on="2028-01-31", allegations="Eine Rechnung war erfunden.",
    )  # fmt: skip
    reclaim = below(award, "reclaim")
    assert due(reclaim, "revocation") == ("2029-01-31", "legal", "running")
    day_comes("2028-03-02")
    assert (state(reclaim), told(reclaim, "reclaim.unanswered")) == (
        "in_preparation", {people.case_worker.user.name, people.checker.user.name},
    )  # fmt: skip
    people.case_worker.drop(reclaim, reason="Die Rechnung war doch echt.")
    assert (states(reclaim, award, award.parent.parent), waits_for(reclaim)) == (
        ("dropped", "closed", "completed"), [],
    )  # fmt: skip
    assert sums(award) == {"amount": "80000.00", "paid": "80000.00", "final_amount": "80000.00"}

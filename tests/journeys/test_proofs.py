"""How the money was spent: proven late, less than planned, not all of it asked for, ended early, asked about later."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.reports.models import Report
from tests.funding.awards.story import REMEDY
from tests.journeys.story import (
    accept,
    again,
    award_of,
    below,
    due,
    letters,
    mails,
    report_on,
    settled,
    state,
    states,
    sums,
    told,
    waits_for,
    words_of,
)
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def proof(granted, day_comes, call, people):
    """Paid out, reported on in time, the project over; its proof is open: `proof(paid="72000.00")`."""

    def opened(paid="80000.00") -> Report:
        award = granted("running")
        day_comes("2025-03-03")
        call("paid", of=award, amount="40000.00")
        for day in ("2025-07-31", "2026-01-30"):
            day_comes(day)
            report_on(people, Report.objects.get(state="open"))
        call("paid", of=award, amount=str(Decimal(paid) - 40000))
        day_comes("2026-07-31")
        report_on(people, Report.objects.get(state="open"))
        day_comes("2027-01-01", "2027-05-03")
        return Report.objects.get(kind="proof")

    return opened


def prove(people, proof, *spent):
    lines = [{"item": item, "amount": amount} for item, amount in spent]
    people.applicant.write(proof, progress="Alle Ziele sind erreicht.", expenditure=lines)
    people.applicant.release_internally(proof)
    people.signatory.submit(proof)


def test_the_proof_arrives_late_after_the_second_reminder_and_is_settled(people, proof, day_comes):
    report = proof()
    award = award_of(report)
    assert (settled(award), people.applicant.sees_next[-1]) == (
        "proof_due",
        ("report", "Write the report", "2027-06-30"),
    )
    day_comes("2027-06-27", "2027-07-01", "2027-07-14")
    assert (mails(report, "task.soon"), mails(report, "task.late")) == (1, 2)
    day_comes("2027-07-19")
    prove(people, report, ("Personal", "84444.44"), ("Fahrten", "4444.45"))
    assert (due(report, "report"), Report.objects.get(kind="proof").versions.get().late) == (
        ("2027-06-30", "legal", "missed"), True,
    )  # fmt: skip
    accept(people, report)
    assert (state(report), settled(award)) == ("accepted", "proof_checked")
    assert (letters(award), letters(below(award, "settlement"))) == (["award_notice"], ["proof_result"])
    assert sums(award) == {"amount": "80000.00", "paid": "80000.00", "final_amount": "80000.00"}
    assert ("settlement", "Pay the rest, demand a repayment, or close", "2027-08-18") in people.checker.sees_next
    assert people.checker.may_not("close", award) == "four_eyes"  # who has checked the proof
    people.approver.close(award)
    assert (states(award, award.parent.parent), waits_for(award)) == (("closed", "completed"), [])


def test_less_was_spent_than_planned_and_the_own_share_takes_its_part_of_what_goes_back(people, proof, day_comes):
    report = proof()
    award = award_of(report)
    day_comes("2027-06-30")
    prove(people, report, ("Personal", "80000.00"), ("Fahrten", "3000.00"))
    accept(people, report)
    assert sums(award) == {  # nine tenths of 83,000.00
        "amount": "80000.00", "paid": "80000.00", "final_amount": "74700.00", "to_repay": "5300.00",
    }  # fmt: skip
    asked = {"ground": "resolutive_condition", "ineffective_from": "2026-12-31", "known_on": "2027-06-30"}
    told_of = {"allegations": "Weniger ausgegeben als geplant.", "answer_by": "2027-07-14"}
    people.approver.demand_repayment(award, **asked, **told_of)
    reclaim = below(award, "reclaim")
    assert (settled(award), told(reclaim, "reclaim.hearing"), people.signatory.sees_next[-1]) == (
        "repayment_due",
        {people.signatory.user.name, people.applicant.user.name},
        ("reclaim", "Comment on the intended revocation", "2027-07-14"),
    )
    day_comes("2027-07-15")
    people.case_worker.draft(
        below(reclaim, "reclaim_ruling"), reasons="Die Gesamtausgaben sind gesunken.", pay_by="2027-09-30", **REMEDY
    )
    people.case_worker.sign(below(reclaim, "reclaim_ruling"))
    people.approver.issue(below(reclaim, "reclaim_ruling"))
    people.case_worker.dispatch(reclaim, channel="letter", posted_on="2027-07-15")
    day_comes("2027-07-20", "2027-08-21")
    assert (state(reclaim), again(award).award.called_back) == ("reclaimed", 5300)
    people.case_worker.note_payment(reclaim, amount="5000.00", value_date="2027-08-21")
    assert (settled(award), again(award).award.called_back) == ("repayment_due", 300)
    people.case_worker.note_payment(reclaim, amount="300.00", value_date="2027-08-21")
    assert people.case_worker.may_not("waive_interest", reclaim, reason="x") == "four_eyes"
    people.approver.waive_interest(reclaim, reason="Pünktlich gezahlt.")
    assert (settled(award), state(award)) == ("proof_checked", "completed")
    assert "74.700,00" in words_of(below(award, "settlement"), "proof_result")


def test_the_rest_is_forgone_and_the_file_closes(people, proof, day_comes):
    report = proof(paid="72000.00")
    award = award_of(report)
    day_comes("2027-05-31")
    prove(people, report, ("Personal", "88888.89"))
    accept(people, report)
    assert sums(award)["to_pay"] == "8000.00"
    assert people.approver.may_not("close", award) == "rest_unpaid"
    people.signatory.forgo_rest(award, declared=True)
    told_of_it = told(below(award, "settlement"), "settlement.rest_forgone")
    assert told_of_it == {people.case_worker.user.name, people.checker.user.name}
    people.approver.close(award)
    assert (states(award, award.parent.parent), sums(award)) == (
        ("closed", "completed"), {"amount": "80000.00", "paid": "72000.00", "final_amount": "72000.00"},
    )  # fmt: skip
    for paid in Case.objects.filter(lifecycle="payment"):  # nobody confirmed its use; the proof has settled it
        assert states(paid.parent, paid) == ("ended", "ended")


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
        "terminated_early", {people.case_worker.user.name, people.checker.user.name},
    )  # fmt: skip
    proof = Report.objects.get(kind="proof")
    day_comes(proof.due_on.isoformat())
    prove(people, proof, ("Personal", "20000.00"))
    accept(people, proof)
    assert (proof.due_on, sums(award)) == (
        dt.date(2027, 6, 30),  # the programme sets no months, so the notice's day
        {"amount": "80000.00", "paid": "20000.00", "final_amount": "18000.00", "to_repay": "2000.00"},
    )
    assert Case.objects.filter(ancestors__contains=[award.pk], lifecycle="report", finished=None).count() == 0


def test_money_of_a_closed_file_is_reclaimed_when_an_invoice_turns_out_to_be_false(people, proof, day_comes):
    report = proof()
    award = award_of(report)
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

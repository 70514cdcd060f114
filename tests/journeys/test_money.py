"""Money that is not there, stopped, sent back by the bank; and time that does not suffice."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.budgets.models import Pot
from funding.changes.models import Change
from funding.changes.opening import open_change
from funding.disbursements.opening import open_disbursement
from funding.reports.models import Report
from tests.funding.applications.story import (
    ASSESSED,
    FORM,
    NOTICE,
    PLAN,
    REMEDY,
    approval_of,
    examination_of,
    reject,
    ruling_of,
    send_notice,
    steps,
    waiting_of,
)
from tests.funding.below import below
from tests.funding.disbursements.conftest import IBAN
from tests.journeys.story import (
    again,
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
def short(budget, application, today_is):
    """Approved for 40,000.00 euros a year, of which the pot of 2025 has a cent too little."""
    today_is("2024-06-03")
    budget(shares=[{"payer": "Land", "weight": 1, "amount": "39999.99"}])
    return application("committee_approved")


def test_the_money_is_missing_and_the_application_waits_until_the_end_of_its_year(people, world, short, day_comes):
    assert (state(waiting_of(short)), people.case_worker.sees_next) == (
        "budget_missing",
        [
            ("decision", "Record the result in the minutes", "2024-06-17"),
            ("waiting", "Put on the waiting list, go on or reject", "2024-06-17"),
        ],
    )
    people.case_worker.put_on_waiting_list(waiting_of(short))
    assert (due(waiting_of(short)), waits_for(waiting_of(short))) == (("2025-12-31", "internal", "running"), [])
    day_comes("2025-12-31")
    assert state(waiting_of(short)) == "waiting_list"
    day_comes("2026-01-01")
    assert (states(short, short.parent), Pot.objects.get().taken) == (("submitted", "in_application"), 0)
    assert told(waiting_of(short), "application.expired") == {
        people.signatory.user.name, people.applicant.user.name, people.office.user.name,
    }  # fmt: skip
    assert people.approver.may_not(
        "give_up", reject(world, short, reasons="Die Mittel fehlten.", **REMEDY), reason="x"
    ) == ("waited_in_vain")
    people.approver.reject_formally(ruling_of(short))
    send_notice(world, short)
    assert states(short, short.parent) == ("expired", "parked")
    assert told(short, "application.rejected") == {people.applicant.user.name, people.office.user.name}
    assert ("idea", "Decide what becomes of the idea", "2026-04-01") in people.office.sees_next
    people.office.put_on_agenda(short.parent)
    assert state(short.parent) == "on_agenda"


def test_the_missing_cent_is_found_and_the_first_on_the_waiting_list_goes_on(people, short, day_comes):
    people.case_worker.put_on_waiting_list(waiting_of(short))
    day_comes("2024-11-04")
    assert people.case_worker.may_not("take_from_waiting_list", waiting_of(short)) == "budget_missing"
    budget = Pot.objects.get().budget
    people.case_worker.propose_change(
        budget, lines=[{"payer": "Land", "weight": 1, "amount": "40000.00"}], reason="Nachtrag."
    )
    assert people.case_worker.may_not("release_change", budget) == "not_yours"
    people.approver.release_change(budget)
    people.case_worker.take_from_waiting_list(waiting_of(short))
    assert (state(approval_of(short)), Pot.objects.get().taken) == ("committee_approved", Decimal("40000.00"))
    assert people.case_worker.sees_next[-1] == ("ruling", "Write and sign the notice", "2024-12-04")
    assert told(waiting_of(short), "application.goes_on") == {people.signatory.user.name, people.applicant.user.name}


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


@pytest.fixture
def one_year(world, people, application, day_comes):
    """40,000.00 euros for 2025 alone, over since the last day of December."""
    case = application("draft")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "material_sum": "60/100"})
    people.applicant.edit(case, **{**FORM, "period_to": "2025-12-31", "requested": "40000.00"})
    people.applicant.set_plan(case, lines=[each for each in PLAN if each["year"] == 2025])
    walk = steps(world, case)
    for reached in ("internally_released", "submitted", "complete"):
        walk[reached]()
    people.case_worker.start_assessment(examination_of(case))
    people.case_worker.finish_assessment(
        examination_of(case), **{**ASSESSED, "eligible": "44444.45", "recommended": "40000.00"}
    )
    for reached in ("on_committee_agenda", "committee_approved", "notice_in_preparation"):
        walk[reached]()
    people.case_worker.draft_notice(
        ruling_of(case), **{**NOTICE, "report_dates": ["2025-07-31"], "proof_due_on": "2026-06-30"}
    )
    people.case_worker.sign_notice(ruling_of(case))
    people.approver.issue(ruling_of(case))
    award = Award.objects.get()
    people.case_worker.dispatch(award, channel="letter", posted_on="2024-06-03")
    day_comes("2024-06-07", "2024-07-09", "2025-01-01", "2026-01-01")
    return again(award)


def test_a_longer_period_is_asked_for_after_the_end_with_reasons_and_granted_in_part(people, one_year, day_comes):
    award = one_year
    assert (state(award), settled(award)) == ("completed", "proof_due")
    change = open_change(award, by=people.applicant.user, kind="time")
    why = {"justification": "Die Stelle war ein halbes Jahr unbesetzt.", "new_period_to": "2026-06-30"}
    people.applicant.edit(change, **why)
    assert people.applicant.may_not("release_internally", change) == "late_needs_reasons"
    people.applicant.edit(change, **why, late_reason="Die Leiterin war krank.")
    people.applicant.release_internally(change)
    people.signatory.submit(change)
    people.case_worker.start_review(change)
    granted = {"result": "partly", "granted_period_to": "2026-03-31", "proof_due_on": "2026-09-30"}
    people.case_worker.draft_notice(below(change, "change_ruling"), **granted, reasons="Drei Monate genügen.", **REMEDY)
    people.case_worker.sign_notice(below(change, "change_ruling"))
    assert people.approver.sees_next == [("change_ruling", "Check the change notice and issue it", "2026-01-08")]
    people.approver.issue(below(change, "change_ruling"))
    assert Award.objects.get().state == "completed"
    people.case_worker.dispatch(below(change, "notice"), channel="letter", posted_on="2026-01-01")
    found = Award.objects.get()
    assert (found.state, found.period_to, found.proof_due_on) == (
        "running", dt.date(2026, 3, 31), dt.date(2026, 9, 30),
    )  # fmt: skip
    assert (Change.objects.get().late, state(change), letters(below(change, "notice"))) == (
        True,
        "partly",
        ["change_notice"],
    )
    assert "31.03.2026" in words_of(below(change, "notice"), "change_notice")
    day_comes("2026-04-01", "2026-09-30")
    proofs = Report.objects.filter(kind="proof").order_by("pk").values_list("state", "due_on")
    assert list(proofs) == [("dropped", dt.date(2026, 6, 30)), ("open", dt.date(2026, 9, 30))]


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
    assert people.applicant.sees_next == [("payment", "Confirm that the money was used", "2025-05-05")]

"""What an approved change makes of the award, its days, its reports and its payments."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.changes.models import Change
from funding.disbursements.models import Disbursement
from funding.disbursements.opening import open_disbursement
from funding.reports.models import Report
from tests.funding.below import below, let
from tests.funding.changes.conftest import IBAN, NOTICE, plan, sent
from tests.funding.changes.story import PAID, amended, lower, paid_out, proven, text_of
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Deadline

pytestmark = pytest.mark.django_db


def test_a_longer_period_moves_the_end_of_the_award_and_keeps_the_old_day(change):
    case = change("decided")
    award = Award.objects.get()
    assert (case.state, case.award_version, award.version) == ("approved", 2, 2)
    assert [award.period_to, award.proof_due_on] == [dt.date(2026, 8, 31), dt.date(2027, 2, 28)]
    event = amended(case).get()
    assert (event.actor, event.from_state, event.to_state) == (None, "running", "running")
    assert event.facts["before"] == {"period_to": "2026-03-02", "proof_due_on": "2026-08-31"}
    assert event.facts["after"] == {"period_to": "2026-08-31", "proof_due_on": "2027-02-28"}
    end = Deadline.objects.get(case=award, kind="running")
    assert (end.status, end.due_on, end.inputs["extended"]) == ("extended", dt.date(2026, 8, 31), "2026-03-02")


def test_the_award_ends_on_the_new_day_and_not_before(change, today_is, state):
    award = change("decided").parent
    today_is("2026-03-03")
    sweep_deadlines()
    assert state(award) == "running"
    today_is("2026-09-01")
    sweep_deadlines()
    assert (state(award), Report.objects.get().due_on) == ("completed", dt.date(2027, 2, 28))


def test_reports_and_proof_follow_the_new_end_where_the_programme_sets_them(world, running, change):
    award = running(report_dates=[dt.date(2025, 7, 31)])
    terms = {**award.terms, "report_dates": ["01-31", "07-31"], "proof_months": 6}
    Case.objects.filter(pk=award.pk).update(terms=terms)
    asked = Change.objects.get(pk=change("in_review", of=Award.objects.get()).pk)
    assert (asked.report_dates, asked.proof_due_on) == ([dt.date(2026, 7, 31)], dt.date(2027, 3, 1))  # 28 is a Sunday
    assert len(asked.proof_steps) > 1
    let(asked, "draft_notice", by=world.case_worker, granted_period_to="2026-06-30")
    less = Change.objects.get()
    assert (less.report_dates, less.proof_due_on) == ([], dt.date(2026, 12, 30))
    said = {**NOTICE, "result": "partly", "granted_period_to": "2026-08-31", "proof_due_on": "2027-01-29"}
    let(asked, "draft_notice", by=world.case_worker, **{**said, "result": "approve"})
    let(asked, "sign_notice", by=world.case_worker)
    let(asked, "issue", by=world.approver)
    sent(world, asked)
    further = Report.objects.exclude(due_on="2025-07-31").get()
    covered = (further.due_on, further.covers_from, further.covers_to)
    assert covered == (dt.date(2026, 7, 31), dt.date(2025, 7, 1), dt.date(2026, 6, 30))
    assert (Award.objects.get().proof_due_on, Award.objects.get().proof_steps) == (dt.date(2027, 1, 29), [])


def test_a_report_is_not_due_on_a_day_that_another_request_has_brought_within_the_period(world, running, change):
    award = running(report_dates=[dt.date(2025, 7, 31)])
    terms = {**award.terms, "report_dates": ["01-31", "07-31"], "proof_months": 6}
    Case.objects.filter(pk=award.pk).update(terms=terms)
    asked = Change.objects.get(pk=change("in_review", of=Award.objects.get()).pk)
    assert asked.report_dates == [dt.date(2026, 7, 31)]
    Award.objects.update(period_to=dt.date(2026, 7, 31))  # as another request of theirs leaves it
    let(asked, "draft_notice", by=world.case_worker, result="approve")
    assert Change.objects.get().report_dates == []


def test_days_entered_by_hand_stay_as_far_as_another_request_leaves_them(world, running, change):
    asked = change("in_review", of=running(report_dates=[dt.date(2025, 7, 31)]))
    entered = {"report_dates": ["2026-05-31", "2026-08-15"], "proof_due_on": "2027-01-29"}
    let(asked, "draft_notice", by=world.case_worker, **entered)
    Award.objects.update(period_to=dt.date(2026, 6, 30))  # as another request of theirs leaves it
    let(asked, "draft_notice", by=world.case_worker, reasons="Die Zeit reicht.")
    kept = Change.objects.get()
    assert (kept.report_dates, kept.proof_due_on) == ([dt.date(2026, 8, 15)], dt.date(2027, 1, 29))


def test_a_project_that_has_ended_goes_on_and_its_proof_is_asked_for_later(world, running, change, today_is, state):
    award = running()
    today_is("2026-03-03")
    sweep_deadlines()
    assert state(award) == "completed"
    change("decided", of=Award.objects.get(), asked={"late_reason": "Der Träger war krank."})
    found = Award.objects.get()
    assert (found.state, found.ended_on, Report.objects.get().state) == ("running", None, "dropped")
    today_is("2026-09-01")
    sweep_deadlines()
    assert (state(award), Report.objects.latest("pk").due_on) == ("completed", dt.date(2027, 2, 28))


def test_the_reports_dropped_at_its_early_end_are_asked_for_again_when_it_goes_on(running, change, world):
    award = running(report_dates=[dt.date(2025, 7, 31), dt.date(2026, 1, 31)])
    fire(award.pk, "terminate", by=world.signatory, unspent="0.00", reason="Personal fehlt.")
    assert set(Report.objects.filter(kind="progress").values_list("state", flat=True)) == {"dropped"}
    change("decided", of=Award.objects.get(), asked={"late_reason": "Der Träger war krank."})
    assert Award.objects.get().state == "running"
    again = Report.objects.filter(kind="progress").exclude(state="dropped").order_by("due_on")
    assert [(each.due_on.isoformat(), each.covers_from.isoformat()) for each in again] == [
        ("2025-07-31", "2025-03-03"),
        ("2026-01-31", "2025-07-01"),
    ]


def test_stopped_payments_stay_stopped_when_the_project_goes_on(world, running, change, today_is, state):
    award = running("suspended")
    today_is("2026-03-03")
    sweep_deadlines()
    change("decided", of=Award.objects.get(), asked={"late_reason": "Der Träger war krank."})
    assert state(award) == "suspended"


def test_an_award_that_does_not_run_yet_is_changed_where_it_stands(world, award, change, today_is):
    today_is("2025-03-03")
    found = award("final")
    case = change("decided", of=found, asked={"new_period_to": "2026-12-31"}, proof_due_on="2027-06-30")
    after = Award.objects.get(pk=found.pk)
    assert (case.state, after.state, after.period_to) == ("approved", "final", dt.date(2026, 12, 31))


def test_who_signed_the_change_does_not_check_the_proof_of_use(world, change, today_is, refusal):
    case = change("decided")
    proof = proven(world, today_is)
    assert refusal(proof, "accept", by=world.case_worker) == "worked_on_the_award"
    fire(proof.pk, "accept", by=world.checker)
    assert case.award_version == 2


def test_a_new_account_is_where_the_money_goes_from_then_on(world, running, change, refusal):
    award = running()
    former = open_disbursement(award, by=world.applicant)
    other = {**PAID, "iban": "DE02120300000000202051"}
    fire(former.pk, "edit", by=world.applicant, **other)
    case = change("decided", "account", of=Award.objects.get())
    found = Award.objects.get()
    assert (found.iban, amended(case).get().facts["also_changed"]) == (IBAN.replace(" ", ""), ["iban"])
    assert refusal(former, "submit", by=world.signatory) == "another_account"
    assert Disbursement.objects.get(pk=open_disbursement(found, by=world.applicant).pk).iban == found.iban


def test_the_number_of_an_account_stands_in_no_event_and_in_no_letter(change):
    case = change("decided", "account")
    facts = [str(event.facts) + event.body for each in (case, case.parent) for event in each.events.all()]
    number = IBAN.replace(" ", "")
    assert [text for text in facts if number in text or "0532" in text] == []
    assert number not in text_of(below(case, "notice").documents.get()).replace(" ", "")


def test_a_grant_is_never_lowered_below_what_was_paid(world, running, change, refusal):
    award = running()
    paid_out(world, award)
    case = change("resolved", "content", of=Award.objects.get(), asked={"amount": "49999.99"}, lines=lower("49999.99"))
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    assert refusal(case, "sign_notice", by=world.case_worker) == "below_what_is_paid"


def test_nor_below_what_is_approved_for_payment(world, running, change, refusal):
    award = running()
    paid_out(world, award, to="approved")
    case = change("resolved", "content", of=Award.objects.get(), asked={"amount": "49999.99"}, lines=lower("49999.99"))
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    assert refusal(case, "sign_notice", by=world.case_worker) == "below_what_is_paid"


def test_down_to_what_was_paid_it_may_be_lowered(world, running, change):
    award = running()
    paid_out(world, award)
    change("decided", "content", of=Award.objects.get(), asked={"amount": "50000.00"}, lines=lower("50000.00"))
    assert (Award.objects.get().amount, Award.objects.get().paid) == (Decimal("50000.00"), Decimal("50000.00"))


def test_a_longer_period_granted_meanwhile_is_not_shortened_by_an_older_request(world, running, change, refusal):
    award = running()
    older = change("notice_signed", of=award, asked={"new_period_to": "2026-05-31"})
    change("decided", of=Award.objects.get())
    assert refusal(older, "issue", by=world.approver) == "overtaken"


def test_a_higher_grant_given_meanwhile_is_not_lowered_by_an_older_request(world, running, change, refusal):
    award = running()
    less = plan("60000.00", "10000.00", "9000.00", "61000.00")
    older = change("notice_signed", "increase", of=award, asked={"amount": "61000.00"}, lines=less)
    change("decided", "increase", of=Award.objects.get())
    assert refusal(older, "issue", by=world.approver) == "overtaken"


def test_a_shift_approved_meanwhile_is_not_undone_by_an_older_plan(world, running, change, refusal):
    """Both grant the same sum; only the items differ."""
    award = running(funding_kind="share")
    older = change("notice_signed", "shift", of=award, lines=plan("46000.00", "14000.00", "6000.00", "54000.00"))
    newer = plan("47000.00", "13000.00", "6000.00", "54000.00")
    change("decided", "shift", of=Award.objects.get(), lines=newer)
    assert refusal(older, "issue", by=world.approver) == "another_plan_since"
    items = [line["amount"] for line in Award.objects.get().plan if line["side"] == "expenditure"]
    assert items == ["47000.00", "13000.00"]


def test_a_plan_made_for_another_grant_is_not_taken_over(world, running, change, refusal):
    award = running(funding_kind="share")
    older = change("notice_signed", "shift", of=award)
    change("decided", "increase", of=Award.objects.get())
    assert refusal(older, "issue", by=world.approver) == "other_grant_in_plan"


def test_an_award_whose_proof_is_in_is_not_changed_any_more(world, change, today_is, refusal, state):
    case = change("notice_signed")
    fire(case.parent_id, "achieve", by=world.signatory, achieved_on="2025-06-03", statement="Alle Ziele sind erreicht.")
    proven(world, today_is, to="submitted")
    assert refusal(case, "issue", by=world.approver) == "proof_was_submitted"
    let(case, "reopen_notice", by=world.approver, reason="Der Nachweis liegt vor.")
    let(case, "draft_notice", by=world.case_worker, result="reject")
    let(case, "sign_notice", by=world.case_worker)
    let(case, "issue", by=world.approver)
    sent(world, case)
    assert state(case) == "rejected"


def test_nor_one_whose_proof_was_submitted_once_and_returned(world, change, today_is, refusal, state):
    case = change("notice_signed")
    fire(case.parent_id, "achieve", by=world.signatory, achieved_on="2025-06-03", statement="Alle Ziele sind erreicht.")
    proof = proven(world, today_is, to="submitted")
    fire(proof.pk, "return", by=world.checker, items="Belege", until="2027-02-01")
    assert state(case.parent) == "completed"
    assert refusal(case, "issue", by=world.approver) == "proof_was_submitted"


def test_a_request_nobody_signed_keeps_no_file_open(world, running, change, today_is, state):
    award = running()
    case = change("draft", of=award)
    fire(award.pk, "achieve", by=world.signatory, achieved_on="2025-06-03", statement="Alle Ziele sind erreicht.")
    fire(proven(world, today_is).pk, "accept", by=world.checker)
    let(award, "close", by=world.approver)
    assert state(case) == "moot"


def test_a_project_that_goes_on_with_too_much_paid_has_its_payments_stopped(running, change, today_is, state):
    award = running()
    today_is("2026-03-03")
    sweep_deadlines()
    Award.objects.update(paid="60000.00", overpaid="6000.00", version=2)
    change("decided", of=Award.objects.get(), asked={"late_reason": "Der Träger war krank."})
    assert state(award) == "suspended"

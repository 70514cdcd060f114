"""A change request at the authority: checked, voted on where it matters, decided by two, taken over by the award."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.changes.models import Change
from funding.disbursements.models import Disbursement
from funding.disbursements.opening import open_disbursement
from funding.reports.models import Report
from notifications.models import Message
from tests.funding.applications.story import committee_resolves, vote_of
from tests.funding.applications.test_inside import shown
from tests.funding.changes.conftest import BEYOND, HIGHER, IBAN, NOTICE, WHY, plan
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Deadline

pytestmark = pytest.mark.django_db
PAID = {
    "amount": "50000.00",
    "needed_from": "2025-06-03",
    "needed_until": "2025-06-30",
    "purpose": "Lohn",
    "iban": IBAN,
}


def text_of(document):
    pages = [page.extract_text() for page in PdfReader(BytesIO(bytes(document.content.content))).pages]
    return " ".join(" ".join(pages).split())


def proven(world, today_is, to="accepted"):
    """The proof of use of a project that has ended, opened, written, signed and checked."""
    today_is("2027-01-04")
    sweep_deadlines()
    proof = Report.objects.get()
    written = {"progress": "Fertig.", "expenditure": [{"item": "Lohn", "amount": "0.01"}]}
    fire(proof.pk, "write", by=world.applicant, **written)
    fire(proof.pk, "release_internally", by=world.applicant)
    fire(proof.pk, "submit", by=world.signatory)
    if to != "submitted":
        fire(proof.pk, "start_review", by=world.checker)
    return proof


def amended(case):
    return Case.objects.get(pk=case.parent_id).events.filter(move="amend")


def paid_out(world, award, to="paid"):
    case = open_disbursement(Case.objects.get(pk=award.pk), by=world.applicant)
    moves = {
        "draft": ("edit", world.applicant, PAID),
        "submitted": ("submit", world.signatory, {}),
        "checked_factual": ("check_factual", world.case_worker, {}),
        "checked_arithmetical": ("check_arithmetical", world.checker, {}),
        "approved": ("approve", world.approver, {"amount": PAID["amount"]}),
        "ordered": ("order", world.cashier, {}),
        "paid": ("note_payment", world.cashier, {"value_date": "2025-06-03"}),
    }
    for reached, (move, who, data) in moves.items():
        fire(case.pk, move, by=who, **data)
        if reached == to:
            return case
    return case


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
    assert (state(award), Report.objects.get().due_on) == ("proof_due", dt.date(2027, 2, 28))


def test_reports_and_proof_follow_the_new_end_where_the_programme_sets_them(world, running, change):
    award = running(report_dates=[dt.date(2025, 7, 31)])
    terms = {**award.terms, "report_dates": ["01-31", "07-31"], "proof_months": 6}
    Case.objects.filter(pk=award.pk).update(terms=terms)
    asked = Change.objects.get(pk=change("in_review", of=Award.objects.get()).pk)
    assert (asked.report_dates, asked.proof_due_on) == ([dt.date(2026, 7, 31)], dt.date(2027, 3, 1))  # 28 is a Sunday
    assert len(asked.proof_steps) > 1
    fire(asked.pk, "draft_notice", by=world.case_worker, granted_period_to="2026-06-30")
    less = Change.objects.get()
    assert (less.report_dates, less.proof_due_on) == ([], dt.date(2026, 12, 30))
    said = {**NOTICE, "result": "partly", "granted_period_to": "2026-08-31", "proof_due_on": "2027-01-29"}
    fire(asked.pk, "draft_notice", by=world.case_worker, **{**said, "result": "approve"})
    fire(asked.pk, "sign_notice", by=world.case_worker)
    fire(asked.pk, "issue", by=world.approver)
    further = Report.objects.exclude(due_on="2025-07-31").get()
    covered = (further.due_on, further.covers_from, further.covers_to)
    assert covered == (dt.date(2026, 7, 31), dt.date(2025, 7, 1), dt.date(2026, 6, 30))
    assert (Award.objects.get().proof_due_on, Award.objects.get().proof_steps) == (dt.date(2027, 1, 29), [])


def test_a_project_that_has_ended_goes_on_and_its_proof_is_asked_for_later(world, running, change, today_is, state):
    award = running()
    today_is("2026-03-03")
    sweep_deadlines()
    assert state(award) == "proof_due"
    change("decided", of=Award.objects.get(), asked={"late_reason": "Der Träger war krank."})
    found = Award.objects.get()
    assert (found.state, found.ended_on, Report.objects.get().state) == ("running", None, "dropped")
    today_is("2026-09-01")
    sweep_deadlines()
    assert (state(award), Report.objects.latest("pk").due_on) == ("proof_due", dt.date(2027, 2, 28))


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


def test_a_part_of_the_time_is_approved_in_part(world, change, refusal, state):
    case = change("in_review")
    less = {**NOTICE, "granted_period_to": "2026-05-31"}
    fire(case.pk, "draft_notice", by=world.case_worker, **less)
    assert refusal(case, "sign_notice", by=world.case_worker) == "decision_and_grant_differ"
    fire(case.pk, "draft_notice", by=world.case_worker, result="partly")
    fire(case.pk, "sign_notice", by=world.case_worker)
    fire(case.pk, "issue", by=world.approver)
    assert (state(case), Award.objects.get().period_to) == ("partly", dt.date(2026, 5, 31))


def test_a_rejection_leaves_the_award_as_it_is_and_instructs_on_remedies(world, change):
    case = change("decided", result="reject", reasons="Der Zweck ist erreicht.")
    assert (case.state, Award.objects.get().version, amended(case).count()) == ("rejected", 1, 0)
    text = text_of(case.documents.get())
    assert "Der Antrag wird abgelehnt. Der Zuwendungsbescheid bleibt unverändert." in text
    assert "Verwaltungsgericht Auental" in text


def test_the_notice_names_both_who_signed_and_what_becomes_different(world, change):
    case = change("decided")
    notice, event = case.documents.get(), case.events.get(move="issue")
    assert (notice.kind, notice.content_id, notice.event_seq) == ("change_notice", event.facts["sha256"], event.seq)
    text = text_of(notice)
    assert " 02.03.2026 31.08.2026 " in text
    assert text.rindex(world.case_worker.name) < text.rindex(world.approver.name)
    told = Message.objects.filter(kind__in=("change.decided", "award.amended")).values_list("kind", flat=True)
    assert sorted(told) == ["award.amended"] * 3 + ["change.decided"] * 2


def test_two_persons_issue_the_notice(world, change, refusal, state):
    case = change("notice_signed")
    staff("approver", world.authority.place, world.case_worker, dt.date(2021, 1, 1))
    assert refusal(case, "issue", by=world.case_worker) == "four_eyes"
    fire(case.pk, "reopen_notice", by=world.approver, reason="Der Tag fehlt.")
    assert state(case) == "in_review"


def test_who_signed_the_change_does_not_check_the_proof_of_use(world, change, today_is, refusal):
    case = change("decided")
    proof = proven(world, today_is)
    assert refusal(proof, "accept", by=world.case_worker) == "worked_on_the_award"
    fire(proof.pk, "accept", by=world.checker)
    assert case.award_version == 2


@pytest.mark.parametrize("missing", ["result", "reasons", "remedy_name", "proof_due_on"])
def test_nothing_is_signed_that_is_not_written(world, change, refusal, missing):
    case = change("in_review")
    notice = {name: value for name, value in NOTICE.items() if name != missing}
    fire(case.pk, "draft_notice", by=world.case_worker, **notice)
    assert refusal(case, "sign_notice", by=world.case_worker) == "notice_incomplete"


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("time", {"granted_period_to": "2026-09-01"}, "granted_period_to"),
        ("time", {"granted_period_to": "2026-03-02"}, "granted_period_to"),
        ("time", {"proof_due_on": "2026-08-31"}, "proof_due_on"),
        ("time", {"report_dates": ["2026-09-01"]}, "report_dates"),
        ("time", {"granted_amount": "1.00"}, "granted_amount"),
        ("increase", {"granted_amount": "63000.01"}, "granted_amount"),
        ("increase", {"granted_amount": "54000.00"}, "granted_amount"),
        ("account", {"granted_period_to": "2026-08-31"}, "granted_period_to"),
    ],
)
def test_no_more_is_granted_than_is_asked_for(world, change, refusal, kind, data, field):
    assert refusal(change("in_review", kind), "draft_notice", by=world.case_worker, **data) == field


def test_a_higher_grant_needs_the_committee_and_changes_the_plan(world, change):
    case = change("decided", "increase")
    award = Award.objects.get()
    assert (award.amount, award.planned_expenditure, award.plan) == (Decimal("63000.00"), Decimal("70000.00"), HIGHER)
    assert (case.resolution, case.resolved_by) == ("adopted", world.committee.name)
    assert amended(case).get().facts["after"]["amount"] == "63000.00"


@pytest.mark.parametrize("kind", ["content", "partner", "increase"])
def test_without_the_committee_nothing_of_weight_is_approved(world, change, refusal, kind):
    case = change("in_review", kind)
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    fire(case.pk, "draft_notice", by=world.case_worker, **said)
    assert refusal(case, "sign_notice", by=world.case_worker) == "committee_decides"
    fire(case.pk, "draft_notice", by=world.case_worker, result="reject")
    fire(case.pk, "sign_notice", by=world.case_worker)


@pytest.mark.parametrize("kind", ["time", "account"])
def test_what_is_of_less_weight_is_not_put_before_the_committee(world, change, refusal, kind):
    assert refusal(change("in_review", kind), "put_to_committee", by=world.case_worker) == "no_committee"


def test_where_the_programme_has_no_committee_the_authority_decides_alone(world, running, change, refusal):
    award = running()
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "needs_committee": False})
    case = change("in_review", "content", of=Award.objects.get())
    assert refusal(case, "put_to_committee", by=world.case_worker) == "no_committee"
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    fire(case.pk, "draft_notice", by=world.case_worker, **said)
    fire(case.pk, "sign_notice", by=world.case_worker)


def test_the_committee_may_approve_less_and_own_funds_stand_in(world, change, refusal):
    case = change("in_review", "increase")
    part = {"proposal": "approve_in_part", "amount": "60000.00"}
    fire(case.pk, "put_to_committee", by=world.case_worker, **part)
    committee_resolves(world, case)
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    fire(case.pk, "draft_notice", by=world.case_worker, **{**said, "result": "partly", "granted_amount": "61000.00"})
    assert refusal(case, "sign_notice", by=world.case_worker) == "more_than_resolved"
    fire(case.pk, "draft_notice", by=world.case_worker, granted_amount="60000.00")
    fire(case.pk, "sign_notice", by=world.case_worker)
    fire(case.pk, "issue", by=world.approver)
    award = Award.objects.get()
    income = [(line["category"], line["amount"]) for line in award.plan if line["side"] == "income"]
    assert (Change.objects.get().state, award.amount) == ("partly", Decimal("60000.00"))
    assert income == [("own", "7000.00"), ("grant", "60000.00"), ("own", "3000.00")]


@pytest.mark.parametrize(
    ("kind", "proposal", "field"),
    [
        ("increase", {"amount": "63000.01"}, "amount"),
        ("increase", {"amount": "60000.00"}, "proposal"),
        ("increase", {"proposal": "approve_in_part"}, "proposal"),
        ("content", {"amount": "1.00"}, "amount"),
        ("content", {"proposal": "approve_with_conditions"}, "conditions"),
        ("content", {"conditions": "Nur mit Klinik."}, "conditions"),
    ],
)
def test_a_proposal_says_what_it_means(world, change, refusal, kind, proposal, field):
    assert refusal(change("in_review", kind), "put_to_committee", by=world.case_worker, **proposal) == field


def test_conditions_of_the_committee_bind_the_award(world, change):
    case = change("in_review", "partner")
    bound = {"proposal": "approve_with_conditions", "conditions": "Nur mit Kooperationsvertrag."}
    fire(case.pk, "put_to_committee", by=world.case_worker, **bound)
    committee_resolves(world, case)
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    fire(case.pk, "draft_notice", by=world.case_worker, **said)
    fire(case.pk, "sign_notice", by=world.case_worker)
    fire(case.pk, "issue", by=world.approver)
    award = Award.objects.get()
    assert (award.executor, award.conditions) == ("Gesundheitsverein Auental", "Nur mit Kooperationsvertrag.")
    assert amended(case).get().facts["also_changed"] == ["executor", "conditions"]


def test_what_the_committee_rejects_the_authority_does_not_grant(world, change, refusal):
    case = change("in_review", "content")
    fire(case.pk, "put_to_committee", by=world.case_worker)
    committee_resolves(world, case, "no")
    assert Change.objects.get().state == "in_review"
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    fire(case.pk, "draft_notice", by=world.case_worker, **said)
    assert refusal(case, "sign_notice", by=world.case_worker) == "committee_decides"


@pytest.mark.parametrize(
    ("move", "data", "reached"),
    [
        ("defer", {"deferred_until": "2025-09-01", "reason": "Zahlen fehlen."}, "in_review"),
        ("return", {"reason": "Wirkung zeigen."}, "returned"),
        ("give_up", {"reason": "Erledigt."}, "in_review"),
    ],
)
def test_each_answer_of_the_committee_leads_on(world, change, state, move, data, reached):
    case = change("in_review", "content")
    fire(case.pk, "put_to_committee", by=world.case_worker)
    assert state(case) == "committee"
    fire(vote_of(case).pk, move, by=world.funders[0], **data)
    event = case.events.get(move="follow_vote")
    assert (state(case), event.facts["answer"]) == (reached, state(vote_of(case)))
    if reached == "in_review":
        fire(case.pk, "put_to_committee", by=world.case_worker)


def test_a_withdrawn_request_ends_the_vote_on_it(world, change, state):
    case = change("in_review", "content")
    fire(case.pk, "put_to_committee", by=world.case_worker)
    fire(case.pk, "withdraw", by=world.signatory, reason="Erledigt.")
    assert (state(case), state(vote_of(case))) == ("withdrawn", "aborted")


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
    assert number not in text_of(case.documents.get()).replace(" ", "")


def lower(amount):
    own = Decimal("60000.00") - Decimal(amount)
    return plan("50000.00", "10000.00", str(own), amount)


def test_a_grant_is_never_lowered_below_what_was_paid(world, running, change, refusal):
    award = running()
    paid_out(world, award)
    case = change("resolved", "content", of=Award.objects.get(), asked={"amount": "49999.99"}, lines=lower("49999.99"))
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    fire(case.pk, "draft_notice", by=world.case_worker, **said)
    assert refusal(case, "sign_notice", by=world.case_worker) == "below_what_is_paid"


def test_nor_below_what_is_approved_for_payment(world, running, change, refusal):
    award = running()
    paid_out(world, award, to="approved")
    case = change("resolved", "content", of=Award.objects.get(), asked={"amount": "49999.99"}, lines=lower("49999.99"))
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    fire(case.pk, "draft_notice", by=world.case_worker, **said)
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


def test_a_plan_made_for_another_grant_is_not_taken_over(world, running, change, refusal):
    award = running(funding_kind="share")
    older = change("notice_signed", "shift", of=award)
    change("decided", "increase", of=Award.objects.get())
    assert refusal(older, "issue", by=world.approver) == "other_grant_in_plan"


def test_no_higher_grant_than_the_programme_allows(world, running, change, refusal):
    """63,000.00 are 90 % of 70,000.00; the cap allows a cent less."""
    award = running()
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "cap": "62999.99"})
    case = change("drafted", "increase", of=Award.objects.get())
    assert refusal(case, "sign_notice", by=world.case_worker) == "above_ceiling"


def test_an_award_whose_proof_is_in_is_not_changed_any_more(world, change, today_is, refusal, state):
    case = change("notice_signed")
    fire(case.parent_id, "achieve", by=world.signatory, achieved_on="2025-06-03", statement="Alle Ziele sind erreicht.")
    proven(world, today_is, to="submitted")
    assert refusal(case, "issue", by=world.approver) == "award_cannot_change"
    fire(case.pk, "reopen_notice", by=world.approver, reason="Der Nachweis liegt vor.")
    fire(case.pk, "draft_notice", by=world.case_worker, result="reject")
    fire(case.pk, "sign_notice", by=world.case_worker)
    fire(case.pk, "issue", by=world.approver)
    assert state(case) == "rejected"


def test_a_request_nobody_signed_keeps_no_file_open(world, running, change, today_is, state):
    award = running()
    case = change("draft", of=award)
    fire(award.pk, "achieve", by=world.signatory, achieved_on="2025-06-03", statement="Alle Ziele sind erreicht.")
    fire(proven(world, today_is).pk, "accept", by=world.checker)
    fire(award.pk, "close", by=world.approver)
    assert state(case) == "moot"


def test_what_the_authority_writes_before_the_notice_stays_inside(world, change):
    case = change("notice_signed", reasons="Noch nicht erlassen.")
    readers = (world.applicant, world.signatory, world.case_worker, world.approver)
    assert ["Noch nicht erlassen." in shown(case, person) for person in readers] == [False, False, True, True]


@pytest.mark.parametrize(
    ("start", "kind", "move", "person", "data", "most"),
    [
        ("draft", "time", "release_internally", "applicant", {}, 8),
        ("internally_released", "time", "submit", "signatory", {}, 8),
        ("submitted", "time", "start_review", "case_worker", {}, 8),
        ("in_review", "increase", "put_to_committee", "case_worker", {}, 16),
        ("drafted", "time", "sign_notice", "case_worker", {}, 8),
        ("notice_signed", "time", "issue", "approver", {}, 16),
    ],
)
def test_a_move_takes_at_most_eight_statements_a_case_it_touches(world, change, start, kind, move, person, data, most):
    case = change(start, kind)
    with CaptureQueriesContext(connection) as queries:
        fire(case.pk, move, by=getattr(world, person), **data)
    sent = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(sent) <= most, len(sent)


def test_a_shift_of_weight_is_approved_by_the_authority_alone(world, running, change):
    award = running(funding_kind="share")
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, "shift_tolerance": "20/100"})
    case = change("decided", "shift", of=Award.objects.get())
    assert (case.state, Award.objects.get().plan, Award.objects.get().amount) == ("approved", BEYOND, award.amount)
    assert WHY["justification"] == case.justification

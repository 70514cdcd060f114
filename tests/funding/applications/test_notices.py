"""The notice: filled in, written, and issued by two persons of the authority, never by the committee."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from funding.applications.models import Application
from funding.law.models import LawEntry
from tests.funding.applications.story import NOTICE, REMEDY, committee_resolves
from workflows.engine import available, fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def rejected(world, application):
    case = application("on_committee_agenda")
    committee_resolves(world, case, "no")
    fire(case.pk, "draft_rejection", by=world.case_worker, reasons="Nicht neu.\nZu teuer.", **REMEDY)
    return case


def test_it_is_filled_in_from_the_resolution_and_stays_open_where_the_programme_is_silent(application):
    case = application("notice_in_preparation")
    assert (case.awarded, case.award_from, case.award_to) == (case.granted, case.period_from, case.period_to)
    assert (case.proof_due_on, case.report_rhythm, case.report_dates) == (None, "", [])
    assert (case.remedy_type, case.remedy_name) == ("action", "")


def test_what_the_programme_sets_is_filled_in(world, application):
    case = application("committee_approved")
    set_by_programme = {"proof_months": 6, "report_rhythm": "half_yearly", "report_dates": ["01-31", "07-31"]}
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, **set_by_programme})
    fire(case.pk, "prepare_notice", by=world.case_worker)
    case = Application.objects.get(pk=case.pk)
    days = [day.isoformat() for day in case.report_dates]
    assert (case.report_rhythm, days) == ("half_yearly", ["2025-07-31", "2026-01-31", "2026-07-31"])
    assert case.proof_due_on == dt.date(2027, 6, 30)


def test_what_the_programme_counts_follows_the_period_unless_another_day_is_given(world, application):
    case = application("committee_approved")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "proof_months": 6, "report_dates": ["01-31", "07-31"]})
    fire(case.pk, "prepare_notice", by=world.case_worker)
    as_it_stands = {"proof_due_on": "2027-06-30", "report_dates": ["2025-07-31", "2026-01-31", "2026-07-31"]}
    fire(case.pk, "draft_notice", by=world.case_worker, award_to="2025-12-31", **as_it_stands)
    case = Application.objects.get(pk=case.pk)
    assert (case.proof_due_on, case.report_dates) == (dt.date(2026, 6, 30), [dt.date(2025, 7, 31)])
    assert case.proof_steps[-1]["values"]["day"] == {"day": "2026-06-30"}
    fire(case.pk, "draft_notice", by=world.case_worker, award_to="2025-11-30", proof_due_on="2026-03-31")
    case = Application.objects.get(pk=case.pk)
    assert (case.proof_due_on, case.proof_steps, case.report_dates) == (
        dt.date(2026, 3, 31),
        [],
        [dt.date(2025, 7, 31)],
    )


def test_report_days_outside_the_period_are_left_out(world, application):
    case = application("committee_approved")
    Application.objects.filter(pk=case.pk).update(period_from="2025-02-01")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "report_dates": ["01-31"]})
    fire(case.pk, "prepare_notice", by=world.case_worker)
    assert Application.objects.get(pk=case.pk).report_dates == [dt.date(2026, 1, 31)]


def test_an_objection_goes_to_the_authority_itself(world, application):
    case = application("committee_approved")
    LawEntry.objects.filter(key="remedy_type", jurisdiction="NI").update(value="objection")
    fire(case.pk, "prepare_notice", by=world.case_worker)
    case = Application.objects.get(pk=case.pk)
    assert (case.remedy_type, case.remedy_name) == ("objection", world.authority.name)
    assert case.remedy_town == world.authority.town


def test_where_the_law_is_not_entered_the_remedy_stays_open(world, application):
    case = application("committee_approved")
    LawEntry.objects.filter(key="remedy_type").delete()
    fire(case.pk, "prepare_notice", by=world.case_worker)
    assert Application.objects.get(pk=case.pk).remedy_type == ""


@pytest.mark.parametrize(
    "silent", ["proof_due_on", "report_rhythm", "report_dates", "reasons", "remedy_name", "remedy_town"]
)
def test_it_is_not_signed_before_the_authority_has_entered(world, application, refusal, silent):
    case = application("notice_in_preparation")
    given = {name: value for name, value in NOTICE.items() if name != silent}
    fire(case.pk, "draft_notice", by=world.case_worker, **given)
    assert refusal(case, "sign_notice", by=world.case_worker) == "notice_incomplete"


def test_without_reports_no_dates_are_needed(world, application, state):
    case = application("notice_in_preparation")
    fire(case.pk, "draft_notice", by=world.case_worker, **{**NOTICE, "report_rhythm": "none", "report_dates": []})
    fire(case.pk, "sign_notice", by=world.case_worker)
    assert state(case) == "notice_signed"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"awarded": "80000.01"}, "awarded"),
        ({"awarded": "0.00"}, "awarded"),
        ({"award_to": "2024-12-31"}, "award_to"),
        ({"award_from": "2024-12-31"}, "award_from"),
        ({"award_to": "2027-01-01"}, "award_to"),
        ({"proof_due_on": "2026-12-31"}, "proof_due_on"),
        ({"award_to": "2026-06-30"}, "report_dates"),
        ({"report_dates": ["2027-01-31"]}, "report_dates"),
        ({"report_dates": ["2025-01-01"]}, "report_dates"),
        ({"report_dates": ["2025-02-30"]}, "report_dates[0]"),
        ({"report_dates": "2025-07-31"}, "report_dates"),
        ({"remedy_type": "petition"}, "remedy_type"),
    ],
)
def test_wrong_input_is_named(world, application, refusal, wrong, field):
    case = application("notice_in_preparation")
    assert refusal(case, "draft_notice", by=world.case_worker, **{**NOTICE, **wrong}) == field


def test_who_signed_first_does_not_issue(world, application, refusal, state):
    case = application("notice_signed")
    assert refusal(case, "issue", by=world.case_worker) == "four_eyes"
    fire(case.pk, "issue", by=world.approver)
    assert state(case) == "awarded"


def test_the_approver_may_sign_first_and_a_case_worker_who_wrote_none_of_it_issue(world, application, refusal, state):
    case = application("notice_in_preparation")
    fire(case.pk, "draft_notice", by=world.case_worker, **NOTICE)
    fire(case.pk, "sign_notice", by=world.approver)
    assert refusal(case, "issue", by=world.case_worker) == "four_eyes"
    fire(case.pk, "issue", by=world.checker)
    assert state(case) == "awarded"


def test_a_signed_notice_goes_back_for_correction(world, application, state):
    case = application("notice_signed")
    fire(case.pk, "reopen_notice", by=world.approver, reason="Der Zeitraum stimmt nicht.")
    assert state(case) == "notice_in_preparation"


def test_the_committee_never_issues_a_notice(world, application):
    case = Case.objects.get(pk=application("notice_signed").pk)
    only_members = [member for member in world.funders if member.pk not in (world.case_worker.pk, world.approver.pk)]
    for member in only_members:
        assert [str(o.move.name) for o in available(case, by=member) if o.refused is None] == []


def test_a_rejection_is_reasoned_and_issued_by_two(world, rejected, refusal, state):
    assert refusal(rejected, "reject_formally", by=world.case_worker) == "four_eyes"
    fire(rejected.pk, "reject_formally", by=world.approver)
    letter = rejected.documents.get(kind="rejection_notice")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(bytes(letter.content.content))).pages)
    assert all(word in text for word in ("Nicht neu.", "Zu teuer.", "Rechtsbehelfsbelehrung", world.approver.name))
    assert letter.content_id == rejected.events.get(move="reject_formally").facts["sha256"]
    assert (state(rejected), state(rejected.parent)) == ("rejected", "parked")


def test_who_corrected_the_rejection_does_not_issue_it(world, rejected, refusal):
    assert refusal(rejected, "correct_rejection", by=world.signatory, reasons="Zu teuer.") == "not_yours"
    fire(rejected.pk, "correct_rejection", by=world.checker, reasons="Nicht neu.")
    assert refusal(rejected, "reject_formally", by=world.checker) == "four_eyes"


@pytest.mark.parametrize("came_from", ["ready", "committee_approved", "notice_in_preparation"])
def test_a_rejection_that_was_written_is_given_up_again(world, application, refusal, state, came_from):
    case = application(came_from)
    fire(case.pk, "draft_rejection", by=world.case_worker, reasons="Keine Mittel mehr.", **REMEDY)
    assert refusal(case, "reopen_examination", by=world.approver) == "reason"
    assert refusal(case, "reopen_examination", by=world.signatory, reason="x") == "not_yours"
    fire(case.pk, "reopen_examination", by=world.approver, reason="Die Mittel sind wieder da.")
    assert (state(case), Application.objects.get(pk=case.pk).reasons) == (came_from, "")


def test_what_the_committee_approved_the_authority_may_still_reject(world, application, state):
    case = application("committee_approved")
    fire(case.pk, "draft_rejection", by=world.case_worker, reasons="Das Vorhaben hat begonnen.", **REMEDY)
    fire(case.pk, "correct_rejection", by=world.case_worker, reasons="Vorzeitig begonnen.")
    fire(case.pk, "reject_formally", by=world.approver)
    assert state(case) == "rejected"


def test_no_rejection_without_instruction_on_remedies(world, application, refusal):
    case = application("ready")
    fire(case.pk, "draft_rejection", by=world.case_worker, reasons="Nicht förderfähig.")
    assert refusal(case, "reject_formally", by=world.approver) == "notice_incomplete"


def test_a_stranger_and_the_applicant_issue_nothing(world, application, refusal):
    case = application("notice_signed")
    assert refusal(case, "issue", by=world.stranger) == "not_found"
    assert refusal(case, "issue", by=world.signatory) == "not_yours"


def test_whoever_wrote_a_part_of_the_notice_does_not_issue_it(world, application, refusal, state):
    case = application("notice_in_preparation")
    fire(case.pk, "draft_notice", by=world.checker, **NOTICE)
    fire(case.pk, "draft_notice", by=world.case_worker, reasons="Das Vorhaben ist für die Region ganz neu.")
    fire(case.pk, "sign_notice", by=world.case_worker)
    for person in (world.checker, world.case_worker):
        assert refusal(case, "issue", by=person) == "four_eyes"
    fire(case.pk, "issue", by=world.approver)
    assert state(case) == "awarded"


def test_a_rejection_written_by_one_and_corrected_by_another_is_issued_by_a_third(world, application, refusal, state):
    case = application("ready")
    wrote = {"reasons": "Nicht förderfähig.", **REMEDY}
    fire(case.pk, "draft_rejection", by=world.checker, **wrote)
    fire(case.pk, "correct_rejection", by=world.checker, **wrote)
    fire(case.pk, "correct_rejection", by=world.case_worker, **wrote)
    for person in (world.checker, world.case_worker):
        assert refusal(case, "reject_formally", by=person) == "four_eyes"
    fire(case.pk, "reject_formally", by=world.approver)
    assert state(case) == "rejected"


def test_a_rejection_given_up_binds_nobody_when_another_is_written_later(world, application, state):
    case = application("ready")
    wrote = {"reasons": "Nicht förderfähig.", **REMEDY}
    fire(case.pk, "draft_rejection", by=world.checker, **wrote)
    fire(case.pk, "correct_rejection", by=world.checker, **wrote)
    fire(case.pk, "reopen_examination", by=world.case_worker, reason="Doch förderfähig?")
    fire(case.pk, "draft_rejection", by=world.case_worker, **wrote)
    fire(case.pk, "reject_formally", by=world.checker)
    assert state(case) == "rejected"

"""The notice: filled in, written, and issued by two persons of the authority, never by the committee."""

import datetime as dt
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from funding.applications.models import Application
from funding.law.models import LawEntry
from tests.funding.applications.story import (
    NOTICE,
    REMEDY,
    apply_for,
    approval_of,
    committee_resolves,
    reject,
    ruling_of,
    send_notice,
)
from tests.funding.below import below
from tests.funding.test_wrong_desk import standing_in
from workflows.engine import available, fire
from workflows.lifecycle import CLOCK
from workflows.models import Case

pytestmark = pytest.mark.django_db


def approved_with(world, application, **terms):
    """Approved by the committee of a programme that sets this; the notice is begun by it."""
    case = application("on_committee_agenda")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, **terms})
    committee_resolves(world, case)
    return case


def status_of(case, person):
    client = Client()
    client.force_login(person)
    return client.get(f"/cases/{case.pk}/").status_code


@pytest.fixture
def rejected(world, application):
    case = application("on_committee_agenda")
    committee_resolves(world, case, "no")
    reject(world, case, reasons="Nicht neu.\nZu teuer.", **REMEDY)
    return case


def test_it_is_filled_in_from_the_resolution_and_stays_open_where_the_programme_is_silent(application):
    case = application("notice_in_preparation")
    ruling = case.ruled
    assert (ruling.awarded, ruling.award_from, ruling.award_to) == (
        *(case.approved.granted, case.period_from, case.period_to),
    )
    assert (ruling.proof_due_on, ruling.report_rhythm, ruling.report_dates) == (None, "", [])
    assert (ruling.remedy_type, ruling.remedy_name) == ("action", "")


def test_what_the_programme_sets_is_filled_in(world, application):
    set_by_programme = {"proof_months": 6, "report_rhythm": "half_yearly", "report_dates": ["01-31", "07-31"]}
    case = approved_with(world, application, **set_by_programme)
    found = Application.objects.get(pk=case.pk).ruled
    days = [day.isoformat() for day in found.report_dates]
    assert (found.report_rhythm, days) == ("half_yearly", ["2025-07-31", "2026-01-31", "2026-07-31"])
    assert found.proof_due_on == dt.date(2027, 6, 30)


def test_what_the_programme_counts_follows_the_period_unless_another_day_is_given(world, application):
    case = approved_with(world, application, proof_months=6, report_dates=["01-31", "07-31"])
    as_it_stands = {"proof_due_on": "2027-06-30", "report_dates": ["2025-07-31", "2026-01-31", "2026-07-31"]}
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, award_to="2025-12-31", **as_it_stands)
    found = Application.objects.get(pk=case.pk).ruled
    assert (found.proof_due_on, found.report_dates) == (dt.date(2026, 6, 30), [dt.date(2025, 7, 31)])
    assert found.proof_steps[-1]["values"]["day"] == {"day": "2026-06-30"}
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, award_to="2025-11-30", proof_due_on="2026-03-31")
    found = Application.objects.get(pk=case.pk).ruled
    assert (found.proof_due_on, found.proof_steps, found.report_dates) == (
        dt.date(2026, 3, 31),
        [],
        [dt.date(2025, 7, 31)],
    )


def test_report_days_outside_the_period_are_left_out(world, application):
    apply_for(application("on_committee_agenda"), period_from="2025-02-01")
    case = Application.objects.get()
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "report_dates": ["01-31"]})
    committee_resolves(world, case)
    assert Application.objects.get(pk=case.pk).ruled.report_dates == [dt.date(2026, 1, 31)]


def test_an_objection_goes_to_the_authority_itself(world, application):
    LawEntry.objects.filter(key="remedy_type", jurisdiction="NI").update(value="objection")
    case = application("committee_approved")
    found = Application.objects.get(pk=case.pk).ruled
    assert (found.remedy_type, found.remedy_name) == ("objection", world.authority.name)
    assert found.remedy_town == world.authority.town


def test_where_the_law_is_not_entered_the_remedy_stays_open(world, application):
    LawEntry.objects.filter(key="remedy_type").delete()
    case = application("committee_approved")
    assert Application.objects.get(pk=case.pk).ruled.remedy_type == ""


@pytest.mark.parametrize(
    "silent", ["proof_due_on", "report_rhythm", "report_dates", "reasons", "remedy_name", "remedy_town"]
)
def test_it_is_not_signed_before_the_authority_has_entered(world, application, refusal, silent):
    case = application("notice_in_preparation")
    given = {name: value for name, value in NOTICE.items() if name != silent}
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **given)
    assert refusal(ruling_of(case), "sign_notice", by=world.case_worker) == "notice_incomplete"


def test_without_reports_no_dates_are_needed(world, application, state):
    case = application("notice_in_preparation")
    fire(
        ruling_of(case).pk,
        "draft_notice",
        by=world.case_worker,
        **{**NOTICE, "report_rhythm": "none", "report_dates": []},
    )
    fire(ruling_of(case).pk, "sign_notice", by=world.case_worker)
    assert state(ruling_of(case)) == "notice_signed"


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
    assert refusal(ruling_of(case), "draft_notice", by=world.case_worker, **{**NOTICE, **wrong}) == field


def test_who_signed_first_does_not_issue(world, application, refusal, state):
    case = application("notice_signed")
    assert refusal(ruling_of(case), "issue", by=world.case_worker) == "four_eyes"
    fire(ruling_of(case).pk, "issue", by=world.approver)
    send_notice(world, case)
    assert state(case) == "awarded"


def test_the_approver_may_sign_first_and_a_case_worker_who_wrote_none_of_it_issue(world, application, refusal, state):
    case = application("notice_in_preparation")
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
    fire(ruling_of(case).pk, "sign_notice", by=world.approver)
    assert refusal(ruling_of(case), "issue", by=world.case_worker) == "four_eyes"
    fire(ruling_of(case).pk, "issue", by=world.checker)
    send_notice(world, case)
    assert state(case) == "awarded"


def test_a_signed_notice_goes_back_for_correction(world, application, state):
    case = application("notice_signed")
    fire(ruling_of(case).pk, "reopen_notice", by=world.approver, reason="Der Zeitraum stimmt nicht.")
    assert state(ruling_of(case)) == "notice_in_preparation"


def test_the_committee_never_issues_a_notice(world, application):
    case = application("notice_signed")
    only_members = [member for member in world.funders if member.pk not in (world.case_worker.pk, world.approver.pk)]
    for member in only_members:
        for each in (Case.objects.get(pk=case.pk), ruling_of(case)):
            assert [str(o.move.name) for o in available(each, by=member) if o.refused is None] == []


def test_a_rejection_is_reasoned_and_issued_by_two(world, rejected, refusal, state):
    assert refusal(ruling_of(rejected), "reject_formally", by=world.case_worker) == "four_eyes"
    fire(ruling_of(rejected).pk, "reject_formally", by=world.approver)
    letter = below(rejected, "notice").documents.get(kind="rejection_notice")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(bytes(letter.content.content))).pages)
    assert all(word in text for word in ("Nicht neu.", "Zu teuer.", "Rechtsbehelfsbelehrung", world.approver.name))
    assert letter.content_id == ruling_of(rejected).events.get(move="reject_formally").facts["sha256"]
    send_notice(world, rejected)
    assert (state(rejected), state(rejected.parent)) == ("rejected", "parked")


def test_who_corrected_the_rejection_does_not_issue_it(world, rejected, refusal):
    assert refusal(ruling_of(rejected), "correct_rejection", by=world.approver, reasons="Zu teuer.") == "not_yours"
    fire(ruling_of(rejected).pk, "correct_rejection", by=world.checker, reasons="Nicht neu.")
    assert refusal(ruling_of(rejected), "reject_formally", by=world.checker) == "four_eyes"


def test_a_rejection_that_was_written_is_given_up_again(world, application, refusal, state):
    case = application("ready")
    reject(world, case, reasons="Keine Mittel mehr.", **REMEDY)
    assert refusal(ruling_of(case), "give_up", by=world.approver) == "reason"
    assert refusal(ruling_of(case), "give_up", by=world.cashier, reason="x") == "not_yours"
    fire(ruling_of(case).pk, "give_up", by=world.approver, reason="Die Mittel sind wieder da.")
    assert (state(approval_of(case)), state(ruling_of(case))) == ("ready", "given_up")
    assert Application.objects.get(pk=case.pk).ruled.reasons == ""


def test_a_notice_that_was_to_become_a_rejection_is_written_on(world, application, state):
    case = application("notice_in_preparation")
    reject(world, case, reasons="Keine Mittel mehr.", **REMEDY)
    fire(ruling_of(case).pk, "give_up", by=world.approver, reason="Die Mittel sind wieder da.")
    assert (state(case), state(ruling_of(case))) == ("submitted", "notice_in_preparation")


def test_one_notice_is_written_at_a_time(world, application, refusal):
    case = application("notice_in_preparation")
    assert refusal(case, "prepare_rejection", by=world.case_worker) == "is_decided_on"


def test_what_the_committee_votes_on_is_not_rejected_meanwhile(world, application, refusal):
    case = application("on_committee_agenda")
    assert refusal(case, "prepare_rejection", by=world.case_worker) == "is_decided_on"


def test_what_the_committee_has_rejected_is_not_given_up(world, rejected, refusal):
    wanted = {"by": world.approver, "reason": "Doch neu."}
    assert refusal(ruling_of(rejected), "give_up", **wanted) == "committee_has_rejected"


def test_nobody_outside_the_authority_reads_what_is_being_written(world, application):
    ruling = ruling_of(application("notice_in_preparation"))
    readers = (world.applicant, world.signatory, world.office, world.funders[1], world.case_worker, world.approver)
    seen = [status_of(ruling, person) for person in readers]
    assert seen == [404, 404, 404, 404, 200, 200]


def test_what_was_being_written_ends_with_the_application(world, application, state):
    case = application("notice_signed")
    fire(case.pk, "withdraw", by=world.signatory, reason="Träger fehlt.")
    assert state(ruling_of(case)) == "ended"


@pytest.mark.parametrize(
    ("at", "move", "key"),
    [
        ("opened", "begin_rejection", "begun_otherwise"),
        ("notice_in_preparation", "end", "has_its_ground"),
    ],
)
def test_the_clock_goes_on_by_what_was_begun(application, refusal, at, move, key):
    ruling = ruling_of(application("notice_in_preparation"))
    with standing_in(ruling, at):
        assert refusal(ruling, move, by=CLOCK) == key


def test_a_rejection_is_not_begun_as_a_notice(world, application, refusal):
    case = application("ready")
    reject(world, case, reasons="Nicht neu.", **REMEDY)
    with standing_in(ruling_of(case), "opened"):
        assert refusal(ruling_of(case), "begin_notice", by=CLOCK) == "begun_otherwise"


def test_nothing_is_decided_before_the_notice_is_issued(application, refusal):
    assert refusal(application("notice_signed"), "follow", by=CLOCK) == "no_result_yet"


def test_what_the_committee_approved_the_authority_may_still_reject(world, application, state):
    case = application("committee_approved")
    reject(world, case, reasons="Das Vorhaben hat begonnen.", **REMEDY)
    fire(ruling_of(case).pk, "correct_rejection", by=world.case_worker, reasons="Vorzeitig begonnen.")
    fire(ruling_of(case).pk, "reject_formally", by=world.approver)
    send_notice(world, case)
    assert state(case) == "rejected"


def test_no_rejection_without_instruction_on_remedies(world, application, refusal):
    case = application("ready")
    reject(world, case, reasons="Nicht förderfähig.")
    assert refusal(ruling_of(case), "reject_formally", by=world.approver) == "notice_incomplete"


def test_a_stranger_and_the_applicant_issue_nothing(world, application, refusal):
    case = application("notice_signed")
    for person in (world.stranger, world.signatory):
        assert refusal(ruling_of(case), "issue", by=person) == "not_found"


def test_whoever_wrote_a_part_of_the_notice_does_not_issue_it(world, application, refusal, state):
    case = application("notice_in_preparation")
    ruling = ruling_of(case)
    fire(ruling.pk, "draft_notice", by=world.checker, **NOTICE)
    fire(ruling.pk, "draft_notice", by=world.case_worker, reasons="Das Vorhaben ist für die Region ganz neu.")
    fire(ruling.pk, "sign_notice", by=world.case_worker)
    for person in (world.checker, world.case_worker):
        assert refusal(ruling, "issue", by=person) == "four_eyes"
    fire(ruling.pk, "issue", by=world.approver)
    send_notice(world, case)
    assert state(case) == "awarded"


def test_a_rejection_written_by_one_and_corrected_by_another_is_issued_by_a_third(world, application, refusal, state):
    case = application("ready")
    wrote = {"reasons": "Nicht förderfähig.", **REMEDY}
    fire(case.pk, "prepare_rejection", by=world.checker)
    ruling = ruling_of(case)
    fire(ruling.pk, "draft_rejection", by=world.checker, **wrote)
    fire(ruling.pk, "correct_rejection", by=world.checker, **wrote)
    fire(ruling.pk, "correct_rejection", by=world.case_worker, **wrote)
    for person in (world.checker, world.case_worker):
        assert refusal(ruling, "reject_formally", by=person) == "four_eyes"
    fire(ruling.pk, "reject_formally", by=world.approver)
    send_notice(world, case)
    assert state(case) == "rejected"


def test_a_rejection_given_up_binds_nobody_when_another_is_written_later(world, application, state):
    case = application("ready")
    wrote = {"reasons": "Nicht förderfähig.", **REMEDY}
    fire(case.pk, "prepare_rejection", by=world.checker)
    fire(ruling_of(case).pk, "draft_rejection", by=world.checker, **wrote)
    fire(ruling_of(case).pk, "correct_rejection", by=world.checker, **wrote)
    fire(ruling_of(case).pk, "give_up", by=world.case_worker, reason="Doch förderfähig?")
    fire(reject(world, case, **wrote).pk, "reject_formally", by=world.checker)
    send_notice(world, case)
    assert state(case) == "rejected"


@pytest.mark.parametrize(
    ("at", "move", "data"),
    [
        ("notice_in_preparation", "draft_notice", NOTICE),
        ("notice_in_preparation", "sign_notice", {}),
        ("notice_in_preparation", "draft_rejection", {"reasons": "Kein Bedarf."}),
        ("notice_signed", "reopen_notice", {"reason": "Zeitraum."}),
        ("notice_signed", "issue", {}),
        ("notice_signed", "take_over", {}),
    ],
)
def test_the_cash_office_reads_it_and_writes_nothing(world, application, refusal, at, move, data):
    assert refusal(ruling_of(application(at)), move, by=world.cashier, **data) == "not_yours"

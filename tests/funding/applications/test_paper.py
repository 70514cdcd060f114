"""An application on paper: announced, entered by the authority with the day of its receipt, carried over and signed by
the applicant's own people; whether it is late follows from the day of the receipt alone."""

import datetime as dt

import pytest

from funding.applications.models import Application
from funding.bodies.appointments import staff
from funding.documents.models import Document
from notifications.models import Message
from notifications.readers import may_open
from tests.funding.applications.story import ASSESSED, FORM, PDF, PLAN, REMEDY, examination_of, reject
from tests.funding.applications.test_decided_anew import annul_rejection
from tests.funding.asking import told
from tests.funding.documents.test_letters import text_of
from tests.funding.test_wrong_desk import standing_in
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import OPEN, Case, Task
from workflows.refusals import NotFound

pytestmark = pytest.mark.django_db
PAPER = {
    "file": Upload("Antrag.pdf", PDF),
    "period_from": "2025-01-01",
    "period_to": "2026-12-31",
    "requested": "80000.00",
    "measure": "2.3",
}


@pytest.fixture
def approved(world, vote, today_is, remembered):
    """An idea approved on 3 June 2024."""

    @remembered
    def brought():
        today_is("2024-06-03")
        case = vote("session", present=4)
        for voter in world.steering[:4]:
            fire(case.pk, "cast", by=voter, choice="yes")
        fire(case.pk, "close", by=world.chair)
        return case.parent

    return brought()


@pytest.fixture
def announced(world, approved, today_is, remembered):
    """On 20 September 2024; the cut-off was on the 15th."""

    @remembered
    def brought():
        today_is("2024-09-20")
        fire(approved.pk, "apply", by=world.office, on_paper=True)
        return Application.objects.get()

    return brought()


def entered(world, case, received_on="2024-09-12", **changed):
    fire(case.pk, "enter_paper", by=world.case_worker, received_on=received_on, **PAPER | changed)
    return Application.objects.get(pk=case.pk)


def test_what_the_authority_entered_on_the_20th_came_in_time_on_the_12th(world, announced, state):
    assert told("application.on_paper") == {world.case_worker.pk, world.checker.pk}
    assert all(may_open(message) for message in Message.objects.filter(kind="application.on_paper"))
    application = entered(world, announced)
    assert (application.examined.state, application.on_paper) == ("received", True)
    assert application.received_at.astimezone(dt.UTC) == dt.datetime(2024, 9, 11, 22, tzinfo=dt.UTC)
    due = application.examined.deadlines.get(status="running")
    assert (due.inputs["event"], due.due_on) == ("2024-09-12", dt.date(2024, 9, 26))
    scan = Document.objects.get(case=application, kind="paper_application")
    event = application.events.get(move="enter_paper")
    assert (event.facts["sha256"], event.facts["received_on"]) == (scan.content_id, "2024-09-12")
    receipt = Document.objects.get(case=application, kind="receipt")
    assert "ist am 12.09.2024 bei uns eingegangen" in " ".join(text_of(bytes(receipt.content.content)).split())


def test_after_the_cut_off_it_is_late_whenever_it_is_entered(world, announced):
    assert entered(world, announced, "2024-09-16").examined.state == "late"


def test_both_persons_of_the_applicant_see_it_and_it_goes_the_usual_way(world, announced, state, refusal):
    case = entered(world, announced)
    assert told("application.received") >= {world.applicant.pk, world.signatory.pk}
    assert refusal(examination_of(case), "confirm_complete", by=world.case_worker) == "not_carried_over"
    fire(examination_of(case).pk, "request_items", by=world.case_worker, items="Bitte übertragen.", until="2024-10-15")
    fire(case.pk, "edit", by=world.applicant, **FORM)
    fire(case.pk, "set_plan", by=world.applicant, lines=PLAN)
    assert refusal(case, "supply", by=world.applicant) == "signature_needed"
    fire(case.pk, "supply", by=world.signatory)
    fire(examination_of(case).pk, "confirm_complete", by=world.case_worker)
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    assert state(examination_of(case)) == "in_assessment"


def test_nobody_else_enters_it_and_a_stranger_does_not_see_it(world, announced, refusal):
    for person in (world.applicant, world.office, world.signatory):
        assert refusal(announced, "enter_paper", by=person, received_on="2024-09-12", **PAPER) == "not_yours"
    with pytest.raises(NotFound):
        fire(announced.pk, "enter_paper", by=world.stranger, received_on="2024-09-12", **PAPER)


@pytest.mark.parametrize("day", ["2024-09-21", "2024-06-02"])
def test_it_came_neither_in_the_future_nor_before_the_resolution(world, announced, refusal, day):
    wrong = refusal(announced, "enter_paper", by=world.case_worker, received_on=day, **PAPER)
    assert wrong == "received_on"


def test_a_period_that_ends_before_it_begins_is_refused(world, announced, refusal):
    wrong = {"received_on": "2024-09-12", **PAPER, "period_to": "2024-12-31"}
    assert refusal(announced, "enter_paper", by=world.case_worker, **wrong) == "period_to"


def test_it_cannot_be_announced_twice_nor_beside_an_application_begun_here(world, announced, approved, refusal):
    assert refusal(approved, "apply", by=world.office, on_paper=True) == "not_possible_here"
    assert refusal(approved, "apply", by=world.office) == "not_possible_here"


def test_an_application_begun_here_is_not_entered_as_paper(world, application, refusal):
    case = application("draft")
    with pytest.raises(NotFound):
        fire(case.pk, "enter_paper", by=world.case_worker, received_on="2024-06-03", **PAPER)
    Case.objects.filter(pk=case.pk).update(
        places={**case.places, "authority": str(case.authority.place)}, readers=[str(case.authority.place)]
    )
    wrong = refusal(case, "enter_paper", by=world.case_worker, received_on="2024-06-03", **PAPER)
    assert wrong == "not_on_paper"


def test_only_office_and_applicant_announce_one(world, approved, refusal):
    assert refusal(approved, "apply", by=world.author, on_paper=True) == "not_yours"


def test_the_approval_has_to_be_valid_on_the_day_of_receipt_and_not_on_the_day_of_entry(
    world, approved, today_is, refusal
):
    Case.objects.filter(lifecycle="idea").update(terms={**approved.terms, "approval_months": 3})
    today_is("2024-09-20")
    fire(approved.pk, "apply", by=world.applicant, on_paper=True)
    case = Application.objects.get()
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "approval_months": 3})
    paper = {**PAPER, "measure": ""}
    late = refusal(case, "enter_paper", by=world.case_worker, received_on="2024-09-04", **paper)
    assert late == "resolution_expired"
    assert entered(world, case, "2024-09-03", measure="").examined.state == "received"


def test_a_second_person_corrects_the_day_of_receipt_and_it_becomes_late_or_in_time(world, announced, state, refusal):
    case = entered(world, announced)
    wrong = {"received_on": "2024-09-16", "reason": "Der Stempel nennt den 16."}
    assert refusal(examination_of(case), "correct_receipt", by=world.case_worker, **wrong) == "not_yours"
    same = wrong | {"received_on": "2024-09-12"}
    assert refusal(examination_of(case), "correct_receipt", by=world.approver, **same) == "received_on"
    fire(examination_of(case).pk, "correct_receipt", by=world.approver, **wrong)
    examination = examination_of(case)
    assert state(examination) == "late"
    assert told("application.receipt_corrected") == {world.applicant.pk, world.signatory.pk}
    fire(examination_of(case).pk, "correct_receipt", by=world.approver, received_on="2024-09-13", reason="Doch der 13.")
    assert (state(examination), examination.events.latest("seq").facts["noted_on"]) == ("received", "2024-09-16")
    fire(examination_of(case).pk, "correct_receipt", by=world.approver, received_on="2024-09-11", reason="Der 11.")
    assert examination.deadlines.get(status="running").inputs["event"] == "2024-09-11"
    task = Task.objects.get(OPEN, process=examination)
    assert task.due_on == dt.date(2024, 9, 25)


def test_the_day_stands_once_the_examination_has_gone_on_from_it(world, announced, refusal):
    case = entered(world, announced)
    fire(examination_of(case).pk, "request_items", by=world.case_worker, items="Bitte übertragen.", until="2024-10-15")
    wrong = {"received_on": "2024-09-16", "reason": "Der Stempel nennt den 16."}
    assert refusal(examination_of(case), "correct_receipt", by=world.approver, **wrong) == "not_possible_here"


def test_who_entered_it_does_not_correct_it_as_the_second_person(world, announced, refusal):
    staff("approver", world.authority.place, world.case_worker, dt.date(2021, 1, 1))
    case = entered(world, announced)
    wrong = {"received_on": "2024-09-16", "reason": "Der Stempel nennt den 16."}
    assert refusal(examination_of(case), "correct_receipt", by=world.case_worker, **wrong) == "four_eyes"


def test_the_day_of_one_submitted_here_is_not_corrected(world, application, refusal):
    case = application("submitted")
    wrong = {"received_on": "2024-06-02", "reason": "x"}
    assert refusal(examination_of(case), "correct_receipt", by=world.approver, **wrong) == "came_here"


def test_a_version_that_was_returned_may_come_on_paper_again(world, announced, state):
    case = entered(world, announced)
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "cutoff": None})
    with standing_in(case, "returned_for_revision"):
        Application.objects.filter(pk=case.pk).update(version=2)
        fire(case.pk, "enter_paper", by=world.case_worker, received_on="2024-09-19", **PAPER)
        found = Application.objects.get(pk=case.pk)
        assert (found.state, found.received_at.date(), found.examined.state) == (
            "submitted",
            dt.date(2024, 9, 11),
            "received",
        )


def test_a_late_one_whose_rejection_was_annulled_is_carried_over_and_signed_before_it_is_assessed(
    world, announced, refusal, state
):
    case = entered(world, announced, "2024-09-16")
    fire(reject(world, case, reasons="Zu spät.", **REMEDY).pk, "reject_formally", by=world.approver)
    annul_rejection(world, case)
    examination = examination_of(case)
    assert refusal(examination, "finish_assessment", by=world.case_worker, **ASSESSED) == "not_carried_over"
    fire(examination.pk, "request_items", by=world.case_worker, items="Bitte übertragen.", until="2024-12-15")
    fire(case.pk, "edit", by=world.applicant, **FORM)
    fire(case.pk, "set_plan", by=world.applicant, lines=PLAN)
    fire(case.pk, "supply", by=world.signatory)
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    assert state(examination) == "assessed"

"""Nothing is decided on what no signatory has stood for."""

import datetime as dt

import pytest

from funding.applications.models import Application
from notifications.models import Message
from tests.funding.applications.story import (
    ASSESSED,
    FORM,
    NOTICE,
    REMEDY,
    committee_resolves,
    examination_of,
    reject,
    ruling_of,
    sign,
    vote_of,
)
from tests.funding.applications.test_decided_anew import annul_rejection
from workflows.engine import fire
from workflows.models import OPEN, Case, Task

pytestmark = pytest.mark.django_db
OTHER = FORM | {"description": "Vier Lotsinnen."}
UNTIL = "2024-12-15"


def reject_and_annul(world, case, state):
    ruling = reject(world, case, reasons="Nicht förderfähig.", **REMEDY)
    fire(ruling.pk, "reject_formally", by=world.approver)
    assert state(ruling) == "rejected"
    annul_rejection(world, case)
    assert (state(case), state(examination_of(case))) == ("submitted", "in_assessment")


def finish(world, case):
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **ASSESSED)


def ask_for_it(world, case):
    fire(examination_of(case).pk, "request_items", by=world.case_worker, items="Bitte unterschreiben.", until=UNTIL)


@pytest.fixture
def edited(world, application, today_is, state):
    """Edited while incomplete, never handed in anew; the rejection of it was annulled."""
    case = application("submitted")
    examination = examination_of(case)
    fire(examination.pk, "request_items", by=world.case_worker, items="Ziele genauer", until="2024-07-01")
    fire(case.pk, "edit", by=world.applicant, **OTHER)
    today_is("2024-08-01")
    reject_and_annul(world, case, state)
    return case


def test_what_was_edited_before_an_annulled_rejection_is_signed_anew_before_it_is_assessed(
    world, edited, refusal, state
):
    assert refusal(examination_of(edited), "finish_assessment", by=world.case_worker, **ASSESSED) == "not_signed"
    ask_for_it(world, edited)
    asked = Task.objects.filter(OPEN, process=examination_of(edited))
    assert [(task.desk.role, task.due_on) for task in asked] == [
        ("applicant", dt.date(2024, 12, 16))
    ]  # the 15th is a Sunday
    last = Message.objects.filter(kind="application.items_requested").values_list("person", flat=True)
    assert set(last) == {world.applicant.pk, world.signatory.pk}
    assert refusal(edited, "supply", by=world.applicant) == "signature_needed"
    fire(edited.pk, "supply", by=world.signatory)
    finish(world, edited)
    assert state(examination_of(edited)) == "assessed"
    assert Application.objects.get(pk=edited.pk).handed_in[-1].content["description"] == "Vier Lotsinnen."


def test_who_takes_the_change_back_hands_in_what_is_signed_already(world, edited, state):
    ask_for_it(world, edited)
    fire(edited.pk, "edit", by=world.applicant, **FORM)
    fire(edited.pk, "supply", by=world.applicant)
    finish(world, edited)
    assert state(examination_of(edited)) == "assessed"


def test_it_may_be_rejected_unsigned(world, edited, state):
    ruling = reject(world, edited, reasons="Nicht neu.", **REMEDY)
    fire(ruling.pk, "reject_formally", by=world.approver)
    assert state(ruling) == "rejected"


@pytest.fixture
def returned(world, application):
    """Returned by the committee on 3 June 2024, edited, and no longer in the time to revise it."""
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    fire(case.pk, "edit", by=world.applicant, **OTHER)
    return case


def test_a_version_never_signed_is_not_assessed_after_an_annulled_rejection(world, returned, today_is, refusal, state):
    today_is("2024-08-17")
    reject_and_annul(world, returned, state)
    assert refusal(examination_of(returned), "finish_assessment", by=world.case_worker, **ASSESSED) == "not_signed"
    ask_for_it(world, returned)
    fire(returned.pk, "supply", by=world.signatory)
    finish(world, returned)
    assert state(examination_of(returned)) == "assessed"


def test_no_notice_on_what_is_not_signed(world, application, refusal):
    case = application("on_committee_agenda")
    committee_resolves(world, case)
    ruling = ruling_of(case)
    fire(ruling.pk, "draft_notice", by=world.case_worker, **NOTICE)
    Application.objects.filter(pk=case.pk).update(description="Vier Lotsinnen.")
    assert refusal(ruling, "sign_notice", by=world.case_worker) == "not_signed"
    sign(case)
    fire(ruling.pk, "sign_notice", by=world.case_worker)
    Application.objects.filter(pk=case.pk).update(description="Fünf Lotsinnen.")
    assert refusal(ruling, "issue", by=world.approver) == "not_signed"
    assert Case.objects.get(pk=case.pk).state == "submitted"

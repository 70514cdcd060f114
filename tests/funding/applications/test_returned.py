"""An application returned to be revised: its next version, its day, and what becomes of one nobody revises."""

import datetime as dt

import pytest
from django.utils.translation import override

from funding.applications.models import Application
from notifications.models import Message
from tests.funding.applications.story import DECLARED, FORM, REMEDY, examination_of, reject, send_notice, steps, vote_of
from tests.funding.changes.story import text_of
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import OPEN, Case, Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_returned_application_comes_back_as_its_next_version_and_is_not_late(world, application, today_is, state):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    assert state(case) == "returned_for_revision"
    with pytest.raises(Refused) as caught:
        fire(case.pk, "release_internally", by=world.signatory)
    assert caught.value.key == "not_yours"
    today_is("2024-10-01")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    found = Application.objects.get(pk=case.pk)
    assert (found.examined.state, found.version, found.file_number) == ("received", 2, f"{found.dossier.number}-A1")
    receipts = found.documents.filter(kind="receipt").order_by("pk")
    assert [document.version for document in receipts] == [1, 2]
    assert ["03.06.2024" in text_of(document) for document in receipts] == [True, False]
    assert "01.10.2024" in text_of(receipts[1])
    assert [examination_of(found).events.filter(move="receive").latest("seq").facts["received_at"][:10]] == [
        "2024-10-01"
    ]


def test_a_late_application_that_was_admitted_is_not_late_again(world, application, today_is, state):
    case = application("internally_released")
    today_is("2024-09-16")
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    assert state(examination_of(case)) == "late"
    prevented = {"obstacle": "Das Netz war gestört.", "obstacle_ended_on": "2024-09-15", "requested_on": "2024-09-16"}
    fire(examination_of(case).pk, "admit_late", by=world.case_worker, **prevented)
    walk = steps(world, case)
    for reached in ("complete", "ready", "on_committee_agenda"):
        walk[reached]()
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    assert state(examination_of(case)) == "received"


def test_a_resolution_valid_at_the_receipt_carries_the_versions_after_it(world, application, today_is, state):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    today_is("2026-06-04")  # a day after the resolution of 3 June 2024 ran out
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


@pytest.fixture
def returned(world, application):
    """On 3 June 2024, to be revised within 60 days."""
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    return case


def test_what_is_returned_is_revised_by_a_day_which_stays_the_same(world, returned, refusal, state, today_is):
    due = returned.deadlines.get(kind="returned_for_revision", status="running")
    assert (due.due_on.isoformat(), len(due.steps)) == ("2024-08-02", 2)
    fire(returned.pk, "edit", by=world.applicant, **FORM)
    today_is("2024-07-01")
    fire(returned.pk, "release_internally", by=world.applicant)
    assert returned.deadlines.get(kind="internally_released", status="running").due_on.isoformat() == "2024-08-02"
    fire(returned.pk, "take_back", by=world.signatory, reason="Noch ein Satz.")
    assert state(returned) == "returned_for_revision"
    running = returned.deadlines.get(kind="returned_for_revision", status="running")
    assert running.due_on.isoformat() == "2024-08-02"


def test_the_programme_may_give_another_period_to_revise(world, application):
    case = application("on_committee_agenda")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "revision_days": 14})
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    assert case.deadlines.get(kind="returned_for_revision").due_on.isoformat() == "2024-06-17"


LADDER = ("2024-07-30", "2024-08-03", "2024-08-17", "2024-08-31", "2024-09-14")


def test_who_does_not_revise_is_reminded_and_then_the_case_worker_is_asked(world, returned, today_is):
    for day in LADDER:
        today_is(day)
        sweep_deadlines()
    late = Message.objects.filter(kind="task.late", about=f"case {returned.pk}")
    assert set(late.values_list("person", flat=True)) >= {world.applicant.pk}
    assert Task.objects.filter(OPEN, process=returned, escalation=True, desk__role="case_worker").count() == 1


def asked_of_the_case_worker(case):
    open_ones = Task.objects.filter(OPEN, process=case, escalation=True, desk__role="case_worker")
    return [task.title for task in open_ones]


def test_who_does_not_sign_what_was_revised_is_reminded_and_then_the_case_worker_is_asked(
    world, returned, today_is, state
):
    fire(returned.pk, "release_internally", by=world.applicant)
    for day in LADDER:
        today_is(day)
        sweep_deadlines()
    late = Message.objects.filter(kind="task.late", about=f"case {returned.pk}")
    assert set(late.values_list("person", flat=True)) >= {world.signatory.pk}
    with override("en"):
        asked = asked_of_the_case_worker(returned)
    assert asked == ["Decide what becomes of the revised application that was not signed"]
    reject(world, returned, reasons="Nicht unterschrieben.", **REMEDY)
    assert (state(returned), asked_of_the_case_worker(returned)) == ("submitted", [])


def test_what_is_released_when_its_day_has_passed_is_asked_for_just_as_well(world, returned, today_is):
    today_is("2024-09-14")
    sweep_deadlines()
    assert asked_of_the_case_worker(returned) == ["Entscheiden, was aus dem nicht überarbeiteten Antrag wird"]
    fire(returned.pk, "release_internally", by=world.applicant)
    today_is("2024-09-15")
    sweep_deadlines()
    assert len(asked_of_the_case_worker(returned)) == 1


@pytest.mark.parametrize("on_paper", [False, True])
def test_of_a_first_draft_nobody_signs_the_authority_is_asked_nothing(world, application, today_is, on_paper):
    case = application("internally_released")
    due = case.deadlines.get(kind="internally_released").due_on
    places = {**case.places, "authority": str(case.application.authority.place)} if on_paper else case.places
    Case.objects.filter(pk=case.pk).update(places=places)
    for days in (1, 14, 28, 42):
        today_is((due + dt.timedelta(days=days)).isoformat())
        sweep_deadlines()
    assert asked_of_the_case_worker(case) == []
    assert case.deadlines.get(kind="internally_released").sweep_at is None


@pytest.mark.parametrize("released", [False, True])
def test_after_the_days_of_grace_the_authority_ends_it_with_a_rejection(
    world, returned, today_is, refusal, state, released
):
    if released:
        fire(returned.pk, "release_internally", by=world.applicant)
    today_is("2024-08-16")
    assert refusal(returned, "prepare_rejection", by=world.case_worker) == "not_yet_due"
    today_is("2024-08-17")
    assert refusal(returned, "prepare_rejection", by=world.signatory) == "not_yours"
    ruling = reject(world, returned, reasons="Nicht überarbeitet.", **REMEDY)
    assert (state(returned), refusal(returned, "edit", by=world.applicant, **FORM)) == ("submitted", "not_awaited")
    fire(ruling.pk, "reject_formally", by=world.approver)
    send_notice(world, returned)
    assert state(returned) == "rejected"


def test_a_rejection_given_up_leaves_the_applicant_time_to_revise(world, returned, today_is, state):
    today_is("2024-08-17")
    ruling = reject(world, returned, reasons="Nicht überarbeitet.", **REMEDY)
    fire(ruling.pk, "give_up", by=world.approver, reason="Doch noch.")
    running = returned.deadlines.get(kind="returned_for_revision", status="running")
    assert (state(returned), running.due_on.isoformat()) == ("returned_for_revision", "2024-10-16")


def test_an_application_never_returned_is_not_rejected_before_it_is_handed_in(world, application, refusal):
    case = application("internally_released")
    assert refusal(case, "prepare_rejection", by=world.case_worker) == "not_found"

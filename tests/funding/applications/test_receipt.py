"""Receipt: in time, late, or without a cut-off; and what is missing is asked for, with a day."""

import datetime as dt

import pytest

from funding.applications import cutoffs
from funding.applications.models import Application
from tests.funding.applications.story import (
    DECLARED,
    FORM,
    PLAN,
    REMEDY,
    cast,
    examination_of,
    line,
    reject,
    ruling_of,
    send_notice,
    vote_of,
)
from tests.funding.test_wrong_desk import standing_in
from workflows.clock import BERLIN
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.lifecycle import CLOCK
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
LAST_MOMENT = dt.datetime(2024, 9, 15, 23, 59, 59, 999999, tzinfo=BERLIN)  # a Sunday: a fixed day does not move
REQUEST = {"items": "Kooperationsvereinbarung"}


def submit(world, case, at):
    fire(case.pk, "submit", by=world.signatory, received_at=at, **DECLARED)


@pytest.fixture
def incomplete(world, application):
    case = application("submitted")
    fire(examination_of(case).pk, "request_items", by=world.case_worker, **REQUEST)
    return case


def test_another_period_does_not_get_round_its_cut_off(world, incomplete, refusal):
    """2024 had to be applied for by 15 September 2023."""
    fire(incomplete.pk, "edit", by=world.applicant, **{**FORM, "period_from": "2024-07-01", "period_to": "2025-12-31"})
    earlier = [{**each, "year": each["year"] - 1} for each in PLAN]
    fire(incomplete.pk, "set_plan", by=world.applicant, lines=earlier)
    assert refusal(incomplete, "supply", by=world.signatory) == "late"


@pytest.fixture
def late(world, application):
    case = application("internally_released")
    submit(world, case, LAST_MOMENT + dt.timedelta(microseconds=1))
    return case


def test_it_is_in_time_until_the_end_of_the_day_whenever_the_lock_is_won(world, application, today_is, state):
    case = application("internally_released")
    today_is("2024-09-16")
    submit(world, case, LAST_MOMENT)
    assert state(examination_of(case)) == "received"
    assert Application.objects.get(pk=case.pk).received_at == LAST_MOMENT
    assert case.deadlines.get(kind="internally_released").status == "met"


def test_a_microsecond_later_it_is_late_and_has_its_receipt_all_the_same(world, late, state):
    assert state(examination_of(late)) == "late"
    assert (
        late.documents.get(kind="receipt").content_id
        == examination_of(late).events.get(move="receive_late").facts["sha256"]
    )


def test_where_the_programme_sets_no_cutoff_nobody_is_late(world, application, state):
    case = application("internally_released")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "cutoff": None})
    submit(world, case, LAST_MOMENT + dt.timedelta(days=365))
    assert state(examination_of(case)) == "received"


def test_the_clock_receives_as_the_receipt_says_and_not_otherwise(world, late, refusal):
    assert refusal(examination_of(late), "receive", by=CLOCK) == "not_possible_here"


def test_received_in_time_is_not_late(application, world):
    case = Case.objects.get(pk=application("submitted").pk)
    with pytest.raises(Refused) as caught:
        cutoffs.after_cutoff(case, None)
    assert caught.value.key == "not_late"


PREVENTED = {"obstacle": "Das Netz war gestört.", "obstacle_ended_on": "2024-09-15", "requested_on": "2024-09-20"}


def test_the_authority_reinstates_who_was_prevented(world, late, today_is, refusal, state):
    today_is("2024-09-20")
    examination = examination_of(late)
    assert refusal(examination, "admit_late", by=world.case_worker) == "obstacle"
    fire(examination.pk, "admit_late", by=world.case_worker, **PREVENTED)
    assert state(examination) == "received"
    facts = examination.events.get(move="admit_late").facts
    assert (facts["cutoff"], facts["asked_by"], facts["requested_on"]) == ("2024-09-15", "2024-09-30", "2024-09-20")


@pytest.mark.parametrize(
    ("today", "changed", "key"),
    [
        ("2024-10-01", {"requested_on": "2024-10-01"}, "reinstatement_too_late"),
        ("2024-09-20", {"obstacle_ended_on": "2024-09-14"}, "obstacle_ended_on"),
        ("2024-09-20", {"obstacle_ended_on": "2024-09-21"}, "obstacle_ended_on"),
        ("2024-09-20", {"requested_on": "2024-09-21"}, "requested_on"),
        ("2026-01-05", {"obstacle_ended_on": "2026-01-02", "requested_on": "2026-01-05"}, "reinstatement_too_late"),
    ],
)
def test_the_periods_of_reinstatement_are_kept(world, late, today_is, refusal, today, changed, key):
    """Two weeks from the end of the obstacle, a year from the cut-off at most (§ 32 (2), (3) VwVfG)."""
    today_is(today)
    assert refusal(examination_of(late), "admit_late", by=world.case_worker, **PREVENTED | changed) == key


def test_what_was_made_up_for_too_late_is_not_reinstated(world, application, today_is, refusal):
    """§ 32 (2) sentence 3 VwVfG: what was missed is made up for within the same two weeks."""
    case = application("internally_released")
    today_is("2024-10-05")
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    early = {**PREVENTED, "requested_on": "2024-09-20"}
    assert refusal(examination_of(case), "admit_late", by=world.case_worker, **early) == "not_made_up"


def test_a_late_application_counts_for_the_next_round(world, late, today_is, refusal, state):
    today_is("2024-09-20")
    fire(examination_of(late).pk, "count_for_next_round", by=world.case_worker)
    examination, found = examination_of(late), Application.objects.get(pk=late.pk)
    facts = examination.events.get(move="count_for_next_round").facts
    assert (state(examination), facts["cutoff"], facts["round"]) == ("incomplete", "2025-09-15", 2026)
    assert examination.deadlines.get(kind="incomplete").due_on.isoformat() == "2025-09-15"
    assert "15.09.2025" in found.requested_items
    assert refusal(late, "supply", by=world.signatory) == "late"
    next_year = {**FORM, "period_from": "2026-01-01", "period_to": "2027-12-31", "measure": ""}
    fire(late.pk, "edit", by=world.applicant, **next_year)
    fire(late.pk, "set_plan", by=world.applicant, lines=[{**each, "year": each["year"] + 1} for each in PLAN])
    assert refusal(late, "supply", by=world.signatory) == "resolution_does_not_carry"
    fire(late.parent_id, "resolve_anew", by=world.office)
    fire(vote_of(late.parent).pk, "open_vote", by=world.office, procedure="circular")
    cast(vote_of(late.parent), world.steering)
    fire(late.pk, "supply", by=world.signatory)
    assert state(examination) == "received"


def test_the_next_round_is_the_authoritys_to_decide_and_its_day_lies_ahead(world, late, today_is, refusal):
    today_is("2024-09-20")
    examination = examination_of(late)
    assert refusal(examination, "count_for_next_round", by=world.signatory) == "not_yours"
    past = {"until": "2024-09-20"}
    assert refusal(examination, "count_for_next_round", by=world.case_worker, **past) == "until"


def test_without_a_cut_off_there_is_no_next_round(world, late, refusal):
    Case.objects.filter(pk=late.pk).update(terms={**late.terms, "cutoff": None})
    assert refusal(examination_of(late), "count_for_next_round", by=world.case_worker) == "no_rounds"


def test_a_late_application_is_refused_by_two_persons(world, late, refusal, state):
    reject(world, late, reasons="Verspätet.", **REMEDY)
    assert refusal(ruling_of(late), "reject_formally", by=world.case_worker) == "four_eyes"
    fire(ruling_of(late).pk, "reject_formally", by=world.approver)
    send_notice(world, late)
    assert (state(late), state(late.parent)) == ("rejected", "parked")


def test_what_is_missing_is_asked_for_until_the_programmes_day(incomplete):
    assert Application.objects.get(pk=incomplete.pk).requested_items == "Kooperationsvereinbarung"
    deadline = examination_of(incomplete).deadlines.get(kind="incomplete")
    assert (deadline.due_on.isoformat(), len(deadline.steps)) == ("2024-07-01", 2)


def test_or_until_the_day_the_authority_names(world, application, refusal):
    case = application("submitted")
    today = {"until": "2024-06-03", **REQUEST}
    assert refusal(examination_of(case), "request_items", by=world.case_worker, **today) == "until"
    fire(examination_of(case).pk, "request_items", by=world.case_worker, until="2024-06-30", **REQUEST)
    assert examination_of(case).deadlines.get(kind="incomplete").due_on.isoformat() == "2024-07-01"  # after a Sunday


def test_without_a_period_of_the_programme_the_authority_names_the_day(world, application, refusal):
    case = application("submitted")
    Case.objects.filter(parent=case).update(terms={**case.terms, "completeness_days": None})
    assert refusal(examination_of(case), "request_items", by=world.case_worker, **REQUEST) == "until"


def test_the_applicant_hands_in_what_was_missing(world, incomplete, state):
    fire(incomplete.pk, "attach", by=world.applicant, file=Upload("Vereinbarung.txt", b"Vereinbart."))
    fire(incomplete.pk, "supply", by=world.applicant)
    assert state(examination_of(incomplete)) == "received"
    assert Application.objects.get(pk=incomplete.pk).requested_items == ""


def test_what_was_signed_is_changed_by_a_signatory_only(world, incomplete, refusal, state):
    renamed = [line(row["side"], row["category"], row["amount"], row["year"], "Anders") for row in PLAN]
    fire(incomplete.pk, "set_plan", by=world.applicant, lines=renamed)
    assert refusal(incomplete, "supply", by=world.applicant) == "signature_needed"
    fire(incomplete.pk, "supply", by=world.signatory)
    assert state(examination_of(incomplete)) == "received"


def test_an_unsound_correction_is_refused(world, incomplete, refusal):
    fire(incomplete.pk, "set_plan", by=world.applicant, lines=PLAN[:-1])
    assert refusal(incomplete, "supply", by=world.signatory) == "unbalanced"


def test_a_received_application_stays_with_its_authority(world, incomplete, refusal):
    other = type(world.authority).objects.get(name="Niedersächsisches Landesamt für Soziales, Jugend und Familie")
    world.region.authority = other
    world.region.save()
    moved = {**FORM, "measure": "", "period_from": "2027-01-01", "period_to": "2027-12-31"}
    assert refusal(incomplete, "edit", by=world.applicant, **moved) == "period_from"


def test_a_period_that_is_over_is_not_extended_into_the_past(world, incomplete, today_is, refusal):
    today_is("2024-07-20")
    extension = {"until": "2024-07-19", "reason": "Urlaub."}
    assert refusal(examination_of(incomplete), "extend", by=world.case_worker, **extension) == "until"


def test_the_period_is_extended_even_after_it_is_over(world, incomplete, today_is):
    today_is("2024-07-03")
    fire(examination_of(incomplete).pk, "extend", by=world.case_worker, until="2024-07-31", reason="Urlaub.")
    deadline = examination_of(incomplete).deadlines.get(kind="incomplete")
    assert (deadline.due_on.isoformat(), deadline.status) == ("2024-07-31", "extended")


def test_rejecting_as_incomplete_waits_for_the_days_of_grace(world, incomplete, today_is, refusal, state):
    reasons = {"reasons": "Es fehlt die Vereinbarung.", **REMEDY}
    today_is("2024-07-15")
    assert refusal(incomplete, "prepare_rejection", by=world.case_worker) == "not_yet_due"
    today_is("2024-07-16")
    reject(world, incomplete, **reasons)
    assert state(ruling_of(incomplete)) == "rejection_written"


def test_a_stranger_finds_nothing_and_the_applicant_does_not_check_himself(world, application, refusal):
    case = application("submitted")
    assert refusal(examination_of(case), "confirm_complete", by=world.stranger) == "not_found"
    assert refusal(examination_of(case), "confirm_complete", by=world.applicant) == "not_yours"


def test_what_was_missing_may_come_until_the_rejection_is_issued(world, incomplete, today_is, refusal, state):
    refuse_incomplete(world, incomplete, today_is)
    fire(incomplete.pk, "attach", by=world.applicant, file=Upload("Vereinbarung.txt", b"Vereinbart."))
    fire(incomplete.pk, "supply", by=world.applicant)
    found = Application.objects.get(pk=incomplete.pk)
    assert (found.examined.state, found.ruled.state, found.requested_items) == ("received", "ended", "")
    fire(examination_of(incomplete).pk, "confirm_complete", by=world.case_worker)
    fire(examination_of(incomplete).pk, "start_assessment", by=world.case_worker)
    reject(world, incomplete, reasons="Nicht neu.", **REMEDY)
    assert refusal(incomplete, "supply", by=world.applicant) == "not_awaited"


def test_a_rejection_as_incomplete_is_given_up_and_the_period_extended(world, incomplete, today_is, state):
    refuse_incomplete(world, incomplete, today_is)
    fire(ruling_of(incomplete).pk, "give_up", by=world.case_worker, reason="Das Netz war gestört.")
    assert state(examination_of(incomplete)) == "incomplete"
    assert examination_of(incomplete).deadlines.get(status="running").due_on.isoformat() == "2024-07-01"
    fire(
        examination_of(incomplete).pk,
        "extend",
        by=world.case_worker,
        until="2024-08-30",
        reason="Das Netz war gestört.",
    )
    assert examination_of(incomplete).deadlines.get(status="extended").due_on.isoformat() == "2024-08-30"


def refuse_incomplete(world, case, today_is):
    today_is("2024-08-01")
    reject(world, case, reasons="Fehlt.", **REMEDY)


def test_a_late_application_is_judged_by_the_case_worker(world, late, refusal):
    assert refusal(late, "prepare_rejection", by=world.signatory) == "not_yours"
    assert refusal(examination_of(late), "admit_late", by=world.signatory, **PREVENTED) == "not_yours"


def test_the_clock_calls_nothing_late_that_came_in_time(world, application, refusal):
    case = examination_of(application("submitted"))
    with standing_in(case, "handed_in"):
        assert refusal(case, "receive_late", by=CLOCK) == "not_late"

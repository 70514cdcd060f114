"""What the applicant writes, and what keeps an application from being released and signed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from funding.applications.models import PlanLine
from funding.bodies.appointments import leave, staff
from funding.demo.world import LONG_AGO
from funding.ideas.opening import open_idea
from funding.programmes.models import ProgrammeVersion
from tests.funding.applications.story import (
    ASSESSED,
    DECLARED,
    FORM,
    PDF,
    PLAN,
    cast,
    examination_of,
    line,
    steps,
    vote_of,
)
from workflows import clock
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case, Event

pytestmark = pytest.mark.django_db


def release(refusal, world, case):
    return refusal(case, "release_internally", by=world.applicant)


def edit(world, case, **changes):
    fire(case.pk, "edit", by=world.applicant, **{**FORM, **changes})


def plan(world, case, lines):
    fire(case.pk, "set_plan", by=world.applicant, lines=lines)


def terms(case, **changes):
    """As if the programme had set this."""
    Case.objects.filter(pk=case.pk).update(terms={**Case.objects.get(pk=case.pk).terms, **changes})


def test_what_is_missing_is_named(world, application, refusal):
    case = application("draft")
    edit(world, case, goals="", executor="")
    assert release(refusal, world, case) == "incomplete"


def test_where_the_programme_has_measures_one_must_be_chosen(world, application, refusal):
    case = application("draft")
    edit(world, case, measure="")
    assert release(refusal, world, case) == "incomplete"


def test_an_empty_plan_is_refused(world, application, refusal):
    case = application("draft")
    plan(world, case, [])
    assert release(refusal, world, case) == "no_plan"


def test_the_plan_balances_to_the_cent_in_every_year(world, application, refusal):
    case = application("draft")
    shifted = [{**row, "year": 2026} if row["category"] == "travel" else row for row in PLAN]
    plan(world, case, shifted)
    assert release(refusal, world, case) == "unbalanced"


def test_the_plan_counts_on_the_grant_applied_for(world, application, refusal):
    case = application("draft")
    edit(world, case, requested="79999.99")
    assert release(refusal, world, case) == "other_grant_in_plan"


def test_the_plan_lies_within_the_period(world, application, refusal):
    case = application("draft")
    edit(world, case, period_to="2025-12-31")
    assert release(refusal, world, case) == "outside_period"


def test_the_programme_limits_the_years(world, application, refusal):
    case = application("draft")
    edit(world, case, period_to="2027-12-31")
    assert release(refusal, world, case) == "too_long"


def test_a_cent_less_than_the_own_share_is_too_little(world, application, refusal):
    case = application("draft")
    plan(world, case, [
        line("expenditure", "staff", "80000.10"), line("income", "own", "8000.00"),
        line("income", "third_party", "0.10"), line("income", "grant", "72000.00"),
    ])  # fmt: skip
    edit(world, case, requested="72000.00")
    assert release(refusal, world, case) == "own_share_not_reached"


def test_where_the_reduced_own_share_counts_less_is_enough(world, application, state):
    case = application("draft")
    terms(case, material_sum="20/100")  # it is less than the total cost the body resolved on
    plan(world, case, [
        line("expenditure", "staff", "80000.00"), line("income", "own", "4000.00"),
        line("income", "grant", "76000.00"),
    ])  # fmt: skip
    edit(world, case, requested="76000.00", own_share_reduced=True)
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


def test_a_cent_above_the_highest_grant_is_too_much(world, application, refusal):
    case = application("draft")
    plan(world, case, [
        line("expenditure", "staff", "90000.00"), line("income", "own", "9999.99"),
        line("income", "grant", "80000.01"),
    ])  # fmt: skip
    edit(world, case, requested="80000.01")
    assert release(refusal, world, case) == "above_ceiling"


def test_where_the_programme_has_a_minor_limit_less_is_refused(world, application, refusal):
    case = application("draft")
    terms(case, small_amount_threshold="80000.01", below_threshold_allowed=False)
    assert release(refusal, world, case) == "below_minor_limit"


def test_only_the_kinds_of_organisation_the_programme_names_may_apply(world, application, refusal, state):
    case = application("draft")
    terms(case, applicant_kinds=["association", "city"])
    assert release(refusal, world, case) == "may_not_apply"
    terms(case, applicant_kinds=["association", "county"])
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


def test_where_a_vacancy_blocks_each_bench_must_be_filled(world, application, refusal, state):
    case = application("draft")
    terms(case, vacancy_blocks=True)
    seat = world.steering_group.seats.get(bench="hospitals")
    leave(seat, world.steering[seat.number - 1], clock.today() - dt.timedelta(days=1))
    assert release(refusal, world, case) == "vacant_benches"
    terms(case, vacancy_blocks=False)
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


def test_without_a_resolution_of_the_body_nothing_is_released(world, application, refusal):
    case = application("draft")
    other = open_idea(world.region, by=world.author, title="Ohne Beschluss")
    with connection.cursor() as cursor:  # history stays; this is as if another idea had been resolved on
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE workflows_case SET parent_id = %s WHERE id = %s", [other.pk, vote_of(case.parent).pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert release(refusal, world, case) == "no_resolution"


def test_an_old_resolution_no_longer_counts(world, application, refusal, today_is):
    case = application("draft")
    today_is("2026-06-03")
    fire(case.pk, "release_internally", by=world.applicant)
    today_is("2026-06-04")
    assert refusal(case, "submit", by=world.signatory, **DECLARED) == "resolution_expired"


@pytest.mark.parametrize("declaration", DECLARED)
def test_without_each_declaration_nothing_is_submitted(world, application, refusal, declaration):
    case = application("internally_released")
    assert refusal(case, "submit", by=world.signatory, **{**DECLARED, declaration: False}) == declaration


def test_who_released_it_does_not_sign_it(world, application, refusal, state):
    case = application("internally_released")
    staff("signatory", world.region.lead.place, world.applicant, LONG_AGO)
    assert refusal(case, "submit", by=world.applicant, **DECLARED) == "four_eyes"
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    assert state(examination_of(case)) == "received"


def test_the_signatory_takes_back_what_needs_correction(world, application, state):
    case = application("internally_released")
    fire(case.pk, "take_back", by=world.signatory, reason="Die Ziele fehlen.")
    assert state(case) == "draft"
    assert case.deadlines.get(status="running").due_on.isoformat() == "2024-09-15"


def test_the_drafts_day_is_the_cutoff_and_follows_the_period(world, application, today_is):
    case = application("draft")
    assert case.tasks.get().due_on.isoformat() == "2024-09-15"
    edit(world, case, period_from="2024-10-01")
    assert case.tasks.get().due_on.isoformat() == "2023-09-15"
    assert case.deadlines.get().due_on.isoformat() == "2023-09-15"


def test_another_period_may_fall_under_another_version(world, application):
    case = application("draft")
    edit(world, case, measure="", period_from="2027-01-01", period_to="2027-12-31")
    case.refresh_from_db(fields=["programme_version", "terms"])
    assert (case.programme_version.key, case.terms["version"], case.terms["cap"]) == ("generic", "generic", None)


def test_an_application_received_keeps_its_version_when_another_is_published_for_its_period(
    world, application, today_is
):
    case = application("submitted")
    kept = case.programme_version
    newer = ProgrammeVersion.objects.get(pk=kept.pk)
    newer.pk, newer.key, newer.valid_from = None, "ni-2025", dt.date(2025, 1, 1)
    newer.published_at = clock.now() + dt.timedelta(days=1)
    newer.save()
    today_is("2024-06-20")
    fire(
        examination_of(case).pk, "request_items", by=world.case_worker, items="Wer führt es durch?", until="2024-08-01"
    )
    edit(world, case, goals="Kürzere Wege.")
    case.refresh_from_db(fields=["programme_version"])
    assert case.programme_version == kept
    edit(world, case, period_from="2025-02-01")
    case.refresh_from_db(fields=["programme_version"])
    assert case.programme_version == newer


def test_a_measure_of_another_version_is_wrong_input(world, application, refusal):
    case = application("draft")
    later = {**FORM, "period_from": "2027-01-01", "period_to": "2027-12-31"}
    assert refusal(case, "edit", by=world.applicant, **later) == "measure"


def test_a_period_without_any_programme_is_wrong_input(world, application, refusal):
    case = application("draft")
    assert refusal(case, "edit", by=world.applicant, **{**FORM, "period_from": "2001-01-01"}) == "period_from"


def test_a_period_ends_after_it_begins(world, application, refusal):
    case = application("draft")
    assert refusal(case, "edit", by=world.applicant, **{**FORM, "period_to": "2024-12-31"}) == "period_to"


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ("none", "lines"),
        ([{"side": "income"}], "lines[0]"),
        ([line("income", "own", "1.005")], "lines[0].amount"),
        ([line("income", "own", "-1.00")], "lines[0].amount"),
        ([line("income", "own", "1.00"), line("income", "wages", "1.00")], "lines[1].category"),
        ([line("income", "staff", "1.00")], "lines[0].category"),
        ([line("income", "own", "1.00", year=1889)], "lines[0].year"),
        ([line("income", "own", "1.00", name=" ")], "lines[0].name"),
    ],
)
def test_a_wrong_line_is_named(world, application, refusal, lines, field):
    case = application("draft")
    assert refusal(case, "set_plan", by=world.applicant, lines=lines) == field
    assert case.lines.count() == len(PLAN)


def test_the_event_of_a_plan_holds_sums_and_no_words(application):
    event = Event.objects.get(case=application("draft"), move="set_plan")
    assert event.facts == {"count": 7, "expenditure": "88888.89", "income": "88888.89"}


def test_the_database_takes_no_line_on_the_wrong_side(application):
    case = application("draft")
    with pytest.raises(IntegrityError, match="plan_line_on_its_side"), transaction.atomic():
        PlanLine.objects.create(
            application=case, position=99, side="income", category="staff", name="x", year=2025, amount=Decimal(1)
        )


def test_a_document_is_filed_and_its_fingerprint_stands_in_the_event(application):
    case = application("draft")
    document = case.documents.get()
    facts = case.events.get(move="attach").facts
    assert (document.kind, document.title, document.media_type) == ("description", "Beschreibung", "application/pdf")
    assert facts == {"kind": "description", "document": document.pk, "version": 1, "sha256": document.content_id}
    assert "Beschreibung" not in case.events.get(move="attach").body


def test_a_file_that_is_not_what_it_says_is_refused(world, application, refusal):
    case = application("draft")
    assert refusal(case, "attach", by=world.applicant, file=Upload("plan.pdf", b"MZ")) == "file"
    assert refusal(case, "attach", by=world.applicant, file="plan.pdf") == "file"


def test_the_author_attaches_a_document_to_the_idea(world, idea):
    case = idea("draft")
    event = fire(case.pk, "attach", by=world.author, file=Upload("Skizze.pdf", PDF))
    assert case.documents.get().content_id == event.facts["sha256"]


def test_a_stranger_finds_nothing_and_the_authority_no_draft(world, application, refusal):
    case = application("draft")
    for somebody in (world.stranger, world.case_worker, world.funders[0]):
        assert refusal(case, "edit", by=somebody, **FORM) == "not_found"


def test_the_region_reads_the_draft_and_does_not_write_it(world, application, refusal):
    assert refusal(application("draft"), "edit", by=world.office, **FORM) == "not_yours"


def test_without_an_authority_nobody_applies(world, idea, refusal):
    case = idea("on_agenda")
    fire(vote_of(case).pk, "open_vote", by=world.office, procedure="circular")
    cast(vote_of(case), world.steering)
    world.region.authority = None
    world.region.save()
    assert refusal(case, "apply", by=world.applicant) == "no_authority"


def test_where_the_programme_sets_neither_share_nor_cap_nothing_is_refused_for_them(world, application):
    case = application("draft")
    edit(world, case, measure="", period_from="2027-01-01", period_to="2027-12-31", requested="90000.00")
    plan(world, case, [line("expenditure", "staff", "90000.00", 2027), line("income", "grant", "90000.00", 2027)])
    walk = steps(world, case)
    for reached in ("internally_released", "submitted", "complete"):
        walk[reached]()
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    found = {**ASSESSED, "eligible": "90000.00", "recommended": "90000.00"}
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **found)
    assert Case.objects.get(pk=case.pk).application.examined.own_share == ""


def test_a_draft_may_leave_everything_open_but_its_title(world, application, refusal):
    case = application("draft")
    fire(case.pk, "edit", by=world.applicant, title="Pflegelotsen")
    assert release(refusal, world, case) == "incomplete"


def test_where_no_idea_is_asked_for_no_resolution_is_either(world, application, state):
    case = application("draft")
    terms(case, needs_idea=False)
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


def test_where_the_programme_sets_no_limit_an_old_resolution_counts(world, application, today_is, state):
    case = application("draft")
    terms(case, approval_months=None)
    today_is("2026-06-04")
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


def test_a_period_without_an_authority_is_wrong_input(world, application, refusal):
    case = application("draft")
    world.region.authority = None
    world.region.save()
    moved = {**FORM, "measure": "", "period_from": "2027-01-01", "period_to": "2027-12-31"}
    assert refusal(case, "edit", by=world.applicant, **moved) == "period_from"

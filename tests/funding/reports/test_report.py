"""A report from the day it is asked for to the day it is accepted, and what comes between."""

import datetime as dt
import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from funding.awards.models import Award
from funding.reports.models import Report, ReportVersion
from notifications.models import Message
from workflows.clock import BERLIN
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Task

pytestmark = pytest.mark.django_db


def due(case):
    """The legal date, which runs until the submission."""
    found = case.deadlines.filter(kind="report").latest("id")
    return found.due_on.isoformat(), found.nature, found.status


def task(case):
    found = Task.objects.get(process=case, status__in=["NEW", "ASSIGNED"])
    return found.desk.role, found.due_on and found.due_on.isoformat()


def told(case, kind):
    rows = Message.objects.filter(about=f"case {case.pk}", kind=kind).order_by("id")
    return list(rows.values_list("person__name", flat=True))


def test_a_progress_report_is_scheduled_with_its_legal_date(report):
    case = report("scheduled")
    assert (case.state, case.kind, case.due_on) == ("scheduled", "progress", dt.date(2025, 7, 31))
    assert (case.covers_from, case.covers_to) == (dt.date(2025, 3, 3), dt.date(2025, 6, 30))
    assert due(case) == ("2025-07-31", "legal", "running")


def test_the_clock_opens_it_as_many_days_before_as_the_programme_says(world, report, today_is, state):
    case = report("scheduled")
    today_is("2025-05-31")
    sweep_deadlines()
    assert state(case) == "scheduled"
    today_is("2025-06-01")  # sixty days before 31 July
    sweep_deadlines()
    assert (state(case), task(case)) == ("open", ("applicant", "2025-07-31"))
    assert told(case, "report.open") == [world.applicant.name]
    assert case.deadlines.get(kind="scheduled").status == "met"


def test_a_report_due_soon_opens_at_once(award, today_is, state):
    today_is("2025-03-03")
    award("running", report_dates=["2025-04-15"])
    sweep_deadlines()
    assert state(Report.objects.get()) == "open"


def test_a_report_is_written_signed_by_a_second_person_checked_and_accepted(world, report):
    case = report("accepted")
    assert (case.state, due(case)) == ("accepted", ("2025-07-31", "legal", "met"))
    assert told(case, "report.released") == [world.signatory.name]
    assert told(case, "report.submitted") == [world.case_worker.name, world.checker.name]
    assert told(case, "report.accepted") == [world.applicant.name, world.signatory.name]
    assert case.reckoning is None


def test_what_is_submitted_is_kept_as_it_is_with_its_fingerprint(report):
    case = report("submitted")
    version, event = case.versions.get(), case.events.get(move="submit")
    assert (version.number, version.late, version.content["progress"]) == (1, False, case.progress)
    canonical = json.dumps(version.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(canonical.encode()).hexdigest() == version.sha256 == event.facts["sha256"]
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportVersion.objects.update(late=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportVersion.objects.all().delete()


def test_documents_are_part_of_what_is_submitted(world, report):
    case = report("written")
    fire(case.pk, "attach", by=world.applicant, file=Upload("Belege.txt", b"Liste der Belege"), kind="evidence")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    document = case.documents.get(source="upload")
    assert case.versions.get().content["documents"] == [
        {"kind": "evidence", "title": "Belege", "version": 1, "content_id": document.content_id}
    ]


def test_the_door_decides_what_is_late_not_the_queue(world, report, today_is):
    case = report("internally_released")
    today_is("2025-08-01")
    last_second = dt.datetime(2025, 7, 31, 23, 59, 59, tzinfo=BERLIN)
    fire(case.pk, "submit", by=world.signatory, received_at=last_second)
    assert (case.versions.get().late, due(case)) == (False, ("2025-07-31", "legal", "met"))
    assert Report.objects.get().submitted_at == last_second


def test_a_late_report_is_taken_and_marked(world, report, today_is):
    case = report("internally_released")
    today_is("2025-08-01")
    fire(case.pk, "submit", by=world.signatory)
    assert (case.versions.get().late, due(case)) == (True, ("2025-07-31", "legal", "missed"))


def test_a_returned_report_gets_a_day_and_comes_back_as_the_second_version(world, report, today_is):
    case = report("under_review")
    fire(case.pk, "return", by=world.checker, items="Teilnehmerzahl fehlt.", until="2025-09-01")
    assert (task(case), due(case)) == (("applicant", "2025-09-01"), ("2025-09-01", "legal", "running"))
    assert told(case, "report.returned") == [world.applicant.name, world.signatory.name]
    today_is("2025-08-20")
    fire(case.pk, "write", by=world.applicant, progress="40 Familien, 12 Treffen.")
    fire(case.pk, "release_internally", by=world.applicant)
    assert task(case) == ("signatory", "2025-09-01")
    fire(case.pk, "submit", by=world.signatory)
    assert [(v.number, v.late) for v in case.versions.all()] == [(1, False), (2, False)]
    assert [d.status for d in case.deadlines.filter(kind="report").order_by("id")] == ["met", "met"]


def test_taken_back_before_the_signature_it_is_where_it_was(world, report, state):
    case = report("internally_released")
    fire(case.pk, "take_back", by=world.signatory, reason="Zahl prüfen.")
    assert (state(case), task(case)) == ("open", ("applicant", "2025-07-31"))
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    fire(case.pk, "return", by=world.case_worker, items="Anlage fehlt.", until="2025-09-01")
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "take_back", by=world.applicant)
    assert (state(case), task(case)) == ("returned", ("applicant", "2025-09-01"))


def test_a_report_not_handed_in_is_asked_for_again_and_again(world, report, today_is):
    case = report("open")
    for day in ("2025-07-28", "2025-08-01", "2025-08-08", "2025-08-14", "2025-08-28"):
        today_is(day)
        sweep_deadlines()
    assert told(case, "task.soon") == [world.applicant.name]
    assert told(case, "task.late") == [world.applicant.name] * 3


@pytest.mark.parametrize("today", ["2025-06-02", "2025-08-10"])
def test_a_later_day_is_granted_before_the_day_or_after_it(world, report, today_is, today):
    case = report("open")
    today_is(today)
    fire(case.pk, "extend", by=world.case_worker, until="2025-08-29", reason="Krankheit.")
    assert (task(case), due(case)) == (("applicant", "2025-08-29"), ("2025-08-29", "legal", "extended"))
    assert told(case, "report.extended") == [world.applicant.name, world.signatory.name]
    today_is("2025-08-29")
    fire(case.pk, "write", by=world.applicant, nothing_to_report=True)
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    assert (case.versions.get().late, due(case)) == (False, ("2025-08-29", "legal", "met"))


def test_a_later_day_granted_before_it_opens_counts_when_it_does(world, report):
    case = report("scheduled")
    fire(case.pk, "extend", by=world.case_worker, until="2025-08-29")
    sweep_deadlines()
    assert task(case) == ("applicant", "2025-08-29")


def test_reports_of_a_declined_award_are_dropped(world, report, state):
    case = report("written")
    fire(case.parent_id, "decline", by=world.signatory, reason="Kein Bedarf mehr.")
    assert (state(case), state(Award.objects.get())) == ("dropped", "declined")


def test_a_rejected_progress_report_is_at_its_end_with_the_reason(world, report):
    case = report("under_review")
    fire(case.pk, "reject", by=world.checker, reason="Betrifft ein anderes Vorhaben.")
    case = Report.objects.get()
    assert (case.state, case.findings) == ("rejected", "Betrifft ein anderes Vorhaben.")


@pytest.mark.parametrize(
    ("start", "move", "person", "data", "most"),
    [
        ("open", "write", "applicant", {"progress": "Vieles."}, 5),
        ("written", "release_internally", "applicant", {}, 4),
        ("internally_released", "submit", "signatory", {}, 12),
        ("submitted", "start_review", "checker", {}, 3),
        ("under_review", "accept", "checker", {}, 6),
        ("under_review", "return", "checker", {"items": "Anlage", "until": "2025-09-01"}, 7),
    ],
)
def test_a_move_takes_few_statements_and_two_to_ask_the_award(world, report, start, move, person, data, most):
    case = report(start)
    with CaptureQueriesContext(connection) as queries:
        fire(case.pk, move, by=getattr(world, person), **data)
    event = case.events.latest("seq")
    asked = 2 if event.from_state != event.to_state else 0
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) == most + asked

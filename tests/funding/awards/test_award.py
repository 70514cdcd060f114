"""An award's way from the sent notice to the closed file, and back where somebody objects, stops or pays back."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from funding.awards.models import Award
from funding.awards.reporting import covered
from funding.disbursements.opening import open_disbursement
from tests.funding.asking import refusal, state, wrong
from tests.funding.awards.story import reports, settled
from tests.funding.below import below, let, proof_of, who_knows
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_a_waiver_is_express_comes_after_the_service_and_makes_the_award_final(world, award):
    case = award("sent")
    assert refusal(case, "waive_remedy", by=world.signatory, declared=True) == "not_possible_here"
    case = award("notified")
    assert refusal(case, "waive_remedy", by=world.signatory, declared=False) == "bad_input"
    assert refusal(case, "waive_remedy", by=world.applicant, declared=True) == "not_yours"
    let(case, "waive_remedy", by=world.signatory, declared=True)
    assert state(case) == "final"
    today = clock.today().isoformat()
    contested = {"by": world.case_worker, "remedy": "action", "received_on": today}
    assert refusal(case, "contest", **contested) == "remedy_waived"


def test_the_recipient_declines_before_the_first_draw_and_not_after(world, award):
    case = award("running")
    Award.objects.filter(pk=case.pk).update(paid=Decimal("0.01"))
    assert refusal(case, "decline", by=world.signatory, reason="x") == "already_drawn"
    Award.objects.filter(pk=case.pk).update(paid=0)
    assert refusal(case, "decline", by=world.case_worker, reason="x") == "not_yours"
    fire(case.pk, "decline", by=world.signatory, reason="Der Träger ist ausgefallen.")
    assert state(case) == "declined"


def test_an_open_request_for_payment_is_withdrawn_before_the_award_is_declined(world, award):
    case = award("running")
    open_disbursement(case, by=world.applicant)
    assert refusal(case, "decline", by=world.signatory, reason="x") == "draw_is_open"


def test_a_declined_award_drops_its_reports(world, award):
    case = award("running", report_dates=[clock.today() + dt.timedelta(days=120)])
    fire(case.pk, "decline", by=world.signatory, reason="x")
    assert Case.objects.get(parent=case, lifecycle="report").state == "dropped"


def test_the_project_starts_on_the_first_day_of_its_period_and_schedules_its_reports(world, award, today_is):
    today_is("2026-03-02")
    dates = [dt.date(2026, 7, 31), dt.date(2027, 1, 31)]
    case = award("final", period_from=dt.date(2026, 5, 1), period_to=dt.date(2027, 4, 30), report_dates=dates)
    assert refusal(case, "start", by=world.case_worker) == "not_begun"
    today_is("2026-04-30")
    sweep_deadlines()
    assert state(case) == "final"
    today_is("2026-05-01")
    sweep_deadlines()
    assert state(case) == "running"
    assert reports(case) == [("progress", "2026-07-31"), ("progress", "2027-01-31")]
    found = case.children.filter(lifecycle="report").order_by("pk")
    covered = [(each.report.covers_from.isoformat(), each.report.covers_to.isoformat()) for each in found]
    assert covered == [("2026-05-01", "2026-06-30"), ("2026-07-01", "2026-12-31")]


def test_each_report_covers_the_months_before_it_without_a_gap_and_nothing_outside_the_period(award):
    case = award(
        "issued",
        period_from=dt.date(2026, 7, 15),
        period_to=dt.date(2026, 12, 31),
        report_dates=[dt.date(2027, 3, 31), dt.date(2026, 7, 31), dt.date(2027, 1, 31), dt.date(2026, 11, 30)],
    )
    assert [tuple(day.isoformat() for day in row) for row in covered(case, {}, case.period_from)] == [
        ("2026-07-31", "2026-07-15", "2026-07-31"),
        ("2026-11-30", "2026-08-01", "2026-10-31"),
        ("2027-01-31", "2026-11-01", "2026-12-31"),
    ]


def test_a_report_due_before_the_project_started_is_left_to_the_next_one(world, award, today_is):
    today_is("2025-01-02")
    dates = [dt.date(2025, 7, 31), dt.date(2026, 1, 31), dt.date(2026, 7, 31)]
    award("notified", period_from=dt.date(2025, 1, 2), period_to=dt.date(2026, 12, 31), report_dates=dates)
    case = Award.objects.get()
    let(case, "contest", by=world.case_worker, remedy="action", received_on="2025-01-02")
    today_is("2026-03-02")
    let(case, "uphold", by=world.approver, decided_on="2026-03-02", reason="x")
    found = Case.objects.get(lifecycle="report").report
    assert [day.isoformat() for day in (found.due_on, found.covers_from, found.covers_to)] == [
        "2026-07-31", "2025-01-02", "2026-06-30",
    ]  # fmt: skip


def test_what_is_due_after_an_early_end_is_dropped_and_what_was_due_before_stays(world, award, today_is):
    """The first report's day was 31 July and has been put off; the second is being written, the third is not open."""
    today_is("2025-03-03")
    case = award("running", report_dates=[dt.date(2025, day, 31) for day in (7, 8, 10)])
    first = Case.objects.filter(lifecycle="report").earliest("pk")
    fire(first.pk, "extend", by=world.case_worker, until="2025-08-29")
    today_is("2025-08-04")
    sweep_deadlines()
    fire(case.pk, "achieve", by=world.signatory, achieved_on="2025-08-04", statement="Fertig.")
    today_is("2025-10-01")
    sweep_deadlines()
    states = Case.objects.filter(lifecycle="report").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["open", "dropped", "dropped", "scheduled"]
    assert Case.objects.filter(lifecycle="report").latest("pk").report.kind == "proof"


def test_the_period_ends_on_its_last_day_even_on_a_sunday_and_the_proof_of_use_falls_due(world, award, today_is):
    today_is("2026-03-02")
    case = award("running", period_to=dt.date(2026, 5, 31), proof_due_on=dt.date(2026, 11, 30))  # a Sunday
    assert refusal(case, "complete", by=CLOCK) == "period_runs"
    today_is("2026-05-31")
    sweep_deadlines()
    assert state(case) == "running"
    today_is("2026-06-01")
    sweep_deadlines()
    assert state(case) == "completed"
    assert reports(case) == [("proof", "2026-11-30")]
    assert proof_of(case).deadlines.get(kind="report").nature == "legal"


def test_the_proofs_day_keeps_its_calculation(world, award):
    counted = [{"rule": "§ 188 (2) BGB", "text": "The period ends on %(day)s.", "values": {}}]
    award("completed", proof_steps=counted, period_to=clock.today())
    assert Case.objects.get(lifecycle="report").deadlines.get(kind="report").steps == counted


def test_a_suspended_award_ends_with_its_period_too(award, today_is):
    today_is("2026-03-02")
    case = award("suspended", period_to=dt.date(2026, 5, 31), proof_due_on=dt.date(2026, 11, 30))
    today_is("2026-06-01")
    sweep_deadlines()
    assert state(case) == "completed"


def test_the_purpose_may_be_achieved_before_the_period_ends_but_not_outside_it(world, award):
    case = award("running")
    yesterday = (clock.today() - dt.timedelta(days=1)).isoformat()
    early = {"by": world.signatory, "achieved_on": yesterday, "statement": "Fertig."}
    assert refusal(case, "achieve", **early) == "bad_input"
    fire(case.pk, "achieve", **{**early, "achieved_on": clock.today().isoformat()})
    assert state(case) == "completed"


def test_payments_are_suspended_with_a_reason_and_resumed(world, award):
    case = award("running")
    assert refusal(case, "suspend", by=world.case_worker) == "bad_input"
    assert refusal(case, "suspend", by=world.signatory, reason="x") == "not_yours"
    fire(case.pk, "suspend", by=world.case_worker, reason="Der Bericht fehlt.")
    fire(case.pk, "resume", by=world.case_worker)
    assert state(case) == "running"


def test_the_database_pays_no_more_than_awarded(award):
    case = award("running")
    with pytest.raises(IntegrityError, match="award_paid_at_most"), transaction.atomic():
        Award.objects.filter(pk=case.pk).update(paid=Decimal("80000.01"))


def test_nobody_else_sees_the_award(world, award):
    case = award("running")
    assert refusal(case, "suspend", by=world.stranger, reason="x") == "not_found"


@pytest.mark.parametrize(
    ("to", "move", "part", "more", "statements"),
    [
        ("issued", "dispatch", "case_worker", {"channel": "letter", "posted_on": "2026-03-02"}, 9),
        ("sent", "note_receipt", "case_worker", {"disputed": True}, 5),
        ("notified", "waive_remedy", "signatory", {"declared": True}, 8),
        ("notified", "contest", "case_worker", {"remedy": "action", "received_on": "2026-03-02"}, 5),
        ("running", "suspend", "case_worker", {"reason": "x"}, 4),
        ("suspended", "resume", "case_worker", {}, 6),
        ("running", "decline", "signatory", {"reason": "x"}, 8),
    ],
)
def test_a_move_takes_eight_statements_at_most(world, award, today_is, to, move, part, more, statements):
    today_is("2026-03-02")
    case = who_knows(award(to), move)
    with CaptureQueriesContext(connection) as queries:
        fire(case.pk, move, by=getattr(world, part), **more)
    touched = 2 if case.lifecycle == "notice" or move == "decline" else 1
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) == statements <= 8 * touched


def test_an_award_is_started_by_hand_with_the_reports_its_notice_names(world, award, today_is):
    today_is("2026-01-12")
    days = [dt.date(2026, 3, 31), dt.date(2026, 9, 30)]
    case = award("final", period_from=dt.date(2026, 2, 1), period_to=dt.date(2026, 12, 31), report_dates=days)
    today_is("2026-02-02")
    fire(case.pk, "start", by=world.case_worker)
    reports = case.children.filter(lifecycle="report").order_by("pk")
    assert [(each.state, each.report.due_on) for each in reports] == [("scheduled", day) for day in days]
    sweep_deadlines()
    assert [each.state for each in reports.all()] == ["open", "scheduled"]


def test_a_report_released_before_the_clock_has_ended_the_period_falls_away_as_by_the_clock(world, award, today_is):
    """The award that follows takes the report with it, as this very transaction has moved it."""
    today_is("2026-03-02")
    case = award("running", period_to=dt.date(2026, 5, 31), report_dates=[dt.date(2026, 6, 30)])
    today_is("2026-05-20")
    sweep_deadlines()
    report = case.children.get(lifecycle="report")
    fire(report.pk, "write", by=world.applicant, progress="Läuft.")
    today_is("2026-06-01")
    fire(report.pk, "release_internally", by=world.applicant)
    assert (state(report), state(case)) == ("dropped", "completed")


def test_the_recipient_gives_the_project_up_and_proves_what_was_spent(world, award):
    case = award("running", report_dates=[clock.today() + dt.timedelta(days=120)])
    Award.objects.update(paid=Decimal("1000.00"))
    assert refusal(case, "terminate", by=world.case_worker, unspent="0.00", reason="x") == "not_yours"
    assert wrong(case, "terminate", by=world.signatory, unspent="1000.01", reason="x") == "unspent"
    event = fire(case.pk, "terminate", by=world.signatory, unspent="400.00", reason="Die Fachkraft fehlt.")
    assert (event.to_state, event.facts["unspent"], state(case)) == ("terminated_early", "400.00", "terminated_early")
    assert Award.objects.get().ended_on == clock.today()
    assert [kind for kind, _due in reports(case)] == ["progress", "proof"]


@pytest.mark.parametrize(
    ("months", "in_notice", "due_on"),
    [(6, "2026-08-31", "2025-12-03"), (6, "2025-10-01", "2025-10-01"), (None, "2026-08-31", "2026-08-31")],
    ids=["from the end", "the notice is earlier", "the programme is silent"],
)
def test_the_proof_of_a_project_that_ended_early_is_due_from_its_end(world, award, today_is, months, in_notice, due_on):
    today_is("2025-06-03")
    case = award("running", proof_due_on=dt.date.fromisoformat(in_notice))
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "proof_months": months})
    fire(case.pk, "terminate", by=world.signatory, unspent="0.00", reason="Der Träger gibt auf.")
    report = Case.objects.get(lifecycle="report").report
    assert (report.due_on.isoformat(), settled(case)) == (due_on, "proof_due")
    assert Award.objects.get().proof_due_on.isoformat() == in_notice


def test_who_has_to_close_an_award_is_reminded(world, award, report):
    case = below(report("accepted", proof=True).award, "settlement")
    task = case.tasks.get(status="NEW")
    assert (Case.objects.get(pk=case.pk).state, task.due_on) == ("proof_checked", dt.date(2026, 8, 5))

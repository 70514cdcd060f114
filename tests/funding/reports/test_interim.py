"""The interim proof: for each budget year at whose end the purpose is not fulfilled (No. 6.1 ANBest)."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.disbursements.models import Disbursement
from funding.notices.models import Notice
from funding.programmes.days import interim_days
from funding.reports.models import Report
from tests.funding.applications.story import ruling_of
from tests.funding.asking import refusal, state, wrong
from tests.funding.awards.story import reports
from tests.funding.below import let
from tests.funding.changes import conftest as changes
from tests.funding.changes.story import paid_out, text_of
from workflows.calculators.working_days import Calendar
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
change = changes.change

PLAN = [
    changes.line("expenditure", "staff", "Lotsinnen", "50000.00", 2025),
    changes.line("expenditure", "staff", "Lotsinnen", "60000.00", 2026),
    changes.line("income", "own", "Landkreis", "5000.00", 2025),
    changes.line("income", "own", "Landkreis", "6000.00", 2026),
    changes.line("income", "grant", "Zuwendung", "45000.00", 2025),
    changes.line("income", "grant", "Zuwendung", "54000.00", 2026),
]
PROVEN = {"progress": "Zwei Stellen sind besetzt.", "expenditure": [{"item": "Lotsinnen", "amount": "47000.00"}]}


@pytest.fixture
def running(world, award, today_is):
    """An award from 3 March 2025 that runs, under a programme that wants interim proofs after four months."""

    def started(**fields) -> Award:
        today_is("2025-03-03")
        days = {"period_from": dt.date(2025, 3, 3), "period_to": dt.date(2026, 12, 31)}
        case = award("notified", **{**days, "proof_due_on": dt.date(2027, 6, 30), **fields})
        Case.objects.filter(pk=case.pk).update(terms={**case.terms, "interim_proof_months": 4})
        let(case, "waive_remedy", by=world.signatory, declared=True)
        return Award.objects.get(pk=case.pk)

    return started


@pytest.fixture
def proof(world, running, today_is):
    """The interim proof of 2025, open; `written` and signed, begun to be checked."""

    def opened(*, checked: bool = False, written=PROVEN, **fields) -> Report:
        running(**fields)
        today_is("2026-03-02")
        sweep_deadlines()
        case = Report.objects.get(kind="interim")
        if checked:
            fire(case.pk, "write", by=world.applicant, **written)
            fire(case.pk, "release_internally", by=world.applicant)
            fire(case.pk, "submit", by=world.signatory)
            fire(case.pk, "start_review", by=world.checker)
        return Report.objects.get(pk=case.pk)

    return opened


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-03-03", "2027-06-30", ["2026-04-30", "2027-04-30"]),
        ("2025-12-31", "2026-01-01", ["2026-04-30"]),
        ("2026-01-01", "2026-12-31", []),
        ("2026-01-01", "2027-12-31", ["2027-04-30"]),
        ("2027-07-01", "2028-01-31", ["2028-05-02"]),  # 30 April 2028 is a Sunday, 1 May a holiday
    ],
)
def test_every_budget_year_that_ends_within_the_period_has_its_day(first, last, expected):
    days = [dt.date.fromisoformat(day) for day in (first, last)]
    found = interim_days({"interim_proof_months": 4}, *days, Calendar("NI"))
    assert [counted.due.isoformat() for _end, counted in found] == expected


def test_where_the_programme_is_silent_there_is_none():
    days = (dt.date(2025, 1, 1), dt.date(2027, 12, 31))
    assert list(interim_days({"interim_proof_months": None}, *days, Calendar("NI"))) == []


def test_it_is_scheduled_when_the_project_starts_with_the_calculation_of_its_day(running):
    case = running(period_to=dt.date(2027, 6, 30), proof_due_on=dt.date(2027, 12, 31))
    assert reports(case) == [("interim", "2026-04-30"), ("interim", "2027-04-30")]
    first, second = Report.objects.order_by("due_on")
    assert [(each.covers_from.isoformat(), each.covers_to.isoformat()) for each in (first, second)] == [
        ("2025-03-03", "2025-12-31"), ("2026-01-01", "2026-12-31"),
    ]  # fmt: skip
    due = first.deadlines.get(kind="report")
    assert (due.nature, due.status, bool(due.steps)) == ("legal", "running", True)


def test_it_has_the_words_and_figures_of_a_proof_is_accepted_and_settles_nothing(world, proof):
    case = proof()
    assert refusal(case, "release_internally", by=world.applicant) == "incomplete"
    fire(case.pk, "write", by=world.applicant, progress="Zwei Stellen.", nothing_to_report=True)
    assert refusal(case, "release_internally", by=world.applicant) == "incomplete"
    fire(case.pk, "write", by=world.applicant, **PROVEN)
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    fire(case.pk, "start_review", by=world.checker)
    fire(case.pk, "accept", by=world.checker)
    found, award = Report.objects.get(), Award.objects.get()
    assert (found.state, found.spent, found.proven, found.reckoning) == ("accepted", 47000, None, None)
    assert (award.state, award.final_amount) == ("running", None)


def test_it_is_returned_but_neither_reduced_nor_rejected(world, proof):
    case = proof(checked=True)
    reduction = {"disallowed": "1.00", "reason": "Beleg fehlt."}
    assert refusal(case, "accept_with_reduction", by=world.checker, **reduction) == "not_a_proof"
    assert refusal(case, "reject", by=world.checker, reason="Unklar.") == "not_a_progress_report"
    fire(case.pk, "return", by=world.checker, items="Die Belege fehlen.", until="2026-05-15")
    letter = Report.objects.get().documents.get(kind="items_request")
    assert "Ihr Zwischennachweis vom 02.03.2026" in text_of(letter)


def test_who_worked_on_the_award_does_not_check_it(world, proof):
    case = proof(checked=True, facts={"prepared_by": [world.checker.pk]})
    assert refusal(case, "accept", by=world.checker) == "worked_on_the_award"
    fire(case.pk, "accept", by=world.case_worker)


def test_the_authority_may_do_without_it_because_the_proof_of_use_covers_its_year(world, proof):
    case = proof()
    fire(case.pk, "waive", by=world.case_worker, reason="Der Verwendungsnachweis folgt in Kürze.")
    assert state(case) == "dropped"


def test_its_paper_shows_plan_and_payments_of_its_year_alone(world, running, today_is):
    award = running(plan=PLAN, planned_expenditure=Decimal("110000.00"), amount=Decimal("99000.00"))
    today_is("2025-06-03")
    paid_out(world, award, amount="40000.00")
    assert Disbursement.objects.get().value_date == dt.date(2025, 6, 3)
    today_is("2026-03-02")
    sweep_deadlines()
    case = Report.objects.get(kind="interim")
    form = text_of(case.documents.get(kind="interim_proof"))
    shown = ["Zwischennachweis 2025", "Lotsinnen 50.000,00 €", "Landkreis", "Zuwendung 45.000,00 €"]
    assert [words in form for words in shown] == [True] * 4
    assert ["110.000" in form, "60.000" in form] == [False, False]
    fire(case.pk, "write", by=world.applicant, **PROVEN)
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    signed = text_of(Report.objects.get(pk=case.pk).documents.filter(kind="interim_proof").latest("id"))
    assert "Lotsinnen 50.000,00 € 47.000,00 € −3.000,00 €" in signed
    assert "Zuwendung 45.000,00 € 40.000,00 € −5.000,00 €" in signed


@pytest.mark.parametrize(
    ("achieved", "expected"),
    [("2025-12-31", "dropped"), ("2026-01-02", "scheduled")],
)
def test_what_is_fulfilled_within_the_year_needs_no_interim_proof_of_it(world, running, today_is, achieved, expected):
    case = running()
    today_is(achieved)
    fire(case.pk, "achieve", by=world.signatory, achieved_on=achieved, statement="Alle Ziele sind erreicht.")
    assert (state(case), state(Report.objects.get(kind="interim"))) == ("completed", expected)


def test_what_was_handed_in_before_an_end_dated_back_stays(world, proof):
    case = proof(checked=True)
    fire(case.parent_id, "achieve", by=world.signatory, achieved_on="2025-12-31", statement="Fertig.")
    assert state(case) == "under_review"


def test_a_longer_period_asks_for_the_years_it_adds_and_for_no_year_twice(world, running, change, today_is):
    award = running()
    change("decided", of=award, asked={"new_period_to": "2028-03-31"}, proof_due_on="2028-09-29")
    assert reports(award) == [("interim", "2026-04-30"), ("interim", "2027-04-30"), ("interim", "2028-05-02")]


def test_a_project_that_goes_on_after_its_end_proves_the_year_that_had_fallen_away(world, running, change, today_is):
    award = running()
    today_is("2025-12-15")
    fire(award.pk, "achieve", by=world.signatory, achieved_on="2025-12-15", statement="Fertig.")
    asked = {"new_period_to": "2027-03-31", "late_reason": "Die Stelle wird verlängert."}
    change("decided", of=Award.objects.get(), asked=asked, proof_due_on="2027-09-30")
    open_ones = Report.objects.exclude(state="dropped").order_by("due_on")
    assert [(each.kind, each.due_on.isoformat()) for each in open_ones] == [
        ("interim", "2026-04-30"), ("interim", "2027-04-30"),
    ]  # fmt: skip


def test_an_end_moved_by_a_judgment_moves_them_too(world, running, today_is):
    case = running()
    Notice.objects.update(remedy_waived_on=None)
    let(case, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    decided = {"decided_on": "2025-03-03", "period_to": "2027-12-31", "proof_due_on": "2028-06-30", "reason": "Urteil."}
    fire(case.pk, "amend_after_remedy", by=world.approver, **decided)
    assert (state(case), reports(case)) == ("running", [("interim", "2026-04-30"), ("interim", "2027-04-30")])


def test_a_year_whose_day_has_passed_when_the_project_starts_is_left_to_the_next_proof(world, award, today_is):
    today_is("2026-05-04")
    case = award("notified", period_from=dt.date(2025, 3, 3), period_to=dt.date(2027, 6, 30))
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "interim_proof_months": 4})
    let(case, "waive_remedy", by=world.signatory, declared=True)
    assert reports(case) == [("interim", "2027-04-30")]


def test_the_notice_of_award_names_its_days(world, application):
    case = application("notice_signed")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "interim_proof_months": 4})
    fire(ruling_of(case).pk, "issue", by=world.approver)
    notice = Award.objects.get(parent=case).documents.get(kind="award_notice")
    assert "2025: 30.04.2026" in text_of(notice)


def test_an_item_is_named_once_and_figures_belong_to_proofs(world, proof):
    twice = [{"item": "Personal", "amount": "1.00"}] * 2
    assert wrong(proof(), "write", by=world.applicant, expenditure=twice) == "expenditure"

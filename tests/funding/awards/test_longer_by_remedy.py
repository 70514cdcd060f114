"""A remedy that makes the period longer, or recognises more expenditure, brings all that follows from it."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.disbursements.year_end.models import YearEnd
from funding.notices.models import Notice
from funding.reports.models import Report
from tests.funding.asking import state
from tests.funding.awards.story import reports
from tests.funding.below import let
from tests.funding.changes.conftest import line
from tests.funding.disbursements import conftest as disbursements
from workflows.engine import fire

pytestmark = pytest.mark.django_db
set_terms = disbursements.set_terms
PLAN = [line("income", "grant", "Zuwendung", "40000.00", 2025), line("income", "grant", "Zuwendung", "40000.00", 2026)]
LONGER = {"period_to": "2027-03-31", "proof_due_on": "2027-09-30"}


@pytest.fixture
def contested(world, award, set_terms, today_is) -> Award:
    """To run from 3 March 2025 until 31 May 2026, with a report on each 31 July by the programme; today is 1 April."""
    today_is("2025-03-03")
    dates = {"period_to": dt.date(2026, 5, 31), "proof_due_on": dt.date(2026, 11, 30)}
    case = award("running", plan=PLAN, report_dates=["2025-07-31"], **dates)
    set_terms(case, report_dates=["07-31"])
    Notice.objects.update(remedy_waived_on=None)
    let(case, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    today_is("2025-04-01")
    return Award.objects.get()


def decided(world, case, **said):
    fire(case.pk, "amend_after_remedy", by=world.approver, decided_on="2025-04-01", reason="Urteil.", **said)
    return Award.objects.get()


def years():
    return list(YearEnd.objects.order_by("year").values_list("year", flat=True))


def test_the_reports_of_the_added_time_are_asked_for(world, contested):
    award = decided(world, contested, **LONGER)
    assert award.report_dates == [dt.date(2025, 7, 31), dt.date(2026, 7, 31)]
    assert reports(award) == [("progress", "2025-07-31"), ("progress", "2026-07-31")]


def test_a_day_that_is_past_when_the_time_is_added_is_left_to_the_next_report(world, contested, today_is):
    today_is("2026-08-03")
    award = decided(world, contested, period_to="2027-08-31", proof_due_on="2028-02-28")
    assert reports(award) == [("progress", "2025-07-31"), ("progress", "2027-07-31")]
    further = Report.objects.get(due_on="2027-07-31")
    assert (further.covers_from, further.covers_to) == (dt.date(2025, 7, 1), dt.date(2027, 6, 30))


def test_the_year_that_is_no_longer_the_last_waits_for_its_end(world, contested):
    assert years() == [2025]
    award = decided(world, contested, **LONGER)
    assert (state(award), years()) == ("running", [2025, 2026])


def test_a_remedy_that_leaves_the_days_brings_nothing_more(world, contested):
    award = decided(world, contested, amount="70000.00")
    assert (reports(award), years()) == ([("progress", "2025-07-31")], [2025])


def test_the_expenditure_recognised_anew_is_what_the_grant_is_settled_by(world, contested):
    award = decided(world, contested, planned_expenditure="100000.00")
    facts = award.events.get(move="amend_after_remedy").facts
    assert (award.planned_expenditure, facts["after"]) == (100000, {"planned_expenditure": "100000.00"})

"""A report that does not come: reminders by the programme's days, then the authority's turn, and no payment."""

import pytest
from django.utils.translation import override

from funding.awards.models import Award
from tests.funding.asking import refusal, state
from tests.funding.disbursements import conftest as disbursements
from tests.funding.reports.test_report import told
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
call = disbursements.call
ASKED = "The report is still missing: stop the payments, hear the recipient, or put its day off"


@pytest.fixture
def on(today_is):
    """The clock works on each of these days."""

    def work(*days: str) -> None:
        for day in days:
            today_is(day)
            sweep_deadlines()

    return work


def at_the_authority(case):
    return Task.objects.filter(process=case, escalation=True, status__in=["NEW", "ASSIGNED"])


def test_with_the_last_reminder_the_case_worker_has_to_choose(world, report, on):
    case = report("open")
    on("2025-08-01", "2025-08-14", "2025-08-27")
    assert not at_the_authority(case).exists()
    on("2025-08-28")
    task = at_the_authority(case).get()
    assert (task.desk.role, task.matter, task.due_on.isoformat()) == ("case_worker", "late", "2025-07-31")
    with override("en"):
        assert task.title == ASKED
    assert told(case, "task.late") == [world.applicant.name] * 3
    assert told(case, "task.escalated") == [world.case_worker.name, world.checker.name]
    on("2025-08-29", "2025-10-01")
    assert (at_the_authority(case).count(), len(told(case, "task.escalated"))) == (1, 2)


def test_where_the_programme_names_no_days_it_is_after_three_weeks(world, report, on):
    case = report("open")
    Case.objects.update(terms={**case.terms, "reminder_days": None})
    on("2025-08-01", "2025-08-08", "2025-08-15")
    assert not at_the_authority(case).exists()
    on("2025-08-22")
    assert at_the_authority(case).exists()


@pytest.mark.parametrize("to", ["internally_released", "returned"])
def test_so_it_is_with_a_report_that_is_not_signed_or_not_completed(world, report, on, to):
    case = report("under_review" if to == "returned" else to)
    if to == "returned":
        fire(case.pk, "return", by=world.checker, items="Anlage fehlt.", until="2025-07-31")
    on("2025-08-01", "2025-08-28")
    assert (state(case), at_the_authority(case).count()) == (to, 1)


def test_no_payment_is_ordered_while_it_is_missing(world, report, call, on):
    case = report("open")
    payment = call("approved", of=Award.objects.get())
    on("2025-08-28")
    with override("en"), pytest.raises(Refused) as caught:
        fire(payment.pk, "order", by=world.cashier)
    with override("en"):
        sentence = caught.value.sentence
    assert caught.value.key == "report_missing"
    assert (case.title in sentence, "Thursday, 31 July 2025" in sentence) == (True, True)
    fire(case.pk, "extend", by=world.case_worker, until="2025-09-30")
    fire(payment.pk, "order", by=world.cashier)
    assert state(payment) == "ordered"


@pytest.mark.parametrize("way", ["submit", "waive"])
def test_handed_in_or_waived_it_stops_no_payment_and_waits_for_nobody(world, report, call, on, way):
    case = report("written")
    payment = call("approved", of=Award.objects.get())
    on("2025-08-28")
    assert refusal(payment, "order", by=world.cashier) == "report_missing"
    if way == "submit":
        fire(case.pk, "release_internally", by=world.applicant)
        assert refusal(payment, "order", by=world.cashier) == "report_missing"
        fire(case.pk, "submit", by=world.signatory)
    else:
        fire(case.pk, "waive", by=world.case_worker, reason="Es gibt nichts zu berichten.")
    fire(payment.pk, "order", by=world.cashier)
    assert not at_the_authority(case).exists()


def test_the_day_before_the_last_reminder_money_still_flows(world, report, call, on):
    report("open")
    payment = call("approved", of=Award.objects.get())
    on("2025-08-27")
    fire(payment.pk, "order", by=world.cashier)
    assert state(payment) == "ordered"

"""A change notice that grants a whole sum takes account of what had lapsed at a year's end before."""

import pytest
from django.db import IntegrityError, transaction

from funding.awards.models import Award
from funding.changes.models import Change
from funding.disbursements.queries import left
from funding.disbursements.year_end.models import YearEnd
from funding.notices.models import Notice
from tests.funding.below import below
from tests.funding.changes.conftest import line
from tests.funding.disbursements import conftest as of_payments
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db
call = of_payments.call


def over_two_years(grant: str, own: str, staff: str) -> list[dict]:
    return [
        line("expenditure", "staff", "Lotsinnen", staff, 2025), line("income", "own", "Landkreis", own, 2025),
        line("income", "grant", "Zuwendung", grant, 2025), line("expenditure", "staff", "Lotsinnen", staff, 2026),
        line("income", "own", "Landkreis", own, 2026), line("income", "grant", "Zuwendung", grant, 2026),
    ]  # fmt: skip


@pytest.fixture
def increased(world, running, change, today_is) -> Change:
    """Of 54,000 euros the 27,000 of 2025 lapsed; 63,000 are granted as a whole since, on 5 January 2026."""
    award = running(plan=over_two_years("27000.00", "3000.00", "30000.00"))
    today_is("2026-01-05")
    sweep_deadlines()
    year = YearEnd.objects.get()
    fire(year.pk, "propose", by=world.case_worker, proposal="lapse", reason="Nach dem Bescheid.")
    fire(year.pk, "decide", by=world.approver)
    assert left(Award.objects.get()) == 27000
    higher = over_two_years("31500.00", "3500.00", "35000.00")
    return change("decided", kind="increase", of=award, lines=higher)


def test_the_whole_sum_can_be_called_for(increased):
    award = Award.objects.get()
    assert (award.amount, award.lapsed, left(award)) == (63000, 0, 63000)
    assert YearEnd.objects.get().absorbed_by == award.version == 2


def test_where_its_notice_falls_what_had_lapsed_has_lapsed_again(world, increased):
    notice, day = Notice.objects.get(parent=increased.pk), "2026-01-05"
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=day)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=day)
    fire(notice.pk, "annul", by=world.approver, decided_on=day, reason="Ermessensfehler.")
    award = Award.objects.get()
    assert (award.amount, award.lapsed, left(award)) == (54000, 27000, 27000)
    assert YearEnd.objects.get().absorbed_by is None


def test_a_later_end_by_a_change_notice_has_the_year_wait_that_is_no_longer_the_last(running, change):
    award = running(plan=over_two_years("27000.00", "3000.00", "30000.00"))
    assert list(YearEnd.objects.values_list("year", flat=True)) == [2025]
    change("decided", of=award, asked={"new_period_to": "2027-01-31"}, proof_due_on="2027-07-31")
    assert list(YearEnd.objects.order_by("year").values_list("year", flat=True)) == [2025, 2026]


def test_a_payment_found_to_be_of_the_old_year_does_not_give_a_second_time_what_the_new_sum_has_taken_in(
    world, running, call, change, today_is
):
    """Of 27,000 euros of 2025 20,000 seemed to be paid in 2026, so the 27,000 lapsed; 63,000 are granted since."""
    award = running(plan=over_two_years("27000.00", "3000.00", "30000.00"))
    today_is("2025-12-29")
    ordered = call("ordered", of=award, amount="20000.00")
    today_is("2026-01-05")
    sweep_deadlines()
    fire(ordered.pk, "note_payment", by=world.cashier, value_date="2026-01-02")
    year = YearEnd.objects.get()
    fire(year.pk, "propose", by=world.case_worker, proposal="lapse", reason="Nach dem Bescheid.")
    fire(year.pk, "decide", by=world.approver)
    change("decided", kind="increase", of=award, lines=over_two_years("31500.00", "3500.00", "35000.00"))
    correct_day(world, ordered, "2025-12-31")
    award, year = Award.objects.get(), YearEnd.objects.get()
    assert year.events.filter(move="count_anew").exists()
    assert (award.amount, award.lapsed, left(award)) == (63000, 0, 43000)


def correct_day(world, ordered, right):
    payment = below(ordered, "payment")
    fire(payment.pk, "correct", by=world.cashier, value_date=right, reason="Der Kontoauszug.")
    fire(below(payment, "correction").pk, "confirm", by=world.approver)


def test_the_lapse_of_a_grant_is_never_negative(running):
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=running().pk).update(lapsed=-1)

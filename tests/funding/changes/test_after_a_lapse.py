"""A change notice that grants a whole sum takes account of what had lapsed at a year's end before."""

import pytest
from django.db import IntegrityError, transaction

from funding.awards.models import Award
from funding.changes.models import Change
from funding.disbursements.queries import left
from funding.disbursements.year_end.models import YearEnd
from funding.notices.models import Notice
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


def test_the_lapse_of_a_grant_is_never_negative(running):
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=running().pk).update(lapsed=-1)

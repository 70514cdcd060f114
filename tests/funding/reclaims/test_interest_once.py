"""Interest on money used late (§ 49a (4) VwVfG) and on money reclaimed (3): no euro bears both for one day."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.disbursements.late_use.models import LateUse
from funding.reclaims.models import Reclaim
from tests.funding.asking import refusal
from tests.funding.below import let
from tests.funding.disbursements import conftest as disbursements
from tests.funding.reclaims import conftest as reclaims
from workflows.calculators.interest import Owed, besides
from workflows.engine import fire

call, overdue, late = disbursements.call, disbursements.overdue, disbursements.late
paid_award, reclaim = reclaims.paid_award, reclaims.reclaim
SIGNED = {**disbursements.SIGNED, "pay_by": "2025-12-01"}


def owed(amount, first, last, of=1):
    return Owed(Decimal(amount), dt.date(2025, 1, first), dt.date(2025, 1, last), of)


@pytest.mark.parametrize(
    ("borne", "left"),
    [
        ([], [owed(100, 5, 20)]),
        ([owed(100, 1, 31)], []),
        ([owed(100, 1, 10)], [owed(100, 11, 20)]),
        ([owed(100, 10, 31)], [owed(100, 5, 9)]),
        ([owed(100, 8, 10)], [owed(100, 5, 7), owed(100, 11, 20)]),
        ([owed(40, 1, 10)], [owed(60, 5, 20), owed(40, 11, 20)]),
        ([owed(400, 1, 10)], [owed(100, 11, 20)]),
        ([owed(40, 1, 10), owed(60, 1, 31)], [owed(40, 11, 20)]),
        ([owed(100, 21, 31)], [owed(100, 5, 20)]),
        ([owed(100, 1, 31, of=2)], [owed(100, 5, 20)]),
    ],
)
def test_what_bears_interest_already_is_left_out_day_by_day_and_euro_by_euro(borne, left):
    assert besides([owed(100, 5, 20)], borne) == left


def test_money_of_which_nobody_knows_the_payment_bears_for_all_its_days():
    assert besides([owed(100, 5, 20, of=None)], [owed(100, 1, 31)]) == [owed(100, 5, 20, of=None)]


@pytest.fixture
def taken(world, reclaim):
    """Of the 20,000 euros paid on 3 March and used on 20 May 2025 so much is revoked from the beginning, and back on 12
    July."""

    def brought(amount="5000.00", **more):
        case = reclaim("final", of=LateUse.objects.get().award, amount=amount, **more)
        let(case, "note_payment", by=world.case_worker, amount=amount, value_date="2025-07-12")
        return case

    return brought


def reckon(world, case):
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    return Reclaim.objects.get(pk=case.pk).interest


def sign(world):
    fire(LateUse.objects.get().pk, "sign", by=world.case_worker, **SIGNED)
    return LateUse.objects.get().interest


@pytest.mark.django_db
def test_what_was_used_late_bears_interest_of_the_reclaim_only_after_its_use(world, late, taken):
    assert late("demanded").interest == Decimal("314.70")  # 20,000 for 79 days at 7.27 per cent
    # 5,000 from 21 May: 41 days at 7.27 per cent, 12 at 6.27
    assert reckon(world, taken()) == Decimal("51.14")


@pytest.mark.django_db
def test_what_the_reclaim_has_charged_is_not_charged_for_late_use(world, late, taken):
    late("in_preparation")
    # 5,000 from 3 March: 120 days at 7.27 per cent, 12 at 6.27
    assert reckon(world, taken()) == Decimal("129.81")
    # 15,000 for 79 days at 7.27 per cent
    assert sign(world) == Decimal("236.03")


@pytest.mark.django_db
def test_where_all_of_it_is_reclaimed_none_is_left_for_late_use(world, late, taken):
    late("in_preparation")
    # 20,000 from 3 March: 120 days at 7.27 per cent, 12 at 6.27
    assert reckon(world, taken("20000.00")) == Decimal("519.25")
    assert refusal(LateUse.objects.get(), "sign", by=world.case_worker, **SIGNED) == "no_interest"


@pytest.mark.django_db
def test_interest_that_the_authority_does_without_bears_nothing(world, late, taken):
    found = late("interest_case")
    fire(found.pk, "propose", by=world.case_worker, **disbursements.LEAVE)
    fire(found.pk, "leave_it", by=world.approver)
    assert reckon(world, taken()) == Decimal("129.81")


@pytest.mark.django_db
def test_interest_of_a_reclaim_that_is_waived_leaves_that_for_late_use(world, late, taken):
    late("in_preparation")
    let(taken(), "waive_interest", by=world.approver, reason="Nicht zu vertreten.")
    assert sign(world) == Decimal("314.70")


@pytest.mark.django_db
def test_what_came_back_late_is_no_part_of_the_reclaim(world, overdue, taken):
    """Of 20,000 euros 8,000 come back on 10 May, and 12,000 were used on 20 May."""
    back = {"amount": "8000.00", "value_date": "2025-05-10"}
    payment = overdue()
    let(payment, "note_funds_returned", by=world.cashier, **back)
    let(payment, "confirm_use", by=world.applicant, used_on="2025-05-20")
    found = LateUse.objects.get()
    fire(found.pk, "hear", by=world.case_worker, allegations="Spät verwendet.", answer_by="2025-06-20")
    fire(found.pk, "answer", by=world.signatory, statement="Die Firma kam spät.")
    assert reckon(world, taken("12000.00")) == Decimal("311.55")  # 12,000: 120 days at 7.27 per cent, 12 at 6.27
    assert sign(world) == Decimal("109.95")  # 8,000 from 3 March to 10 May: 69 days at 7.27 per cent

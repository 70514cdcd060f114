"""A payment below its request: given back bit by bit, after its use was confirmed, proven already, ended."""

from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.models import Disbursement
from funding.disbursements.payments.models import Payment
from funding.disbursements.queries import left
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below, let
from tests.funding.disbursements.conftest import SIGNED
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db
FIRST = {"amount": "5000.00", "value_date": "2025-05-10"}
SECOND = {"amount": "4000.00", "value_date": "2025-05-20"}
HEARD = {"allegations": "Spät verwendet.", "answer_by": "2025-06-20"}


@pytest.fixture
def returned(world, overdue):
    """20,000 euros paid on 3 March 2025, to be used by 5 May; today is 20 May. These came back."""

    def brought(*parts) -> Payment:
        payment = below(overdue(), "payment")
        for part in parts:
            fire(payment.pk, "note_funds_returned", by=world.cashier, **part)
        return Payment.objects.get()

    return brought


def signed(world, late):
    fire(late.pk, "hear", by=world.case_worker, **HEARD)
    fire(late.pk, "answer", by=world.signatory, statement="Die Firma kam spät.")
    fire(late.pk, "sign", by=world.case_worker, **SIGNED)
    return LateUse.objects.get(pk=late.pk)


def test_the_request_follows_its_payment(world, overdue):
    case = overdue()
    assert refusal(case, "follow_payment", by=CLOCK) == "no_result_yet"
    payment = below(case, "payment")
    assert (state(case), state(payment), case.children.count()) == ("paid", "use_overdue", 1)
    fire(payment.pk, "confirm_use", by=world.applicant, used_on="2025-05-05")
    assert (state(case), state(payment)) == ("use_confirmed", "use_confirmed")
    assert refusal(payment, "confirm_use", by=world.stranger, used_on="2025-05-05") == "not_found"


def test_what_comes_back_bit_by_bit_is_counted_to_the_cent(world, returned):
    payment = returned(FIRST, SECOND)
    assert (payment.state, payment.used_on) == ("use_overdue", None)
    fire(payment.pk, "confirm_use", by=world.applicant, used_on="2025-05-06")
    payment, award = Payment.objects.get(), Award.objects.get()
    assert (payment.state, payment.returned, award.repaid, left(award)) == ("returned_funds", 9000, 9000, 69000)
    assert state(payment.parent) == "returned_funds"
    assert LateUse.objects.get().parts == [
        {"amount": "5000.00", "until": "2025-05-10"}, {"amount": "4000.00", "until": "2025-05-20"},
        {"amount": "11000.00", "until": "2025-05-06"},
    ]  # fmt: skip
    # 5 + 2.27 per cent of 5,000 for 69 days, of 4,000 for 79, of 11,000 for 65
    assert signed(world, LateUse.objects.get()).interest == Decimal("274.07")


def test_no_more_comes_back_than_was_paid(world, returned):
    payment = returned(FIRST)
    more = {"by": world.cashier, **SECOND}
    assert wrong(payment, "note_funds_returned", **more | {"amount": "15000.01"}) == "amount"
    fire(payment.pk, "note_funds_returned", **more | {"amount": "15000.00"})
    assert refusal(payment, "note_funds_returned", **more | {"amount": "0.01"}) == "all_came_back"
    assert (Award.objects.get().kept, len(LateUse.objects.get().parts)) == (0, 2)


def test_money_comes_back_also_after_its_use_was_confirmed_in_time(world, overdue):
    payment = below(overdue(), "payment")
    fire(payment.pk, "confirm_use", by=world.applicant, used_on="2025-05-05")
    assert LateUse.objects.count() == 0
    fire(payment.pk, "note_funds_returned", by=world.cashier, **SECOND)
    assert (state(payment), Award.objects.get().repaid) == ("returned_funds", 4000)
    assert LateUse.objects.get().parts == [{"amount": "4000.00", "until": "2025-05-20"}]
    # 79 days at 5 + 2.27 per cent
    assert signed(world, LateUse.objects.get()).interest == Decimal("62.94")


def test_the_day_of_the_use_the_recipient_or_the_case_worker_reports_and_not_the_cash_office(world, returned):
    payment = returned(FIRST)
    assert (payment.state, LateUse.objects.get().amount) == ("use_overdue", 5000)
    assert wrong(payment, "note_funds_returned", by=world.cashier, **SECOND, used_on="2025-03-04") == "used_on"
    assert refusal(payment, "confirm_use", by=world.cashier, used_on="2025-05-05") == "not_yours"
    fire(payment.pk, "confirm_use", by=world.case_worker, used_on="2025-05-05")
    assert (state(payment), state(payment.parent)) == ("returned_funds", "returned_funds")
    assert refusal(payment, "confirm_use", by=world.applicant, used_on="2025-05-04") == "not_possible_here"
    fire(payment.pk, "note_funds_returned", by=world.cashier, **SECOND)
    assert Payment.objects.get().used_on.isoformat() == "2025-05-05"


def test_who_has_acted_for_the_applicant_notes_no_money_given_back(world, overdue, hold):
    payment = below(overdue(), "payment")
    hold("cashier", "applicant")
    assert refusal(payment, "note_funds_returned", by=world.applicant, **FIRST) == "acts_for_applicant"


def test_a_signed_notice_does_not_go_out_after_more_came_back(world, late):
    case = late("signed")
    let(Disbursement.objects.get(), "note_funds_returned", by=world.cashier, **SECOND | {"value_date": "2025-05-12"})
    assert refusal(case, "issue", by=world.approver) == "facts_changed"


def test_a_notice_is_looked_at_anew_once_more_came_back(world, late):
    case = late("demanded")
    let(Disbursement.objects.get(), "note_funds_returned", by=world.cashier, **SECOND | {"value_date": "2025-05-12"})
    assert state(case) == "under_review"
    fire(case.pk, "propose", by=world.case_worker, proposal="take_back", reason="4000 Euro kamen früher zurück.")
    fire(case.pk, "take_back", by=world.approver)
    fire(case.pk, "sign", by=world.case_worker, **SIGNED)
    # 4,000 for 71 days, 16,000 for 79
    assert LateUse.objects.get().interest == Decimal("308.33")


def test_where_no_interest_was_demanded_more_that_was_late_since_is_looked_at(world, late, leave):
    first = late()
    leave(first)
    payment = below(Disbursement.objects.get(), "payment")
    fire(payment.pk, "note_funds_returned", by=world.cashier, **SECOND | {"value_date": "2025-05-12"})
    assert LateUse.objects.count() == 1  # less was late than they had decided on
    LateUse.objects.update(parts=[{"amount": "20000.00", "until": "2025-05-06"}])
    fire(payment.pk, "note_funds_returned", by=world.cashier, **SECOND)
    assert list(LateUse.objects.order_by("pk").values_list("state", flat=True)) == ["left", "interest_case"]


def test_of_a_rest_paid_after_the_proof_the_use_is_proven(world, call):
    case = call("ordered")
    Award.objects.update(final_amount="20000.00")
    fire(case.pk, "note_payment", by=world.cashier, value_date="2025-03-03")
    payment = below(case, "payment")
    assert (state(case), state(payment), payment.deadlines.get().status) == ("use_confirmed", "use_confirmed", "met")
    assert refusal(payment, "note_funds_returned", by=world.cashier, **FIRST) == "award_is_settled"


def test_a_payment_made_before_the_proof_waits_for_its_use(world, call):
    payment = below(call("paid"), "payment")
    Award.objects.update(final_amount="20000.00")
    assert refusal(payment, "count_as_proven", by=CLOCK) == "not_proven_yet"
    assert refusal(payment, "end_with_award", by=CLOCK) == "parent_goes_on"
    assert refusal(payment, "fall_overdue", by=CLOCK) == "not_yet_due"

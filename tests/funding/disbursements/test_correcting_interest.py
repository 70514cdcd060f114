"""Interest on money used late that was wrongly noted as paid: one proposes what is right, another confirms it."""

from decimal import Decimal

import pytest

from funding.corrections.models import Correction
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.payments.models import Payment
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below
from tests.funding.disbursements.conftest import SIGNED, WAIVE, WHY, sent
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db
TODAY = "2025-05-20"
NOTED = {"noted_amount": "314.70", "noted_date": TODAY, "value_date": TODAY, "reason": "Der Kontoauszug."}
LESS = {**NOTED, "amount": "14.70"}
NONE = {**NOTED, "amount": "0.00"}
MORE = {**NOTED, "amount": "320.00"}


@pytest.fixture
def paid(world, late) -> LateUse:
    """The interest of 314.70 euros is noted as paid on 20 May 2025, today."""
    case = late("demanded")
    fire(case.pk, "note_payment", by=world.case_worker, amount="314.70", value_date=TODAY)
    return LateUse.objects.get()


def put_right(world, **said):
    payment = Payment.objects.get()
    fire(payment.pk, "correct_interest", by=world.case_worker, **said)
    fire(Correction.objects.latest("pk").pk, "confirm", by=world.approver)
    return LateUse.objects.get()


def told(kind):
    return set(Message.objects.filter(kind=kind).values_list("person", flat=True))


@pytest.mark.parametrize(
    ("said", "reached", "received", "surplus"),
    [
        (LESS, "demanded", "14.70", "0.00"),
        (NONE, "demanded", "0.00", "0.00"),
        (MORE, "refund_due", "314.70", "5.30"),
        ({**NOTED, "amount": "314.70", "value_date": "2025-05-19"}, "paid", "314.70", "0.00"),
    ],
)
def test_what_is_right_is_shared_out_anew(world, paid, said, reached, received, surplus):
    late = put_right(world, **said)
    assert (late.state, late.received, late.surplus) == (reached, Decimal(received), Decimal(surplus))
    event = late.events.get(move="follow_correction")
    assert event.facts["noted"] == {"amount": "314.70", "value_date": TODAY}
    assert late.payments == event.facts["right"]
    assert told("reclaim.correction_proposed") == {world.approver.pk}
    assert told("late_use.payment_corrected") == {world.signatory.pk, world.case_worker.pk, world.checker.pk}


def test_what_turns_out_unpaid_is_asked_for_and_paid(world, paid):
    late = put_right(world, **LESS)
    assert [task.desk.role for task in late.tasks.all() if task.open] == ["case_worker"]
    fire(late.pk, "note_payment", by=world.case_worker, amount="300.00", value_date=TODAY)
    assert state(late) == "paid"


def test_a_sum_too_high_goes_back_and_what_went_back_is_no_longer_corrected(world, paid):
    put_right(world, **MORE)
    fire(paid.pk, "note_refund", by=world.approver, value_date=TODAY)
    assert state(paid) == "paid"
    payment = Payment.objects.get()
    noted = {**NOTED, "noted_amount": "320.00"}
    assert wrong(payment, "correct_interest", by=world.case_worker, **noted, amount="5.29") == "amount"
    fire(payment.pk, "correct_interest", by=world.case_worker, **noted, amount="5.30")
    fire(below(paid, "correction").pk, "confirm", by=world.approver)
    late = LateUse.objects.get()
    assert (late.state, late.received) == ("demanded", 0)


def test_what_is_in_hand_without_a_notice_is_corrected_before_the_next(world, paid):
    fire(paid.pk, "propose", by=world.case_worker, proposal="take_back", **WHY)
    fire(Payment.objects.get().pk, "correct_interest", by=world.case_worker, **LESS)
    correction = below(paid, "correction")
    assert refusal(correction, "confirm", by=world.approver) == "not_corrected_now"
    fire(paid.pk, "take_back", by=world.approver)
    fire(correction.pk, "confirm", by=world.approver)
    late = LateUse.objects.get()
    assert (late.state, late.received) == ("in_preparation", Decimal("14.70"))
    fire(late.pk, "sign", by=world.case_worker, **SIGNED)
    fire(late.pk, "issue", by=world.approver)
    sent(world, late)
    late = LateUse.objects.get()
    assert (late.state, late.outstanding) == ("demanded", 300)


def test_where_no_interest_is_demanded_what_had_not_come_does_not_go_back(world, paid):
    fire(paid.pk, "propose", by=world.case_worker, proposal="take_back", **WHY)
    fire(paid.pk, "take_back", by=world.approver)
    fire(paid.pk, "propose", by=world.case_worker, proposal="leave_it", **WHY)
    fire(paid.pk, "leave_it", by=world.approver)
    assert state(paid) == "refund_due"
    late = put_right(world, **NONE)
    assert (late.state, late.surplus) == ("left", 0)
    assert refusal(Payment.objects.get(), "correct_interest", by=world.case_worker, **LESS) == "no_interest_paid"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"noted_amount": "314.71"}, "noted_amount"),
        ({"noted_date": "2025-05-19"}, "noted_amount"),
        ({"amount": "314.70"}, "amount"),
        ({"value_date": "2025-05-21"}, "value_date"),
    ],
)
def test_what_was_not_noted_or_is_the_same_is_refused(world, paid, said, field):
    assert wrong(Payment.objects.get(), "correct_interest", by=world.case_worker, **{**LESS, **said}) == field


def test_nobody_confirms_the_own_proposal_and_one_waits_at_a_time(world, paid, hold):
    payment = Payment.objects.get()
    fire(payment.pk, "correct_interest", by=world.case_worker, **LESS)
    assert refusal(payment, "correct_interest", by=world.case_worker, **LESS) == "is_being_corrected"
    hold("approver", "case_worker")
    correction = below(paid, "correction")
    assert refusal(correction, "confirm", by=world.case_worker) == "four_eyes"
    assert refusal(paid, "follow_correction", by=CLOCK) == "not_confirmed"
    LateUse.objects.update(payments=[])
    assert refusal(correction, "confirm", by=world.approver) == "nothing_to_correct"


def test_others_correct_no_interest_and_none_that_was_not_paid(world, late, hold):
    demanded = late("demanded")
    payment = Payment.objects.get()
    assert refusal(payment, "correct_interest", by=world.case_worker, **LESS) == "no_interest_paid"
    fire(demanded.pk, "note_payment", by=world.case_worker, amount="314.70", value_date=TODAY)
    assert refusal(payment, "correct_interest", by=world.applicant, **LESS) == "not_yours"
    assert refusal(payment, "correct_interest", by=world.stranger, **LESS) == "not_found"
    hold("case_worker", "signatory")
    assert refusal(payment, "correct_interest", by=world.signatory, **LESS) == "acts_for_applicant"


def test_while_a_waiver_is_proposed_the_correction_waits(world, late):
    case = late("demanded")
    fire(case.pk, "note_payment", by=world.case_worker, amount="100.00", value_date=TODAY)
    fire(Payment.objects.get().pk, "correct_interest", by=world.case_worker, **LESS | {"noted_amount": "100.00"})
    fire(case.pk, "propose", by=world.case_worker, **WAIVE)
    correction = below(case, "correction")
    assert refusal(correction, "confirm", by=world.approver) == "not_corrected_now"
    fire(case.pk, "return", by=world.approver, **WHY)
    fire(correction.pk, "confirm", by=world.approver)
    late = LateUse.objects.get()
    assert (late.state, late.outstanding) == ("demanded", 300)

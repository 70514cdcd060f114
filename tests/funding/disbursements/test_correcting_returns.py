"""Money wrongly noted as given back is corrected by two persons, and what it freed is taken back."""

import pytest

from funding.awards.models import Award
from funding.corrections.models import Correction
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.models import Disbursement
from funding.disbursements.payments.models import Payment
from funding.disbursements.queries import left
from tests.funding.asking import refusal, state, told, wrong
from tests.funding.below import below
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db
RIGHT = {"noted_amount": "5000.00", "noted_date": "2025-05-10", "reason": "Der Kontoauszug."}
LESS = {**RIGHT, "amount": "500.00", "returned_on": "2025-05-10"}
NOTHING_CAME = {**LESS, "amount": "0.00"}
EARLIER = {**RIGHT, "amount": "5000.00", "returned_on": "2025-05-05"}


@pytest.fixture
def returned(world, overdue) -> Payment:
    """Of 20,000 euros paid on 3 March 2025, to be used by 5 May, 5,000 are noted as back. Today is 20 May."""
    payment = below(overdue(), "payment")
    fire(payment.pk, "confirm_use", by=world.applicant, used_on="2025-05-05")
    fire(payment.pk, "note_funds_returned", by=world.cashier, amount="5000.00", value_date="2025-05-10")
    return Payment.objects.get()


@pytest.fixture
def put_right(world, returned):
    def corrected(**said) -> Payment:
        fire(returned.pk, "correct_return", by=world.cashier, **said)
        fire(below(returned, "correction").pk, "confirm", by=world.approver)
        return Payment.objects.get()

    return corrected


def test_one_proposes_another_confirms_and_what_it_freed_is_taken_back(world, put_right):
    assert left(Award.objects.get()) == 65000
    payment = put_right(**LESS)
    award = Award.objects.get()
    assert (payment.returned, award.repaid, left(award), payment.state) == (500, 500, 60500, "returned_funds")
    event = payment.events.get(move="follow_corrected_return")
    assert (event.facts["noted"]["amount"], event.facts["right"][0]["amount"]) == ("5000.00", "500.00")
    assert payment.events.get(move="note_funds_returned").facts["amount"] == "5000.00"
    assert told("payment.return_doubted") == {world.approver.pk}
    assert told("payment.return_corrected") == {world.applicant.pk, world.case_worker.pk, world.checker.pk}


def test_what_never_came_back_of_this_payment_is_taken_out(put_right):
    payment = put_right(**NOTHING_CAME)
    assert (payment.state, payment.returns, Award.objects.get().repaid) == ("use_confirmed", [], 0)
    assert Disbursement.objects.get().state == "use_confirmed"


def test_interest_runs_to_the_right_day(put_right):
    assert LateUse.objects.get().parts == [{"amount": "5000.00", "until": "2025-05-10"}]
    put_right(**EARLIER)
    assert LateUse.objects.get().parts == []


def test_where_the_use_of_the_rest_is_unknown_it_is_awaited_again(world, overdue):
    case = overdue()
    payment = below(case, "payment")
    fire(payment.pk, "note_funds_returned", by=world.cashier, amount="20000.00", value_date="2025-05-10")
    assert (state(case), state(payment)) == ("returned_funds", "returned_funds")
    fire(payment.pk, "correct_return", by=world.case_worker, **{**LESS, "noted_amount": "20000.00"})
    fire(below(payment, "correction").pk, "confirm", by=world.approver)
    assert (state(case), state(payment)) == ("paid", "use_overdue")
    fire(payment.pk, "confirm_use", by=world.applicant, used_on="2025-05-05")
    assert (state(case), state(payment)) == ("returned_funds", "returned_funds")


def test_what_was_paid_again_meanwhile_is_not_taken_back(world, returned, call):
    """Neither proposed, nor confirmed where it was proposed before."""
    fire(returned.pk, "correct_return", by=world.cashier, **LESS)
    again = call("submitted", of=Award.objects.get(), amount="65000.00")
    correction = below(returned, "correction")
    assert refusal(correction, "confirm", by=world.approver) == "called_for_again"
    fire(correction.pk, "withdraw", by=world.cashier, reason="Neu ausgezahlt.")
    assert refusal(returned, "correct_return", by=world.cashier, **LESS) == "called_for_again"
    fire(again.pk, "withdraw", by=world.applicant, reason="Zu viel.")
    fire(returned.pk, "correct_return", by=world.cashier, **LESS)
    fire(below(returned, "correction").pk, "confirm", by=world.approver)
    assert left(Award.objects.get()) == 60500


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"noted_amount": "4999.00"}, "noted_amount"),
        ({"noted_date": "2025-05-11"}, "noted_amount"),
        ({"amount": "5000.00"}, "amount"),
        ({"amount": "20000.01"}, "amount"),
        ({"returned_on": "2025-05-21"}, "returned_on"),
        ({"returned_on": "2025-03-02"}, "returned_on"),
    ],
)
def test_what_was_not_noted_or_cannot_have_come_back_is_refused(world, returned, said, field):
    assert wrong(returned, "correct_return", by=world.cashier, **{**LESS, **said}) == field


def test_nobody_confirms_what_the_same_person_proposed_and_one_waits_at_a_time(world, returned, hold):
    fire(returned.pk, "correct_return", by=world.cashier, **LESS)
    assert refusal(returned, "correct_return", by=world.case_worker, **LESS) == "is_being_corrected"
    hold("approver", "cashier")
    correction = below(returned, "correction")
    assert refusal(correction, "confirm", by=world.cashier) == "four_eyes"
    assert Payment.objects.get().returned == 5000
    assert (Correction.objects.get().noted_amount, Correction.objects.get().amount) == (5000, 500)
    Payment.objects.update(returns=[])
    assert refusal(correction, "confirm", by=world.approver) == "nothing_to_correct"


def test_others_correct_nothing(world, returned, hold):
    assert refusal(returned, "correct_return", by=world.applicant, **LESS) == "not_yours"
    assert refusal(returned, "correct_return", by=world.stranger, **LESS) == "not_found"
    assert refusal(returned, "follow_corrected_return", by=CLOCK) == "not_confirmed"
    hold("cashier", "applicant")
    assert refusal(returned, "correct_return", by=world.applicant, **LESS) == "acts_for_applicant"

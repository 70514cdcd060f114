"""A repayment noted with the wrong sum or value date is corrected by two persons, and its interest reckoned anew."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.corrections.models import Correction
from funding.reclaims.models import Reclaim
from tests.funding.asking import refusal, state, told, wrong
from tests.funding.below import below, let
from tests.funding.reclaims.test_accounts import contest
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db
TODAY = "2025-09-15"
NOTED = {"noted_amount": "5000.00", "noted_date": "2025-09-01", "reason": "Der Kontoauszug."}
EARLIER = {**NOTED, "amount": "5000.00", "value_date": "2025-08-01"}
LESS = {**NOTED, "amount": "500.00", "value_date": "2025-09-01"}


@pytest.fixture
def paid(world, reclaim, today_is) -> Reclaim:
    """5,000 euros noted as paid back on 1 September 2025; today is the 15th."""
    case = reclaim("final")
    today_is(TODAY)
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-09-01")
    return Reclaim.objects.get()


@pytest.fixture
def correct(world, paid):
    def right(**said):
        money = below(paid, "collection")
        fire(money.pk, "correct", by=world.case_worker, **said)
        fire(below(money, "correction").pk, "confirm", by=world.approver)
        return Reclaim.objects.get()

    return right


def stand(case):
    return below(case, "collection").state


def test_one_proposes_another_confirms_and_the_interest_runs_to_the_right_day(world, paid, correct):
    let(paid, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    before = Reclaim.objects.get().interest
    let(paid, "note_payment", by=world.case_worker, amount=before, value_date=TODAY)
    assert stand(paid) == "paid"
    found = correct(**EARLIER)
    money = below(paid, "collection")
    assert (stand(paid), found.interest, below(money, "notice").state) == ("reclaimed", None, "moot")
    assert [entry["value_date"] for entry in found.payments] == ["2025-08-01", TODAY]
    assert told("reclaim.correction_proposed") == {world.approver.pk}
    assert told("reclaim.payment_corrected") == {world.signatory.pk, world.case_worker.pk, world.checker.pk}
    last = money.events.get(move="follow_correction").facts
    assert (last["noted"]["value_date"], last["right"][0]["value_date"]) == ("2025-09-01", "2025-08-01")
    let(paid, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    found = Reclaim.objects.get()
    # 120 days at 5 + 2.27 per cent, 32 at 5 + 1.27
    assert found.interest == Decimal("146.99")
    assert (stand(paid), found.to_refund) == ("refund_due", before - found.interest)


def test_a_sum_noted_too_high_is_open_again_and_counts_at_the_award(paid, correct):
    assert Award.objects.get().repaid == 5000
    found = correct(**LESS)
    award = Award.objects.get()
    assert (stand(paid), found.outstanding, award.repaid, award.called_back) == ("reclaimed", 4500, 500, 4500)


def test_what_came_in_for_something_else_is_taken_out(paid, correct):
    found = correct(**LESS | {"amount": "0.00"})
    assert (stand(paid), found.payments, found.outstanding, Award.objects.get().repaid) == ("reclaimed", [], 5000, 0)


def test_a_sum_noted_too_low_pays_the_interest_and_the_rest_is_refunded(world, paid, correct):
    correct(**LESS | {"amount": "5200.00"})
    let(paid, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    found = Reclaim.objects.get()
    assert (stand(paid), found.interest_outstanding, found.to_refund) == ("refund_due", 0, 200 - found.interest)


def test_under_reserve_it_is_corrected_too_and_after_the_notice_has_fallen(world, paid, correct):
    contest(world, paid, "2025-07-11")
    correct(**LESS)
    assert stand(paid) == "under_reserve"
    let(paid, "annul", by=world.approver, decided_on=TODAY, reason="Urteil.")
    assert (stand(paid), Reclaim.objects.get().to_refund) == ("refund_due", 500)
    again = {**NOTED, "noted_amount": "500.00", "amount": "0.00", "value_date": "2025-09-01"}
    correct(**again)
    assert stand(paid) == "fallen"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"noted_amount": "4999.00"}, "noted_amount"),
        ({"noted_date": "2025-09-02"}, "noted_amount"),
        ({"value_date": "2025-09-01"}, "amount"),
        ({"value_date": "2025-09-16"}, "value_date"),
    ],
)
def test_what_was_not_noted_or_is_no_correction_is_refused(world, paid, said, field):
    assert wrong(paid, "correct", by=world.case_worker, **EARLIER | said) == field


def test_what_was_refunded_has_come_in(world, paid):
    contest(world, paid, "2025-07-11")
    fire(paid.pk, "reduce", by=world.approver, amount="3000.00", decided_on=TODAY, reason="x")
    let(paid, "waive_interest", by=world.approver, reason="Kein Verschulden.")
    money = below(paid, "collection")
    fire(money.pk, "correct", by=world.case_worker, **LESS | {"amount": "1000.00"})
    let(paid, "note_refund", by=world.checker, value_date=TODAY)
    assert refusal(below(money, "correction"), "confirm", by=world.approver) == "nothing_to_correct"
    fire(below(money, "correction").pk, "refuse", by=world.approver, reason="Erstattet.")
    assert wrong(paid, "correct", by=world.case_worker, **LESS | {"amount": "1999.99"}) == "amount"


def test_nobody_confirms_what_the_same_person_proposed_and_one_waits_at_a_time(world, paid, hold):
    money = below(paid, "collection")
    fire(money.pk, "correct", by=world.case_worker, **EARLIER)
    assert refusal(money, "correct", by=world.checker, **EARLIER) == "is_being_corrected"
    hold("approver", "case_worker")
    assert refusal(below(money, "correction"), "confirm", by=world.case_worker) == "four_eyes"
    assert Reclaim.objects.get().payments[0]["value_date"] == "2025-09-01"
    case = Correction.objects.get()
    assert (case.noted_amount, case.value_date) == (5000, dt.date(2025, 8, 1))


def test_while_a_relief_is_proposed_no_correction_is_confirmed(world, paid):
    money = below(paid, "collection")
    let(paid, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    fire(money.pk, "correct", by=world.case_worker, **EARLIER)
    fire(money.pk, "propose_relief", by=world.case_worker, relief="remission", reason="Unbillig.")
    assert refusal(below(money, "correction"), "confirm", by=world.approver) == "not_corrected_now"
    fire(money.pk, "refuse_relief", by=world.approver, reason="Nein.")
    fire(below(money, "correction").pk, "confirm", by=world.approver)
    assert state(money) == "reclaimed"


def test_others_correct_nothing_and_the_clock_follows_only_what_is_confirmed(world, paid, hold):
    assert refusal(paid, "correct", by=world.signatory, **EARLIER) == "not_yours"
    assert refusal(paid, "correct", by=world.stranger, **EARLIER) == "not_found"
    assert refusal(below(paid, "collection"), "follow_correction", by=CLOCK) == "not_confirmed"
    hold("case_worker", "signatory")
    assert refusal(paid, "correct", by=world.signatory, **EARLIER) == "acts_for_applicant"

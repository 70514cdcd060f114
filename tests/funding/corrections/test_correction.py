"""The value date of a payment is corrected by two persons: an entry of its own, from which all periods run anew."""

import datetime as dt

import pytest

from funding.corrections.models import Correction
from funding.disbursements.models import Disbursement
from tests.funding.asking import refused, state, told
from tests.funding.below import below
from tests.funding.disbursements import conftest as disbursements
from workflows.deadlines import sweep_deadlines
from workflows.engine import available, fire
from workflows.lifecycle import CLOCK
from workflows.refusals import NotFound

pytestmark = pytest.mark.django_db
call, hold = disbursements.call, disbursements.hold
RIGHT = {"value_date": "2025-03-05", "reason": "Der Kontoauszug nennt den 5. März."}


@pytest.fixture
def paid(world, call, today_is):
    """The payment: ordered on 3 March 2025, a Monday, and noted on that day; it is the tenth."""
    found = below(call("paid"), "payment")
    today_is("2025-03-10")
    return found


def proposed(world, paid, **changed):
    fire(paid.pk, "correct", by=world.cashier, **RIGHT | changed)
    return Correction.objects.latest("pk")


def test_one_proposes_and_another_confirms_and_the_period_of_use_runs_from_the_right_day(world, paid):
    before = paid.deadlines.get(status="running")
    case = proposed(world, paid)
    assert (Disbursement.objects.get().value_date, case.state) == (dt.date(2025, 3, 3), "proposed")
    assert told("payment.correction_proposed") == {world.approver.pk}
    fire(case.pk, "confirm", by=world.approver)
    assert (state(case), Disbursement.objects.get().value_date) == ("confirmed", dt.date(2025, 3, 5))
    after = paid.deadlines.get(status="running")
    assert (before.inputs["event"], after.inputs["event"]) == ("2025-03-03", "2025-03-05")
    assert paid.tasks.get(finished=None).due_on == after.due_on
    assert told("payment.date_corrected") == {world.applicant.pk, world.case_worker.pk, world.checker.pk}


def test_the_old_day_and_who_changed_it_stay_in_the_history(world, paid):
    fire(proposed(world, paid).pk, "confirm", by=world.approver)
    moves = list(paid.events.order_by("seq").values_list("move", "actor"))
    assert moves == [("open", world.cashier.pk), ("correct", world.cashier.pk), ("follow_correction", None)]
    last = paid.events.latest("seq")
    assert (last.facts["noted_date"], last.facts["value_date"]) == ("2025-03-03", "2025-03-05")


def test_nobody_confirms_what_the_same_person_has_proposed(world, paid, hold):
    hold("approver", "cashier")
    case = proposed(world, paid)
    assert refused(case, "confirm", by=world.cashier) == "four_eyes"
    assert refused(case, "refuse", by=world.cashier, reason="Nein.") == "four_eyes"
    assert refused(case, "confirm", by=world.checker) == "not_yours"
    assert refused(case, "withdraw", by=world.approver, reason="Nein.") == "not_yours"
    with pytest.raises(NotFound):
        fire(case.pk, "confirm", by=world.stranger)


@pytest.mark.parametrize("day", ["2025-03-11", "2025-03-02", "2025-03-03"])
def test_a_day_to_come_one_before_the_order_and_the_noted_one_are_refused(world, paid, day):
    assert refused(paid, "correct", by=world.cashier, **RIGHT | {"value_date": day}) == ("value_date", "bad_input")


def test_only_one_correction_waits_at_a_time_and_it_may_be_refused_or_withdrawn(world, paid):
    case = proposed(world, paid)
    assert refused(paid, "correct", by=world.cashier, **RIGHT) == "is_being_corrected"
    fire(case.pk, "refuse", by=world.approver, reason="Der Auszug sagt etwas anderes.")
    assert (state(case), told("correction.refused")) == ("refused", {world.cashier.pk})
    again = proposed(world, paid)
    fire(again.pk, "withdraw", by=world.cashier, reason="Doch richtig.")
    assert (state(again), Disbursement.objects.get().value_date) == ("withdrawn", dt.date(2025, 3, 3))


def test_the_recipient_and_strangers_correct_nothing_and_the_clock_follows_only_what_is_confirmed(world, paid):
    assert refused(paid, "correct", by=world.applicant, **RIGHT) == "not_yours"
    with pytest.raises(NotFound):
        fire(paid.pk, "correct", by=world.stranger, **RIGHT)
    assert refused(paid, "follow_correction", by=CLOCK) == "not_confirmed"


def test_after_the_use_was_confirmed_it_is_looked_at_anew_whether_it_came_late(world, paid, today_is):
    fire(proposed(world, paid, value_date="2025-03-06").pk, "confirm", by=world.approver)
    today_is("2025-06-02")
    fire(paid.pk, "confirm_use", by=world.applicant, used_on="2025-05-06")
    assert (state(paid), told("payment.used_late")) == ("use_confirmed", set())
    too_late = RIGHT | {"value_date": "2025-05-07"}
    assert refused(paid, "correct", by=world.cashier, **too_late) == ("value_date", "bad_input")
    fire(proposed(world, paid).pk, "confirm", by=world.approver)
    assert paid.events.latest("seq").facts["days_late"] == 1
    assert told("payment.used_late") == {world.case_worker.pk, world.checker.pk}


def test_a_correction_nobody_confirms_is_reminded_of(world, paid, today_is):
    case = proposed(world, paid)
    today_is("2025-03-18")
    sweep_deadlines()
    offers = {str(offer.move.name): offer.refused for offer in available(case, by=world.approver)}
    assert (state(case), offers["confirm"]) == ("proposed", None)


def test_what_has_happened_to_the_payment_meanwhile_leaves_nothing_to_correct(world, paid):
    case = proposed(world, paid)
    fire(paid.pk, "confirm_use", by=world.applicant, used_on="2025-03-03")
    assert refused(case, "confirm", by=world.approver) == "used_before"
    fire(case.pk, "refuse", by=world.approver, reason="Am 3. März verwendet.")
    assert (state(case), Disbursement.objects.get().value_date) == ("refused", dt.date(2025, 3, 3))


def test_nothing_is_paid_after_it_came_back(world, paid):
    case = proposed(world, paid)
    fire(paid.pk, "note_funds_returned", by=world.cashier, amount="20000.00", value_date="2025-03-03")
    assert refused(case, "confirm", by=world.approver) == "used_before"

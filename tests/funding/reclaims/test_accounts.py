"""What a reclaim and its award count: the same money is never asked for twice, kept without a title, or lost."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.disbursements.models import Disbursement
from funding.disbursements.queries import left
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from funding.reclaims.queries import payouts
from tests.funding.asking import refusal, state, wrong
from tests.funding.awards.test_settlement import proven  # noqa: F401 - a fixture
from tests.funding.below import below, let
from tests.funding.reclaims.conftest import INTENDED, sums
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db
DAY = "2025-06-11"


def pay(world, case, amount, day):
    return let(case, "note_payment", by=world.case_worker, amount=amount, value_date=day)


def account():
    """Of the award: paid back, called back, still held."""
    award = Award.objects.get()
    return award.repaid, award.called_back, award.held


def contest(world, case, day=DAY):
    let(case, "contest", by=world.case_worker, remedy="action", received_on=day)


def test_what_is_paid_before_the_notice_is_final_is_held_under_reserve(world, reclaim, today_is):
    case = reclaim("issued")
    pay(world, case, "5000.00", "2025-06-10")
    assert account() == (0, 0, Decimal("20000.00"))
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-10")
    let(case, "note_receipt", by=world.case_worker, received_on="2025-06-10")
    today_is("2025-07-11")
    sweep_deadlines()
    assert (state(below(case, "collection")), account()) == ("reclaimed", (Decimal("5000.00"), 0, Decimal("15000.00")))


def test_what_was_paid_on_a_notice_that_falls_is_refunded_by_another_person(world, reclaim):
    case = reclaim("notified")
    pay(world, case, "5000.00", DAY)
    contest(world, case)
    let(case, "annul", by=world.approver, decided_on=DAY, reason="x")
    found = Reclaim.objects.get()
    assert state(below(case, "collection")) == "refund_due"
    assert (found.to_refund, sums(case.parent)[0]) == (
        Decimal(5000),
        Decimal("80000.00"),
    )
    for who in (world.approver, world.case_worker):  # who annulled it, who noted the payment
        assert refusal(case, "note_refund", by=who, value_date=DAY) == "four_eyes"
    staff("case_worker", world.authority.place, world.checker, dt.date(2021, 1, 1))
    assert wrong(case, "note_refund", by=world.checker, value_date="2025-06-12") == "value_date"
    let(case, "note_refund", by=world.checker, value_date=DAY)
    found = Reclaim.objects.get()
    assert (state(below(case, "collection")), found.to_refund, found.refunded) == ("fallen", 0, Decimal("5000.00"))
    assert found.state == "annulled"
    assert account() == (0, 0, Decimal("20000.00"))
    assert left(Award.objects.get()) == Decimal("60000.00")


def test_a_court_that_takes_less_after_the_money_came_back_has_the_rest_refunded(world, reclaim):
    case = reclaim("final")
    pay(world, case, "5000.00", "2025-07-12")
    assert account() == (Decimal("5000.00"), 0, Decimal("15000.00"))
    contest(world, case, "2025-07-11")
    fire(case.pk, "reduce", by=world.approver, amount="3000.00", decided_on="2025-07-12", reason="x")
    assert (state(below(case, "collection")), account()) == ("reclaimed", (Decimal("3000.00"), 0, Decimal("17000.00")))
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    found = Reclaim.objects.get()  # what was too much pays the interest first
    assert (state(below(case, "collection")), found.interest_outstanding) == ("refund_due", 0)
    assert found.to_refund == Decimal("2000.00") - found.interest > 0


def test_a_sum_cut_down_after_interest_was_reckoned_keeps_the_day_it_was_to_be_paid_by(world, reclaim):
    case = reclaim("final")
    day = Reclaim.objects.get().pay_by
    pay(world, case, "5000.00", "2025-07-12")
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    contest(world, case, "2025-07-11")
    fire(case.pk, "reduce", by=world.approver, amount="3000.00", decided_on="2025-07-12", reason="x")
    assert (Reclaim.objects.get().pay_by, Reclaim.objects.get().interest) == (day, None)


def test_what_a_court_leaves_of_a_revoked_award_is_proven(world, reclaim):
    case = reclaim("final", extent="full", amount=None)
    pay(world, case, "20000.00", "2025-07-12")
    contest(world, case, "2025-07-11")
    fire(case.pk, "reduce", by=world.approver, amount="12000.00", decided_on="2025-07-12", reason="x")
    award, found = Award.objects.get(), Reclaim.objects.get()
    assert (award.state, award.amount, award.final_amount) == ("completed", Decimal("8000.00"), None)
    assert award.held == Decimal("8000.00")
    assert (found.outstanding, found.to_refund) == (0, Decimal("8000.00"))


def test_a_reclaim_that_becomes_final_while_the_award_is_contested_is_followed(world, reclaim, today_is):
    case = reclaim("notified")
    Notice.objects.update(remedy_waived_on=None)
    contest(world, case.parent, "2025-03-03")
    today_is("2025-07-12")
    sweep_deadlines()
    assert (state(case), state(case.parent)) == ("reclaimed", "sent")
    assert sums(case.parent)[0] == Decimal("75000.00")


def test_a_late_remedy_leaves_the_reclaim_where_it_was(world, reclaim, today_is):
    case = reclaim("final")
    today_is("2025-08-16")
    let(case, "enforce", by=world.approver)
    late = {"by": world.case_worker, "remedy": "action"}
    assert wrong(case, "record_late_remedy", received_on="2025-07-11", **late) == "received_on"
    let(case, "record_late_remedy", received_on="2025-08-16", **late)
    assert refusal(case, "dismiss_remedy", by=world.case_worker, reason="x") == "four_eyes"
    let(case, "dismiss_remedy", by=world.approver, reason="Verspätet.")
    assert (state(case), state(below(case, "collection"))) == ("reclaimed", "enforced")


def test_a_late_remedy_is_reinstated_and_decided(world, reclaim):
    case = reclaim("final")
    let(case, "record_late_remedy", by=world.case_worker, remedy="action", received_on="2025-07-12")
    asked = {"obstacle_ended_on": "2025-07-12", "requested_on": "2025-07-12", "reason": "Krankenhaus."}
    assert refusal(case, "reinstate", by=world.case_worker, **asked) == "four_eyes"
    let(case, "reinstate", by=world.approver, **asked)
    let(case, "uphold", by=world.approver, decided_on="2025-07-12", reason="x")
    assert (state(case), account()[1]) == ("reclaimed", Decimal("5000.00"))


def test_a_second_reclaim_bears_no_interest_on_what_has_come_back(world, reclaim):
    case = reclaim("final")
    pay(world, case, "5000.00", "2025-07-12")
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    pay(world, case, str(Reclaim.objects.get().interest), "2025-07-12")
    second = {**INTENDED, "known_on": "2025-07-01", "answer_by": "2025-08-20", "amount": "15000.00"}
    fire(case.parent_id, "hear", by=world.case_worker, **second)
    again = Reclaim.objects.latest("pk")
    assert list(payouts(again)) == [
        (Disbursement.objects.get().value_date, Decimal("15000.00"), Disbursement.objects.get().pk)
    ]


def test_what_came_back_unused_was_of_its_own_payment_not_of_the_latest(world, reclaim, call, paid_award):
    """20,000 of 3 March came back; of 20,000 paid on 2 June 5,000 are revoked, which were not there before."""
    award = paid_award()
    first = Disbursement.objects.get()
    back = {"amount": "20000.00", "value_date": "2025-04-01"}
    let(first, "note_funds_returned", by=world.cashier, **back)
    second = call("paid", of=award, amount="20000.00")
    again = reclaim("hearing", of=award)
    assert list(payouts(again)) == [(dt.date(2025, 6, 2), Decimal("20000.00"), second.pk)]


def test_a_later_receipt_of_a_final_notice_puts_the_claim_under_reserve_until_its_month_has_run(
    world, reclaim, today_is
):
    case = reclaim("final")
    let(case, "note_receipt", by=world.case_worker, received_on="2025-07-01")
    assert (state(case), state(below(case, "collection")), Reclaim.objects.get().final_on) == (
        "issued",
        "under_reserve",
        None,
    )
    today_is("2025-08-02")
    sweep_deadlines()
    assert (state(case), state(below(case, "collection"))) == ("reclaimed", "reclaimed")


def test_what_the_record_of_a_formal_service_proves_is_not_undone_by_disputing_it(world, reclaim):
    case = reclaim("final")
    let(case, "note_receipt", by=world.case_worker, disputed=True)
    assert state(case) == "reclaimed"

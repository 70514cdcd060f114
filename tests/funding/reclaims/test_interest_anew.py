"""Interest on a reclaim that rests on a value date corrected since: its notice is taken back by two persons."""

from decimal import Decimal

import pytest

from funding.documents.models import Document
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.asking import refusal, wrong
from tests.funding.below import below, let
from tests.funding.disbursements import conftest as disbursements

pytestmark = pytest.mark.django_db
correct = disbursements.correct
RELIEF = {"relief": "interest", "reason": "Die Wertstellung wurde berichtigt."}


@pytest.fixture
def charged(world, reclaim, today_is) -> Reclaim:
    """5,000 euros paid back on 1 September 2025, their interest from 3 March determined on 15 September and paid."""
    case = reclaim("final")
    today_is("2025-09-15")
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-09-01")
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    interest = Reclaim.objects.get().interest
    let(case, "note_payment", by=world.case_worker, amount=interest, value_date="2025-09-15")
    return Reclaim.objects.get()


def collection(case):
    return below(case, "collection")


def test_the_correction_tells_the_case_worker_that_the_interest_rests_on_the_old_day(world, charged, correct):
    correct("2025-03-10")
    told = Message.objects.filter(kind="reclaim.interest_doubted").values_list("person__name", flat=True)
    assert sorted(told) == sorted([world.case_worker.name, world.checker.name])
    assert (collection(charged).state, Reclaim.objects.get().interest) == ("paid", charged.interest)


def test_two_persons_take_the_notice_of_interest_back_and_what_was_too_much_is_refunded(world, charged, correct, hold):
    correct("2025-03-10")
    let(charged, "propose_relief", by=world.case_worker, **RELIEF)
    assert refusal(charged, "take_back_notice", by=world.approver) == "other_relief"
    assert refusal(charged, "take_back_interest", by=world.case_worker) == "not_yours"
    hold("approver", "case_worker")
    assert refusal(charged, "take_back_interest", by=world.case_worker) == "four_eyes"
    let(charged, "take_back_interest", by=world.approver)
    money = collection(charged)
    assert (money.state, below(money, "notice").state) == ("reclaimed", "moot")
    let(charged, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    found = Reclaim.objects.get()
    assert (collection(charged).state, found.interest_received) == ("refund_due", found.interest)
    assert Decimal(0) < found.interest < charged.interest
    assert found.to_refund == charged.interest - found.interest
    assert Document.objects.filter(kind="interest_notice").values("case").distinct().count() == 2
    assert money.children.filter(lifecycle="notice").count() == 2
    let(charged, "note_refund", by=world.checker, value_date="2025-09-15")
    assert collection(charged).state == "paid"


def test_more_interest_by_the_right_day_is_demanded_by_a_notice_of_its_own(world, charged, correct):
    Reclaim.objects.update(ineffective_from="2025-03-01")
    correct("2025-03-10")
    for right, expected in (("2025-03-10", "refund_due"), ("2025-03-03", "reclaimed")):
        if right != "2025-03-10":
            correct(right)
            let(charged, "note_refund", by=world.checker, value_date="2025-09-15")
        let(charged, "propose_relief", by=world.case_worker, **RELIEF)
        let(charged, "take_back_interest", by=world.approver)
        let(charged, "reckon_interest", by=world.approver, pay_by="2025-12-01")
        assert collection(charged).state == expected
    assert Reclaim.objects.get().interest_outstanding > 0


def test_where_no_notice_of_interest_stands_none_is_taken_back(world, reclaim):
    assert wrong(reclaim("final"), "propose_relief", by=world.case_worker, **RELIEF) == "relief"


def test_who_acts_for_the_recipient_takes_no_interest_back(world, charged, hold):
    let(charged, "propose_relief", by=world.case_worker, **RELIEF)
    hold("approver", "signatory")
    assert refusal(charged, "take_back_interest", by=world.signatory) == "acts_for_applicant"

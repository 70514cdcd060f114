"""How what is reclaimed comes back: in parts, with interest, deferred, enforced, or not at all."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils.translation import override

from funding.awards.models import Award
from funding.disbursements.queries import left
from funding.enactments.models import Enactment
from funding.enactments.opening import watch_law
from funding.reclaims.collection.models import Collection
from funding.reclaims.models import Reclaim
from funding.reclaims.reckoning import owed_until_paid, tranches
from notifications.models import Message
from tests.funding.asking import refusal, wrong
from tests.funding.below import below, let
from tests.funding.reclaims.conftest import sums
from workflows.calculators.interest import BaseRate, Owed, interest_on
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
FIVE = Decimal("5000.00")


def state(case):
    """Of its collection."""
    return below(case, "collection").state


def pay(world, case, amount, day):
    return let(case, "note_payment", by=world.case_worker, amount=amount, value_date=day)


def test_money_comes_back_in_parts_and_may_be_paid_out_again_within_the_award(world, reclaim):
    case = reclaim("final")
    assert left(Award.objects.get()) == Decimal("55000.00")
    for amount, day, field in (("5000.01", "2025-07-12", "amount"), ("0.00", "2025-07-12", "amount"),
                               ("1.00", "2025-07-13", "value_date")):  # fmt: skip
        assert wrong(case, "note_payment", by=world.case_worker, amount=amount, value_date=day) == field
    assert refusal(case, "note_payment", by=world.signatory, amount="1.00", value_date="2025-07-12") == "not_yours"
    pay(world, case, "2000.00", "2025-07-12")
    assert (state(case), Reclaim.objects.get().outstanding) == ("reclaimed", Decimal("3000.00"))
    pay(world, case, "3000.00", "2025-07-12")
    award = Award.objects.get()
    assert (award.repaid, award.kept, left(award)) == (FIVE, Decimal("15000.00"), Decimal("60000.00"))
    assert state(case) == "reclaimed"


def test_interest_is_reckoned_by_another_person_with_its_steps_and_its_letter(world, reclaim, today_is):
    """3,000 from 3 March to 14 July: 120 days at 2.27 + 5, 14 at 1.27 + 5; 2,000 until 15 September: 77 at 1.27 + 5."""
    case = reclaim("final")
    assert refusal(case, "reckon_interest", by=world.approver, pay_by="2025-12-01") == "sum_is_open"
    today_is("2025-09-15")
    pay(world, case, "3000.00", "2025-07-14")
    pay(world, case, "2000.00", "2025-09-15")
    assert refusal(case, "reckon_interest", by=world.case_worker, pay_by="2025-12-01") == "four_eyes"
    assert wrong(case, "reckon_interest", by=world.approver, pay_by="2025-09-15") == "pay_by"
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    found = Reclaim.objects.get()
    money = below(case, "collection")
    by_hand = (3000 * (727 * 120 + 627 * 14) + 2000 * (727 * 120 + 627 * 77)) / Decimal(365 * 10000)
    assert found.interest == by_hand.quantize(Decimal("0.01")) == Decimal("153.18")
    assert (len(found.interest_steps), [each.kind for each in below(money, "notice").documents.all()]) == (
        5,
        ["interest_notice"],
    )
    assert money.deadlines.get(kind="reclaimed", closed_at=None).due_on == dt.date(2025, 12, 1)
    assert [task.due_on for task in money.tasks.filter(status="NEW")] == [dt.date(2025, 12, 1)]
    assert refusal(case, "reckon_interest", by=world.approver, pay_by="2025-12-01") == "interest_is_set"
    assert refusal(case, "waive_interest", by=world.approver, reason="x") == "interest_is_set"
    assert wrong(case, "note_payment", by=world.case_worker, amount="153.19", value_date="2025-09-15") == "amount"
    pay(world, case, "100.00", "2025-09-15")
    pay(world, case, "53.18", "2025-09-15")
    assert (state(case), Award.objects.get().repaid) == ("paid", FIVE)


def test_no_base_rate_is_guessed(world, reclaim, today_is):
    case = reclaim("final")
    today_is("2026-01-02")
    pay(world, case, "5000.00", "2026-01-02")
    assert refusal(case, "reckon_interest", by=world.approver, pay_by="2026-02-02") == "law_unknown"
    with pytest.raises(Refused) as caught:
        let(case, "reckon_interest", by=world.approver, pay_by="2026-02-02")
    with override("en"):
        assert "A case worker of the grant authority enters it under “Law in force”" in caught.value.sentence


def test_a_reclaim_that_lacked_a_base_rate_is_settled_once_two_persons_have_entered_it(world, reclaim, today_is):
    case = reclaim("final")
    today_is("2026-01-02")
    pay(world, case, "5000.00", "2026-01-02")
    watch_law()
    asked = Enactment.objects.get()
    assert Task.objects.get(process=asked.pk).due_on == dt.date(2026, 1, 16)
    rate = {"valid_from": "2026-01-01", "value": "1,27", "source": "Bundesbank"}
    fire(asked.pk, "enter", by=world.case_worker, **rate)
    fire(asked.pk, "propose", by=world.case_worker)
    fire(asked.pk, "release", by=world.approver)
    let(case, "reckon_interest", by=world.approver, pay_by="2026-02-02")
    found = Reclaim.objects.get()
    assert found.interest > 0
    pay(world, case, str(found.interest), "2026-01-02")
    assert state(case) == "paid"


def test_who_pays_in_time_may_be_spared_the_interest(world, reclaim):
    case = reclaim("final")
    assert refusal(case, "waive_interest", by=world.approver, reason="x") == "sum_is_open"
    pay(world, case, "5000.00", "2025-07-12")
    assert refusal(case, "waive_interest", by=world.case_worker, reason="x") == "four_eyes"
    let(case, "waive_interest", by=world.approver, reason="Kein Verschulden.")
    assert (state(case), Reclaim.objects.get().interest) == ("paid", 0)


def test_who_pays_late_is_not(world, reclaim, today_is):
    case = reclaim("final")
    today_is("2025-08-18")
    pay(world, case, "5000.00", "2025-08-18")
    assert refusal(case, "waive_interest", by=world.approver, reason="x") == "paid_late"


def test_a_deferral_takes_two_persons_and_ends_with_its_day(world, reclaim, today_is):
    case = reclaim("final")
    for until in ("2025-07-12", None):
        assert wrong(case, "propose_relief", **deferral(world, until=until)) == "until"
    assert wrong(case, "propose_relief", **deferral(world, relief="remission")) == "until"
    assert refusal(case, "propose_relief", **deferral(world, by=world.signatory)) == "not_yours"
    let(case, "propose_relief", **deferral(world))
    assert refusal(case, "grant_relief", by=world.case_worker) == "not_yours"
    let(case, "grant_relief", by=world.approver)
    pay(world, case, "1000.00", "2025-07-12")
    for day, expected in (("2025-10-31", "deferred"), ("2025-11-01", "reclaimed")):
        today_is(day)
        sweep_deadlines()
        assert state(case) == expected
    told = Message.objects.filter(kind="reclaim.deferral_ended").values_list("person_id", flat=True)
    assert world.signatory.pk in told
    found = Reclaim.objects.get()
    assert (found.pay_by, Collection.objects.get().deferred_until) == (dt.date(2025, 8, 15), dt.date(2025, 10, 31))


def deferral(world, **other):
    return {"by": world.case_worker, "relief": "deferral", "until": "2025-10-31", "reason": "Haushaltssperre.", **other}


def test_a_deferral_granted_after_its_day_is_refused_and_goes_back_to_where_it_was(world, reclaim, today_is):
    case = reclaim("final")
    today_is("2025-08-16")
    let(case, "enforce", by=world.approver)
    let(case, "propose_relief", **deferral(world))
    today_is("2025-10-31")
    assert refusal(case, "grant_relief", by=world.approver) == "deferral_is_over"
    let(case, "refuse_relief", by=world.approver, reason="Zu spät.")
    assert state(case) == "enforced"


def test_a_deferred_sum_that_is_paid_waits_for_its_interest(world, reclaim):
    case = reclaim("final")
    let(case, "propose_relief", **deferral(world))
    let(case, "grant_relief", by=world.approver)
    pay(world, case, "5000.00", "2025-07-12")
    assert state(case) == "reclaimed"
    assert wrong(case, "propose_relief", **deferral(world)) == "relief"
    assert (
        refusal(case, "note_payment", by=world.case_worker, amount="1.00", value_date="2025-07-12") == "nothing_is_open"
    )


def test_what_is_not_paid_by_the_day_is_enforced(world, reclaim, today_is):
    case = reclaim("final")
    assert refusal(case, "enforce", by=world.approver) == "not_yet_due"
    today_is("2025-08-16")
    assert refusal(case, "enforce", by=world.signatory) == "not_yours"
    let(case, "enforce", by=world.approver)
    assert (state(case), below(case, "collection").deadlines.get(kind="enforced").due_on) == (
        "enforced",
        dt.date(2026, 2, 16),
    )
    pay(world, case, "5000.00", "2025-08-16")
    assert state(case) == "reclaimed"


def test_a_waiver_takes_two_persons_and_the_recipient_keeps_the_money(world, reclaim):
    case = reclaim("final")
    pay(world, case, "1000.00", "2025-07-12")
    assert refusal(case, "grant_relief", by=world.approver) == "not_possible_here"
    propose = {"relief": "remission", "reason": "Unbillig."}
    assert refusal(case, "propose_relief", by=world.approver, **propose) == "not_yours"
    let(case, "propose_relief", by=world.case_worker, **propose)
    let(case, "refuse_relief", by=world.approver, reason="Belege fehlen.")
    assert state(case) == "reclaimed"
    let(case, "propose_relief", by=world.case_worker, **propose)
    event = let(case, "grant_relief", by=world.approver)
    assert (event.facts["outstanding"], event.facts["relief"]) == ("4000.00", "remission")
    assert state(case) == "reclaimed"  # the interest on what was paid is open
    award = Award.objects.get()
    assert (award.amount, award.reclaimed, award.remitted) == (Decimal(75000), Decimal(5000), Decimal(4000))
    assert (award.kept, award.held, left(award)) == (Decimal("19000.00"), Decimal("19000.00"), Decimal("60000.00"))


def test_who_proposed_the_waiver_does_not_grant_it(world, reclaim, hold):
    case = reclaim("final")
    hold("approver", "case_worker")
    let(case, "propose_relief", by=world.case_worker, relief="write_off", reason="x")
    assert refusal(case, "grant_relief", by=world.case_worker) == "four_eyes"


def test_what_was_paid_before_the_notice_is_final_counts(world, reclaim, today_is):
    case = reclaim("notified")
    pay(world, case, "5000.00", "2025-06-11")
    assert state(case) == "under_reserve"
    today_is("2025-07-12")
    sweep_deadlines()
    assert (state(case), Reclaim.objects.get().outstanding, sums(case.parent)[0]) == (
        "reclaimed", 0, Decimal("75000.00"),
    )  # fmt: skip


# Reckoning, pure


def day(text):
    return dt.date.fromisoformat(text)


def test_each_part_bears_interest_from_its_payment_and_not_before_the_award_fell():
    payouts = [(day("2025-05-05"), Decimal(3000), 2), (day("2025-01-07"), Decimal(4000), 1)]
    assert tranches(FIVE, day("2025-03-03"), payouts) == [
        (day("2025-03-03"), Decimal(2000), 1), (day("2025-05-05"), Decimal(3000), 2),
    ]  # fmt: skip
    assert tranches(FIVE, day("2025-03-03"), []) == [(day("2025-03-03"), FIVE, None)]


def test_repayments_pay_the_oldest_part_first():
    parts = [(day("2025-03-03"), Decimal(2000), 1), (day("2025-05-05"), Decimal(3000), 2)]
    back = [(day("2025-09-15"), Decimal(2500)), (day("2025-07-14"), Decimal(2500))]
    assert list(owed_until_paid(parts, back)) == [
        Owed(Decimal(2000), day("2025-03-03"), day("2025-07-14"), 1),
        Owed(Decimal(500), day("2025-05-05"), day("2025-07-14"), 2),
        Owed(Decimal(2500), day("2025-05-05"), day("2025-09-15"), 2),
    ]


def test_interest_on_parts_is_rounded_once():
    rates = [BaseRate(day("2025-01-01"), Decimal(0))]
    one = Owed(Decimal("36.50"), day("2025-01-01"), day("2025-01-01"))  # half a cent at five per cent
    assert interest_on([one], Decimal(5), rates).interest == Decimal("0.01")
    assert interest_on([one, one, one], Decimal(5), rates).interest == Decimal("0.02")

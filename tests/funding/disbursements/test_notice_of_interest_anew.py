"""A notice of interest that rests on a value date corrected since: taken back by two persons, or left standing."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.disbursements.late_use.models import LateUse
from funding.documents.models import Document
from funding.notices.models import Notice
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.disbursements.conftest import SIGNED, WAIVE, WHY, sent
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db
TODAY = "2025-05-20"
TAKE_BACK = {"proposal": "take_back", **WHY}
LET_STAND = {"proposal": "let_stand", **WHY}
LEAVE = {"proposal": "leave_it", **WHY}


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("person__name", flat=True))


@pytest.fixture
def doubted(world, late, correct):
    """314.70 euros of interest demanded for 3 March to 20 May 2025, and paid as asked; the value date is another."""

    def brought(right="2025-03-10", paid="") -> LateUse:
        case = late("demanded")
        if paid:
            fire(case.pk, "note_payment", by=world.case_worker, amount=paid, value_date=TODAY)
        correct(right)
        return LateUse.objects.get()

    return brought


@pytest.fixture
def taken_back(world, doubted):
    def brought(**how) -> LateUse:
        case = doubted(**how)
        fire(case.pk, "propose", by=world.case_worker, **TAKE_BACK)
        fire(case.pk, "take_back", by=world.approver)
        return LateUse.objects.get()

    return brought


def issued(world, case) -> LateUse:
    fire(case.pk, "sign", by=world.case_worker, **SIGNED)
    fire(case.pk, "issue", by=world.approver)
    sent(world, case)
    return LateUse.objects.get()


@pytest.mark.parametrize("paid", ["", "100.00", "314.70"])
def test_the_correction_lays_an_issued_notice_before_the_case_worker(world, doubted, paid):
    case = doubted(paid=paid)
    assert (case.state, case.interest, case.paid_on) == ("under_review", Decimal("314.70"), dt.date(2025, 3, 3))
    assert told("late_use.doubted") == sorted([world.case_worker.name, world.checker.name])
    assert case.tasks.filter(finished=None).count() == 1


def test_a_notice_that_rests_on_its_day_is_not_doubted(late):
    assert refusal(late("demanded"), "doubt", by=CLOCK) == "rests_on_its_facts"


def test_what_is_paid_meanwhile_is_noted_and_it_stays_under_review(world, doubted):
    case = doubted()
    fire(case.pk, "note_payment", by=world.case_worker, amount="314.70", value_date=TODAY)
    assert (state(case), LateUse.objects.get().received) == ("under_review", Decimal("314.70"))


def test_two_persons_take_it_back_and_nobody_can_contest_it_any_more(world, doubted, hold):
    case, notice = doubted(), Notice.objects.latest("pk")
    assert refusal(notice, "follow", by=CLOCK) == "no_result_yet"
    fire(case.pk, "propose", by=world.case_worker, **TAKE_BACK)
    assert refusal(case, "take_back", by=world.case_worker) == "not_yours"
    assert refusal(case, "let_stand", by=world.approver) == "other_proposal"
    assert refusal(case, "leave_it", by=world.approver) == "other_proposal"
    assert refusal(case, "take_back", by=world.stranger) == "not_found"
    hold("approver", "case_worker")
    assert refusal(case, "take_back", by=world.case_worker) == "four_eyes"
    fire(case.pk, "take_back", by=world.approver)
    found = LateUse.objects.get()
    assert (found.state, found.interest, found.paid_on) == ("in_preparation", None, dt.date(2025, 3, 10))
    assert (state(notice), Notice.objects.latest("pk").taken_back_on) == ("annulled", dt.date(2025, 5, 20))
    assert told("late_use.taken_back") == sorted([world.case_worker.name, world.checker.name])
    assert told("notice.taken_back") == [world.signatory.name]
    taken = found.events.get(move="take_back").facts
    assert (taken["interest"], taken["paid_on"]) == ("314.70", "2025-03-03")


def test_also_a_final_notice_is_taken_back(world, late, correct):
    case = late("demanded")
    notice = Notice.objects.latest("pk")
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=TODAY)
    fire(notice.pk, "waive_remedy", by=world.signatory, declared=True)
    correct("2025-03-10")
    fire(case.pk, "propose", by=world.case_worker, **TAKE_BACK)
    fire(case.pk, "take_back", by=world.approver)
    assert (state(case), state(notice)) == ("in_preparation", "annulled")


def test_what_was_paid_too_much_is_refunded_by_another_than_who_noted_it(world, taken_back, hold):
    case = issued(world, taken_back(paid="314.70"))
    assert (case.state, case.interest, case.received, case.surplus) == (
        "refund_due", Decimal("286.82"), Decimal("286.82"), Decimal("27.88"),
    )  # fmt: skip
    assert refusal(case, "note_refund", by=world.case_worker, value_date=TODAY) == "four_eyes"
    fire(case.pk, "note_refund", by=world.approver, value_date=TODAY)
    found = LateUse.objects.get()
    assert (found.state, found.surplus, found.received) == ("paid", 0, Decimal("286.82"))
    assert found.events.latest("seq").facts["amount"] == "27.88"
    assert told("late_use.refunded") == [world.signatory.name]


def test_what_was_paid_in_part_counts_on_the_new_notice(world, taken_back):
    case = issued(world, taken_back(paid="100.00"))
    assert (case.state, case.outstanding) == ("demanded", Decimal("186.82"))


def test_what_was_paid_to_the_cent_is_paid(world, taken_back):
    assert issued(world, taken_back(paid="286.82")).state == "paid"


def test_nothing_of_interest_is_left_and_all_that_was_paid_goes_back(world, taken_back, leave):
    case = taken_back(right="2025-03-20", paid="314.70")
    assert (case.state, case.parts) == ("in_preparation", [])
    assert refusal(case, "sign", by=world.case_worker, **SIGNED) == "no_interest"
    leave(case)
    found = LateUse.objects.get()
    assert (found.state, found.surplus) == ("refund_due", Decimal("314.70"))


@pytest.fixture
def too_little(world, late, correct):
    """Noted as paid on 10 March, demanded and paid; in truth it was 3 March."""
    case = late("in_preparation")
    correct("2025-03-10")
    issued(world, case)
    fire(case.pk, "note_payment", by=world.case_worker, amount="286.82", value_date=TODAY)
    correct("2025-03-03")
    return LateUse.objects.get()


def test_who_owes_more_is_heard_again_and_a_notice_demands_what_is_missing(world, too_little):
    fire(too_little.pk, "propose", by=world.case_worker, **TAKE_BACK)
    fire(too_little.pk, "take_back", by=world.approver)
    assert state(too_little) == "in_preparation"  # heard on the earlier day before
    case = issued(world, too_little)
    assert (case.state, case.interest, case.outstanding) == ("demanded", Decimal("314.70"), Decimal("27.88"))
    assert Document.objects.filter(case__parent=case, kind="late_use_notice").count() == 2


def test_more_than_the_recipient_was_heard_on_takes_a_new_hearing(world, late, correct):
    late("interest_case")
    correct("2025-03-10")
    case = LateUse.objects.get()
    heard = {"allegations": "Spät verwendet.", "answer_by": "2025-06-20"}
    fire(case.pk, "hear", by=world.case_worker, **heard)
    fire(case.pk, "answer", by=world.signatory, statement="Die Firma kam spät.")
    correct("2025-03-03")
    assert refusal(case, "sign", by=world.case_worker, **SIGNED) == "heard_on_less"
    fire(case.pk, "hear", by=world.case_worker, **heard)
    fire(case.pk, "answer", by=world.signatory, statement="Auch dann.")
    assert issued(world, case).interest == Decimal("314.70")


def test_a_demanded_notice_taken_back_for_more_begins_with_a_hearing(world, late, correct):
    late("interest_case")
    correct("2025-03-10")
    case = LateUse.objects.get()
    fire(case.pk, "hear", by=world.case_worker, allegations="Spät verwendet.", answer_by="2025-06-20")
    fire(case.pk, "answer", by=world.signatory, statement="Die Firma kam spät.")
    issued(world, case)
    correct("2025-03-03")
    fire(case.pk, "propose", by=world.case_worker, **TAKE_BACK)
    fire(case.pk, "take_back", by=world.approver)
    assert state(case) == "interest_case"


def test_two_persons_let_it_stand_and_it_is_not_doubted_for_that_day_again(world, doubted, correct):
    case = doubted(paid="314.70")
    assert wrong(case, "propose", by=world.case_worker, **LEAVE) == "proposal"
    fire(case.pk, "propose", by=world.case_worker, **LET_STAND)
    assert refusal(case, "take_back", by=world.approver) == "other_proposal"
    fire(case.pk, "let_stand", by=world.approver)
    found = LateUse.objects.get()
    assert (found.state, found.interest, found.stands_for["paid_on"]) == ("paid", Decimal("314.70"), "2025-03-10")
    assert told("late_use.stands") == sorted([world.case_worker.name, world.checker.name])
    correct("2025-03-11")
    assert state(case) == "under_review"


def test_a_proposal_goes_back_where_it_came_from(world, doubted):
    case = doubted()
    fire(case.pk, "propose", by=world.case_worker, **TAKE_BACK)
    assert refusal(case, "return", by=world.case_worker, **WHY) == "not_yours"
    fire(case.pk, "return", by=world.approver, **WHY)
    assert (state(case), told("late_use.returned")) == (
        "under_review", sorted([world.case_worker.name, world.checker.name]),
    )  # fmt: skip


def test_nothing_is_taken_back_before_a_notice_and_nothing_stands_undoubted(world, late):
    case = late("in_preparation")
    assert wrong(case, "propose", by=world.case_worker, **TAKE_BACK) == "proposal"
    issued(world, case)
    assert wrong(case, "propose", by=world.case_worker, **LET_STAND) == "proposal"


def waive(world, case):
    fire(case.pk, "propose", by=world.case_worker, **WAIVE)
    fire(case.pk, "waive", by=world.approver)


def test_a_waiver_proposed_is_not_granted_on_other_facts_nor_of_what_was_paid(world, late, correct):
    case = late("demanded")
    fire(case.pk, "propose", by=world.case_worker, **WAIVE)
    correct("2025-03-10")
    assert refusal(case, "waive", by=world.approver) == "facts_changed"
    fire(case.pk, "return", by=world.approver, **WHY)
    assert state(case) == "under_review"
    assert wrong(case, "propose", by=world.case_worker, **WAIVE) == "proposal"


def test_a_waiver_proposed_is_not_granted_once_the_interest_is_paid(world, late):
    case = late("demanded")
    fire(case.pk, "propose", by=world.case_worker, **WAIVE)
    fire(case.pk, "note_payment", by=world.case_worker, amount="314.70", value_date=TODAY)
    assert refusal(case, "waive", by=world.approver) == "nothing_to_waive"
    fire(case.pk, "return", by=world.approver, **WHY)
    assert state(case) == "paid"


def test_a_waiver_ends_with_its_notice(world, late, correct):
    case = late("demanded")
    waive(world, case)
    correct("2025-03-10")
    fire(case.pk, "propose", by=world.case_worker, **TAKE_BACK)
    fire(case.pk, "take_back", by=world.approver)
    issued(world, case)
    correct("2025-03-11")
    fire(case.pk, "propose", by=world.case_worker, **LET_STAND)
    fire(case.pk, "let_stand", by=world.approver)
    assert state(case) == "demanded"


def test_a_waived_notice_taken_back_leaves_nothing_where_nothing_was_paid(world, late, correct):
    case = late("demanded")
    waive(world, case)
    correct("2025-03-10")
    assert state(case) == "under_review"
    fire(case.pk, "propose", by=world.case_worker, **LET_STAND)
    fire(case.pk, "let_stand", by=world.approver)
    assert state(case) == "waived"


@pytest.mark.parametrize(("proposal", "move"), [(TAKE_BACK, "take_back"), (LET_STAND, "let_stand")])
def test_who_acts_for_the_recipient_decides_nothing_of_it(world, doubted, hold, proposal, move):
    case = doubted()
    fire(case.pk, "propose", by=world.case_worker, **proposal)
    hold("approver", "signatory")
    assert refusal(case, move, by=world.signatory) == "acts_for_applicant"


def test_a_notice_annulled_by_a_court_while_it_is_under_review_is_decided_anew(world, doubted):
    case, notice = doubted(), Notice.objects.latest("pk")
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=TODAY)
    fire(notice.pk, "contest", by=world.signatory, remedy="action", received_on=TODAY)
    fire(notice.pk, "annul", by=world.approver, decided_on=TODAY, reason="Falscher Tag.")
    assert state(case) == "in_preparation"


def test_a_proposal_returned_after_the_interest_was_paid_meanwhile_leaves_it_paid(world, late):
    case = late("demanded")
    fire(case.pk, "propose", by=world.case_worker, **TAKE_BACK)
    fire(case.pk, "note_payment", by=world.case_worker, amount="314.70", value_date=TODAY)
    assert state(case) == "proposed"
    fire(case.pk, "return", by=world.approver, **WHY)
    assert (state(case), LateUse.objects.get().outstanding) == ("paid", 0)


def test_what_is_left_out_of_the_instruction_on_remedies_stays(world, late):
    case = late("signed")
    fire(case.pk, "return", by=world.approver, **WHY)
    fire(case.pk, "sign", by=world.case_worker, pay_by=SIGNED["pay_by"], reasons="x", remedy_street="Neue Straße 2")
    found = LateUse.objects.get()
    assert (found.remedy_name, found.remedy_street, found.remedy_town) == (
        SIGNED["remedy_name"], "Neue Straße 2", SIGNED["remedy_town"],
    )  # fmt: skip
    fire(case.pk, "issue", by=world.approver)


def test_of_another_remedy_the_address_of_the_one_before_goes(world, late):
    case = late("signed")
    fire(case.pk, "return", by=world.approver, **WHY)
    fire(case.pk, "sign", by=world.case_worker, pay_by=SIGNED["pay_by"], reasons="x", remedy_type="objection")
    found = LateUse.objects.get()
    assert (found.remedy_type, found.remedy_name) == ("objection", found.award.authority.name)

"""Money that is not used in time: overdue, given back, used late with interest."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.awards.settlement.rules import check_nothing_is_open
from funding.disbursements.late_use.models import LateUse
from funding.disbursements.models import Disbursement
from funding.disbursements.queries import left
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below, let, who_knows
from tests.funding.disbursements.conftest import LEAVE, SIGNED, WAIVE, WHY, sent
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case
from workflows.reading import desks_of, events_of, may_read, readable_cases
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
RETURNED = {"amount": "20000.00", "value_date": "2025-05-20"}


def told(case, kind):
    found = Message.objects.filter(kind=kind, about=f"case {case.pk}")
    return sorted(found.values_list("person__name", flat=True))


def test_after_the_window_the_use_is_overdue_and_both_sides_are_told(world, call, overdue, today_is):
    case = call("paid")
    today_is("2025-05-05")
    sweep_deadlines()
    assert state(case) == "paid"
    case = overdue()
    assert (state(case), state(below(case, "payment")), told(below(case, "payment"), "payment.use_overdue")) == (
        "paid", "use_overdue", sorted([world.applicant.name, world.case_worker.name, world.checker.name]),
    )  # fmt: skip


def test_used_in_time_and_confirmed_late_bears_no_interest(world, overdue):
    case = overdue()
    let(case, "confirm_use", by=world.applicant, used_on="2025-05-05")
    assert (state(case), LateUse.objects.count()) == ("use_confirmed", 0)


def test_what_was_used_late_is_looked_at_in_a_case_of_its_own(world, late):
    case = late()
    assert (case.parts, case.paid_on, case.use_until) == (
        [{"amount": "20000.00", "until": "2025-05-20"}], dt.date(2025, 3, 3), dt.date(2025, 5, 5),
    )  # fmt: skip
    assert not may_read(case, world.signatory.pk, dt.date(2025, 5, 20))
    assert refusal(case, "hear", by=world.signatory, allegations="x", answer_by="2025-06-20") == "not_found"


@pytest.mark.parametrize(
    ("back", "parts"),
    [
        ("500.00", [("500.00", "2025-05-20"), ("4000.00", "2025-05-10"), ("500.00", "2025-05-20")]),
        ("3000.00", [("3000.00", "2025-05-20"), ("2000.00", "2025-05-10")]),
        ("6000.00", [("6000.00", "2025-05-20")]),
        ("20000.00", [("20000.00", "2025-05-20")]),
    ],
)
def test_what_came_back_was_not_spent_and_bears_interest_once(world, overdue, back, parts):
    """Of 20 000 euros 15 000 were noted as spent in time and 4 000 late; the last day of the rest is later still."""
    case = overdue()
    spent = [{"amount": "4000.00", "used_on": "2025-05-10"}, {"amount": "15000.00", "used_on": "2025-04-01"}]
    let(case, "confirm_use", by=world.applicant, used_on="2025-05-20", spent=spent)
    let(case, "note_funds_returned", by=world.cashier, amount=back, value_date="2025-05-20")
    assert [(each["amount"], each["until"]) for each in LateUse.objects.get().parts] == parts
    payment = below(case, "payment").payment
    assert sum(amount for amount, _day in payment.parts()) == 20000


def test_only_the_part_that_was_used_late_bears_interest(world, overdue):
    case = overdue()
    spent = [{"amount": "15000.00", "used_on": "2025-04-01"}, {"amount": "4000.00", "used_on": "2025-05-05"}]
    wrong_rows = {
        "spent[0].used_on": [{"amount": "1.00", "used_on": "2025-03-02"}],
        "spent[1].amount": [*spent[:1], {"amount": "5000.01", "used_on": "2025-05-05"}],
    }
    for field, rows in wrong_rows.items():
        assert wrong(case, "confirm_use", by=world.applicant, used_on="2025-05-20", spent=rows) == field
    let(case, "confirm_use", by=world.applicant, used_on="2025-05-20", spent=spent)
    assert LateUse.objects.get().parts == [{"amount": "1000.00", "until": "2025-05-20"}]


def test_what_is_not_needed_comes_back_and_may_be_called_for_again(world, call, overdue):
    case = overdue()
    assert left(Award.objects.get()) == 60000
    let(case, "note_funds_returned", by=world.cashier, **RETURNED)
    award = Award.objects.get()
    assert (state(case), award.repaid, award.kept, left(award)) == ("returned_funds", 20000, 0, 80000)
    assert LateUse.objects.get().parts == [{"amount": "20000.00", "until": "2025-05-20"}]


def test_of_a_part_given_back_in_time_and_a_rest_used_late_only_the_rest_bears_interest(world, call, today_is):
    case = call("paid")
    today_is("2025-05-06")
    parts = {"amount": "5000.00", "value_date": "2025-05-05"}
    let(case, "note_funds_returned", by=world.cashier, **parts)
    assert LateUse.objects.count() == 0
    let(case, "confirm_use", by=world.applicant, used_on="2025-05-06")
    assert LateUse.objects.get().parts == [{"amount": "15000.00", "until": "2025-05-06"}]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"amount": "0.00"}, "amount"),
        ({"amount": "20000.01"}, "amount"),
        ({"value_date": "2025-05-21"}, "value_date"),
        ({"value_date": "2025-03-02"}, "value_date"),
    ],
)
def test_what_comes_back_was_paid_and_has_its_day(world, overdue, said, field):
    assert wrong(below(overdue(), "payment"), "note_funds_returned", by=world.cashier, **{**RETURNED, **said}) == field


def test_only_the_cash_office_notes_money_and_not_after_the_settlement(world, overdue):
    case = below(overdue(), "payment")
    assert refusal(case, "note_funds_returned", by=world.case_worker, **RETURNED) == "not_yours"
    Award.objects.update(final_amount="20000.00")
    assert refusal(case, "note_funds_returned", by=world.cashier, **RETURNED) == "award_is_settled"


def test_interest_runs_from_the_payment_to_the_use_and_two_persons_demand_it(world, late):
    case = late("signed")
    # 3 March to 20 May 2025: 79 days at 5 + 2.27 per cent
    assert case.interest == Decimal("314.70")
    assert refusal(case, "issue", by=world.case_worker) == "not_yours"
    fire(case.pk, "issue", by=world.approver)
    assert (state(case), told(case, "late_use.demanded"), case.documents.count()) == ("issued", [], 0)
    sent(world, case)
    assert (state(case), told(case, "late_use.demanded")) == ("demanded", [world.signatory.name])
    assert case.children.get(lifecycle="notice").documents.get().kind == "late_use_notice"
    pay = {"amount": "314.70", "value_date": "2025-05-20"}
    assert wrong(case, "note_payment", by=world.case_worker, **{**pay, "amount": "314.71"}) == "amount"
    assert refusal(case, "note_payment", by=world.signatory, **pay) == "not_yours"
    fire(case.pk, "note_payment", by=world.case_worker, **{**pay, "amount": "300.00"})
    assert state(case) == "demanded"
    fire(case.pk, "note_payment", by=world.case_worker, **{**pay, "amount": "14.70"})
    assert state(case) == "paid"


def test_who_signed_does_not_issue(world, late, hold):
    case = late("signed")
    hold("approver", "case_worker")
    assert refusal(case, "issue", by=world.case_worker) == "four_eyes"


def test_the_hearing_ends_without_an_answer(world, late, today_is):
    case = late("hearing")
    assert refusal(case, "answer", by=world.applicant, statement="x") == "not_yours"
    today_is("2025-06-21")
    sweep_deadlines()
    assert (state(case), told(case, "late_use.answered")) == (
        "in_preparation", sorted([world.case_worker.name, world.checker.name]),
    )  # fmt: skip


def test_a_notice_without_an_instruction_or_with_a_past_day_is_not_issued(world, late, today_is):
    case = late("in_preparation")
    assert wrong(case, "sign", by=world.case_worker, **{**SIGNED, "pay_by": "2025-05-20"}) == "pay_by"
    fire(case.pk, "sign", by=world.case_worker, **{**SIGNED, "remedy_town": ""})
    assert refusal(case, "issue", by=world.approver) == "notice_incomplete"
    assert refusal(case, "return", by=world.case_worker, **WHY) == "not_yours"
    fire(case.pk, "return", by=world.approver, reason="Der Ort fehlt.")
    assert refusal(case, "sign", by=world.approver, **SIGNED) == "not_yours"
    fire(case.pk, "sign", by=world.case_worker, **SIGNED)
    today_is("2025-08-01")
    assert refusal(case, "issue", by=world.approver) == "day_to_pay_has_passed"


@pytest.mark.parametrize("at", ["interest_case", "in_preparation"])
def test_that_no_interest_is_demanded_one_proposes_and_another_decides(world, late, hold, at):
    case = late(at)
    assert refusal(case, "propose", by=world.approver, **LEAVE) == "not_yours"
    fire(case.pk, "propose", by=world.case_worker, **LEAVE)
    assert (state(case), told(case, "late_use.proposed")) == ("proposed", [world.approver.name])
    hold("approver", "case_worker")
    assert refusal(case, "leave_it", by=world.case_worker) == "four_eyes"
    fire(case.pk, "leave_it", by=world.approver)
    assert (state(case), told(case, "late_use.left")) == ("left", [world.signatory.name])


def test_that_interest_is_waived_one_proposes_and_another_decides(world, late, hold):
    case = late("demanded")
    assert refusal(case, "waive", by=world.approver) == "not_possible_here"
    assert refusal(case, "propose", by=world.approver, **WAIVE) == "not_yours"
    fire(case.pk, "propose", by=world.case_worker, **WAIVE)
    assert (state(case), told(case, "late_use.left")) == ("proposed", [])
    assert refusal(case, "let_stand", by=world.approver) == "other_proposal"
    hold("approver", "case_worker")
    assert refusal(case, "waive", by=world.case_worker) == "four_eyes"
    fire(case.pk, "waive", by=world.approver)
    assert (state(case), told(case, "late_use.left")) == ("waived", [world.signatory.name])


def test_before_the_notice_no_interest_is_waived(world, late):
    assert wrong(late("in_preparation"), "propose", by=world.case_worker, **WAIVE) == "proposal"


def test_who_acts_for_the_recipient_does_not_grant_a_proposed_waiver(world, late, hold):
    case = late("demanded")
    fire(case.pk, "propose", by=world.case_worker, **WAIVE)
    hold("approver", "signatory")
    assert refusal(case, "waive", by=world.signatory) == "acts_for_applicant"


def test_where_the_notice_falls_it_is_decided_anew_and_what_was_paid_goes_back(world, late, leave, hold):
    case = late("demanded")
    notice = case.children.get()
    today = "2025-05-20"
    fire(case.pk, "note_payment", by=world.case_worker, amount="314.70", value_date=today)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=today)
    fire(notice.pk, "contest", by=world.signatory, remedy="action", received_on=today)
    with pytest.raises(Refused) as caught:
        check_nothing_is_open(Award.objects.get().pk)
    assert caught.value.key == "still_open"
    fire(notice.pk, "annul", by=world.approver, decided_on=today, reason="Kein Verschulden.")
    assert (state(case), LateUse.objects.get().interest) == ("in_preparation", None)
    leave(case)
    assert state(case) == "refund_due"
    assert refusal(case, "note_refund", by=world.case_worker, value_date=today) == "four_eyes"
    hold("approver", "signatory")
    assert refusal(case, "note_refund", by=world.signatory, value_date=today) == "acts_for_applicant"
    fire(case.pk, "note_refund", by=world.approver, value_date=today)
    assert (state(case), LateUse.objects.get().received) == ("left", 0)


def test_without_a_known_base_rate_nothing_is_reckoned(world, late):
    case = late("in_preparation")
    Disbursement.objects.update(value_date="2001-06-01")
    LateUse.objects.update(paid_on="2001-06-01")
    fire(case.pk, "hear", by=world.case_worker, allegations="Sehr spät verwendet.", answer_by="2025-06-20")
    fire(case.pk, "answer", by=world.signatory, statement="Ja.")
    assert refusal(Case.objects.get(pk=case.pk), "sign", by=world.case_worker, **SIGNED) == "law_unknown"


@pytest.mark.parametrize(
    ("to", "move", "desk", "said"),
    [
        ("in_preparation", "sign", "case_worker", SIGNED),
        ("signed", "issue", "approver", {}),
        ("interest_case", "propose", "case_worker", LEAVE),
    ],
)
def test_who_acts_for_the_recipient_does_not_decide_on_the_interest(world, late, hold, to, move, desk, said):
    case = late(to)
    hold(desk, "signatory")
    assert refusal(case, move, by=world.signatory, **said) == "acts_for_applicant"


@pytest.mark.parametrize("at", ["interest_case", "hearing", "in_preparation"])
def test_interest_still_to_be_reckoned_runs_from_the_corrected_value_date(late, correct, at):
    late(at)
    correct("2025-03-10")
    case = LateUse.objects.get()
    assert (case.paid_on, case.use_until, len(case.parts)) == (dt.date(2025, 3, 10), dt.date(2025, 5, 12), 1)


def test_a_signed_notice_is_not_issued_once_the_value_date_was_corrected(world, late, correct):
    case = late("signed")
    correct("2025-03-10")
    assert refusal(case, "issue", by=world.approver) == "facts_changed"
    fire(case.pk, "return", by=world.approver, reason="Wertstellung berichtigt.")
    fire(case.pk, "sign", by=world.case_worker, **SIGNED)
    # 10 March to 20 May 2025: 72 days at 5 + 2.27 per cent
    assert LateUse.objects.get().interest == Decimal("286.82")


def test_used_in_time_by_the_corrected_value_date_no_interest_is_demanded(world, late, leave, correct):
    case = late("in_preparation")
    correct("2025-03-20")
    assert LateUse.objects.get().parts == []
    assert refusal(case, "sign", by=world.case_worker, **SIGNED) == "no_interest"
    leave(case)
    assert state(case) == "left"


def test_after_an_annulled_notice_interest_runs_from_a_value_date_corrected_meanwhile(world, late, correct):
    case = late("demanded")
    correct("2025-03-10")
    assert LateUse.objects.get().paid_on == dt.date(2025, 3, 3)  # as the notice says
    notice, today = case.children.get(), "2025-05-20"
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=today)
    fire(notice.pk, "contest", by=world.signatory, remedy="action", received_on=today)
    fire(notice.pk, "annul", by=world.approver, decided_on=today, reason="Die Wertstellung war falsch.")
    fire(case.pk, "sign", by=world.case_worker, **SIGNED)
    assert LateUse.objects.get().interest == Decimal("286.82")


def test_the_value_date_is_corrected_also_after_the_money_came_back(world, overdue, correct):
    case = overdue()
    let(case, "note_funds_returned", by=world.cashier, **RETURNED)
    too_late = {"value_date": "2025-05-21", "reason": "x"}
    assert wrong(who_knows(case, "correct"), "correct", by=world.cashier, **too_late) == "value_date"
    correct("2025-03-20")
    assert (state(case), LateUse.objects.get().parts) == ("returned_funds", [])


def test_until_the_notice_of_interest_is_sent_the_recipient_learns_no_sum(world, late):
    case = late("issued")
    notice = case.children.get(lifecycle="notice")
    for person in (world.applicant, world.signatory):
        assert notice.pk not in {each.pk for each in readable_cases(person)}
    at_the_recipient = [("final_recipient", case.places["applicant"])]
    for desks in (*(desks_of(each.pk, clock.today()) for each in (world.applicant, world.signatory)), at_the_recipient):
        facts = {event.move: event.facts for event in events_of(Case.objects.get(pk=case.pk), desks)}
        assert (facts["sign"], facts["issue"], "interest" in case.INSIDE) == ({}, {}, True)
    assert Message.objects.filter(about__in=[f"case {case.pk}", f"case {notice.pk}"], person=world.signatory).exclude(
        kind="late_use.hearing"
    ).count() == 0  # fmt: skip
    sent(world, case)
    assert notice.pk in {each.pk for each in readable_cases(world.signatory)}


def test_a_notice_of_interest_not_sent_yet_can_be_called_back_and_one_sent_cannot(world, late):
    case = late("issued")
    fire(case.pk, "return", by=world.approver, reason="Der Ort fehlt.")
    assert (state(case), case.children.get(lifecycle="notice").state) == ("in_preparation", "moot")
    fire(case.pk, "sign", by=world.case_worker, **SIGNED)
    fire(case.pk, "issue", by=world.approver)
    sent(world, case)
    assert refusal(case, "return", by=world.approver, **WHY) == "not_possible_here"


def test_a_notice_that_rests_on_a_day_corrected_since_is_not_sent(world, late, correct):
    case = late("issued")
    correct("2025-03-10")
    posted = {"channel": "formal", "posted_on": "2025-05-20"}
    notice = case.children.get(lifecycle="notice")
    assert refusal(notice, "dispatch", by=world.case_worker, **posted) == "facts_changed"
    fire(case.pk, "return", by=world.approver, reason="Der Tag ist ein anderer.")
    fire(case.pk, "sign", by=world.case_worker, **SIGNED)
    assert LateUse.objects.get().paid_on == dt.date(2025, 3, 10)

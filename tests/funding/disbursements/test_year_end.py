"""What was not called for when a budget year ends: two persons decide whether it lapses or is carried over."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.disbursements.queries import left, left_of_year
from funding.disbursements.year_end.models import YearEnd
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import let
from tests.funding.changes.conftest import line
from tests.funding.disbursements.conftest import IBAN, LAPSE, PLAN
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db


def test_each_year_of_the_plan_but_the_last_waits_for_its_end(year_end, today_is):
    case = year_end("open")
    assert (case.year, case.state) == (2025, "open")
    today_is("2025-12-31")
    sweep_deadlines()
    assert state(case) == "open"
    today_is("2026-01-01")
    sweep_deadlines()
    assert (state(case), YearEnd.objects.get().unspent) == ("to_decide", 40000)


def test_a_year_over_before_the_notice_is_final_ends_too(award, today_is):
    today_is("2026-01-05")
    found = award("final", plan=PLAN, period_from=dt.date(2026, 1, 6), period_to=dt.date(2026, 12, 31))
    today_is("2026-01-06")
    sweep_deadlines()
    assert state(found) == "running"
    sweep_deadlines()
    assert [(each.year, each.state, each.unspent) for each in YearEnd.objects.all()] == [(2025, "to_decide", 60000)]


def test_a_year_that_is_used_up_asks_nobody(year_end):
    assert year_end(paid="60000.00").state == "used_up"


@pytest.mark.parametrize(("called_on", "unspent"), [("2025-12-30", 10000), ("2026-01-05", 40000)])
def test_what_is_called_for_by_the_years_end_does_not_lapse_whenever_it_is_paid(
    world, year_end, call, today_is, called_on, unspent
):
    case = year_end("open")
    today_is(called_on)
    call("ordered", of=Award.objects.get(), amount="30000.00" if unspent == 10000 else "20000.00")
    today_is("2026-01-05")
    sweep_deadlines()
    assert (state(case), YearEnd.objects.get().unspent) == ("to_decide", unspent)


def test_signed_in_the_new_year_it_is_of_the_new_year_whenever_it_was_needed(world, year_end, call, today_is):
    case = year_end("open")
    today_is("2026-01-01")
    sweep_deadlines()
    call("submitted", of=Award.objects.get(), amount="10000.00", needed_from="2025-12-30", needed_until="2026-01-02")
    fire(case.pk, "propose", by=world.case_worker, **LAPSE)
    assert YearEnd.objects.get().unspent == 40000


def test_what_is_needed_next_year_and_ordered_in_this_one_is_of_this_one(world, year_end, call, today_is):
    year_end("open")
    today_is("2025-12-30")
    of, soon = Award.objects.get(), {"needed_from": "2026-01-02", "needed_until": "2026-01-02"}
    first, second = (call("approved", of=of, amount="30000.00", **soon) for _ in range(2))
    fire(first.pk, "order", by=world.cashier)
    assert refusal(second, "order", by=world.cashier) == "more_than_the_year_has"


def test_what_was_ordered_in_the_old_year_does_not_lapse_on_whatever_day_it_is_needed_and_paid(
    world, year_end, call, today_is
):
    case = year_end("open")
    today_is("2025-12-30")
    soon = {"needed_from": "2026-01-02", "needed_until": "2026-01-02"}
    ordered = call("ordered", of=Award.objects.get(), amount="30000.00", **soon)
    today_is("2026-01-02")
    let(ordered, "note_payment", by=world.cashier, value_date="2026-01-02")
    sweep_deadlines()
    assert (state(case), YearEnd.objects.get().unspent) == ("to_decide", 10000)


def test_what_is_only_asked_for_does_not_hinder_the_order_of_what_is_approved(world, year_end, call, today_is):
    year_end("open")
    today_is("2025-12-30")
    of = Award.objects.get()
    approved = call("approved", of=of, amount="20000.00")
    call("submitted", of=of, amount="20000.00")
    Award.objects.filter(pk=of.pk).update(amount="66666.67")  # 50,000.00 of it for 2025
    fire(approved.pk, "order", by=world.cashier)


def test_what_was_revoked_and_paid_back_does_not_swell_a_year_that_was_used_up(year_end):
    case = year_end("open", paid="60000.00")
    Award.objects.filter(pk=case.parent_id).update(amount="60000.00", repaid="20000.00")
    assert left_of_year(Award.objects.get(), 2025) == 0


def test_what_comes_back_of_a_later_payment_does_not_swell_the_year_before(world, year_end, call, today_is):
    case = year_end("to_decide")
    later = call("paid", of=Award.objects.get(), amount="15000.00")
    let(later, "note_funds_returned", by=world.cashier, amount="15000.00", value_date="2026-01-05")
    fire(case.pk, "propose", by=world.case_worker, **LAPSE)
    assert YearEnd.objects.get().unspent == 40000


def test_of_a_year_the_share_kept_back_is_not_left_over(world, award, call, today_is, set_terms):
    today_is("2025-03-03")
    set_terms(award("running", plan=PLAN), retained_share="10/100")
    call("paid", of=Award.objects.get(), amount="54000.00")
    today_is("2026-01-05")
    sweep_deadlines()
    assert (YearEnd.objects.get().state, YearEnd.objects.get().unspent) == ("used_up", Decimal(0))


@pytest.mark.parametrize(("amount", "met"), [("40000.01", "more_than_the_year_has"), ("40000.00", None)])
def test_no_more_is_called_for_in_a_year_than_the_plan_counts_on_until_its_end(
    world, year_end, call, today_is, amount, met
):
    year_end("open")
    today_is("2025-12-30")
    found = call("draft", of=Award.objects.get(), amount=amount)
    assert met is None or refusal(found, "submit", by=world.signatory) == met
    need = {"needed_from": "2026-01-02", "needed_until": "2026-01-02", "purpose": "Honorare", "iban": IBAN}
    fire(found.pk, "edit", by=world.applicant, **need, amount="60000.00")
    fire(found.pk, "submit", by=world.signatory)
    for move, who in (("check_factual", "case_worker"), ("check_arithmetical", "checker")):
        fire(found.pk, move, by=getattr(world, who))
    fire(found.pk, "approve", by=world.approver, amount="60000.00")
    assert refusal(found, "order", by=world.cashier) == "more_than_the_year_has"
    today_is("2026-01-02")
    fire(found.pk, "order", by=world.cashier)


def test_what_lapses_can_no_longer_be_called_for_and_lessens_what_is_settled(world, year_end, hold):
    case = year_end("proposed")
    assert refusal(case, "decide", by=world.case_worker) == "not_yours"
    hold("approver", "case_worker")
    assert refusal(case, "decide", by=world.case_worker) == "four_eyes"
    assert left(Award.objects.get()) == 60000
    fire(case.pk, "decide", by=world.approver)
    award = Award.objects.get()
    assert (state(case), award.lapsed, award.amount, left(award)) == ("lapsed", 40000, 80000, 20000)
    told = Message.objects.filter(kind="year_end.decided").values_list("person__name", flat=True)
    assert sorted(told) == sorted([world.applicant.name, world.signatory.name])


def test_what_is_carried_over_stays_to_be_called_for(world, year_end):
    case = year_end("proposed", proposal="carry_over")
    fire(case.pk, "decide", by=world.approver)
    assert (state(case), Award.objects.get().lapsed, left(Award.objects.get())) == ("carried_over", 0, 60000)


def test_a_proposal_is_returned_and_another_made(world, year_end):
    case = year_end("proposed")
    assert refusal(case, "return", by=world.case_worker, reason="x") == "not_yours"
    fire(case.pk, "return", by=world.approver, reason="Bitte übertragen.")
    assert wrong(case, "propose", by=world.case_worker, proposal="forget", reason="x") == "proposal"
    assert refusal(case, "propose", by=world.approver, **LAPSE) == "not_yours"
    fire(case.pk, "propose", by=world.case_worker, **{**LAPSE, "proposal": "carry_over"})
    assert state(case) == "proposed"


def test_once_the_award_is_settled_nothing_is_decided(world, year_end):
    case = year_end("proposed")
    Award.objects.update(final_amount="20000.00")
    assert refusal(case, "decide", by=world.approver) == "award_is_settled"


def test_it_ends_with_the_award(world, year_end):
    case = year_end("open", paid="")
    fire(case.parent_id, "decline", by=world.signatory, reason="Kein Bedarf.")
    assert state(case) == "ended"


def test_the_retained_share_is_not_left_over_at_the_years_end(world, award, call, today_is, set_terms):
    today_is("2025-03-03")
    of = award("running", plan=[line("income", "grant", "Zuwendung", "80000.00", 2025)])
    set_terms(of, retained_share="10/100")
    call("paid", of=Award.objects.get(), amount="72000.00")
    today_is("2026-01-05")
    sweep_deadlines()
    assert (YearEnd.objects.get().state, YearEnd.objects.get().unspent) == ("used_up", Decimal(0))


@pytest.mark.parametrize(
    ("to", "move", "desk", "said"),
    [("to_decide", "propose", "case_worker", LAPSE), ("proposed", "decide", "approver", {})],
)
def test_who_acts_for_the_recipient_does_not_decide_on_the_rest(world, year_end, hold, to, move, desk, said):
    case = year_end(to)
    hold(desk, "signatory")
    assert refusal(case, move, by=world.signatory, **said) == "acts_for_applicant"


def test_what_came_back_unused_is_left_over_in_its_year(world, year_end, today_is):
    case = year_end("open", paid="60000.00")
    today_is("2025-11-03")
    back = {"amount": "15000.00", "value_date": "2025-11-03"}
    let(Award.objects.get().children.get(lifecycle="disbursement"), "note_funds_returned", by=world.cashier, **back)
    today_is("2026-01-05")
    sweep_deadlines()
    assert (state(case), YearEnd.objects.get().unspent) == ("to_decide", 15000)


def test_a_year_is_not_closed_before_its_last_day_is_over(world, year_end):
    assert refusal(year_end("open"), "cut_off", by=CLOCK) == "not_yet_due"

"""Every reason for which money does not flow, refused once."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils.formats import date_format

from funding.awards.models import Award
from funding.disbursements.models import Disbursement
from funding.disbursements.queries import left, payable
from funding.disbursements.rules import DRAWN_IN, PAID_IN
from funding.flows import AwardV1
from funding.iban import read_iban
from funding.notices.models import Notice
from tests.funding.asking import wrong
from tests.funding.below import below, let
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def refused(case, move, **more):
    with pytest.raises(Refused) as caught:
        fire(case.pk, move, **more)
    return caught.value


def test_an_incomplete_request_names_what_is_missing(world, call):
    case = call("draft", iban="", purpose="")
    refusal = refused(case, "submit", by=world.signatory)
    assert refusal.key == "incomplete"
    assert [str(Disbursement._meta.get_field(name).verbose_name) in refusal.sentence for name in ("iban", "purpose")]


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("amount", {"amount": "0.00"}),
        ("needed_until", {"needed_from": "2025-03-04", "needed_until": "2025-03-03"}),
        ("iban", {"iban": "DE88370400440532013000"}),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(world, call, field, data):
    assert wrong(call("draft"), "edit", by=world.applicant, **data) == field


def test_a_stop_of_payments_outlives_the_end_of_the_period(world, call, today_is):
    case = call("approved")
    fire(case.parent_id, "suspend", by=world.case_worker, reason="Bericht fehlt.")
    today_is("2026-03-03")
    sweep_deadlines()
    assert Case.objects.get(pk=case.parent_id).state == "completed"
    assert refused(case, "order", by=world.cashier).key == "payments_stopped"


def test_a_stop_that_was_lifted_in_time_stops_nothing_at_the_end(world, call, today_is):
    case = call("approved")
    fire(case.parent_id, "suspend", by=world.case_worker, reason="Bericht fehlt.")
    fire(case.parent_id, "resume", by=world.case_worker)
    today_is("2026-03-03")
    sweep_deadlines()
    fire(case.pk, "order", by=world.cashier)
    assert Case.objects.get(pk=case.pk).state == "ordered"


def test_an_award_is_not_annulled_while_the_cash_office_pays(world, call):
    case = call("ordered")
    Notice.objects.update(remedy_waived_on=None)
    let(case.parent, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    decided = {"by": world.approver, "decided_on": "2025-03-03", "reason": "Urteil."}
    assert refused(below(case.parent, "notice"), "annul", **decided).key == "payment_is_ordered"
    fire(case.pk, "note_payment", by=world.cashier, value_date="2025-03-03")
    let(case.parent, "annul", **decided)
    assert Award.objects.get(pk=case.parent_id).to_repay == Decimal("20000.00")


def test_an_account_number_is_kept_without_its_spaces(call):
    assert call("draft").iban == "DE89370400440532013000"
    assert (read_iban("gb82 west 1234 5698 7654 32"), read_iban("DE00")) == ("GB82WEST12345698765432", None)


def test_the_states_asked_about_are_states_of_an_award():
    assert set(PAID_IN) - set(AwardV1.lifecycle.stay_in) == set()
    assert set(DRAWN_IN) - set(PAID_IN) == set()


@pytest.mark.parametrize("to", ["issued", "sent", "notified"])
def test_nothing_is_called_for_before_the_award_is_final(world, award, call, today_is, to):
    today_is("2025-03-03")
    case = call("draft", award(to))
    refusal = refused(case, "submit", by=world.signatory)
    assert refusal.key == "award_stands_still"
    assert str(case.parent.stay.state.label) in refusal.sentence


@pytest.mark.parametrize(
    ("start", "move", "person", "data"),
    [
        ("draft", "submit", "signatory", {}),
        ("submitted", "check_factual", "case_worker", {}),
        ("checked_factual", "check_arithmetical", "checker", {}),
        ("checked_arithmetical", "approve", "approver", {"amount": "20000.00"}),
        ("approved", "order", "cashier", {}),
    ],
)
def test_no_step_towards_a_payment_while_payments_are_suspended(world, call, start, move, person, data):
    case = call(start)
    fire(case.parent_id, "suspend", by=world.case_worker, reason="Bericht fehlt.")
    assert refused(case, move, by=getattr(world, person), **data).key == "award_stands_still"
    fire(case.parent_id, "resume", by=world.case_worker)
    fire(case.pk, move, by=getattr(world, person), **data)


def test_after_the_project_nothing_new_is_called_for_but_what_was_signed_is_paid(world, call):
    signed = call("approved")
    award = Award.objects.get()
    late = call("draft", award)
    fire(award.pk, "achieve", by=world.signatory, achieved_on="2025-03-03", statement="Fertig.")
    assert refused(late, "submit", by=world.signatory).key == "not_drawn_now"
    fire(signed.pk, "order", by=world.cashier)
    assert Case.objects.get(pk=signed.pk).state == "ordered"


def test_the_need_lies_within_the_period_of_the_award(world, call):
    case = call("draft", needed_from="2025-03-02")
    assert refused(case, "submit", by=world.signatory).key == "outside_period"


def test_the_need_falls_due_within_the_window_after_payment(world, call):
    case = call("draft", needed_until="2025-05-06")
    refusal = refused(case, "submit", by=world.signatory)
    assert (refusal.key, str(refusal.rule)[:5]) == ("needed_too_long", "§ 49a")
    call("submitted", Award.objects.get(), needed_until="2025-05-05")


def test_what_is_needed_later_is_not_paid_now(world, call, today_is):
    """The window is two months: of money ordered on 29 September all is used by Monday, 1 December."""
    case = call("approved", needed_from="2025-10-01", needed_until="2025-11-30")
    refusal = refused(case, "order", by=world.cashier)
    assert case.deadlines.get(kind="approved").due_on == dt.date(2025, 10, 6)
    assert (refusal.key, refusal.values["day"]) == ("needed_later", date_format(dt.date(2025, 9, 29)))
    today_is("2025-09-28")
    assert refused(case, "order", by=world.cashier).key == "needed_later"
    today_is("2025-09-29")
    fire(case.pk, "order", by=world.cashier)
    fire(case.pk, "note_payment", by=world.cashier, value_date="2025-09-29")
    assert below(case, "payment").deadlines.get().due_on == dt.date(2025, 12, 1)


def test_never_more_than_the_award(world, call):
    call("submitted", amount="50000.00")
    award = Award.objects.get()
    assert left(award) == Decimal("30000.00")
    assert refused(call("draft", award, amount="30000.01"), "submit", by=world.signatory).key == "more_than_left"
    call("submitted", award, amount="30000.00")
    assert left(award) == 0


def test_the_share_kept_back_is_not_called_for_before_the_proof(world, award, call, set_terms, today_is):
    today_is("2025-03-03")
    set_terms(award("running", amount=Decimal("10000.99")), retained_share="10/100")
    granted = Award.objects.get()
    assert payable(granted) == Decimal("9000.89")
    assert refused(call("draft", granted, amount="9000.90"), "submit", by=world.signatory).key == "more_than_left"
    call("submitted", granted, amount="9000.89")


def test_an_award_reduced_since_the_approval_no_longer_covers_it(world, call):
    case = call("approved")
    Award.objects.update(amount=Decimal("19999.99"))
    assert refused(case, "order", by=world.cashier).key == "more_than_left"


def test_not_more_is_approved_than_was_asked_for_or_is_left(world, call):
    case = call("checked_arithmetical")
    assert wrong(case, "approve", by=world.approver, amount="20000.01") == "amount"
    assert wrong(case, "approve", by=world.approver, amount="0.00") == "amount"
    Award.objects.update(amount=Decimal("15000.00"))
    assert refused(case, "approve", by=world.approver, amount="15000.01").key == "more_than_left"
    fire(case.pk, "approve", by=world.approver, amount="15000.00")


def test_who_certified_the_facts_does_not_certify_the_figures(world, call):
    case = call("checked_factual")
    assert refused(case, "check_arithmetical", by=world.case_worker).key == "four_eyes"


@pytest.mark.parametrize("part", ["case_worker", "checker"])
def test_who_certified_does_not_approve(world, call, hold, part):
    case = call("checked_arithmetical")
    hold("approver", part)
    assert refused(case, "approve", by=getattr(world, part), amount="1.00").key == "four_eyes"


@pytest.mark.parametrize("part", ["case_worker", "checker", "approver"])
def test_who_certified_or_approved_does_not_order(world, call, hold, part):
    case = call("approved")
    hold("cashier", part)
    assert refused(case, "order", by=getattr(world, part)).key == "four_eyes"


def test_payment_and_use_are_days_that_have_come_in_their_order(world, call):
    case = call("ordered")
    for day in ("2025-03-04", "2025-03-02"):  # tomorrow; the day before the order
        assert wrong(case, "note_payment", by=world.cashier, value_date=day) == "value_date"
    fire(case.pk, "note_payment", by=world.cashier, value_date="2025-03-03")
    payment = below(case, "payment")
    assert wrong(payment, "confirm_use", by=world.applicant, used_on="2025-03-02") == "used_on"
    assert wrong(payment, "confirm_use", by=world.applicant, used_on="2025-03-04") == "used_on"


def test_others_do_not_act_and_strangers_find_nothing(world, call):
    case = call("submitted")
    assert refused(case, "check_factual", by=world.applicant).key == "not_yours"
    assert refused(case, "check_factual", by=world.stranger).key == "not_found"


@pytest.mark.parametrize(
    ("at", "move", "part", "data"),
    [
        ("draft", "ask_for_signature", "signatory", {}),
        ("submitted", "return", "applicant", {"reason": "x"}),
        ("submitted", "reject", "signatory", {"reason": "x"}),
        ("ordered", "recall", "approver", {"reason": "x"}),
    ],
)
def test_each_makes_the_moves_of_their_own_desk_and_no_other(world, call, at, move, part, data):
    assert refused(call(at), move, by=getattr(world, part), **data).key == "not_yours"

"""A year that has ended is counted anew: a request goes back, money comes back, something is signed again."""

from typing import Any

import pytest

from funding.awards.models import Award
from funding.disbursements.queries import left
from funding.disbursements.year_end.models import YearEnd
from funding.disbursements.year_end.queries import undecided
from notifications.models import Message
from tests.funding.asking import state
from tests.funding.below import let
from tests.funding.disbursements.conftest import IBAN, LAPSE
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db


@pytest.fixture
def used_up(year_end, call, today_is):
    """Of 60,000 euros for 2025, 20,000 were paid, and 40,000 called for in December. Today is 5 January 2026."""

    def brought(to="submitted") -> tuple[YearEnd, Any]:
        case = year_end("open")
        today_is("2025-12-15")
        request = call(to, of=Award.objects.get(), amount="40000.00")
        today_is("2026-01-05")
        sweep_deadlines()
        assert state(case) == "used_up"
        return case, request

    return brought


@pytest.mark.parametrize(
    ("move", "who"), [("reject", "case_worker"), ("withdraw", "signatory"), ("return", "case_worker")]
)
def test_a_year_whose_last_request_goes_back_has_something_left_again(world, used_up, move, who):
    case, request = used_up()
    fire(request.pk, move, by=getattr(world, who), reason="Kein Bedarf belegt.")
    assert (state(case), YearEnd.objects.get().unspent) == ("to_decide", 40000)
    fire(case.pk, "propose", by=world.case_worker, **LAPSE)
    fire(case.pk, "decide", by=world.approver)
    assert (state(case), Award.objects.get().lapsed) == ("lapsed", 40000)


@pytest.mark.parametrize(("decided", "lapsed"), [("lapse", 40000), ("carry_over", 15000)])
def test_what_comes_back_after_the_rest_was_decided_on_is_decided_on_too(
    world, year_end, call, today_is, decided, lapsed
):
    """Of 60,000 euros for 2025, 20,000 were paid and 15,000 more in December; the rest of 25,000 is decided on."""
    case = year_end("open")
    today_is("2025-12-15")
    request = call("paid", of=Award.objects.get(), amount="15000.00")
    today_is("2026-01-05")
    sweep_deadlines()
    fire(case.pk, "propose", by=world.case_worker, proposal=decided, reason="x")
    fire(case.pk, "decide", by=world.approver)
    let(request, "note_funds_returned", by=world.cashier, amount="15000.00", value_date="2026-01-05")
    found = YearEnd.objects.get()
    assert (state(case), found.unspent) == ("to_decide", 40000)
    fire(case.pk, "propose", by=world.case_worker, **LAPSE)
    fire(case.pk, "decide", by=world.approver)
    found = YearEnd.objects.get()
    assert (state(case), found.unspent, found.lapsed) == ("lapsed", 40000, lapsed)
    assert Award.objects.get().lapsed == lapsed


@pytest.fixture
def carried(world, year_end, call, today_is):
    """Of 60,000 euros for 2025, 35,000 were paid, 25,000 are carried over. Today is 5 January 2026."""
    case = year_end("open")
    today_is("2025-12-15")
    request = call("paid", of=Award.objects.get(), amount="15000.00")
    today_is("2026-01-05")
    sweep_deadlines()
    fire(case.pk, "propose", by=world.case_worker, proposal="carry_over", reason="x")
    fire(case.pk, "decide", by=world.approver)
    return case, request


def test_what_comes_back_once_all_that_was_carried_over_is_called_for_is_decided_on_too(world, carried, call):
    case, request = carried
    rest = left(Award.objects.get())
    call("submitted", of=Award.objects.get(), amount=rest)
    let(request, "note_funds_returned", by=world.cashier, amount="15000.00", value_date="2026-01-05")
    assert (state(case), undecided(YearEnd.objects.get())) == ("to_decide", 15000)


def test_where_nothing_more_is_left_after_all_the_earlier_decision_is_told_to_nobody_again(world, carried):
    case, request = carried
    let(request, "note_funds_returned", by=world.cashier, amount="15000.00", value_date="2026-01-05")
    fire(case.pk, "propose", by=world.case_worker, **LAPSE)
    told = Message.objects.filter(kind="year_end.decided")
    before = told.count()
    Award.objects.update(lapsed="15000.00")
    fire(case.pk, "decide", by=world.approver)
    assert (state(case), told.count()) == ("used_up", before)
    assert YearEnd.objects.get().carried_over == 25000


def test_a_request_that_had_not_used_it_up_leaves_the_year_as_it_is(world, year_end, call, today_is):
    case = year_end("open", paid="60000.00")
    today_is("2026-01-05")
    sweep_deadlines()
    request = call("submitted", of=Award.objects.get(), amount="1000.00")
    fire(request.pk, "withdraw", by=world.signatory, reason="x")
    assert state(case) == "used_up"


@pytest.mark.parametrize(
    ("needed", "amount", "unspent"), [("2025-12-15", "25000.00", 30000), ("2026-01-05", "10000.00", 40000)]
)
def test_signed_anew_in_january_a_request_is_the_old_years_with_what_was_signed_in_it(
    world, year_end, call, today_is, needed, amount, unspent
):
    """Neither more money than that nor an earlier need."""
    case = year_end("open")
    today_is("2025-12-15")
    soon = {"needed_from": needed, "needed_until": needed}
    request = call("submitted", of=Award.objects.get(), amount="10000.00", **soon)
    today_is("2026-01-05")
    sweep_deadlines()
    assert YearEnd.objects.get().unspent == unspent
    fire(request.pk, "return", by=world.case_worker, reason="Bitte aufteilen.")
    need = {"needed_from": "2025-12-15", "needed_until": "2026-01-05", "purpose": "Honorare", "iban": IBAN}
    fire(request.pk, "edit", by=world.applicant, amount=amount, **need)
    fire(request.pk, "submit", by=world.signatory)
    fire(case.pk, "propose", by=world.case_worker, **LAPSE)
    assert YearEnd.objects.get().unspent == unspent


def test_where_nothing_is_left_any_more_the_decision_lapses_nothing_and_tells_nobody(world, year_end, call, today_is):
    case = year_end("proposed")
    Award.objects.update(lapsed="40000.00")
    fire(case.pk, "decide", by=world.approver)
    assert (state(case), YearEnd.objects.get().lapsed) == ("used_up", 0)
    assert not Message.objects.filter(kind="year_end.decided").exists()


def test_a_year_of_whose_last_request_less_is_approved_has_the_rest_left_again(world, used_up):
    case, request = used_up("checked_arithmetical")
    fire(request.pk, "approve", by=world.approver, amount="10000.00")
    assert (state(case), YearEnd.objects.get().unspent) == ("to_decide", 30000)


def test_a_year_whose_last_request_is_approved_in_full_stays_used_up(world, used_up):
    case, request = used_up("checked_arithmetical")
    fire(request.pk, "approve", by=world.approver, amount="40000.00")
    assert state(case) == "used_up"


def test_a_year_of_which_a_payment_comes_back_has_something_left_again(world, used_up):
    case, request = used_up("paid")
    let(request, "note_funds_returned", by=world.cashier, amount="15000.00", value_date="2026-01-05")
    assert (state(case), YearEnd.objects.get().unspent) == ("to_decide", 15000)

"""An award lapses where no money is called for by the day its notice names."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.disbursements.first_draw.models import FirstDraw
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below
from tests.funding.disbursements import conftest as disbursements
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db
call, hold = disbursements.call, disbursements.hold
LATER = {"until": "2025-07-31", "reason": "Die Stelle ist noch nicht besetzt."}


@pytest.fixture
def awaited(award, today_is) -> Award:
    """Money is to be called for by 30 May 2025, a Friday. Today is 3 March."""
    today_is("2025-03-03")
    return award("running", draw_by=dt.date(2025, 5, 30))


def told(case, kind):
    found = Message.objects.filter(kind=kind, about=f"case {case.pk}")
    return sorted(found.values_list("person__name", flat=True))


def days(today_is, *wanted):
    for day in wanted:
        today_is(day)
        sweep_deadlines()


def test_it_lapses_after_the_day_and_the_recipient_was_warned_before(world, awaited, today_is):
    first = FirstDraw.objects.get()
    days(today_is, "2025-05-27")
    assert told(first, "task.soon") == [world.signatory.name]
    days(today_is, "2025-05-30")
    assert (state(awaited), state(first)) == ("running", "waiting")
    days(today_is, "2025-05-31")
    assert (state(awaited), state(first)) == ("lapsed", "missed")
    assert told(awaited, "award.lapsed") == sorted([world.signatory.name, world.case_worker.name, world.checker.name])


def test_who_has_signed_a_request_by_the_day_has_called_in_time(awaited, call, today_is):
    today_is("2025-05-30")
    call("submitted", of=awaited)
    days(today_is, "2025-05-31")
    assert (state(awaited), FirstDraw.objects.get().state) == ("running", "met")


def test_while_payments_are_stopped_nobody_misses_anything(world, awaited, today_is):
    fire(awaited.pk, "suspend", by=world.case_worker, reason="Anhörung.")
    days(today_is, "2025-05-31")
    assert (state(awaited), FirstDraw.objects.get().state) == ("suspended", "waiting")
    assert refusal(FirstDraw.objects.get(), "look", by=CLOCK) == "could_not_draw"


def test_a_later_day_is_set_or_the_condition_dropped_by_another(world, awaited, today_is, hold):
    first = FirstDraw.objects.get()
    assert refusal(first, "extend", by=world.signatory, **LATER) == "not_yours"
    assert wrong(first, "extend", by=world.case_worker, **{**LATER, "until": "2025-03-02"}) == "until"
    fire(first.pk, "extend", by=world.case_worker, **LATER)
    days(today_is, "2025-05-31")
    assert (state(awaited), FirstDraw.objects.get().draw_by) == ("running", dt.date(2025, 7, 31))
    hold("approver", "case_worker")
    assert refusal(first, "drop", by=world.case_worker, reason="x") == "four_eyes"
    fire(first.pk, "drop", by=world.approver, reason="Der Verein hat vorfinanziert.")
    days(today_is, "2025-08-01")
    assert (state(awaited), state(first)) == ("running", "dropped")


def test_it_ends_with_the_award_and_an_award_without_a_day_awaits_nothing(world, awaited, award):
    fire(awaited.pk, "decline", by=world.signatory, reason="Kein Bedarf.")
    assert FirstDraw.objects.get().state == "ended"
    award("running")
    assert FirstDraw.objects.count() == 1


def test_a_request_returned_for_correction_was_signed_by_the_day(world, awaited, call, today_is):
    today_is("2025-05-28")
    request = call("submitted", of=awaited)
    fire(request.pk, "return", by=world.case_worker, reason="Die Rechnung fehlt.")
    days(today_is, "2025-05-31")
    assert (state(awaited), FirstDraw.objects.get().state) == ("running", "met")


def test_nothing_lapses_by_a_day_that_had_passed_before_the_project_could_start(world, award, today_is):
    today_is("2025-03-03")
    late = award("running", draw_by=dt.date(2025, 2, 28))
    days(today_is, "2025-03-04", "2025-03-05")
    assert (state(late), FirstDraw.objects.count()) == ("running", 0)


def test_a_day_to_draw_by_that_is_a_sunday_ends_on_monday(world, award, call, today_is):
    today_is("2025-03-03")
    case = award("running", draw_by=dt.date(2025, 6, 1))
    today_is("2025-06-02")
    sweep_deadlines()
    assert (state(case), below(case, "first_draw").deadlines.get().due_on) == ("running", dt.date(2025, 6, 2))
    today_is("2025-06-03")
    sweep_deadlines()
    assert state(case) == "lapsed"


def test_a_later_day_on_a_saturday_is_the_working_day_after_it(world, awaited):
    fire(FirstDraw.objects.get().pk, "extend", by=world.case_worker, **{**LATER, "until": "2025-06-07"})
    first = FirstDraw.objects.get()  # Whit Monday is the ninth
    assert (first.draw_by, first.deadlines.get(kind="waiting").due_on) == (dt.date(2025, 6, 10), dt.date(2025, 6, 10))

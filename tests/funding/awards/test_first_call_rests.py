"""The day of the first call moves on by the days on which nobody could call for money."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.disbursements.first_draw.models import FirstDraw
from funding.disbursements.first_draw.resting import rests_of
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.asking import refusal, state
from tests.funding.below import let
from tests.funding.disbursements import conftest as disbursements
from tests.funding.reclaims.conftest import INTENDED
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case

pytestmark = pytest.mark.django_db
call, hold = disbursements.call, disbursements.hold


@pytest.fixture
def awaited(award, today_is) -> Award:
    """Money is to be called for by 30 May 2025, a Friday. Today is 3 March."""
    today_is("2025-03-03")
    return award("running", draw_by=dt.date(2025, 5, 30))


@pytest.fixture
def stopped(world, today_is):
    """Payments are stopped from one day to another."""

    def stop(case, since, until):
        today_is(since)
        fire(case.pk, "suspend", by=world.case_worker, reason="Der Bericht fehlt.")
        today_is(until)
        sweep_deadlines()
        fire(case.pk, "resume", by=world.case_worker)

    return stop


@pytest.fixture
def contested(world, today_is):
    """An action in time, decided on the second day."""

    def brought(case, since, until):
        today_is(since)
        Notice.objects.update(remedy_waived_on=None)
        in_time = Notice.objects.earliest("pk").remedy_until.isoformat()
        let(case, "contest", by=world.case_worker, remedy="action", received_on=min(in_time, since))
        today_is(until)
        sweep_deadlines()
        let(case, "uphold", by=world.approver, decided_on=until, reason="Unbegründet.")

    return brought


def day():
    return FirstDraw.objects.get().draw_by


def test_a_stop_moves_the_day_on_by_its_days_and_shows_how(awaited, stopped):
    stopped(awaited, "2025-04-07", "2025-04-11")
    # 5 days from 30 May: 4 June
    deadline = FirstDraw.objects.get().deadlines.get(of_stay=True, closed_at=None)
    assert (day(), deadline.due_on, deadline.status) == (dt.date(2025, 6, 4), dt.date(2025, 6, 4), "extended")
    assert deadline.steps[0]["values"] == {
        "since": {"day": "2025-04-07"}, "until": {"day": "2025-04-11"}, "days": 5,
    }  # fmt: skip
    assert FirstDraw.objects.get().tasks.get(finished=None).due_on == dt.date(2025, 6, 4)
    assert Message.objects.filter(kind="first_draw.changed").count() == 1


def test_it_ends_on_a_working_day(awaited, stopped):
    stopped(awaited, "2025-04-07", "2025-04-07")
    assert day() == dt.date(2025, 6, 2)  # 31 May is a Saturday


def test_after_a_stop_beyond_the_day_nothing_is_missed_in_the_first_sweep(awaited, stopped, today_is):
    stopped(awaited, "2025-05-26", "2025-07-25")
    sweep_deadlines()
    assert (state(awaited), FirstDraw.objects.get().state, day()) == ("running", "waiting", dt.date(2025, 7, 30))
    today_is("2025-07-30")
    sweep_deadlines()
    assert state(awaited) == "running"
    today_is("2025-07-31")
    sweep_deadlines()
    assert (state(awaited), FirstDraw.objects.get().state) == ("lapsed", "missed")


def test_a_remedy_moves_it_on_too(awaited, contested, today_is):
    contested(awaited, "2025-03-31", "2025-06-30")
    sweep_deadlines()
    # 92 days from 30 May: 30 August, a Saturday
    assert (state(awaited), FirstDraw.objects.get().state, day()) == ("running", "waiting", dt.date(2025, 9, 1))


def test_two_stops_count_each_of_their_days_once(awaited, stopped):
    stopped(awaited, "2025-04-07", "2025-04-08")
    stopped(awaited, "2025-04-08", "2025-04-10")
    # two days from 30 May: Monday, 2 June; two more, 9 and 10 April: 4 June
    assert day() == dt.date(2025, 6, 4)


def test_stopped_and_resumed_on_a_day_that_is_counted_already_it_stays(awaited, stopped):
    stopped(awaited, "2025-04-07", "2025-04-08")
    before = day()
    stopped(awaited, "2025-04-08", "2025-04-08")
    assert (state(awaited), day()) == ("running", before)


def test_after_a_day_set_by_the_authority_only_later_days_are_added(world, awaited, stopped, today_is):
    stopped(awaited, "2025-04-07", "2025-04-08")
    today_is("2025-04-14")
    fire(FirstDraw.objects.get().pk, "extend", by=world.case_worker, until="2025-06-30", reason="Auf Bitte.")
    assert day() == dt.date(2025, 6, 30)
    stopped(awaited, "2025-05-05", "2025-05-05")
    assert day() == dt.date(2025, 7, 1)


def test_a_revocation_that_is_dropped_has_kept_the_money_too(world, call, awaited, today_is):
    today_is("2025-05-26")
    Award.objects.update(paid=20000)
    told = {**INTENDED, "known_on": "2025-05-02", "answer_by": "2025-06-20"}
    fire(awaited.pk, "hear", by=world.case_worker, **told)
    today_is("2025-06-02")
    sweep_deadlines()
    assert FirstDraw.objects.get().state == "waiting"
    assert refusal(FirstDraw.objects.get(), "look", by=CLOCK) == "could_not_draw"
    fire(Reclaim.objects.get().pk, "drop", by=world.case_worker, reason="Kein Anlass.")
    fire(FirstDraw.objects.get().pk, "look", by=CLOCK)
    # 8 days from 30 May: 7 June, a Saturday, and Whitsun
    assert (state(awaited), FirstDraw.objects.get().state, day()) == ("running", "waiting", dt.date(2025, 6, 10))
    Award.objects.update(paid=0)


def test_nothing_rested_and_nothing_is_counted_anew(awaited):
    assert refusal(FirstDraw.objects.get(), "recount", by=CLOCK) == "nothing_rested"


def test_contested_before_the_start_the_day_has_moved_on_when_the_project_starts(world, award, contested, today_is):
    today_is("2025-03-03")
    case = award("notified", draw_by=dt.date(2025, 5, 30), period_from=dt.date(2025, 3, 3))
    contested(case, "2025-03-10", "2025-06-10")
    sweep_deadlines()
    # 93 days from 30 May: 31 August, a Sunday
    first = FirstDraw.objects.get()
    assert (state(case), first.draw_by, first.counted_on) == ("running", dt.date(2025, 9, 1), dt.date(2025, 6, 10))
    assert first.deadlines.get(of_stay=True).due_on == dt.date(2025, 9, 1)


def test_the_month_before_the_award_is_final_for_the_first_time_is_no_rest(awaited):
    award = Case.objects.get(pk=awaited.pk).award
    assert rests_of(award, after=None, until=dt.date(2025, 4, 1)) == []

"""What stands in the way on the day: a remedy against the award, nobody to sign, interest that is not yet decided."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.notices.models import Notice
from tests.funding.below import below, let
from tests.funding.changes.story import paid_out
from tests.funding.changes.succession.story import TODAY, succession
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Holder

pytestmark = pytest.mark.django_db


def contested(world, award, asked):
    """The award's notice, of which the recipient had a year to contest it, after the change was decided."""
    change = asked("decided", of=award, day="2025-07-01")
    Notice.objects.filter(parent=award).update(remedy_waived_on=None, remedy_until=dt.date(2026, 3, 3))
    fire(below(award, "notice").pk, "contest", by=world.signatory, remedy="action", received_on=TODAY)
    return award, change


def test_of_an_award_that_has_fallen_it_is_given_up(asked, world, running, today_is, state):
    award, change = contested(world, running(), asked)
    today_is("2025-07-01")
    sweep_deadlines()
    fire(below(award, "notice").pk, "annul", by=world.approver, decided_on="2025-07-01", reason="Ermessensfehler.")
    assert (state(award), succession(change)) == ("annulled", "held_up")
    fire(below(change, "succession").pk, "give_up", by=world.case_worker, reason="Die Bewilligung ist aufgehoben.")
    assert succession(change) == "ended"


def test_a_contested_award_notice_holds_it_up(asked, world, running, today_is, refusal):
    _award, change = contested(world, running(), asked)
    today_is("2025-07-01")
    sweep_deadlines()
    assert succession(change) == "held_up"
    assert refusal(below(change, "succession"), "pass_over", by=world.case_worker) == "award_cannot_change"


def test_nobody_there_to_sign_for_the_new_one_holds_it_up(asked, new, world, running, today_is, refusal):
    change = asked("decided", of=running(), day="2025-07-01")
    Holder.objects.filter(person=new.signatory).update(until_on="2025-06-30")
    today_is("2025-07-01")
    sweep_deadlines()
    assert succession(change) == "held_up"
    staff("signatory", new.organisation.place, new.applicant, dt.date(2025, 7, 1))
    fire(below(change, "succession").pk, "pass_over", by=world.case_worker)
    assert (succession(change), Award.objects.get().recipient) == ("passed", new.organisation)


def test_interest_on_money_used_late_holds_it_up_until_it_is_decided(asked, new, world, running, today_is, refusal):
    award = running()
    call = paid_out(world, award)
    change = asked("decided", of=award, day="2025-12-01")
    today_is("2025-11-03")
    sweep_deadlines()
    let(call, "confirm_use", by=world.applicant, used_on="2025-11-03")
    today_is("2025-12-01")
    sweep_deadlines()
    late = Case.objects.filter(lifecycle="late_use").first()
    assert late is not None
    assert succession(change) == "held_up"
    assert refusal(below(change, "succession"), "pass_over", by=world.case_worker) == "reclaim_is_open"

"""A project ends although its notice is contested, its payments rest, or its period has not begun."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.notices.models import Notice
from tests.funding.asking import refusal, state
from tests.funding.awards.story import reports, settled
from tests.funding.below import below, let
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db
GIVEN_UP = {"unspent": "0.00", "reason": "Die Leiterin ist fort."}


@pytest.fixture
def contested(world, award, today_is):
    """An action against the notice is brought while the project runs, until 31 December 2026."""
    today_is("2026-03-02")
    case = award("running", period_to=dt.date(2026, 12, 31), proof_due_on=dt.date(2027, 8, 30))
    Notice.objects.update(remedy_waived_on=None)
    let(case, "contest", by=world.signatory, remedy="action", received_on="2026-03-02")
    assert state(case) == "sent"
    return case


def upheld(world, case, day):
    let(case, "uphold", by=world.approver, decided_on=day, reason="Klage abgewiesen")
    while sweep_deadlines():
        pass


def test_it_is_given_up_and_stays_so_when_the_action_is_dismissed(world, contested, today_is):
    today_is("2026-04-01")
    fire(contested.pk, "terminate", by=world.signatory, **GIVEN_UP)
    assert (state(contested), settled(contested)) == ("terminated_early", "proof_due")
    upheld(world, contested, "2026-04-01")
    assert (state(contested), state(below(contested, "notice"))) == ("terminated_early", "final")


def test_its_purpose_is_achieved_and_it_falls_with_the_notice_all_the_same(world, contested, today_is):
    today_is("2026-04-01")
    fire(contested.pk, "achieve", by=world.signatory, achieved_on="2026-03-31", statement="Alle Ziele sind erreicht.")
    assert state(contested) == "completed"
    let(contested, "annul", by=world.approver, decided_on="2026-04-01", reason="x")
    assert state(contested) == "annulled"


def test_a_proof_whose_day_has_passed_while_the_notice_was_contested_is_due_so_many_months_from_the_decision(
    world, contested, today_is
):
    today_is("2028-01-10")
    sweep_deadlines()
    assert (state(contested), reports(contested)) == ("sent", [])
    upheld(world, contested, "2028-01-10")
    assert (state(contested), Award.objects.get().ended_on) == ("completed", dt.date(2026, 12, 31))
    assert reports(contested) == [("proof", "2028-07-10")]


def test_its_purpose_is_achieved_also_while_payments_rest(world, award, today_is):
    today_is("2026-03-02")
    case = award("suspended")
    fire(case.pk, "achieve", by=world.signatory, achieved_on="2026-03-02", statement="Alle Ziele sind erreicht.")
    assert state(case) == "completed"


def test_before_it_begins_it_is_declined_and_once_money_is_out_given_up(world, award, today_is):
    today_is("2026-03-02")
    case = award("final")
    assert refusal(case, "terminate", by=world.signatory, **GIVEN_UP) == "nothing_to_end"
    Award.objects.update(paid="1000.00")
    fire(case.pk, "terminate", by=world.signatory, **GIVEN_UP)
    assert (state(case), settled(case)) == ("terminated_early", "proof_due")


def test_a_purpose_is_not_achieved_before_the_project_begins(world, award, today_is):
    today_is("2026-03-02")
    told = {"achieved_on": "2026-03-02", "statement": "x"}
    assert refusal(award("sent"), "achieve", by=world.signatory, **told) == "not_begun_yet"

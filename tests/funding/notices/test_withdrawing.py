"""An objection or action is withdrawn: nothing is decided and no new month begins."""

import datetime as dt

import pytest

from funding.notices.models import Notice
from tests.funding.asking import names_told, refusal, state, wrong
from tests.funding.below import below
from tests.funding.notices.test_objection import DISMISSED, PART, served
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
BY_LETTER = {"received_on": "2026-03-16", "reason": "Schreiben vom 12. März."}


@pytest.fixture
def contested(world, award, today_is):
    """Served on 2 March 2026, so that the month ends on 2 April; objected to on the same day."""
    today_is("2026-03-02")
    case = award("notified")
    notice = below(case, "notice")
    fire(notice.pk, "contest", by=world.case_worker, remedy="objection", received_on="2026-03-02")
    return case, notice


def days_of(notice):
    rows = notice.deadlines.filter(kind="notified").order_by("pk")
    return [(row.due_on.isoformat(), row.status, bool(row.steps)) for row in rows]


def test_within_the_month_the_rest_of_it_runs_on(world, contested, today_is):
    award, notice = contested
    today_is("2026-03-16")
    fire(notice.pk, "withdraw_remedy", by=world.approver, **BY_LETTER)
    assert (state(notice), state(award)) == ("notified", "sent")
    assert days_of(notice) == [("2026-04-02", "met", True), ("2026-04-02", "running", True)]
    assert {world.signatory.name, world.case_worker.name} <= names_told("notice.remedy_withdrawn", notice)
    today_is("2026-04-03")
    sweep_deadlines()
    assert (state(notice), state(award)) == ("final", "final")


def test_after_the_month_the_notice_is_final_at_once_and_the_award_with_it(world, contested, today_is):
    award, notice = contested
    today_is("2026-06-01")
    fire(notice.pk, "withdraw_remedy", by=world.signatory, received_on="2026-06-01")
    assert (state(notice), state(award)) == ("final", "running")
    assert Notice.objects.get(pk=notice.pk).remedy_until == dt.date(2026, 4, 2)


def test_an_action_is_withdrawn_too_and_one_that_came_too_late(world, award, today_is):
    today_is("2026-03-02")
    notice = below(award("notified"), "notice")
    today_is("2026-04-03")
    sweep_deadlines()
    assert state(notice) == "final"
    fire(notice.pk, "record_late_remedy", by=world.case_worker, remedy="action", received_on="2026-04-03")
    fire(notice.pk, "withdraw_remedy", by=world.signatory, received_on="2026-04-03")
    assert state(notice) == "final"


def test_what_is_being_written_on_the_objection_comes_to_nothing(world, contested, today_is):
    _award, notice = contested
    fire(notice.pk, "write_decision", by=world.case_worker)
    fire(notice.pk, "withdraw_remedy", by=world.signatory, received_on="2026-03-02")
    assert (state(notice), state(below(notice, "objection_ruling"))) == ("notified", "dropped")
    fire(notice.pk, "contest", by=world.signatory, remedy="objection", received_on="2026-03-02")
    fire(notice.pk, "write_decision", by=world.case_worker)
    assert Case.objects.filter(parent=notice, lifecycle="objection_ruling").count() == 2


def test_after_a_dismissal_is_served_there_is_an_action_to_withdraw(world, contested, today_is):
    """It then goes back to the month that began with the service of the decision."""
    _award, notice = contested
    fire(notice.pk, "write_decision", by=world.case_worker)
    today_is("2026-05-04")
    served(world, below(notice, "objection_ruling"), **DISMISSED)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on="2026-05-04")
    fire(notice.pk, "withdraw_remedy", by=world.signatory, received_on="2026-05-04")
    assert (state(notice), days_of(notice)[-1][:2]) == ("notified", ("2026-06-04", "running"))


def test_what_is_remedied_in_part_by_a_served_letter_is_not_withdrawn(world, contested):
    _award, notice = contested
    fire(notice.pk, "write_decision", by=world.case_worker)
    served(world, below(notice, "objection_ruling"), **{**PART, "authority_share": 50})
    assert refusal(notice, "withdraw_remedy", by=world.signatory, received_on="2026-03-02") == "decision_was_served"


def test_for_the_authority_another_notes_it_than_who_sent_the_notice_or_recorded_the_remedy(world, contested):
    _award, notice = contested
    told = {"received_on": "2026-03-02"}
    assert refusal(notice, "withdraw_remedy", by=world.case_worker, **told) == "four_eyes"
    assert refusal(notice, "withdraw_remedy", by=world.applicant, **told) == "not_yours"


def test_its_day_is_neither_ahead_nor_before_the_remedy_and_the_recipient_says_today(world, contested, today_is):
    _award, notice = contested
    today_is("2026-03-16")
    days = {"2026-03-17": world.approver, "2026-03-01": world.approver, "2026-03-12": world.signatory}
    assert [wrong(notice, "withdraw_remedy", by=who, received_on=day) for day, who in days.items()] == [
        "received_on"
    ] * 3

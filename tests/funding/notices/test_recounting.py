"""What becomes known of a notice's service once its month has run counts its days anew."""

import pytest

from funding.notices.models import Notice
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.notices import test_service
from tests.funding.notices.test_service import remedy_until, served
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Holder

pytestmark = pytest.mark.django_db
send = test_service.send


@pytest.fixture
def final(send, today_is):
    """Posted on 2 March 2026, final since 7 April."""
    case = send("2026-03-02")
    for day in ("2026-03-07", "2026-04-09"):
        today_is(day)
        sweep_deadlines()
    assert state(case) == "final"
    return case


def above(case):
    return Notice.objects.get(pk=case.pk).parent.state


def test_a_receipt_proven_later_gives_a_final_notice_its_month_back(world, final):
    fire(final.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    assert (state(final), above(final)) == ("notified", "sent")
    assert (served(final), remedy_until(final)) == ("2026-03-27", "2026-04-27")
    fire(final.pk, "contest", by=world.case_worker, remedy="action", received_on="2026-04-09")
    assert state(final) == "contested"


def test_the_month_that_came_back_ends_by_the_clock(world, final, today_is):
    fire(final.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    today_is("2026-04-28")
    sweep_deadlines()
    assert (state(final), above(final)) == ("final", "final")


def test_a_missing_instruction_found_later_makes_it_a_year(world, final):
    fire(final.pk, "note_receipt", by=world.case_worker, without_instruction=True)
    assert (state(final), remedy_until(final)) == ("notified", "2027-03-08")


def test_what_changes_nothing_leaves_it_final(world, final):
    fire(final.pk, "note_receipt", by=world.case_worker, received_on="2026-03-04")
    assert (state(final), above(final), remedy_until(final)) == ("final", "final", "2026-04-07")


def test_a_receipt_that_cannot_be_proven_means_that_nothing_was_served(world, final):
    fire(final.pk, "note_receipt", by=world.case_worker, disputed=True)
    assert (state(final), served(final), above(final)) == ("sent", None, "sent")
    fire(final.pk, "send_anew", by=world.case_worker, reason="Nicht angekommen.")
    assert state(final) == "issued"


def test_a_dispute_stays_until_a_receipt_is_proven(world, final):
    fire(final.pk, "note_receipt", by=world.case_worker, disputed=True)
    fire(final.pk, "note_receipt", by=world.case_worker, without_instruction=True)
    assert (state(final), served(final)) == ("sent", None)
    fire(final.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    assert served(final) == "2026-03-27"


def test_a_remedy_withdrawn_where_nothing_counts_as_served_proves_the_receipt_by_its_own_day(world, final):
    fire(final.pk, "record_late_remedy", by=world.case_worker, remedy="objection", received_on="2026-04-09")
    fire(final.pk, "note_receipt", by=world.case_worker, disputed=True)
    assert (state(final), served(final)) == ("contested", None)
    fire(final.pk, "withdraw_remedy", by=world.signatory, received_on="2026-04-09")
    assert (state(final), served(final), remedy_until(final)) == ("notified", "2026-04-09", "2026-05-11")
    fire(final.pk, "contest", by=world.case_worker, remedy="objection", received_on="2026-04-09")


def test_nothing_is_received_against_a_notice_before_it_was_issued(world, final):
    late = {"by": world.case_worker, "remedy": "objection", "received_on": "2020-01-01"}
    assert wrong(final, "record_late_remedy", **late) == "received_on"
    fire(final.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    assert state(final) == "notified"
    assert wrong(final, "contest", **late) == "received_on"


@pytest.mark.parametrize(
    ("known", "to"),
    [
        ({"received_on": "2026-03-27"}, "contested"),
        ({"disputed": True}, "contested"),
        ({"received_on": "2026-03-07"}, "inadmissible"),
    ],
)
def test_a_late_remedy_turns_out_to_be_in_time(world, final, known, to):
    fire(final.pk, "record_late_remedy", by=world.case_worker, remedy="action", received_on="2026-04-09")
    fire(final.pk, "note_receipt", by=world.case_worker, **known)
    assert state(final) == to
    assert not final.deadlines.filter(kind__in=("receipt", "retrieval"), status="running").exists()


def test_one_that_was_in_time_after_all_and_is_withdrawn_leaves_the_rest_of_its_month(world, final):
    fire(final.pk, "record_late_remedy", by=world.case_worker, remedy="objection", received_on="2026-04-09")
    fire(final.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    fire(final.pk, "withdraw_remedy", by=world.signatory, received_on="2026-04-09")
    assert (state(final), remedy_until(final), above(final)) == ("notified", "2026-04-27", "sent")
    running = final.deadlines.get(kind="notified", status="running")
    assert running.due_on.isoformat() == "2026-04-27"


@pytest.fixture
def dismissed(world, final):
    def late(remedy):
        fire(final.pk, "record_late_remedy", by=world.case_worker, remedy=remedy, received_on="2026-04-09")
        fire(final.pk, "dismiss_remedy", by=world.approver, reason="Verfristet.")

    return late


def test_a_late_action_that_was_dismissed_settles_the_service(world, final, dismissed):
    dismissed("action")
    assert refusal(final, "note_receipt", by=world.case_worker, received_on="2026-03-27") == "court_has_decided"


def test_a_late_objection_that_was_dismissed_does_not(world, final, dismissed):
    dismissed("objection")
    fire(final.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    assert (state(final), remedy_until(final)) == ("notified", "2026-04-27")


def test_an_action_that_follows_a_dismissed_objection_is_not_dismissed_yet(world, final, dismissed):
    dismissed("objection")
    fire(final.pk, "record_late_remedy", by=world.case_worker, remedy="action", received_on="2026-04-09")
    fire(final.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    assert (state(final), remedy_until(final)) == ("contested", "2026-04-27")


def test_while_the_letter_on_a_late_objection_is_written_nothing_is_counted_anew(world, final):
    fire(final.pk, "record_late_remedy", by=world.case_worker, remedy="objection", received_on="2026-04-09")
    fire(final.pk, "write_decision", by=world.case_worker)
    told = {"received_on": "2026-03-27"}
    assert refusal(final, "note_receipt", by=world.case_worker, **told) == "decision_is_on_its_way"


def test_after_a_court_has_decided_nothing_is_counted_anew(world, send, today_is):
    case = send("2026-03-02")
    today_is("2026-03-10")
    sweep_deadlines()
    fire(case.pk, "contest", by=world.case_worker, remedy="action", received_on="2026-03-10")
    fire(case.pk, "uphold", by=world.approver, decided_on="2026-03-10", reason="Abgewiesen.")
    assert refusal(case, "note_receipt", by=world.case_worker, disputed=True) == "court_has_decided"


def test_after_a_waiver_nothing_is_counted_anew(world, send, today_is):
    case = send("2026-03-02")
    today_is("2026-03-10")
    sweep_deadlines()
    fire(case.pk, "waive_remedy", by=world.signatory, declared=True)
    assert refusal(case, "note_receipt", by=world.case_worker, disputed=True) == "remedy_waived"


def test_a_revocation_served_after_its_year_is_brought_to_who_decides_on_it(world, send, today_is):
    case = send("2026-03-02")
    Notice.objects.filter(pk=case.pk).update(serve_by="2026-03-20")
    today_is("2026-03-07")
    sweep_deadlines()
    told = Message.objects.filter(kind="notice.served_too_late")
    assert not told.exists()
    today_is("2026-03-28")
    fire(case.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    assert state(case) == "notified"
    warned = sorted(row.person_id for row in told)
    decide = Holder.objects.filter(desk__role__in=("case_worker", "approver"), desk__place=world.authority.place)
    assert warned == sorted(set(decide.values_list("person_id", flat=True)))
    fire(case.pk, "note_receipt", by=world.case_worker, received_on="2026-03-27")
    sweep_deadlines()
    assert (state(case), told.count()) == ("notified", len(warned))

"""A reclaim follows its notice, and its collection follows both: called back, contested again, fallen, taken back."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below, let
from tests.funding.reclaims.test_accounts import account, contest, pay
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK

pytestmark = pytest.mark.django_db
DAY = "2025-06-11"


def stand(case):
    """The reclaim, its notice, its collection."""
    return state(case), below(case, "notice").state, below(case, "collection").state


def ruling_state(case):
    return below(case, "reclaim_ruling").state


def test_issued_it_waits_for_its_notice_and_what_comes_in_is_held_under_reserve(reclaim):
    case = reclaim("issued")
    assert (ruling_state(case), stand(case)) == ("issued", ("in_preparation", "issued", "under_reserve"))
    notice = Notice.objects.latest("pk")
    assert (notice.serve_by, notice.pay_by) == (dt.date(2026, 5, 4), dt.date(2025, 8, 15))


def test_a_notice_called_back_before_it_is_sent_is_moot_and_the_next_one_counts(world, reclaim):
    case = reclaim("issued")
    pay(world, case, "1000.00", "2025-06-10")
    let(case, "reopen", by=world.approver, reason="Ein Tippfehler.")
    first = Notice.objects.latest("pk")
    assert (ruling_state(case), state(case)) == ("in_preparation", "in_preparation")
    assert (state(case), first.state, below(case, "collection").state) == ("in_preparation", "moot", "under_reserve")
    let(case, "sign", by=world.case_worker)
    let(case, "issue", by=world.approver)
    assert [case.children.filter(lifecycle=name).count() for name in ("notice", "collection")] == [2, 1]
    assert (stand(case), Reclaim.objects.get().received) == (("in_preparation", "issued", "under_reserve"), 1000)


def test_what_was_paid_on_a_revocation_dropped_before_its_notice_was_sent_goes_back(world, reclaim):
    case = reclaim("issued")
    pay(world, case, "1000.00", "2025-06-10")
    fire(case.pk, "drop", by=world.case_worker, reason="Der Bus ist da.")
    assert stand(case) == ("dropped", "moot", "refund_due")
    assert Reclaim.objects.get().to_refund == 1000
    assert refusal(case, "note_refund", by=world.case_worker, value_date="2025-06-10") == "four_eyes"
    let(case, "note_refund", by=world.checker, value_date="2025-06-10")
    assert (below(case, "collection").state, account()) == ("fallen", (0, 0, Decimal(20000)))


def test_so_does_what_was_paid_on_one_called_back_and_dropped_then(world, reclaim):
    case = reclaim("issued")
    pay(world, case, "1000.00", "2025-06-10")
    let(case, "reopen", by=world.approver, reason="Ein Zahlendreher.")
    fire(case.pk, "drop", by=world.case_worker, reason="Der Bus ist da.")
    assert stand(case) == ("dropped", "moot", "refund_due")


@pytest.mark.parametrize("move", ["drop", "reopen"])
def test_a_notice_that_has_been_sent_cannot_be_called_back(world, reclaim, move):
    case = reclaim("sent")
    assert refusal(case, move, by=world.case_worker, reason="x") == "notice_was_sent"


def test_payments_out_of_the_award_rest_as_long_as_anything_is_to_come_back(world, reclaim, call):
    case = reclaim("final")
    money = call("draft", case.parent, amount="100.00")
    assert (state(case), below(case, "collection").state) == ("reclaimed", "reclaimed")
    assert refusal(money, "submit", by=world.signatory) == "award_is_being_revoked"
    pay(world, case, "5000.00", "2025-07-12")
    let(case, "waive_interest", by=world.approver, reason="Kein Verschulden.")
    fire(money.pk, "submit", by=world.signatory)


def test_contested_again_nothing_is_collected_until_it_is_decided(world, reclaim, today_is):
    case = reclaim("final")
    today_is("2025-08-16")
    let(case, "enforce", by=world.approver)
    contest(world, case, "2025-07-11")
    assert stand(case) == ("issued", "contested", "under_reserve")
    assert refusal(case, "enforce", by=world.approver) == "not_possible_here"
    let(case, "uphold", by=world.approver, decided_on="2025-08-15", reason="Klage abgewiesen.")
    assert stand(case) == ("reclaimed", "final", "reclaimed")
    assert Reclaim.objects.get().pay_by == dt.date(2025, 9, 1)  # two weeks are over on a Saturday


def test_what_was_paid_is_under_reserve_again_when_a_paid_reclaim_is_contested(world, reclaim):
    case = reclaim("final")
    pay(world, case, "5000.00", "2025-07-12")
    let(case, "waive_interest", by=world.approver, reason="Kein Verschulden.")
    assert below(case, "collection").state == "paid"
    contest(world, case, "2025-07-11")
    assert stand(case) == ("issued", "contested", "under_reserve")
    let(case, "annul", by=world.approver, decided_on="2025-07-12", reason="Urteil.")
    assert stand(case) == ("annulled", "annulled", "refund_due")


def test_a_late_remedy_stops_nothing_before_it_is_reinstated(world, reclaim):
    case = reclaim("final")
    let(case, "record_late_remedy", by=world.case_worker, remedy="action", received_on="2025-07-12")
    assert stand(case) == ("reclaimed", "inadmissible", "reclaimed")


def test_the_sum_is_reduced_only_while_the_notice_is_contested_and_by_a_third_person(world, reclaim):
    case = reclaim("notified")
    less = {"amount": "3000.00", "decided_on": DAY, "reason": "x"}
    assert refusal(case, "reduce", by=world.approver, **less) == "not_contested"
    contest(world, case)
    assert refusal(case, "reduce", by=world.case_worker, **less) == "four_eyes"
    assert refusal(case, "reduce", by=world.signatory, **less) == "not_yours"


def test_reduced_after_an_objection_the_notice_has_its_month_for_an_action(world, reclaim):
    case = reclaim("notified")
    let(case, "contest", by=world.case_worker, remedy="objection", received_on=DAY)
    less = {"amount": "3000.00", "decided_on": DAY, "reason": "Widerspruchsbescheid."}
    assert wrong(case, "reduce", by=world.approver, **less) == "objection_served_on"
    fire(case.pk, "reduce", by=world.approver, objection_served_on=DAY, **less)
    assert stand(case) == ("issued", "notified", "under_reserve")
    notice = Notice.objects.latest("pk")
    assert (notice.remedy_until, notice.settled) == (dt.date(2025, 7, 11), None)
    assert notice.deadlines.get(kind="notified", closed_at=None).due_on == dt.date(2025, 7, 11)
    assert set(Message.objects.filter(kind="notice.changed").values_list("person_id", flat=True)) == {
        world.signatory.pk
    }


def test_relief_waits_for_the_service_and_before_the_notice_is_final_only_it_can_be_taken_back(world, reclaim):
    case = reclaim("sent")
    back = {"by": world.case_worker, "relief": "annulment", "reason": "Ermessensfehler."}
    assert refusal(case, "propose_relief", **back) == "not_served_or_contested"
    let(case, "note_receipt", by=world.case_worker, received_on=DAY)
    assert wrong(case, "propose_relief", **{**back, "relief": "remission"}) == "relief"
    let(case, "propose_relief", **back)
    let(case, "take_back_notice", by=world.approver)
    assert stand(case) == ("annulled", "annulled", "fallen")


def test_a_proposal_does_not_stop_the_clock_of_the_notice(world, reclaim, today_is):
    case = reclaim("notified")
    let(case, "propose_relief", by=world.case_worker, relief="annulment", reason="x")
    today_is("2025-07-12")
    sweep_deadlines()
    assert stand(case) == ("reclaimed", "final", "relief_proposed")
    let(case, "refuse_relief", by=world.approver, reason="Kein Fehler.")
    assert stand(case) == ("reclaimed", "final", "reclaimed")


def test_while_it_is_contested_no_relief_is_granted_and_refused_it_rests(world, reclaim):
    case = reclaim("final")
    for relief, move in (("remission", "grant_relief"), ("write_off", "write_off")):
        let(case, "propose_relief", by=world.case_worker, relief=relief, reason="x")
        contest(world, case, "2025-07-11")
        assert refusal(case, move, by=world.approver) == "not_final"
        let(case, "refuse_relief", by=world.approver, reason="Erst das Urteil.")
        assert below(case, "collection").state == "under_reserve"
        let(case, "uphold", by=world.approver, decided_on="2025-07-12", reason="x")


def test_what_was_remitted_and_then_reduced_by_a_court_is_remitted_no_further_than_it_was_owed(world, reclaim):
    case = reclaim("final")
    let(case, "propose_relief", by=world.case_worker, relief="remission", reason="Unbillig.")
    let(case, "grant_relief", by=world.approver)
    assert below(case, "collection").state == "waived"
    contest(world, case, "2025-07-11")
    assert stand(case) == ("issued", "contested", "under_reserve")
    fire(case.pk, "reduce", by=world.approver, amount="3000.00", decided_on="2025-07-12", reason="x")
    award = Award.objects.get()
    assert (award.reclaimed, award.remitted, award.called_back) == (Decimal(3000), Decimal(3000), 0)
    assert stand(case) == ("reclaimed", "final", "waived")


def test_for_the_future_only_nothing_is_collected_and_the_notice_can_be_taken_back(world, reclaim):
    case = reclaim("final", reach="ex_nunc", ineffective_from=None, amount="60000.00")
    assert stand(case) == ("revoked", "final", "nothing_due")
    let(case, "propose_relief", by=world.case_worker, relief="annulment", reason="Ermessensfehler.")
    let(case, "take_back_notice", by=world.approver)
    assert (stand(case), Award.objects.get().amount) == (("annulled", "annulled", "fallen"), Decimal(80000))


def test_who_recorded_that_less_is_owed_does_not_refund_the_rest(world, reclaim):
    case = reclaim("final")
    pay(world, case, "5000.00", "2025-07-12")
    contest(world, case, "2025-07-11")
    fire(case.pk, "reduce", by=world.approver, amount="3000.00", decided_on="2025-07-12", reason="x")
    staff("case_worker", world.authority.place, world.checker, dt.date(2021, 1, 1))
    let(case, "reckon_interest", by=world.checker, pay_by="2025-12-01")
    assert below(case, "collection").state == "refund_due"
    for who in (world.approver, world.case_worker):
        assert refusal(case, "note_refund", by=who, value_date="2025-07-12") == "four_eyes"


@pytest.mark.parametrize(("part", "move"), [("notice", "follow"), ("collection", "follow_notice")])
def test_a_part_follows_only_what_was_decided(reclaim, part, move):
    case = reclaim("issued")
    assert refusal(below(case, part), move, by=CLOCK) == "no_result_yet"


@pytest.mark.parametrize("move", ["follow_service", "follow_notice"])
def test_the_reclaim_follows_only_what_has_become_of_its_notice(reclaim, move):
    assert refusal(reclaim("sent"), move, by=CLOCK) == "no_result_yet"


def test_others_find_neither_notice_nor_collection(world, reclaim):
    case = reclaim("final")
    assert {
        refusal(case, "note_payment", by=who, amount="1.00", value_date=DAY) for who in (world.stranger, world.office)
    } == {"not_found"}


def test_the_page_of_a_collection_shows_the_sums_of_its_reclaim(world, reclaim, client):
    case = reclaim("final")
    pay(world, case, "2000.00", "2025-07-12")
    client.force_login(world.case_worker)
    page = client.get(f"/cases/{below(case, 'collection').pk}/")
    assert page.status_code == 200
    assert all(amount in page.content.decode() for amount in ("5.000,00", "2.000,00"))


def test_a_notice_taken_back_on_the_day_it_would_become_final_falls(world, reclaim, today_is):
    """The clock has not come by yet; what the case above has decided goes first."""
    case = reclaim("notified")
    today_is("2025-07-12")
    let(case, "propose_relief", by=world.case_worker, relief="annulment", reason="Ermessensfehler.")
    let(case, "take_back_notice", by=world.approver)
    assert stand(case) == ("annulled", "annulled", "fallen")

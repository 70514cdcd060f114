"""What becomes of the notice of a reclaim: served, final, contested, reduced, annulled; and how the award follows."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.disbursements.queries import left
from funding.notices.models import Notice
from tests.funding.asking import persons_told, refusal, state, wrong
from tests.funding.awards.story import ask_back, settled
from tests.funding.below import below, let
from tests.funding.reclaims.conftest import sums
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db


def test_without_a_remedy_the_notice_is_final_after_a_month_and_the_award_is_reduced(world, reclaim, today_is):
    case = reclaim("notified")
    notice = Notice.objects.latest("pk")
    assert (notice.served_on, notice.remedy_until) == (dt.date(2025, 6, 11), dt.date(2025, 7, 11))
    today_is("2025-07-11")
    sweep_deadlines()
    assert (state(notice), sums(case.parent)) == ("notified", (Decimal("80000.00"), 0, None))
    today_is("2025-07-12")
    sweep_deadlines()
    assert (state(case), sums(case.parent)) == ("reclaimed", (Decimal("75000.00"), Decimal("5000.00"), None))
    event = case.parent.events.get(move="follow_reclaim")
    before, after = event.facts["before"]["amount"], event.facts["after"]["amount"]
    assert (before, after, state(case.parent)) == ("80000.00", "75000.00", "running")
    assert persons_told("award.reduced", case.parent) == {world.signatory}
    assert below(case, "collection").deadlines.get(kind="reclaimed").due_on == dt.date(2025, 8, 15)


def test_the_notice_is_sent_anew_as_long_as_nothing_counts_as_served(world, reclaim):
    case = reclaim("sent")
    assert refusal(case, "establish_service", by=world.case_worker) == "not_served"
    let(case, "send_anew", by=world.case_worker, reason="Zurückgekommen.")
    assert wrong(case, "dispatch", by=world.case_worker, channel="letter", posted_on="2025-06-09") == "posted_on"
    let(case, "dispatch", by=world.case_worker, channel="letter", posted_on="2025-06-11")
    assert Notice.objects.latest("pk").served_on == dt.date(
        2025, 6, 15
    )  # the fourth day, a Sunday: no period that would move
    assert refusal(case, "send_anew", by=world.case_worker, reason="x") == "counts_as_served"


def test_a_waiver_of_the_remedy_makes_it_final_at_once(world, reclaim):
    case = reclaim("notified")
    assert wrong(case, "waive_remedy", by=world.signatory, declared=False) == "declared"
    let(case, "waive_remedy", by=world.signatory, declared=True)
    assert (state(case), sums(case.parent)[0]) == ("reclaimed", Decimal("75000.00"))
    today = {"by": world.case_worker, "remedy": "action", "received_on": "2025-06-11"}
    assert refusal(case, "contest", **today) == "remedy_waived"


def test_revoked_in_full_for_the_past_the_award_ends_and_everything_comes_back(world, reclaim):
    case = reclaim("final", extent="full", amount=None)
    award = Award.objects.get()
    assert (award.state, award.final_amount, award.called_back) == ("revoked", 0, Decimal("20000.00"))
    assert (award.granted, award.amount, award.reclaimed) == (Decimal("80000.00"), 0, Decimal("20000.00"))
    assert state(case) == "reclaimed"
    let(case, "note_payment", by=world.case_worker, amount="20000.00", value_date="2025-07-12")
    award = Award.objects.get()
    assert (award.repaid, award.called_back, award.to_repay) == (Decimal("20000.00"), 0, 0)


def test_revoked_for_the_future_the_use_of_what_was_paid_is_proven(world, reclaim):
    whole = {"extent": "full", "reach": "ex_nunc", "amount": None, "ineffective_from": None}
    case = reclaim("final", **whole)
    assert (state(case), state(case.parent)) == ("revoked", "completed")
    assert sums(case.parent) == (Decimal("20000.00"), 0, None)


def test_in_part_for_the_future_the_unpaid_rest_shrinks(reclaim):
    case = reclaim("final", reach="ex_nunc", ineffective_from=None, amount="60000.00")
    assert (state(case), state(case.parent)) == ("revoked", "running")
    assert sums(case.parent) == (Decimal("20000.00"), 0, None)
    assert left(Award.objects.get()) == 0


def test_contested_and_upheld_it_is_final_and_the_day_to_pay_set_anew_if_it_has_passed(world, reclaim, today_is):
    case = _contested(world, reclaim)
    today_is("2025-09-01")
    decided = {"decided_on": "2025-08-29", "reason": "Klage abgewiesen."}
    assert refusal(case, "uphold", by=world.case_worker, **decided) == "four_eyes"
    let(case, "uphold", by=world.approver, **decided)
    assert (state(case), below(case, "collection").deadlines.get(kind="reclaimed").due_on) == (
        "reclaimed",
        dt.date(2025, 9, 15),
    )
    assert sums(case.parent)[0] == Decimal("75000.00")


def test_after_a_rejected_objection_an_action_has_its_month(world, reclaim, today_is):
    case = _contested(world, reclaim, remedy="objection")
    served = {"decided_on": "2025-06-11", "objection_served_on": "2025-06-11", "reason": "x"}
    let(case, "uphold", by=world.approver, **served)
    notice = Notice.objects.latest("pk")
    assert (state(case), notice.state, notice.remedy_until) == ("issued", "notified", dt.date(2025, 7, 11))
    assert refusal(case, "note_receipt", by=world.case_worker, disputed=True) == "objection_decided"


def test_a_court_reduces_the_sum(world, reclaim):
    case = _contested(world, reclaim)
    decided = {"decided_on": "2025-06-11", "reason": "x"}
    assert wrong(case, "reduce", by=world.approver, amount="5000.00", **decided) == "amount"
    assert refusal(case, "reduce", by=world.case_worker, amount="1.00", **decided) == "four_eyes"
    fire(case.pk, "reduce", by=world.approver, amount="3000.00", **decided)
    assert (state(case), sums(case.parent)) == ("reclaimed", (Decimal("77000.00"), Decimal("3000.00"), None))


def test_a_court_annuls_before_anything_followed(world, reclaim):
    case = _contested(world, reclaim)
    assert refusal(case, "annul", by=world.case_worker, decided_on="2025-06-11", reason="x") == "four_eyes"
    assert wrong(case, "annul", by=world.approver, decided_on="2025-06-12", reason="x") == "decided_on"
    let(case, "annul", by=world.approver, decided_on="2025-06-11", reason="x")
    assert (state(case), sums(case.parent)) == ("annulled", (Decimal("80000.00"), 0, None))


def test_an_action_in_time_but_recorded_later_gives_the_award_back_what_it_lost(world, reclaim):
    case = reclaim("final")
    late = {"by": world.case_worker, "remedy": "action"}
    assert refusal(case, "contest", received_on="2025-07-12", **late) == "remedy_too_late"
    let(case, "contest", received_on="2025-07-11", **late)
    assert sums(case.parent)[0] == Decimal("75000.00")
    let(case, "annul", by=world.approver, decided_on="2025-07-12", reason="x")
    assert sums(case.parent) == (Decimal("80000.00"), 0, None)
    facts = case.parent.events.filter(move="follow_reclaim").latest("seq").facts
    assert (facts["before"]["amount"], facts["after"]["amount"]) == ("75000.00", "80000.00")


def test_a_revocation_in_full_that_falls_lets_the_award_stand_again(world, reclaim):
    case = reclaim("final", extent="full", amount=None)
    let(case, "contest", by=world.case_worker, remedy="action", received_on="2025-07-11")
    assert state(case.parent) == "revoked"
    let(case, "annul", by=world.approver, decided_on="2025-07-12", reason="x")
    award = Award.objects.get()
    assert (award.state, award.final_amount, award.reclaimed, award.revoked_on) == ("suspended", None, 0, None)
    fire(award.pk, "resume", by=world.case_worker)
    assert state(award) == "running"


def test_an_award_annulled_meanwhile_ends_the_reclaim_below_it(world, reclaim):
    case = reclaim("notified")
    Notice.objects.update(remedy_waived_on=None)
    let(case.parent, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    let(case.parent, "annul", by=world.approver, decided_on="2025-06-11", reason="x")
    assert (state(case.parent), settled(case.parent), state(case)) == ("annulled", "fallen", "ended")
    demanded = ask_back(world, case.parent, "20000.00", by="checker", ground="annulled_by_remedy")
    assert (state(demanded), settled(case.parent)) == ("reclaimed", "ended")


def _contested(world, reclaim, remedy="action"):
    """On 11 June 2025."""
    case = reclaim("notified")
    let(case, "contest", by=world.case_worker, remedy=remedy, received_on="2025-06-11")
    return case

"""A notice of interest does not outlive what it rests on: the revocation that falls, or its sum that is lessened."""

import pytest

from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.asking import refusal
from tests.funding.below import below, let
from tests.funding.reclaims.test_accounts import contest
from workflows.engine import fire

pytestmark = pytest.mark.django_db


@pytest.fixture
def reckoned(world, reclaim):
    """5,000 euros paid back on 12 July 2025; the notice of interest is issued, not sent."""
    case = reclaim("final")
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-07-12")
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    return case


def of_interest(case):
    return Notice.objects.filter(parent_id=below(case, "collection").pk).order_by("pk")


def send(world, case):
    sent = of_interest(case).latest("pk").pk
    fire(sent, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-07-12")


def told():
    return set(Message.objects.filter(kind="notice.taken_back").values_list("person", flat=True))


def test_annulled_the_reclaim_takes_the_notice_of_interest_with_it(world, reckoned):
    contest(world, reckoned, "2025-07-11")
    fire(below(reckoned, "notice").pk, "annul", by=world.approver, decided_on="2025-07-12", reason="Urteil.")
    notice = of_interest(reckoned).get()
    assert (below(reckoned, "collection").state, notice.state, str(notice.taken_back_on)) == (
        "refund_due", "moot", "None",
    )  # fmt: skip
    by_post = {"channel": "formal", "posted_on": "2025-07-12"}
    assert refusal(notice, "dispatch", by=world.case_worker, **by_post) == "not_possible_here"
    assert refusal(notice, "dispatch", by=world.stranger, **by_post) == "not_found"


def test_so_does_the_reclaim_that_is_taken_back(world, reckoned):
    send(world, reckoned)
    let(reckoned, "propose_relief", by=world.case_worker, relief="annulment", reason="Ermessensfehler.")
    let(reckoned, "take_back_notice", by=world.approver)
    assert (below(reckoned, "notice").state, of_interest(reckoned).get().state) == ("annulled", "annulled")
    assert world.signatory.pk in told()


def test_reduced_the_first_notice_of_interest_is_taken_back_before_a_second_is_issued(world, reckoned):
    send(world, reckoned)
    before = Reclaim.objects.get().interest
    contest(world, reckoned, "2025-07-11")
    fire(reckoned.pk, "reduce", by=world.approver, amount="3000.00", decided_on="2025-07-12", reason="Urteil.")
    assert (of_interest(reckoned).get().state, told()) == ("annulled", {world.signatory.pk})
    assert (below(reckoned, "notice").state, below(reckoned, "collection").state) == ("final", "reclaimed")
    let(reckoned, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    assert [notice.state for notice in of_interest(reckoned)] == ["annulled", "issued"]
    assert 0 < Reclaim.objects.get().interest < before


def test_also_while_the_rest_can_still_be_brought_before_the_court(world, reckoned):
    let(reckoned, "contest", by=world.case_worker, remedy="objection", received_on="2025-07-11")
    less = {"amount": "3000.00", "decided_on": "2025-07-12", "objection_served_on": "2025-07-12", "reason": "x"}
    fire(reckoned.pk, "reduce", by=world.approver, **less)
    assert (below(reckoned, "notice").state, of_interest(reckoned).get().state) == ("notified", "moot")
    assert below(reckoned, "collection").state == "under_reserve"

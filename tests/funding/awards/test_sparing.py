"""Money is left with a recipient by two persons, and only the sum that was proposed."""

from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.web.duties import main_move
from tests.funding.asking import refusal, wrong
from tests.funding.awards.story import settled
from tests.funding.awards.test_settlement import proven  # noqa: F401
from tests.funding.below import below, let
from tests.funding.reclaims.test_accounts_later import annulled
from workflows.engine import available
from workflows.lifecycle import CLOCK
from workflows.reading import desks_of, events_of

WHY = {"reason": "Bagatelle."}


@pytest.fixture
def overpaid(proven):  # noqa: F811
    """The case worker checked the proof; 1,100 are to be paid back."""
    return proven(paid="20000.00", spent="21000.00")


@pytest.fixture
def proposed(world, overpaid):
    let(overpaid, "propose_spare", by=world.case_worker, **WHY)
    return overpaid


def test_what_is_proposed_by_one_is_decided_by_another(world, overpaid):
    assert refusal(overpaid, "spare", by=world.approver) == "not_possible_here"
    assert refusal(overpaid, "propose_spare", by=world.approver, **WHY) == "not_yours"
    assert refusal(overpaid, "propose_spare", by=world.stranger, **WHY) == "not_found"
    assert wrong(overpaid, "propose_spare", by=world.case_worker, reason="") == "reason"
    event = let(overpaid, "propose_spare", by=world.case_worker, **WHY)
    assert (settled(overpaid), event.facts["amount"]) == ("spare_proposed", "1100.00")
    assert Award.objects.get().spared == 0
    assert refusal(overpaid, "spare", by=world.case_worker) == "four_eyes"
    assert refusal(overpaid, "spare", by=world.signatory) == "not_yours"
    assert refusal(overpaid, "spare", by=world.stranger) == "not_found"
    let(overpaid, "spare", by=world.approver)
    assert (settled(overpaid), Award.objects.get().spared) == ("proof_checked", Decimal("1100.00"))


def test_whoever_proposes_does_not_decide_though_another_checked_the_proof(world, overpaid):
    let(overpaid, "propose_spare", by=world.checker, **WHY)
    assert refusal(overpaid, "spare", by=world.checker) == "four_eyes"


def test_while_it_is_proposed_nothing_is_demanded_and_nothing_closed(world, proposed):
    for move in ("demand_repayment", "close", "propose_spare"):
        assert refusal(proposed, move, by=world.approver) == "not_possible_here"


@pytest.mark.parametrize("who", ["case_worker", "approver"])
def test_a_proposal_is_dropped_with_the_reason(world, proposed, who):
    assert refusal(proposed, "return_spare", by=world.signatory, **WHY) == "not_yours"
    assert refusal(proposed, "return_spare", by=world.stranger, **WHY) == "not_found"
    assert wrong(proposed, "return_spare", by=getattr(world, who), reason="") == "reason"
    let(proposed, "return_spare", by=getattr(world, who), **WHY)
    assert (settled(proposed), Award.objects.get().to_repay) == ("proof_checked", Decimal("1100.00"))


def test_only_the_sum_that_was_proposed_is_left(world, proposed):
    Award.objects.update(final_amount=Decimal("18000.00"))
    assert refusal(proposed, "spare", by=world.approver) == "other_sum"
    let(proposed, "return_spare", by=world.case_worker, **WHY)
    let(proposed, "propose_spare", by=world.case_worker, **WHY)
    let(proposed, "spare", by=world.approver)
    assert Award.objects.get().spared == Decimal("2000.00")


def test_a_proposal_falls_where_another_sum_is_to_be_paid_back(world, proposed):
    case = below(proposed, "settlement")
    assert refusal(case, "follow_award", by=CLOCK) == "no_result_yet"
    Award.objects.update(final_amount=Decimal("18000.00"))
    let(case, "follow_award", by=CLOCK)
    assert settled(proposed) == "proof_checked"


@pytest.fixture
def fallen(world, award):
    case = award("running")
    Award.objects.update(paid=Decimal(20000))
    return annulled(world, case)


def test_of_a_fallen_award_too_but_not_by_who_recorded_the_annulment(world, fallen):
    let(fallen, "propose_spare", by=world.case_worker, **WHY)
    let(fallen, "return_spare", by=world.approver, **WHY)
    assert settled(fallen) == "fallen"
    let(fallen, "propose_spare", by=world.case_worker, **WHY)
    assert refusal(fallen, "spare", by=world.approver) == "four_eyes"
    let(fallen, "spare", by=world.checker)
    assert (settled(fallen), Award.objects.get().left_over) == ("ended", 0)


def test_the_recipient_does_not_read_why_it_is_proposed(world, proposed):
    case = below(proposed, "settlement")
    newest = events_of(case, desks_of(world.signatory.pk, case.created.date()))[0]
    assert (newest.move, newest.words, newest.facts) == ("propose_spare", {}, {})


@pytest.mark.parametrize("award_is", ["overpaid", "fallen"])
def test_the_page_offers_the_usual_step_first_and_not_the_waiver(world, award_is, request):
    """Also not to who has checked the proof of use, and so may only propose."""
    case = below(request.getfixturevalue(award_is), "settlement")
    first = [main_move(case.table, offered(case, each), case.state) for each in (world.checker, world.case_worker)]
    only_proposes = award_is == "overpaid"
    assert [move and move.name for move in first] == ["demand_repayment", None if only_proposes else "demand_repayment"]


def offered(case, person):
    return [offer.move for offer in available(case, by=person) if offer.refused is None]

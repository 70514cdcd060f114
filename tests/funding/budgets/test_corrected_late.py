"""Money noted as given back that had not come: corrected also where the award is settled, revoked or overpaid, demanded
then, and held of the pots until it is back."""

import pytest

from funding.awards.models import Award
from funding.disbursements.queries import payable
from tests.funding.asking import refusal, state
from tests.funding.awards.story import ask_back, demand, final, issued, settled
from tests.funding.below import below, let
from tests.funding.budgets.story import (
    WHOLE,
    achieve,
    annul,
    check_proof,
    contested,
    give_back,
    goes_on,
    held_by,
    nothing_is_in_two_places,
    revoke_the_rest,
)
from workflows.engine import fire

pytestmark = pytest.mark.django_db
WRONG = {"noted_date": "2025-03-03", "returned_on": "2025-03-03", "reason": "Der Kontoauszug."}


def payment_of(award):
    return below(below(award, "disbursement"), "payment")


def correct(world, award, noted, right):
    payment = payment_of(award)
    fire(payment.pk, "correct_return", by=world.cashier, noted_amount=noted, amount=right, **WRONG)
    fire(below(payment, "correction").pk, "confirm", by=world.approver)
    return Award.objects.get(pk=award.pk)


@pytest.fixture
def proven(world, rivals, today_is):
    """Of 20,000 euros paid 5,000 are noted as given back; 15,000 are what the recipient may keep."""
    award, _second = rivals("45000.00")
    give_back(world, award, "5000.00")
    achieve(world, award)
    return check_proof(world, award, "16666.67", today_is)


@pytest.fixture
def closed(world, proven):
    assert (proven.final_amount, proven.kept, settled(proven)) == (15000, 15000, "proof_checked")
    let(proven, "close", by=world.approver)
    assert (state(proven), held_by(proven.parent)) == ("closed", 15000)
    return proven


def test_what_had_not_come_back_of_a_closed_award_opens_it_again_and_is_demanded(world, closed):
    award = correct(world, closed, "5000.00", "500.00")
    assert (award.state, settled(award)) == ("completed", "proof_checked")
    assert (award.kept, award.to_repay, held_by(award.parent)) == (19500, 4500, 19500)
    assert award.events.latest("seq").move == "follow_settlement"
    assert refusal(award, "close", by=world.approver) == "not_paid_back"
    ask_back(world, award, "4500.00")
    let(award, "close", by=world.approver)
    assert (state(award), settled(award), held_by(award.parent)) == ("closed", "closed", 15000)
    nothing_is_in_two_places()


def test_more_came_back_than_was_noted_so_a_rest_is_owed_or_forgone(world, closed):
    award = correct(world, closed, "5000.00", "6000.00")
    assert (award.state, settled(award), award.to_pay) == ("completed", "proof_checked", 1000)
    assert (held_by(award.parent), payable(award)) == (15000, 21000)
    let(award, "forgo_rest", by=world.signatory, declared=True)
    let(award, "close", by=world.approver)
    assert (state(award), held_by(award.parent)) == ("closed", 14000)
    nothing_is_in_two_places()


def test_before_the_file_is_closed_the_proposal_to_spare_another_sum_falls(world, proven):
    award = correct(world, proven, "5000.00", "4000.00")
    assert (award.state, award.to_repay) == ("completed", 1000)
    let(award, "propose_spare", by=world.case_worker, reason="Bagatelle.")
    award = correct(world, award, "4000.00", "500.00")
    assert (award.state, settled(award), award.to_repay) == ("completed", "proof_checked", 4500)
    nothing_is_in_two_places()


def test_of_an_annulled_award_it_is_demanded_though_nothing_was_to_be_paid_back(world, rivals):
    award, _second = rivals("45000.00")
    give_back(world, award, "20000.00")
    annul(world, award)
    assert (state(award), award.children.filter(lifecycle="settlement").exists()) == ("annulled", False)
    award = correct(world, award, "20000.00", "2000.00")
    assert (award.state, settled(award), award.to_repay, held_by(award.parent)) == ("annulled", "fallen", 18000, 18000)
    demand(world, award, by="case_worker", ground="annulled_by_remedy")
    assert settled(award) == "repayment_due"
    nothing_is_in_two_places()


def test_of_a_settled_award_what_was_paid_again_does_not_stand_in_the_way_what_is_called_for_does(
    world, rivals, call, today_is
):
    award, _second = rivals("45000.00")
    give_back(world, award, "5000.00")
    achieve(world, award)
    award = check_proof(world, award, "22222.23", today_is)
    assert award.to_pay == 5000
    first = payment_of(award)
    rest = call("ordered", of=award, amount="5000.00")
    said = {"noted_amount": "5000.00", "amount": "500.00", **WRONG}
    assert refusal(first, "correct_return", by=world.cashier, **said) == "called_for_again"
    let(rest, "note_payment", by=world.cashier, value_date="2026-01-12")
    fire(first.pk, "correct_return", by=world.cashier, **said)
    fire(below(first, "correction").pk, "confirm", by=world.approver)
    award = Award.objects.get(pk=award.pk)
    assert (award.state, settled(award), award.to_repay) == ("completed", "proof_checked", 4500)


def lessen(world, award, amount):
    """A court leaves this much of the grant."""
    contested(world, award)
    fire(award.pk, "amend_after_remedy", by=world.approver, decided_on="2025-03-03", amount=amount, reason="x")


@pytest.mark.parametrize(("left", "too_much"), [("15000.00", 4500), ("12000.00", 7500)])
def test_what_is_out_beyond_the_grant_of_an_award_that_goes_on_is_held(world, rivals, left, too_much):
    award, _second = rivals("45000.00")
    give_back(world, award, "5000.00")
    lessen(world, award, left)
    assert held_by(award.parent) == 15000
    award = correct(world, award, "5000.00", "500.00")
    assert (award.kept, award.overpaid, held_by(award.parent)) == (19500, too_much, 19500)
    nothing_is_in_two_places()


def test_what_another_was_granted_meanwhile_the_event_names(world, rivals):
    award, second = rivals("47500.00")
    give_back(world, award, "5000.00")
    lessen(world, award, "15000.00")
    goes_on(world, second)
    correct(world, award, "5000.00", "500.00")
    assert payment_of(award).events.get(move="follow_corrected_return").facts["pot_lacks"] == ["4500.00"]
    assert held_by(award.parent) == 15000


def test_a_grant_lessened_by_a_revocation_may_turn_out_overpaid(world, rivals, today_is):
    award, _second = rivals("45000.00")
    give_back(world, award, "5000.00")
    told = {name: WHOLE[name] for name in WHOLE if name != "ineffective_from"}
    told |= {"extent": "part", "reach": "ex_nunc", "amount": "65000.00"}
    fire(award.pk, "hear", by=world.case_worker, **told)
    reclaim = below(award, "reclaim")
    issued(world, reclaim)
    final(world, reclaim)
    assert (state(award), Award.objects.get(pk=award.pk).amount) == ("running", 15000)
    award = correct(world, award, "5000.00", "500.00")
    assert (award.version, award.overpaid, held_by(award.parent)) == (1, 4500, 80000)


def test_what_had_not_come_back_of_a_part_taken_back_is_held_too(world, rivals):
    """The grant was decided on anew meanwhile, which freed what was back."""
    award, _second = rivals("45000.00")
    told = {**WHOLE, "extent": "part", "amount": "10000.00"}
    fire(award.pk, "hear", by=world.case_worker, **told)
    reclaim = below(award, "reclaim")
    issued(world, reclaim)
    final(world, reclaim)
    let(reclaim, "note_payment", by=world.case_worker, amount="10000.00", value_date="2025-03-03")
    lessen(world, award, "60000.00")
    assert held_by(award.parent) == 60000
    money = below(reclaim, "collection")
    noted = {"noted_amount": "10000.00", "noted_date": "2025-03-03", "reason": "Der Kontoauszug."}
    fire(money.pk, "correct", by=world.case_worker, **noted, amount="1000.00", value_date="2025-03-03")
    fire(below(money, "correction").pk, "confirm", by=world.approver)
    assert (Award.objects.get(pk=award.pk).called_back, held_by(award.parent)) == (9000, 69000)
    nothing_is_in_two_places()


@pytest.fixture
def revoked(world, rivals, today_is, remembered):
    """Of 20,000 euros paid 15,000 were given back; all that was not paid yet was revoked, final on 4 April 2025."""

    @remembered
    def brought(each_year):
        award, second = rivals(each_year)
        give_back(world, award, "15000.00")
        Award.objects.filter(pk=award.pk).update(proof_due_on="2026-02-02")
        revoke_the_rest(world, award, today_is)
        assert (state(award), held_by(award.parent)) == ("completed", 5000)
        return award, second

    return brought


def test_a_rest_still_owed_of_a_revoked_award_is_held_again_until_it_is_paid_or_forgone(world, revoked, today_is):
    award, _second = revoked("50000.00")
    award = check_proof(world, award, "20000.00", today_is)
    assert (award.final_amount, award.kept, award.to_pay, held_by(award.parent)) == (18000, 5000, 13000, 18000)
    nothing_is_in_two_places()
    let(award, "forgo_rest", by=world.signatory, declared=True)
    assert (state(award), held_by(award.parent)) == ("revoked", 5000)


def test_where_the_pots_have_granted_the_rest_to_another_the_settlement_says_so(world, revoked, today_is):
    award, second = revoked("50000.00")
    goes_on(world, second)
    award = check_proof(world, award, "20000.00", today_is)
    checked = below(award, "settlement").events.get(move="follow_acceptance")
    assert (award.to_pay, checked.facts["pot_lacks"], held_by(award.parent)) == (13000, ["5500.00"], 5000)


def test_a_reclaim_that_falls_after_the_file_was_closed_takes_from_the_pots_what_goes_back(world, closed, today_is):
    award = correct(world, closed, "5000.00", "500.00")
    reclaim = ask_back(world, award, "4500.00")
    let(award, "close", by=world.approver)
    assert held_by(award.parent) == 15000
    let(reclaim, "propose_relief", by=world.case_worker, relief="annulment", reason="Ermessensfehler.")
    let(reclaim, "take_back_notice", by=world.approver)
    award = Award.objects.get(pk=award.pk)
    assert (award.state, award.kept, award.to_repay, held_by(award.parent)) == ("completed", 19500, 4500, 19500)
    nothing_is_in_two_places()

"""Two applications and one pot: what an award that is over has paid out is not granted a second time until it is back,
and what is back, or was never paid, is granted to the next."""

import pytest

from funding.awards.models import Award
from funding.budgets.models import Pot
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from tests.funding.applications.story import waiting_of
from tests.funding.asking import refusal, state, told
from tests.funding.awards.story import comes_back, demand, final, issued
from tests.funding.below import below, let
from tests.funding.budgets.story import (
    annul,
    funders,
    give_back,
    goes_on,
    held_by,
    make_final,
    nothing_is_in_two_places,
    notified,
    restore,
    restored,
    revoke,
    revoke_the_rest,
)
from workflows.engine import fire

pytestmark = pytest.mark.django_db


def test_what_is_out_of_an_annulled_award_is_not_granted_to_another(world, rivals):
    award, second = rivals("49999.99")
    annul(world, award)
    assert (state(award), held_by(award.parent)) == ("annulled", 20000)
    assert refusal(waiting_of(second), "take_from_waiting_list", by=world.case_worker) == "budget_missing"
    nothing_is_in_two_places()


def test_what_comes_back_of_an_annulled_award_is(world, rivals):
    award, second = rivals("49999.99")
    annul(world, award)
    reclaim = demand(world, award, by="case_worker", ground="annulled_by_remedy")
    issued(world, reclaim)
    final(world, reclaim)
    assert held_by(award.parent) == 20000
    let(reclaim, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-03-03")
    assert (state(award), held_by(award.parent)) == ("annulled", 15000)
    comes_back(world, reclaim, "15000.00")
    assert (state(award), held_by(award.parent)) == ("annulled", 0)
    goes_on(world, second)
    assert held_by(second) == 80000
    nothing_is_in_two_places()


@pytest.fixture
def revoked(world, rivals, today_is, remembered):
    """The first award was revoked in full, for the past, and that became final on 4 April 2025."""

    @remembered
    def brought(each_year):
        award, second = rivals(each_year)
        reclaim = revoke(world, award)
        notified(world, reclaim)
        assert held_by(award.parent) == 80000  # a court may still annul the revocation
        make_final(today_is)
        return award, second, Reclaim.objects.get(pk=reclaim.pk)

    return brought


def test_a_revocation_in_full_gives_back_what_is_not_out(world, revoked):
    award, second, reclaim = revoked("50000.00")
    assert (state(award), held_by(award.parent)) == ("revoked", 20000)
    goes_on(world, second)
    nothing_is_in_two_places()
    let(reclaim, "note_payment", by=world.case_worker, amount="20000.00", value_date="2025-04-04")
    assert held_by(award.parent) == 0
    nothing_is_in_two_places()


def test_what_is_out_of_a_revoked_award_is_not_granted_to_another(world, revoked):
    _award, second, reclaim = revoked("49999.99")
    assert refusal(waiting_of(second), "take_from_waiting_list", by=world.case_worker) == "budget_missing"
    let(reclaim, "note_payment", by=world.case_worker, amount="0.02", value_date="2025-04-04")
    goes_on(world, second)
    nothing_is_in_two_places()


def test_what_was_remitted_stays_taken(world, revoked):
    award, _second, reclaim = revoked("50000.00")
    let(reclaim, "propose_relief", by=world.case_worker, relief="remission", reason="Unbillig.")
    let(reclaim, "grant_relief", by=world.approver)
    assert (Award.objects.get().kept, held_by(award.parent)) == (20000, 20000)


def test_an_award_that_stands_again_takes_its_money_again(world, revoked):
    award, second, reclaim = revoked("50000.00")
    restore(world, reclaim)
    assert (state(award), held_by(award.parent), restored(award)) == ("suspended", 80000, [])
    assert refusal(waiting_of(second), "take_from_waiting_list", by=world.case_worker) == "budget_missing"
    fire(award.pk, "resume", by=world.case_worker)
    nothing_is_in_two_places()


def test_where_another_has_it_meanwhile_nothing_is_paid_before_the_pot_is_filled(world, revoked):
    award, second, reclaim = revoked("50000.00")
    goes_on(world, second)
    restore(world, reclaim)
    assert (state(award), held_by(award.parent), restored(award)) == ("suspended", 20000, ["30000.00", "30000.00"])
    assert refusal(award, "resume", by=world.case_worker) == "budget_missing"
    nothing_is_in_two_places()
    for pot in Pot.objects.all():
        budget = pot.budget
        fire(budget.pk, "propose_change", by=world.case_worker, lines=funders("80000.00"), reason="Nachtrag.")
        fire(budget.pk, "release_change", by=world.approver)
    fire(award.pk, "resume", by=world.case_worker)
    assert (state(award), held_by(award.parent), held_by(second)) == ("running", 80000, 80000)
    nothing_is_in_two_places()


def test_what_had_come_back_and_is_refunded_is_taken_again(world, revoked):
    award, _second, reclaim = revoked("50000.00")
    let(reclaim, "note_payment", by=world.case_worker, amount="20000.00", value_date="2025-04-04")
    assert held_by(award.parent) == 0
    restore(world, reclaim)
    assert (Award.objects.get().kept, held_by(award.parent)) == (20000, 80000)


def test_what_a_court_leaves_with_the_recipient_of_a_revoked_award_is_taken_again(world, revoked):
    award, second, reclaim = revoked("45000.00")
    let(reclaim, "note_payment", by=world.case_worker, amount="20000.00", value_date="2025-04-04")
    goes_on(world, second)
    Notice.objects.filter(parent_id=reclaim.pk).update(remedy_until="2025-12-31")
    let(reclaim, "contest", by=world.case_worker, remedy="action", received_on="2025-04-04")
    less = {"amount": "12000.00", "decided_on": "2025-04-04", "reason": "Verhältnismäßigkeit."}
    fire(reclaim.pk, "reduce", by=world.approver, **less)
    assert (Award.objects.get().kept, held_by(award.parent)) == (8000, 0)
    lacking = [each.facts["pot_lacks"] for each in reclaim.events.filter(facts__has_key="pot_lacks")]
    assert lacking == [["3000.00"]]


def test_after_a_correction_what_had_not_come_back_is_out_again(world, revoked):
    award, _second, reclaim = revoked("50000.00")
    let(reclaim, "note_payment", by=world.case_worker, amount="20000.00", value_date="2025-04-04")
    money = below(reclaim, "collection")
    noted = {"noted_amount": "20000.00", "noted_date": "2025-04-04", "reason": "Der Kontoauszug."}
    fire(money.pk, "correct", by=world.case_worker, **noted, amount="2000.00", value_date="2025-04-04")
    fire(below(money, "correction").pk, "confirm", by=world.approver)
    assert (Award.objects.get().kept, held_by(award.parent)) == (18000, 18000)
    nothing_is_in_two_places()


def nothing_had_come_back(world, award, noted):
    money = below(below(award, "disbursement"), "payment")
    wrong = {"noted_amount": noted, "noted_date": "2025-03-03", "reason": "Der Kontoauszug."}
    fire(money.pk, "correct_return", by=world.cashier, **wrong, amount="0.00", returned_on="2025-03-03")
    fire(below(money, "correction").pk, "confirm", by=world.approver)
    return money.events.get(move="follow_corrected_return")


@pytest.fixture
def revoked_for_the_future(world, rivals, today_is, remembered):
    """Of the 20,000 euros paid this much had been noted as given back; what was not paid was revoked, and that became
    final on 4 April 2025. The use of the rest is to be proven."""

    @remembered
    def brought(each_year, given_back):
        award, second = rivals(each_year)
        if given_back:
            give_back(world, award, given_back)
        revoke_the_rest(world, award, today_is)
        return Award.objects.get(pk=award.pk), second

    return brought


def test_what_a_revoked_award_gives_back_is_granted_to_the_next_at_once(world, revoked_for_the_future):
    award, second = revoked_for_the_future("45000.00", None)
    assert (award.revoked_on is not None, award.final_amount, held_by(award.parent)) == (True, None, 20000)
    assert refusal(waiting_of(second), "take_from_waiting_list", by=world.case_worker) == "budget_missing"
    give_back(world, award, "15000.00")
    assert held_by(award.parent) == 5000
    goes_on(world, second)
    nothing_is_in_two_places()


def test_what_had_not_come_back_of_a_revoked_award_is_not_granted_to_another(world, revoked_for_the_future):
    award, second = revoked_for_the_future("45000.00", "15000.00")
    assert (award.kept, held_by(award.parent)) == (5000, 5000)
    followed = nothing_had_come_back(world, award, "15000.00")
    assert (Award.objects.get().kept, held_by(award.parent)) == (20000, 20000)
    assert followed.facts["pot_lacks"] == []
    assert refusal(waiting_of(second), "take_from_waiting_list", by=world.case_worker) == "budget_missing"
    nothing_is_in_two_places()


def test_where_another_has_it_meanwhile_it_is_said_what_the_pot_lacks(world, revoked_for_the_future):
    award, second = revoked_for_the_future("45000.00", "15000.00")
    goes_on(world, second)
    followed = nothing_had_come_back(world, award, "15000.00")
    assert (Award.objects.get(pk=award.pk).kept, held_by(award.parent)) == (20000, 5000)
    assert followed.facts["pot_lacks"] == ["12500.00"]
    assert told("award.pot_lacks") >= {world.case_worker.pk, world.approver.pk}
    assert all(pot.taken <= pot.amount for pot in Pot.objects.all())

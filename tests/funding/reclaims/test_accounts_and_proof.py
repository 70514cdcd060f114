"""A reclaim and the proof of use: whichever comes first, the same money is asked for once."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.notices.models import Notice
from funding.reclaims.account import reckon
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.awards.story import ask_back, demand, settled
from tests.funding.awards.test_settlement import proven  # noqa: F401 - a fixture
from tests.funding.below import below, let, proof_of
from tests.funding.reclaims.conftest import INTENDED, REMEDY
from tests.funding.reclaims.test_accounts import contest, pay
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


# With the proof of use

SOON = dt.timedelta(days=30)


def brought(world, case, **intended):
    """Served today."""
    today, soon = clock.today().isoformat(), (clock.today() + SOON).isoformat()
    told = {**INTENDED, "ineffective_from": today, "known_on": today, "answer_by": soon, **intended}
    fire(case.pk, "hear", by=world.case_worker, **told)
    reclaim = Reclaim.objects.filter(parent=case).latest("pk")
    fire(reclaim.pk, "answer", by=world.signatory, statement="x")
    let(reclaim, "draft", by=world.case_worker, reasons="x", pay_by=soon, **REMEDY)
    let(reclaim, "sign", by=world.case_worker)
    let(reclaim, "issue", by=world.approver)
    let(reclaim, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    let(reclaim, "note_receipt", by=world.case_worker, received_on=today)
    return reclaim


def final(world, reclaim):
    let(reclaim, "waive_remedy", by=world.signatory, declared=True)
    return Reclaim.objects.get(pk=reclaim.pk)


def accept(world, award):
    fire(proof_of(award).pk, "accept", by=world.case_worker)
    return Award.objects.get()


def test_the_proof_asks_for_nothing_that_a_final_reclaim_calls_back(world, proven):  # noqa: F811
    """Of 20,000 all was paid, 5,000 are revoked, 12,000 proven: with a tenth of own share 10,800 remain."""
    award = proven(paid="20000.00", spent="12000.00", to="under_review")
    final(world, brought(world, award))
    award = accept(world, award)
    assert (award.final_amount, award.called_back, award.to_repay) == (
        Decimal("10800.00"), Decimal("5000.00"), Decimal("4200.00"),
    )  # fmt: skip
    asked = ask_back(world, award, "4200.00")
    award = Award.objects.get()
    assert (settled(award), Reclaim.objects.get(pk=asked.pk).claim, award.called_back, award.left_over) == (
        "proof_checked", Decimal("4200.00"), Decimal("5000.00"), 0,
    )  # fmt: skip


def test_a_reclaim_takes_no_more_than_what_is_left_when_it_takes_effect(world, proven):  # noqa: F811
    award = proven(paid="20000.00", spent="12000.00", to="under_review")
    reclaim = brought(world, award, extent="full", amount=None)
    award = accept(world, award)
    assert award.to_repay == Decimal("9200.00")
    assert refusal(award, "propose_spare", by=world.case_worker, reason="x") == "reclaim_is_open"
    assert final(world, reclaim).claim == Decimal("20000.00")
    award = Award.objects.get()
    assert (award.state, award.final_amount, award.called_back, award.to_repay) == (
        "revoked", 0, Decimal("20000.00"), 0,
    )  # fmt: skip


def test_of_who_has_paid_everything_back_on_the_proof_nothing_is_reclaimed_once_more(world, proven):  # noqa: F811
    award = proven(paid="20000.00", spent="0.00")
    ask_back(world, award, "20000.00")
    award = Award.objects.get()
    assert (award.to_repay, award.held, settled(award)) == (0, 0, "proof_checked")
    today, soon = clock.today().isoformat(), (clock.today() + SOON).isoformat()
    told = {
        **INTENDED,
        "extent": "full",
        "amount": None,
        "ineffective_from": today,
        "known_on": today,
        "answer_by": soon,
    }
    assert wrong(award, "hear", by=world.case_worker, **told) == "amount"


def test_a_refund_of_a_fallen_reclaim_ends_a_repayment_that_was_due(world, proven):  # noqa: F811
    """Paid back to the reclaim instead: it falls, the repayment of the proof stays due."""
    award = proven(paid="20000.00", spent="12000.00")
    today = clock.today().isoformat()
    reclaim = final(world, brought(world, award))
    pay(world, reclaim, "5000.00", today)
    Notice.objects.update(remedy_waived_on=None)
    contest(world, reclaim, today)
    let(reclaim, "annul", by=world.approver, decided_on=today, reason="x")
    award = Award.objects.get()
    assert (settled(award), award.final_amount, award.to_repay) == (
        "proof_checked", Decimal("10800.00"), Decimal("9200.00"),
    )  # fmt: skip
    assert Reclaim.objects.get().to_refund == Decimal("5000.00")


def test_a_condition_that_took_its_part_does_not_take_it_again_at_the_proof(world, proven):  # noqa: F811
    """Half of the expenditure fell away, half of the grant was taken back; what is left is proven in full."""
    plan = {"funding_kind": "share", "planned_expenditure": Decimal("40000.00")}
    award = proven(paid="20000.00", spent="20000.00", to="under_review")
    Award.objects.update(**plan)
    final(world, brought(world, award, ground="resolutive_condition", amount="10000.00"))
    award = accept(world, award)
    assert (award.amount, award.final_amount, award.to_repay) == (Decimal("10000.00"), Decimal("10000.00"), 0)


def test_what_has_lapsed_comes_back_by_no_reclaim_reckoned_later(world, proven):  # noqa: F811
    """Of 20,000 there were 15,000 paid, 3,000 have lapsed, 5,000 are revoked: 12,000 remain, however often reckoned."""
    award = proven(paid="15000.00", spent="40000.00", to="under_review")
    Award.objects.update(lapsed="3000.00")
    final(world, brought(world, award))
    award = accept(world, award)
    assert award.final_amount == Decimal("12000.00")
    reckon(award, Reclaim.objects.all())
    assert award.final_amount == Decimal("12000.00")


def test_a_revocation_of_all_that_is_not_paid_takes_nothing_that_has_lapsed_and_leaves_what_was_paid(
    world,
    proven,  # noqa: F811
):
    award = proven(paid="15000.00", spent="40000.00", to="under_review")
    Award.objects.update(lapsed="3000.00")
    reclaim = brought(world, award, extent="full", reach="ex_nunc", amount=None, ineffective_from=None)
    assert reclaim.amount == Decimal("2000.00")
    final(world, reclaim)
    award = accept(world, award)
    assert (award.final_amount, award.to_repay) == (Decimal("15000.00"), 0)


def test_an_annulled_award_is_not_revoked(world, award, today_is):
    case = award("running")
    Award.objects.update(paid=Decimal("1000.00"))
    Notice.objects.update(remedy_waived_on=None)
    let(case, "contest", by=world.case_worker, remedy="action", received_on=Notice.objects.get().served_on.isoformat())
    today = clock.today().isoformat()
    let(case, "annul", by=world.approver, decided_on=today, reason="x")
    soon = (clock.today() + SOON).isoformat()
    intended = {**INTENDED, "amount": "1000.00", "ineffective_from": today, "known_on": today, "answer_by": soon}
    assert refusal(case, "hear", by=world.case_worker, **intended) == "not_possible_here"


@pytest.fixture
def running(world, application, today_is):
    """With its idea. Paid of it were 1,000 euros, noted here without the request for them. Today is 2 January 2025."""
    application("issued")
    award = Award.objects.get()
    let(award, "dispatch", by=world.case_worker, channel="formal", posted_on=award.issued_on.isoformat())
    let(award, "note_receipt", by=world.case_worker, received_on=award.issued_on.isoformat())
    let(award, "waive_remedy", by=world.signatory, declared=True)
    today_is("2025-01-02")
    sweep_deadlines()
    Award.objects.update(paid=Decimal("1000.00"))
    return award


def test_the_idea_is_parked_when_its_award_is_revoked_and_goes_on_when_the_revocation_falls(world, running):
    award, idea = running, running.parent.parent
    reclaim = final(world, brought(world, award, extent="full", amount=None))
    assert (state(award), state(idea)) == ("revoked", "parked")
    Notice.objects.update(remedy_waived_on=None)
    contest(world, reclaim, "2025-01-02")
    let(reclaim, "annul", by=world.approver, decided_on="2025-01-02", reason="x")
    assert (state(award), state(idea)) == ("suspended", "in_execution")


@pytest.mark.parametrize(
    ("move", "by", "data", "meanwhile"),
    [
        ("withdraw", "author", {"reason": "x"}, "withdrawn"),
        ("go_on", "office", {"goes_on": "lapsed", "reason": "x"}, "lapsed"),
        ("apply", "applicant", {}, "in_application"),
    ],
)
def test_the_idea_goes_on_whatever_has_become_of_it_since_the_revocation(world, running, move, by, data, meanwhile):
    award, idea = running, running.parent.parent
    reclaim = final(world, brought(world, award, extent="full", amount=None))
    fire(idea.pk, move, by=getattr(world, by), **data)
    assert state(idea) == meanwhile
    Notice.objects.update(remedy_waived_on=None)
    contest(world, reclaim, "2025-01-02")
    let(reclaim, "annul", by=world.approver, decided_on="2025-01-02", reason="x")
    assert (state(award), state(idea)) == ("suspended", "in_execution")
    told = Message.objects.filter(kind="idea.taken_up_again", about=f"case {idea.pk}")
    assert {message.person for message in told} == {world.author, world.office}


@pytest.mark.parametrize("at", ["proof_due", "proof_submitted"])
def test_so_is_the_idea_of_a_project_that_had_ended(world, running, today_is, at):
    award, idea = running, running.parent.parent
    today_is((award.period_to + dt.timedelta(days=1)).isoformat())
    sweep_deadlines()
    proof = below(below(award, "settlement"), "report")
    if at == "proof_submitted":
        today_is(proof.report.due_on.isoformat())
        sweep_deadlines()
        lines = [{"item": "Personal", "amount": "1000.00"}]
        fire(proof.pk, "write", by=world.applicant, progress="Erreicht.", expenditure=lines)
        fire(proof.pk, "release_internally", by=world.applicant)
        fire(proof.pk, "submit", by=world.signatory)
    assert (state(below(award, "settlement")), state(idea)) == (at, "in_execution")
    today = clock.today().isoformat()
    reclaim = final(world, brought(world, award, extent="full", amount=None))
    assert (state(award), state(idea)) == ("revoked", "parked")
    Notice.objects.update(remedy_waived_on=None)
    contest(world, reclaim, today)
    let(reclaim, "annul", by=world.approver, decided_on=today, reason="x")
    assert (state(award), state(idea)) == ("completed", "in_execution")


# What came first makes no difference: of 20,000 paid, 5,000 are reclaimed, and 12,000 are proven, of which a tenth is
# own share; so 10,800 remain and 9,200 come back.

BEFORE, UNDER_WAY, AFTER = "final before the proof", "served before the proof", "heard after the proof"


@pytest.mark.parametrize(
    ("order", "then", "right", "back"),
    [
        (BEFORE, None, "10800.00", "9200.00"),
        (UNDER_WAY, None, "10800.00", "9200.00"),
        (AFTER, None, "5800.00", "14200.00"),
        (BEFORE, "annul", "10800.00", "9200.00"),
        (UNDER_WAY, "annul", "10800.00", "9200.00"),
        (AFTER, "annul", "10800.00", "9200.00"),
        (BEFORE, "remit", "15800.00", "4200.00"),
        (UNDER_WAY, "remit", "15800.00", "4200.00"),
        (AFTER, "remit", "10800.00", "9200.00"),
        (BEFORE, "write off", "10800.00", "9200.00"),
    ],
)
def test_the_order_makes_no_difference(world, proven, order, then, right, back):  # noqa: F811
    award = proven(paid="20000.00", spent="12000.00", to="under_review")
    if order == AFTER:
        award = accept(world, award)
    reclaim = brought(world, award)
    if order == UNDER_WAY:
        accept(world, award)
    reclaim = final(world, reclaim)
    if order == BEFORE:
        accept(world, award)
    goes_on_with(world, reclaim, then)
    award = Award.objects.get()
    assert award.final_amount + award.remitted == Decimal(right)
    assert award.called_back + award.to_repay == Decimal(back)


def goes_on_with(world, reclaim, what):
    if what == "annul":
        Notice.objects.update(remedy_waived_on=None)
        contest(world, reclaim, clock.today().isoformat())
        let(reclaim, "annul", by=world.approver, decided_on=clock.today().isoformat(), reason="x")
    elif what:
        relief, move = {"remit": ("remission", "grant_relief"), "write off": ("write_off", "write_off")}[what]
        let(reclaim, "propose_relief", by=world.case_worker, relief=relief, reason="x")
        let(reclaim, move, by=world.approver)


def test_what_is_remitted_before_the_proof_is_not_asked_for_by_it(world, proven):  # noqa: F811
    award = proven(paid="20000.00", spent="12000.00", to="under_review")
    goes_on_with(world, final(world, brought(world, award)), "remit")
    award = accept(world, award)
    assert (award.final_amount, award.remitted, award.called_back, award.to_repay) == (
        Decimal("10800.00"), Decimal("5000.00"), 0, Decimal("4200.00"),
    )  # fmt: skip


def test_what_the_proof_asks_back_outlives_a_revocation_for_the_future(world, proven):  # noqa: F811
    award = proven(paid="15000.00", spent="12000.00", to="under_review")
    whole = {"extent": "full", "reach": "ex_nunc", "amount": None, "ineffective_from": None}
    reclaim = brought(world, award, **whole)
    award = accept(world, award)
    final(world, reclaim)
    award = Award.objects.get()
    assert (award.state, settled(award), award.final_amount, award.to_repay) == (
        "completed", "proof_checked", Decimal("10800.00"), Decimal("4200.00"),
    )  # fmt: skip
    ask_back(world, award, "4200.00")
    assert (state(award), settled(award)) == ("revoked", "ended")


def test_a_revocation_in_full_that_a_court_cuts_down_leaves_what_the_proof_asks_back(world, proven):  # noqa: F811
    award = proven(paid="20000.00", spent="12000.00")
    reclaim = final(world, brought(world, award, extent="full", amount=None))
    assert Award.objects.get().called_back == Decimal("20000.00")
    today = clock.today().isoformat()
    Notice.objects.update(remedy_waived_on=None)
    contest(world, reclaim, today)
    fire(reclaim.pk, "reduce", by=world.approver, amount="5000.00", decided_on=today, reason="x")
    award = Award.objects.get()
    assert (settled(award), award.final_amount, award.called_back, award.to_repay) == (
        "proof_checked", Decimal("10800.00"), Decimal("5000.00"), Decimal("4200.00"),
    )  # fmt: skip


def test_what_is_held_under_reserve_is_not_demanded_once_more(world, proven):  # noqa: F811
    award = proven(paid="20000.00", spent="12000.00", to="under_review")
    reclaim = brought(world, award, extent="full", amount=None)
    pay(world, reclaim, "20000.00", clock.today().isoformat())
    award = accept(world, award)
    with pytest.raises(Refused) as caught:
        demand(world, award)
    assert caught.value.key == "reclaim_is_open"
    final(world, reclaim)
    award = Award.objects.get()
    assert (award.state, award.held, award.to_repay, award.to_pay) == ("revoked", 0, 0, 0)

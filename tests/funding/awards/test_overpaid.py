"""A remedy leaves less of the grant than was paid: the rest is owed back, by a reclaim that lessens nothing more."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from funding.awards.models import Award
from funding.disbursements.queries import approvable, left
from funding.notices.models import Notice
from funding.reclaims.account import reckon
from funding.reclaims.models import Extent, Reach, Reclaim
from funding.reclaims.queries import most
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below, let
from tests.funding.disbursements import conftest as disbursements
from tests.funding.reclaims.conftest import REMEDY
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db
call, hold = disbursements.call, disbursements.hold
LESS = {"decided_on": "2025-04-01", "amount": "15000.00", "reason": "Das Gericht kürzt die Zuwendung."}
BACK = {
    "ground": "reduced_by_remedy",
    "extent": "part",
    "reach": "ex_tunc",
    "ineffective_from": "2025-04-01",
    "known_on": "2025-04-01",
    "allegations": "Das Urteil lässt 15.000 Euro.",
    "answer_by": "2025-05-02",
}


@pytest.fixture
def contested(world, call, today_is) -> Award:
    """Of 80,000 euros 20,000 were paid on 3 March 2025; an action was brought on that day. Today is 1 April."""
    award = call("paid").parent.award
    Notice.objects.update(remedy_waived_on=None)
    let(award, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    today_is("2025-04-01")
    return award


@pytest.fixture
def overpaid(world, contested) -> Award:
    """The court leaves 15,000 euros."""
    fire(contested.pk, "amend_after_remedy", by=world.approver, **LESS)
    return Award.objects.get()


@pytest.fixture
def reclaim(world, overpaid, today_is):
    """Of what was paid too much, brought as far as asked; final on 8 May 2025."""

    def brought(to="final", **intended) -> Reclaim:
        fire(overpaid.pk, "hear", by=world.case_worker, **{**BACK, **intended})
        found = Reclaim.objects.get()
        if to == "hearing":
            return found
        fire(found.pk, "answer", by=world.signatory, statement="Wir zahlen.")
        let(found, "draft", by=world.case_worker, reasons="Ohne Rechtsgrund.", pay_by="2025-08-15", **REMEDY)
        let(found, "sign", by=world.case_worker)
        let(found, "issue", by=world.approver)
        let(found, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-04-01")
        let(found, "note_receipt", by=world.case_worker, received_on="2025-04-01")
        today_is("2025-05-08")
        sweep_deadlines()
        return Reclaim.objects.get()

    return brought


def sums():
    award = Award.objects.get()
    return award.amount, award.overpaid, award.called_back, award.repaid


def test_the_law_is_recorded_as_it_is_and_payments_stop(world, overpaid):
    assert (overpaid.state, overpaid.granted, overpaid.paid) == ("suspended", 15000, 20000)
    assert sums() == (15000, 5000, 0, 0)
    assert overpaid.events.get(move="amend_after_remedy").facts["overpaid"] == "5000.00"
    assert left(overpaid) == -5000
    told = Message.objects.filter(kind="award.overpaid").values_list("person__name", flat=True)
    assert sorted(told) == sorted([world.case_worker.name, world.checker.name])


def test_payments_do_not_go_on_before_it_is_asked_back(world, overpaid, reclaim):
    assert refusal(overpaid, "resume", by=world.case_worker) == "overpaid"
    reclaim()
    fire(overpaid.pk, "resume", by=world.case_worker)
    assert (state(overpaid), left(Award.objects.get())) == ("running", -5000)


def test_an_ordered_payment_is_called_back_first_and_an_approved_one_is_not_ordered(world, contested, call, today_is):
    let(contested, "uphold", by=world.approver, decided_on="2025-04-01", reason="x")
    sweep_deadlines()
    ordered = call("ordered", of=contested, amount="1000.00")
    let(contested, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    assert refusal(contested, "amend_after_remedy", by=world.approver, **LESS) == "payment_is_ordered"
    fire(ordered.pk, "recall", by=world.cashier, reason="Urteil.")
    fire(contested.pk, "amend_after_remedy", by=world.approver, **LESS)
    assert refusal(ordered, "order", by=world.cashier) == "award_stands_still"
    assert approvable(Award.objects.get(), besides=ordered.pk) == -5000


def test_it_comes_back_by_a_reclaim_that_takes_nothing_more_of_the_grant(world, reclaim):
    case = reclaim()
    assert (case.state, case.amount, case.claim) == ("reclaimed", 5000, 5000)
    assert sums() == (15000, 0, 5000, 0)
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-05-08")
    assert (sums(), left(Award.objects.get())) == ((15000, 0, 0, 5000), 0)


def test_what_came_back_unused_meanwhile_is_not_asked_for_twice(world, overpaid, reclaim):
    case = reclaim("hearing")
    paid = overpaid.children.get(lifecycle="disbursement")
    let(paid, "note_funds_returned", by=world.cashier, amount="20000.00", value_date="2025-04-01")
    assert sums() == (15000, 0, 0, 20000)
    fire(case.pk, "answer", by=world.signatory, statement="Alles ist zurück.")
    let(case, "draft", by=world.case_worker, reasons="x", pay_by="2025-08-15", **REMEDY)
    assert refusal(below(case, "reclaim_ruling"), "sign", by=world.case_worker) == "more_than_there_is"


def test_money_that_comes_back_after_the_notice_lessens_the_claim(world, overpaid, reclaim, today_is):
    case = reclaim("hearing")
    fire(case.pk, "answer", by=world.signatory, statement="Wir zahlen.")
    let(case, "draft", by=world.case_worker, reasons="x", pay_by="2025-08-15", **REMEDY)
    let(case, "sign", by=world.case_worker)
    let(case, "issue", by=world.approver)
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-04-01")
    let(case, "note_receipt", by=world.case_worker, received_on="2025-04-01")
    paid = overpaid.children.get(lifecycle="disbursement")
    back = {"amount": "3000.00", "value_date": "2025-04-01"}
    let(paid, "note_funds_returned", by=world.cashier, **back)
    today_is("2025-05-08")
    sweep_deadlines()
    assert (Reclaim.objects.get().claim, sums()) == (2000, (15000, 0, 2000, 3000))


def test_without_its_notice_it_is_owed_as_before(world, reclaim):
    case = reclaim()
    let(case, "propose_relief", by=world.case_worker, relief="annulment", reason="Falsch gerechnet.")
    let(case, "take_back_notice", by=world.approver)
    assert sums() == (15000, 5000, 0, 0)


def test_a_court_that_gives_more_leaves_less_to_come_back(world, overpaid):
    let(overpaid, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    more = {**LESS, "amount": "25000.00"}
    fire(overpaid.pk, "amend_after_remedy", by=world.approver, **more)
    assert (sums(), state(overpaid)) == ((25000, 0, 0, 0), "running")


@pytest.mark.parametrize(
    ("intended", "field"),
    [
        ({"extent": "full"}, "extent"),
        ({"reach": "ex_nunc", "ineffective_from": None}, "reach"),
        ({"amount": "5000.01"}, "amount"),
        ({"ground": "not_for_purpose", "amount": "15000.01"}, "amount"),
    ],
)
def test_it_is_asked_back_in_part_and_for_the_past_and_nothing_else_twice(world, overpaid, intended, field):
    told = {name: value for name, value in {**BACK, **intended}.items() if value is not None}
    assert wrong(overpaid, "hear", by=world.case_worker, **told) == field


def test_of_an_award_on_which_nothing_was_overpaid_nothing_comes_back_on_this_ground(world, call):
    award = call("paid").parent.award
    told = {**BACK, "known_on": "2025-03-03", "ineffective_from": "2025-03-03"}
    assert wrong(award, "hear", by=world.case_worker, **told) == "amount"


def test_a_revocation_for_the_future_does_not_let_the_recipient_keep_what_was_overpaid(contested):
    """Heard on before the judgment; the award follows it after."""
    award = Award.objects.get()
    award.granted = award.amount = 15000
    award.version = 2
    award.count_overpaid()
    award.save()
    whole = Reclaim(extent="full", reach="ex_nunc", ground="not_for_purpose", amount=0, claim=0)
    reckon(award, [whole])
    assert (award.amount, award.overpaid, award.called_back) == (15000, 5000, 0)


def test_the_proof_of_use_asks_it_back_where_no_reclaim_has(world, overpaid):
    Award.objects.update(final_amount=15000, entitled=15000)
    award = Award.objects.get()
    assert (award.to_repay, award.overpaid) == (5000, 5000)
    assert wrong(award, "hear", by=world.case_worker, **BACK) == "amount"


def test_only_a_later_decision_leaves_less_than_was_paid(call):
    award = call("paid").parent.award
    award.granted, award.amount, award.overpaid = 15000, 15000, 5000
    with pytest.raises(IntegrityError, match="award_overpaid_by_a_later_decision"), transaction.atomic():
        award.save()
    award.overpaid, award.version = 0, 2
    with pytest.raises(IntegrityError, match="award_paid_at_most"), transaction.atomic():
        award.save()


def test_paid_before_the_start_it_stops_the_payments_when_the_project_starts(world, award, call, today_is):
    today_is("2025-03-03")
    case = award("final", period_from=dt.date(2025, 4, 15))
    call("paid", of=case, needed_from="2025-04-15", needed_until="2025-04-15")
    Notice.objects.update(remedy_waived_on=None)
    let(case, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    today_is("2025-04-01")
    fire(case.pk, "amend_after_remedy", by=world.approver, **LESS)
    assert state(case) == "final"
    today_is("2025-04-15")
    sweep_deadlines()
    assert state(case) == "suspended"


@pytest.fixture
def remitted(world, reclaim):
    """The 5,000 euros paid beyond what the court has left are given up."""
    case = reclaim()
    let(case, "propose_relief", by=world.case_worker, relief="remission", reason="Unbillig.")
    let(case, "grant_relief", by=world.approver)
    return case


def test_what_was_remitted_is_neither_paid_again_nor_asked_back(remitted):
    award = Award.objects.get()
    assert (award.amount, award.kept, award.remitted, award.overpaid) == (15000, 20000, 5000, 0)
    assert (left(award), most(award, "not_for_purpose", Reach.EX_NUNC, Extent.PART)) == (0, 0)


@pytest.mark.parametrize(
    ("granted", "more", "beyond"), [("18000.00", 0, 2000), ("20000.00", 0, 0), ("25000.00", 5000, 0)]
)
def test_a_higher_grant_covers_what_was_remitted_and_nothing_is_paid_for_it_again(
    world, overpaid, remitted, granted, more, beyond
):
    Notice.objects.filter(parent_id=overpaid.pk).update(remedy_until="2025-12-31", remedy_waived_on=None)
    let(overpaid, "contest", by=world.case_worker, remedy="action", received_on="2025-05-08")
    higher = {"decided_on": "2025-05-08", "amount": granted, "reason": "Das Obergericht lässt mehr."}
    fire(overpaid.pk, "amend_after_remedy", by=world.approver, **higher)
    award = Award.objects.get()
    assert (left(award), award.remitted, award.overpaid) == (more, beyond, 0)
    assert most(award, "not_for_purpose", Reach.EX_NUNC, Extent.PART) == more

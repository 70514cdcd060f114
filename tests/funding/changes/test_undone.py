"""A change notice is annulled: what it made of the award is undone, as far as nothing has come in between."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.changes.models import Change
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.below import below, let
from tests.funding.changes.conftest import PLAN, plan, sent
from tests.funding.changes.story import paid_out, proven
from tests.funding.reclaims.conftest import REMEDY
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def annulled(world):
    """A change notice falls on the day it was served."""

    def falls(of: Change | None = None) -> None:
        notice, day = Notice.objects.get(parent=of or Change.objects.get()), "2025-06-03"
        fire(notice.pk, "note_receipt", by=world.case_worker, received_on=day)
        fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=day)
        fire(notice.pk, "annul", by=world.approver, decided_on=day, reason="Ermessensfehler.")

    return falls


def test_a_longer_period_falls_with_its_notice_and_counts_again_with_the_next(world, change, annulled, state):
    case = change("decided", proof_due_on="2027-02-28")
    annulled()
    award = Award.objects.get()
    assert (state(case), award.state, award.version) == ("in_review", "running", 3)
    assert (award.period_to, award.proof_due_on) == (dt.date(2026, 3, 2), dt.date(2026, 8, 31))
    deadline = award.deadlines.filter(of_stay=True).latest("pk")
    assert (deadline.due_on, deadline.status) == (dt.date(2026, 3, 2), "running")
    undone = award.events.get(move="amend", facts__has_key="undone").facts
    assert undone["undone"] == ["period_to", "proof_due_on"]
    told = Message.objects.filter(kind="award.amendment_fell").values_list("person__name", flat=True)
    assert sorted(told) == sorted([world.signatory.name, world.case_worker.name, world.checker.name])
    let(case, "draft_notice", by=world.case_worker, result="approve", reasons="Nun mit Gründen.")
    let(case, "sign_notice", by=world.case_worker)
    let(case, "issue", by=world.approver)
    sent(world, case)
    assert (Award.objects.get().period_to, Award.objects.get().version) == (dt.date(2026, 8, 31), 4)


def test_a_higher_grant_and_its_plan_fall_with_their_notice(change, annulled):
    change("decided", kind="increase")
    assert Award.objects.get().amount == 63000
    annulled()
    award = Award.objects.get()
    assert (award.amount, award.granted, award.planned_expenditure, award.plan) == (54000, 54000, 60000, PLAN)
    assert Change.objects.get().effect == {}


def test_the_grant_does_not_fall_below_what_was_paid_on_it(world, change, annulled):
    change("decided", kind="increase")
    Award.objects.update(paid="60000.00")
    annulled()
    assert Award.objects.get().amount == Decimal("60000.00")


def test_what_another_notice_has_changed_since_stays_until_that_falls_too(change, annulled):
    first = change("decided")
    second = change("decided", of=Award.objects.get(), asked={"new_period_to": "2026-12-31"}, proof_due_on="2027-06-30")
    annulled(first)
    award = Award.objects.get()
    assert (award.period_to, award.proof_due_on) == (dt.date(2026, 12, 31), dt.date(2027, 6, 30))
    assert award.events.get(move="amend", facts__has_key="undone").facts["undone"] == []
    annulled(second)
    award = Award.objects.get()
    assert (award.period_to, award.proof_due_on) == (dt.date(2026, 3, 2), dt.date(2026, 8, 31))


def test_of_two_higher_grants_that_fall_one_after_the_other_the_first_sum_is_left(change, annulled):
    first = change("decided", kind="increase")
    more = plan("61000.00", "10000.00", "7100.00", "63900.00")
    second = change("decided", kind="increase", of=Award.objects.get(), lines=more, asked={"amount": "63900.00"})
    assert Award.objects.get().granted == 63900
    annulled(first)
    assert Award.objects.get().granted == 63900
    annulled(second)
    assert Award.objects.get().granted == 54000


def test_a_rejection_that_falls_undoes_nothing(world, change, annulled, state):
    case = change("decided", result="reject")
    annulled()
    assert (state(case), Award.objects.get().version) == ("in_review", 1)
    assert Case.objects.get(pk=case.parent_id).events.filter(move="amend").count() == 0


def test_payments_go_on_after_an_undone_change(world, change, annulled):
    change("decided", kind="account")
    assert Award.objects.get().iban
    annulled()
    award = Award.objects.get()
    assert (award.iban, Case.objects.get(pk=paid_out(world, award).pk).state) == ("", "paid")


def revoked_in_part(world, award, today_is, amount="5000.00"):
    """Of the raised grant, and final on 4 July 2025."""
    heard = {"ground": "not_for_purpose", "extent": "part", "reach": "ex_nunc", "amount": amount}
    facts = {"known_on": "2025-05-02", "allegations": "Der Bus fehlt.", "answer_by": "2025-06-20"}
    fire(award.pk, "hear", by=world.case_worker, **heard, **facts)
    case = Case.objects.get(lifecycle="reclaim")
    fire(case.pk, "answer", by=world.signatory, statement="Er kommt.")
    let(case, "draft", by=world.case_worker, reasons="Er fehlt.", **REMEDY)
    let(case, "sign", by=world.case_worker)
    let(case, "issue", by=world.approver)
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-03")
    let(case, "note_receipt", by=world.case_worker, received_on="2025-06-03")
    today_is("2025-07-04")
    sweep_deadlines()


def test_a_higher_grant_falls_with_its_notice_also_where_a_part_was_revoked_since(world, change, annulled, today_is):
    case = change("decided", kind="increase")
    notice = Notice.objects.get(parent=case)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on="2025-06-03")
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on="2025-06-03")
    revoked_in_part(world, case.parent, today_is)
    assert Award.objects.get().amount == Decimal("58000.00")
    fire(notice.pk, "annul", by=world.approver, decided_on="2025-07-04", reason="Ermessensfehler.")
    award = Award.objects.get()
    assert (award.granted, award.amount, award.overpaid) == (54000, 49000, 0)
    undone = award.events.filter(move="amend").latest("seq").facts
    assert (undone["before"]["amount"], undone["after"]["amount"]) == ("58000.00", "49000.00")


def test_what_was_paid_of_it_and_not_revoked_is_kept(world, change, annulled, today_is):
    case = change("decided", kind="increase")
    notice = Notice.objects.get(parent=case)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on="2025-06-03")
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on="2025-06-03")
    revoked_in_part(world, case.parent, today_is)
    Award.objects.update(paid="56000.00")
    fire(notice.pk, "annul", by=world.approver, decided_on="2025-07-04", reason="Ermessensfehler.")
    award = Award.objects.get()
    assert (award.granted, award.amount, award.overpaid) == (61000, 56000, 0)


@pytest.fixture
def raised(world, running, change, today_is, remembered):
    """Of 54,000 euros 5,000 were revoked; then a change notice has granted 63,000 as a whole, which is contested."""

    @remembered
    def brought():
        award = running()
        revoked_in_part(world, award, today_is)
        case = change("decided", kind="increase", of=award)
        notice = Notice.objects.get(parent=case)
        fire(notice.pk, "note_receipt", by=world.case_worker, received_on="2025-07-04")
        fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on="2025-07-04")
        return notice

    return brought


def annul(world, notice):
    fire(notice.pk, "annul", by=world.approver, decided_on="2025-07-04", reason="Ermessensfehler.")


def annul_the_revocation(world):
    reclaim = Reclaim.objects.get()
    Notice.objects.filter(parent_id=reclaim.pk).update(remedy_until="2025-12-31")
    let(reclaim, "contest", by=world.case_worker, remedy="action", received_on="2025-07-04")
    let(reclaim, "annul", by=world.approver, decided_on="2025-07-04", reason="Ermessensfehler.")


def granted():
    award = Award.objects.get()
    return award.granted, award.amount, Reclaim.objects.get().absorbed_by


def test_a_part_revoked_before_counts_again_where_the_higher_grant_falls(world, raised):
    notice = raised()
    assert granted() == (63000, 63000, 2)
    annul(world, notice)
    assert granted() == (54000, 49000, None)
    annul_the_revocation(world)
    assert granted() == (54000, 54000, None)


def test_a_revocation_that_falls_first_takes_nothing_of_what_is_left(world, raised):
    notice = raised()
    annul_the_revocation(world)
    assert granted() == (63000, 63000, 2)
    annul(world, notice)
    assert granted() == (54000, 54000, None)


def test_what_was_paid_of_the_higher_grant_is_kept_beside_the_part_revoked_before(world, raised):
    notice = raised()
    Award.objects.update(paid="60000.00")
    annul(world, notice)
    assert granted() == (65000, 60000, None)


@pytest.mark.parametrize(
    ("to", "state", "final"), [("submitted", "proof_submitted", None), ("accepted", "proof_checked", Decimal("0.00"))]
)
def test_it_falls_also_once_the_proof_of_use_is_in(world, change, annulled, today_is, to, state, final):
    case = change("decided", kind="increase")
    notice = Notice.objects.get(parent=case)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on="2025-06-03")
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on="2025-06-03")
    fire(case.parent_id, "achieve", by=world.signatory, achieved_on="2025-06-03", statement="Alle Ziele sind erreicht.")
    proof = proven(world, today_is, to=to)
    if to == "accepted":
        fire(proof.pk, "accept", by=world.checker)
    fire(notice.pk, "annul", by=world.approver, decided_on="2027-01-04", reason="Ermessensfehler.")
    award = Award.objects.get()
    assert (award.state, below(award, "settlement").state) == ("completed", state)
    assert (award.granted, award.amount, award.final_amount) == (54000, 54000, final)
    assert award.plan == PLAN


def test_the_file_of_a_closed_award_keeps_its_sums_even(world, change, annulled, today_is):
    """An action that came in time is recorded late. Nobody decides anew any more; the grant is what it was before."""
    case = change("decided", kind="increase")
    notice = Notice.objects.get(parent=case)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on="2025-06-03")
    fire(case.parent_id, "achieve", by=world.signatory, achieved_on="2025-06-03", statement="Alle Ziele sind erreicht.")
    today_is("2025-07-05")
    sweep_deadlines()
    fire(proven(world, today_is).pk, "accept", by=world.checker)
    let(case.parent, "close", by=world.approver)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on="2025-06-10")
    fire(notice.pk, "annul", by=world.approver, decided_on="2027-01-04", reason="Ermessensfehler.")
    award = Award.objects.get()
    assert (award.state, award.granted, award.amount, award.final_amount) == ("closed", 54000, 54000, 0)
    assert Change.objects.get().state == "moot"

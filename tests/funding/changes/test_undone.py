"""A change notice is annulled: what it made of the award is undone, as far as nothing has come in between."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.changes.models import Change
from funding.notices.models import Notice
from notifications.models import Message
from tests.funding.changes.conftest import PLAN
from tests.funding.changes.story import paid_out
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def annulled(world):
    """A change notice falls on the day it was served."""

    def falls(of: Change | None = None) -> None:
        notice, day = Notice.objects.get(parent=of or Change.objects.get()), "2025-06-03"
        fire(notice.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=day)
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
    fire(case.pk, "draft_notice", by=world.case_worker, result="approve", reasons="Nun mit Gründen.")
    fire(case.pk, "sign_notice", by=world.case_worker)
    fire(case.pk, "issue", by=world.approver)
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


def test_what_another_notice_has_changed_since_stays(change, annulled):
    first = change("decided")
    change("decided", of=Award.objects.get(), asked={"new_period_to": "2026-12-31"}, proof_due_on="2027-06-30")
    annulled(first)
    award = Award.objects.get()
    assert (award.period_to, award.proof_due_on) == (dt.date(2026, 12, 31), dt.date(2027, 6, 30))
    assert award.events.get(move="amend", facts__has_key="undone").facts["undone"] == []


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

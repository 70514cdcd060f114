"""A remedy against the award is decided in part after a revocation became final or fell, or the grant was settled."""

from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import below, let
from tests.funding.disbursements import conftest as disbursements
from tests.funding.reclaims import conftest as reclaims
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db
call, paid_award, reclaim = disbursements.call, reclaims.paid_award, reclaims.reclaim
FULL = {"extent": "full", "amount": None}
EX_NUNC = {"reach": "ex_nunc", "ineffective_from": None}
LESS = {"decided_on": "2025-07-12", "amount": "15000.00", "reason": "Das Gericht kürzt die Zuwendung."}


@pytest.fixture
def revoked(world, paid_award, reclaim, today_is):
    """Of 80,000 euros 20,000 were paid. All is revoked; while that is not final, an action against the award itself
    comes before the court. The revocation is final on 12 July 2025."""

    def brought(**reach) -> Award:
        found = reclaim("notified", **FULL, **reach)
        award = Award.objects.get(pk=found.parent_id)
        Notice.objects.filter(parent_id=award.pk).update(remedy_until="2025-12-31", remedy_waived_on=None)
        let(award, "contest", by=world.case_worker, remedy="action", received_on="2025-06-11")
        today_is("2025-07-12")
        sweep_deadlines()
        return award

    return brought


def sums(award):
    found = Award.objects.get(pk=award.pk)
    return found.amount, found.final_amount, found.overpaid, found.called_back


def test_all_was_revoked_for_the_past_and_the_judgment_leaves_less(world, revoked):
    award = revoked()
    assert state(award) == "revoked"
    assert refusal(award, "amend_after_remedy", by=world.case_worker, **LESS) == "four_eyes"
    fire(award.pk, "amend_after_remedy", by=world.approver, **LESS)
    assert (state(award), sums(award)) == ("revoked", (0, 0, 0, 20000))
    assert (Award.objects.get().granted, state(below(award, "notice"))) == (15000, "final")


def test_all_was_revoked_for_the_future_and_what_was_paid_beyond_the_judgment_is_owed_back(world, revoked):
    award = revoked(**EX_NUNC)
    assert (state(award), state(below(award, "settlement")), sums(award)) == (
        "completed",
        "proof_due",
        (20000, None, 0, 0),
    )
    fire(award.pk, "amend_after_remedy", by=world.approver, **LESS)
    assert (state(award), state(below(award, "settlement")), sums(award)) == (
        "completed",
        "proof_due",
        (15000, None, 5000, 0),
    )


def test_the_days_of_a_project_that_has_ended_stay(world, revoked):
    award = revoked(**EX_NUNC)
    later = LESS | {"proof_due_on": "2030-01-01"}
    assert wrong(award, "amend_after_remedy", by=world.approver, **later) == "proof_due_on"


def test_after_the_revocation_has_fallen_payments_rest_until_the_judgment(world, revoked):
    award = revoked()
    found = Reclaim.objects.get()
    let(found, "contest", by=world.case_worker, remedy="action", received_on="2025-07-11")
    let(found, "annul", by=world.approver, decided_on="2025-07-12", reason="x")
    assert state(award) == "suspended"
    assert refusal(award, "resume", by=world.case_worker) == "is_contested"
    fire(award.pk, "amend_after_remedy", by=world.approver, **LESS | {"amount": "78000.00"})
    assert (state(award), sums(award)) == ("suspended", (78000, None, 0, 0))
    fire(award.pk, "resume", by=world.case_worker)
    assert state(award) == "running"


def test_after_an_objection_the_action_that_may_follow_counts_although_all_was_revoked(world, revoked):
    notice = below(revoked(), "notice")
    let(notice, "uphold", by=world.approver, decided_on="2025-07-12", reason="x")
    assert state(notice) == "final"
    said = {"remedy": "action", "received_on": "2025-07-12"}
    assert refusal(notice, "contest", by=world.case_worker, **said) == "award_has_gone_on"
    Notice.objects.filter(pk=notice.pk).update(objection_served_on="2025-07-12")
    fire(notice.pk, "contest", by=world.case_worker, **said)
    fire(notice.pk, "annul", by=world.approver, decided_on="2025-07-12", reason="Urteil.")
    assert (state(notice), Award.objects.get().annulled_on.isoformat()) == ("annulled", "2025-07-12")


def test_a_grant_that_was_settled_is_settled_anew_by_the_same_proof(world, revoked, today_is):
    award = revoked(**EX_NUNC)
    proof = below(below(award, "settlement"), "report")
    today_is(proof.report.due_on.isoformat())
    sweep_deadlines()
    lines = [{"item": "Personal", "amount": "22222.23"}]
    fire(proof.pk, "write", by=world.applicant, progress="Erreicht.", expenditure=lines)
    fire(proof.pk, "release_internally", by=world.applicant)
    fire(proof.pk, "submit", by=world.signatory)
    fire(proof.pk, "start_review", by=world.case_worker)
    fire(proof.pk, "accept", by=world.case_worker)
    assert (state(below(award, "settlement")), Award.objects.get().final_amount) == ("ended", 20000)
    event = fire(award.pk, "amend_after_remedy", by=world.approver, **LESS)
    found = Award.objects.get()
    assert (found.state, found.final_amount, found.to_repay) == ("completed", Decimal("15000.00"), 5000)
    assert state(below(award, "settlement")) == "proof_checked"  # it asks back what is left over
    assert (event.facts["final"], found.documents.filter(kind="proof_result").count()) == ("15000.00", 1)
    assert Reclaim.objects.get().absorbed_by == found.version

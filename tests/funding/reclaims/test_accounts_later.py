"""A reclaim below an annulled award, and relief from what is owed."""

import datetime as dt
from decimal import Decimal

import pytest

from funding.awards.models import Award
from funding.disbursements.queries import left
from funding.notices.models import Notice
from funding.reclaims.collection.models import Collection
from funding.reclaims.models import Reclaim
from funding.retention.queries import cases_of
from funding.retention.reckoning import period_of
from notifications.models import Message
from tests.funding.asking import refusal, state
from tests.funding.awards.story import settled
from tests.funding.awards.test_settlement import proven  # noqa: F401 - a fixture
from tests.funding.below import below, let
from tests.funding.reclaims.test_accounts import account, contest, pay
from tests.funding.reclaims.test_accounts_and_proof import goes_on_with
from workflows import clock
from workflows.models import Case

pytestmark = pytest.mark.django_db


# Below an annulled award


def annulled(world, award):
    """By a court, whatever was waived."""
    Notice.objects.update(remedy_waived_on=None)
    served_on = below(award, "notice").notice.served_on.isoformat()
    let(award, "contest", by=world.case_worker, remedy="action", received_on=served_on)
    let(award, "annul", by=world.approver, decided_on=clock.today().isoformat(), reason="x")
    return Award.objects.get()


def test_an_annulled_award_ends_what_is_on_its_way_and_asks_for_everything_itself(world, reclaim):
    case = reclaim("notified", extent="full", amount=None)
    award = annulled(world, case.parent)
    assert (award.state, award.to_repay, award.called_back) == ("annulled", Decimal(20000), 0)
    assert (settled(award), state(case)) == ("fallen", "ended")


def test_a_final_claim_outlives_the_annulment_and_its_contest(world, reclaim):
    case = reclaim("final")
    award = annulled(world, case.parent)
    assert (award.to_repay, award.called_back) == (Decimal(15000), Decimal(5000))
    contest(world, case, "2025-07-11")
    assert (state(case), state(below(case, "collection"))) == ("issued", "under_reserve")
    assert refusal(award, "propose_spare", by=world.case_worker, reason="x") == "reclaim_is_open"
    let(case, "annul", by=world.approver, decided_on="2025-07-12", reason="x")
    award = Award.objects.get()
    assert (settled(award), award.to_repay, award.called_back) == ("fallen", Decimal(20000), 0)


# Relief


def test_what_is_written_off_stays_open_and_is_the_authoritys_own_affair(world, reclaim):
    case = reclaim("final")
    let(case, "propose_relief", by=world.case_worker, relief="write_off", reason="Nicht beizutreiben.")
    assert refusal(case, "grant_relief", by=world.approver) == "other_relief"
    let(case, "write_off", by=world.approver)
    award = Award.objects.get()
    assert (state(below(case, "collection")), award.amount, left(award)) == (
        "resting",
        Decimal("75000.00"),
        Decimal("55000.00"),
    )
    assert not Message.objects.filter(kind="reclaim.written_off", person_id=world.signatory.pk).exists()
    pay(world, case, "5000.00", "2025-07-12")
    assert state(below(case, "collection")) == "reclaimed"


def test_the_file_of_what_is_written_off_is_kept_as_long_as_it_can_be_enforced(world, reclaim):
    case = reclaim("final")
    final_on = Reclaim.objects.get().final_on
    Case.objects.filter(dossier=case.dossier_id).update(finished=clock.now())
    before = period_of(list(cases_of(case.dossier_id)))
    goes_on_with(world, case, "write off")
    Case.objects.filter(dossier=case.dossier_id).update(finished=clock.now())
    period = period_of(list(cases_of(case.dossier_id)))
    assert before.kept_until < period.kept_until == final_on.replace(year=final_on.year + 30)
    assert period.steps[-1]["rule"] == "§ 53 (2) VwVfG"


def test_what_is_written_off_may_be_enforced_later(world, reclaim, today_is):
    case = reclaim("final")
    goes_on_with(world, case, "write off")
    today_is("2025-08-16")
    let(case, "enforce", by=world.approver)
    assert state(below(case, "collection")) == "enforced"


def test_a_notice_is_taken_back_by_two_persons(world, reclaim):
    case = reclaim("final")
    pay(world, case, "5000.00", "2025-07-12")
    assert refusal(case, "annul", by=world.approver, decided_on="2025-07-12", reason="x") == "not_possible_here"
    let(case, "propose_relief", by=world.case_worker, relief="annulment", reason="Ermessensfehler.")
    let(case, "take_back_notice", by=world.approver)
    assert (state(case), state(below(case, "collection")), account()) == (
        "annulled",
        "refund_due",
        (0, 0, Decimal(20000)),
    )
    assert below(case, "notice").state == "annulled"


def test_a_deferral_outlives_an_unsuccessful_remedy(world, reclaim):
    case = reclaim("final")
    until = {"relief": "deferral", "until": "2025-12-31", "reason": "x"}
    let(case, "propose_relief", by=world.case_worker, **until)
    let(case, "grant_relief", by=world.approver)
    contest(world, case, "2025-07-11")
    let(case, "uphold", by=world.approver, decided_on="2025-07-12", reason="x")
    found = Collection.objects.get()
    assert (found.state, found.deferred_until) == ("deferred", dt.date(2025, 12, 31))

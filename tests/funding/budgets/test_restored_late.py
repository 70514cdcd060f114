"""A court brings back an award whose project has ended and whose money others have: nobody can refuse that, so the case
worker is asked to have the pots filled, and nothing is paid before."""

import datetime as dt

import pytest

from funding.budgets.models import Pot
from tests.funding.asking import refusal, state
from tests.funding.awards.story import settled
from tests.funding.below import below
from tests.funding.budgets.story import (
    achieve,
    check_proof,
    funders,
    goes_on,
    held_by,
    make_final,
    nothing_is_in_two_places,
    notified,
    restore,
    restored,
    revoke,
)
from workflows.engine import fire
from workflows.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def back(world, rivals, today_is, remembered):
    """The project ended on 3 March 2025, the award was revoked in full, and stands again since 4 April."""

    @remembered
    def brought(each_year, *, taken):
        award, second = rivals(each_year)
        achieve(world, award)
        notified(world, revoke(world, award))
        make_final(today_is)
        if taken:
            goes_on(world, second)
        restore(world, below(award, "reclaim"))
        return award

    return brought


def waiting(award):
    tasks = award.tasks.filter(matter=Task.Matter.STOPPED)
    return [(task.desk.role, task.due_on) for task in tasks if task.open]


def test_the_case_worker_is_asked_and_nothing_is_paid_before_the_pots_are_filled(world, back, call, today_is):
    award = back("50000.00", taken=True)
    assert (state(award), settled(award), restored(award)) == ("completed", "proof_due", ["30000.00", "30000.00"])
    assert waiting(award) == [("case_worker", dt.date(2025, 5, 5))]
    check_proof(world, award, "88888.89", today_is)
    rest = call("draft", of=award, amount="60000.00")
    assert refusal(rest, "submit", by=world.signatory) == "pots_lack_money"
    assert refusal(award, "resume", by=world.case_worker) == "budget_missing"
    assert refusal(award, "resume", by=world.applicant) == "not_yours"
    budget = Pot.objects.get(budget__year=2026).budget_id
    fire(budget, "propose_change", by=world.case_worker, lines=funders("150000.00"), reason="Nachtrag.")
    fire(budget, "release_change", by=world.approver)
    fire(award.pk, "resume", by=world.case_worker)
    assert (state(award), waiting(award), held_by(award.parent)) == ("completed", [], 80000)
    fire(rest.pk, "submit", by=world.signatory)
    assert refusal(award, "resume", by=world.case_worker) == "payments_go_on"
    nothing_is_in_two_places()


def test_where_the_pots_have_its_money_nobody_is_asked(world, back):
    award = back("50000.00", taken=False)
    assert (state(award), held_by(award.parent), waiting(award)) == ("completed", 80000, [])
    assert refusal(award, "resume", by=world.case_worker) == "payments_go_on"


def test_payments_stopped_when_the_project_ended_wait_for_the_proof(world, award):
    case = award("suspended")
    fire(case.pk, "terminate", by=world.signatory, unspent="0.00", reason="x")
    assert refusal(case, "resume", by=world.case_worker) == "payments_go_on"

"""A remedy is granted in part: other sums, days and conditions count from then on."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.notices.models import Notice
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import let
from tests.funding.disbursements import conftest as disbursements
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db
call = disbursements.call
GRANTED = {"amount": "78000.00", "conditions": "Nur noch ein Bericht.", "reason": "Teilabhilfe."}


@pytest.fixture
def contested(world, award, today_is):
    """An action was brought in time, or an objection."""

    def brought(remedy="action", **fields) -> Award:
        today_is("2025-03-03")
        case = award("notified", **fields)
        let(case, "contest", by=world.case_worker, remedy=remedy, received_on="2025-03-03")
        today_is("2025-04-01")
        return case

    return brought


def test_a_judgment_changes_sum_days_and_conditions_and_the_award_is_final(world, contested):
    case = contested()
    end = case.period_to + dt.timedelta(days=30)
    days = {"period_to": end.isoformat(), "proof_due_on": (end + dt.timedelta(days=180)).isoformat()}
    decided = {"decided_on": "2025-04-01", **GRANTED, **days}
    assert refusal(case, "amend_after_remedy", by=world.case_worker, **decided) == "four_eyes"
    event = fire(case.pk, "amend_after_remedy", by=world.approver, **decided)
    found = Award.objects.get()
    assert (found.state, found.amount, found.granted, found.version) == ("final", 78000, 78000, 2)
    assert (found.period_to, found.conditions, found.proof_steps) == (end, "Nur noch ein Bericht.", [])
    assert (event.facts["before"]["amount"], event.facts["after"]["amount"]) == ("80000.00", "78000.00")
    told = Message.objects.filter(kind="award.amended_after_remedy").values_list("person__name", flat=True)
    assert sorted(told) == sorted([world.signatory.name, world.case_worker.name, world.checker.name])


def test_after_an_objection_granted_in_part_the_rest_can_be_brought_before_the_court(world, contested, today_is):
    case = contested("objection")
    decided = {"decided_on": "2025-03-28", **GRANTED}
    assert wrong(case, "amend_after_remedy", by=world.approver, **decided) == "objection_served_on"
    fire(case.pk, "amend_after_remedy", by=world.approver, objection_served_on="2025-04-01", **decided)
    assert (state(case), Notice.objects.get().state) == ("sent", "notified")
    assert Notice.objects.get().remedy_until == dt.date(2025, 5, 2)  # after the holiday
    today_is("2025-05-03")
    sweep_deadlines()
    assert state(case) == "running"


def test_a_project_that_ran_goes_on_with_its_new_end(world, award, today_is):
    today_is("2025-03-03")
    case = award("running", period_to=dt.date(2025, 12, 31), proof_due_on=dt.date(2026, 6, 30))
    Notice.objects.update(remedy_waived_on=None)
    let(case, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")
    days = {"period_to": "2026-01-31", "proof_due_on": "2026-07-31"}
    fire(case.pk, "amend_after_remedy", by=world.approver, decided_on="2025-03-03", reason="x", **days)
    deadline = case.deadlines.filter(of_stay=True).latest("pk")
    assert (state(case), deadline.due_on) == ("running", dt.date(2026, 1, 31))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"decided_on": "2025-04-02", "amount": "1.00"}, "decided_on"),
        ({"amount": "0.00"}, "amount"),
        ({}, "amount"),
        ({"period_to": "2025-03-03"}, "period_to"),
        ({"proof_due_on": "2025-06-30"}, "proof_due_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world, contested, said, field):
    decided = {"decided_on": "2025-04-01", "reason": "x", **said}
    assert wrong(contested(), "amend_after_remedy", by=world.approver, **decided) == field

"""The committee's resolution, with every way it can go."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from funding.applications.models import Application
from funding.bodies.models import Body
from tests.funding.applications.story import approval_of, committee_resolves, reject, ruling_of, vote_of
from tests.funding.test_wrong_desk import standing_in
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case

pytestmark = pytest.mark.django_db
DEFERRAL = {"outcome": "deferred", "deferred_until": "2024-09-01"}


def put(world, case, **proposal):
    fire(approval_of(case).pk, "put_on_committee_agenda", by=world.case_worker, **proposal)


def test_with_conditions(world, assessed, state):
    case = assessed()
    put(world, case, proposal="approve_with_conditions", conditions="Kooperation mit der Klinik.")
    committee_resolves(world, case)
    assert state(approval_of(case)) == "approved_with_conditions"
    assert approval_of(case).approval.conditions == "Kooperation mit der Klinik."


def test_in_part(world, assessed, state):
    case = assessed(recommended="70000.00")
    put(world, case, proposal="approve_in_part", amount="60000.00")
    committee_resolves(world, case)
    assert (state(approval_of(case)), approval_of(case).approval.granted) == ("partially_approved", Decimal("60000.00"))


@pytest.mark.parametrize(
    ("proposal", "field"),
    [
        ({"proposal": "approve", "amount": "80000.01"}, "amount"),
        ({"proposal": "approve", "amount": "0.00"}, "amount"),
        ({"proposal": "approve", "amount": "79999.99"}, "proposal"),
        ({"proposal": "approve_in_part"}, "proposal"),
        ({"proposal": "approve_with_conditions"}, "conditions"),
        ({"proposal": "approve", "conditions": "Nur mit Klinik."}, "proposal"),
        ({"proposal": "approve_without_funding"}, "proposal"),
    ],
)
def test_a_proposal_says_what_it_means(world, assessed, refusal, proposal, field):
    assert refusal(approval_of(assessed()), "put_on_committee_agenda", by=world.case_worker, **proposal) == field


def test_without_a_committee_nothing_is_put_before_it(world, assessed, refusal):
    case = assessed()
    Body.objects.filter(kind=Body.Kind.COMMITTEE).update(dissolved_on="2024-01-01")
    assert refusal(approval_of(case), "put_on_committee_agenda", by=world.case_worker) == "no_committee_yet"


def test_the_committee_has_to_approve_where_the_programme_says_so(world, application, refusal):
    assert (
        refusal(approval_of(application("ready")), "decide_without_committee", by=world.case_worker)
        == "committee_decides"
    )


def test_where_no_committee_decides_the_authority_goes_on_alone(world, application, refusal, state):
    case = application("ready")
    Case.objects.filter(parent=case).update(terms={**case.terms, "needs_committee": False})
    assert refusal(approval_of(case), "put_on_committee_agenda", by=world.case_worker) == "no_committee"
    fire(approval_of(case).pk, "decide_without_committee", by=world.case_worker)
    found = Application.objects.get(pk=case.pk)
    assert (found.approved.state, found.approved.granted) == ("granted", Decimal(80000))
    assert (found.ruled.state, found.ruled.awarded) == ("notice_in_preparation", Decimal(80000))


def test_a_rejection_by_the_committee_is_not_yet_the_authoritys(world, application, state):
    case = application("on_committee_agenda")
    committee_resolves(world, case, "no")
    assert (state(approval_of(case)), state(case.parent)) == ("committee_rejected", "in_application")


def test_a_deferred_application_comes_again(world, application, state):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], **DEFERRAL, reason="Zahlen fehlen.")
    assert (state(approval_of(case)), approval_of(case).deadlines.get(kind="deferred").due_on.isoformat()) == (
        "deferred",
        "2024-09-01",
    )
    put(world, case)
    committee_resolves(world, case)
    assert state(approval_of(case)) == "committee_approved"


def test_a_deferred_application_may_be_rejected_and_waits_for_the_same_day_if_it_is_not(world, application, state):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], **DEFERRAL, reason="Zahlen fehlen.")
    reject(world, case, reasons="Die Zahlen kamen nicht.")
    assert state(ruling_of(case)) == "rejection_written"
    fire(ruling_of(case).pk, "give_up", by=world.approver, reason="Sie sind da.")
    waits = approval_of(case).deadlines.get(kind="deferred", status="running")
    assert (state(approval_of(case)), waits.due_on.isoformat()) == ("deferred", "2024-09-01")


def test_the_committee_is_asked_in_the_official_language_whoever_asks(world, application):
    case = application("ready")
    with override("en"):
        put(world, case)
    assert vote_of(case).decision.question == "Soll „Pflegelotsen im Quartier“ mit 80.000,00 € gefördert werden?"


def test_a_vote_that_comes_to_nothing_leaves_it_ready(world, application, state):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.case_worker, outcome="aborted", reason="Kein Termin.")
    assert state(approval_of(case)) == "ready"


def test_a_withdrawn_application_ends_the_vote_on_it_and_parks_the_idea(world, application, state, refusal):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "open_vote", by=world.case_worker, procedure="circular")
    assert refusal(case, "withdraw", by=world.applicant, reason="x") == "not_yours"
    fire(case.pk, "withdraw", by=world.signatory, reason="Der Träger fehlt.")
    assert (state(case), state(vote_of(case)), state(case.parent)) == ("withdrawn", "aborted", "parked")


def test_after_a_withdrawal_the_region_may_apply_again(world, application):
    case = application("draft")
    fire(case.pk, "withdraw", by=world.signatory, reason="Neu ansetzen.")
    fire(case.parent_id, "apply", by=world.office)
    assert Application.objects.filter(parent_id=case.parent_id).count() == 2


@pytest.mark.parametrize(
    ("at", "move", "key"),
    [
        ("on_committee_agenda", "follow_vote", "nothing_to_follow"),
        ("budget_missing", "follow_fall", "nothing_to_follow"),
        ("budget_missing", "follow_waiting", "no_result_yet"),
        ("ready", "end", "parent_goes_on"),
    ],
)
def test_the_decision_on_a_grant_follows_nothing_that_has_not_happened(application, refusal, at, move, key):
    case = approval_of(application("ready"))
    with standing_in(case, at):
        assert refusal(case, move, by=CLOCK) == key


@pytest.mark.parametrize("move", ["follow", "take_note"])
def test_the_application_follows_and_notes_no_decision_before_it_is_made(application, refusal, move):
    assert refusal(application("on_committee_agenda"), move, by=CLOCK) == "no_result_yet"


def test_a_withdrawn_application_leaves_nothing_to_decide(world, application, state):
    case = application("ready")
    fire(case.pk, "withdraw", by=world.signatory, reason="Träger fehlt.")
    assert state(approval_of(case)) == "ended"

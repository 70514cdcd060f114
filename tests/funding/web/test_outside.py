"""Every move for what happens outside the system has a page that asks for what it needs; strangers see none."""

import pytest
from django.urls import reverse

from tests.funding.applications import test_paper as paper
from tests.funding.applications.story import examination_of, ruling_of
from tests.funding.corrections import test_correction as corrections
from tests.funding.decisions import conftest as elsewhere
from tests.funding.decisions.on_paper import by_seat
from tests.journeys import test_taking_over as taking_over
from workflows.engine import fire

pytestmark = pytest.mark.django_db
announced, approved = paper.announced, paper.approved
call, hold, paid = corrections.call, corrections.hold, corrections.paid
prepared, seats = elsewhere.prepared, elsewhere.seats
noticed, submitted = taking_over.noticed, taking_over.submitted


@pytest.fixture
def asks(world, as_person):
    """The fields of a move's page, which a stranger does not find."""

    def fields(case, move, by):
        href = reverse("move", args=[case.pk, move])
        assert as_person(world.stranger).get(href).status_code == 404
        page = as_person(by).get(href)
        assert (page.status_code, "refusal" in page.context) == (200, False)
        return list(page.context["form"].fields)

    return fields


VOTES = ["yes", "no", "abstain", "yes_votes", "no_votes", "abstentions"]


def test_of_a_vote_held_elsewhere_and_its_correction(world, prepared, seats, asks):
    seated = ["present", "late", "deputies", "excluded"]
    written = ["sent_on", "objected"]
    first = ["held_on", "procedure", *written, "about_person", "invited_again_on", *seated, *VOTES, "file"]
    assert asks(prepared, "record_elsewhere", world.office) == first
    fire(prepared.pk, "record_elsewhere", by=world.office, **by_seat(seats))
    assert asks(prepared, "correct", world.office) == ["held_on", *written, *seated, *VOTES, "file", "reason"]


def test_of_a_wrong_value_date(world, paid, asks):
    assert asks(paid, "correct", world.cashier) == ["value_date", "reason"]
    case = corrections.proposed(world, paid)
    assert asks(case, "confirm", world.approver) == []


def test_of_an_application_on_paper(world, announced, asks):
    entered = ["received_on", "file", "period_from", "period_to", "requested", "measure"]
    assert asks(announced, "enter_paper", world.case_worker) == entered
    case = paper.entered(world, announced)
    assert asks(examination_of(case), "correct_receipt", world.approver) == ["received_on", "reason"]


def test_of_an_idea_and_of_a_notice_taken_over(world, idea, noticed, asks):
    brought = ["proposal", "conditions", "recommendation", "resolved_on", "file"]
    assert asks(idea("submitted"), "put_on_agenda", world.office) == brought
    assert asks(ruling_of(noticed), "propose_take_over", world.case_worker) == ["issued_on", "file", "payments"]
    fire(
        ruling_of(noticed).pk,
        "propose_take_over",
        by=world.case_worker,
        **taking_over.ISSUED,
        payments=taking_over.PAID,
    )
    assert asks(ruling_of(noticed), "take_over", world.approver) == []

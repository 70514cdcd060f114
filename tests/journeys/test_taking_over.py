"""A case that already runs is taken over in its present state, with its evidence, and then runs as any other."""

import datetime as dt

import pytest

from funding.applications.models import Application
from funding.awards.models import Award
from funding.decisions.models import Decision
from funding.disbursements.models import Disbursement
from funding.disbursements.opening import open_disbursement
from funding.disbursements.queries import left, payable
from funding.disbursements.year_end.models import YearEnd
from funding.documents.models import Document
from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from tests.funding.applications.story import (
    ASSESSED,
    FORM,
    NOTICE,
    PDF,
    PLAN,
    approval_of,
    examination_of,
    ruling_of,
    vote_of,
)
from tests.funding.asking import state
from tests.funding.below import let
from tests.funding.conftest import FULL
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.lifecycle import CLOCK
from workflows.models import Case
from workflows.refusals import BadInput, NotFound, Refused

pytestmark = pytest.mark.django_db
PAPER = Upload("Niederschrift.pdf", PDF)
BROUGHT = {"recommendation": "Sinnvoll.", "resolved_on": "2024-02-01", "file": Upload("Empfehlung.pdf", PDF)}
ISSUED = {"issued_on": "2024-10-14", "file": Upload("Bescheid.pdf", PDF)}
PAID = [{"amount": "20000.00", "value_date": "2025-01-10"}, {"amount": "10000.00", "value_date": "2025-04-01"}]


def refused(case, move, *, by, **data):
    with pytest.raises(Refused) as caught:
        fire(case.pk, move, by=by, **data)
    return caught.value.field if isinstance(caught.value, BadInput) else caught.value.key


def resolved(vote, by, day, seats):
    """What the minutes say: everybody was there and said yes."""
    fire(vote.pk, "record_elsewhere", by=by, held_on=day, procedure="session", present=seats, yes=seats, file=PAPER)


@pytest.fixture
def submitted(world, today_is, remembered):
    """The second of June 2025: the office writes down an idea that was recommended and approved long ago."""

    @remembered
    def brought():
        today_is("2025-06-02")
        found = open_idea(world.region, by=world.office, title=FULL["title"], invented=True)
        fire(found.pk, "edit", by=world.office, **FULL)
        fire(found.pk, "submit", by=world.office)
        return Idea.objects.get(pk=found.pk)

    return brought()


@pytest.fixture
def noticed(world, submitted, remembered):
    """Idea, vote, paper application and the committee's vote are taken over; the notice is written down."""

    @remembered
    def brought():
        fire(submitted.pk, "put_on_agenda", by=world.office, **BROUGHT)
        steering = list(world.steering_group.seats.values_list("pk", flat=True))
        resolved(vote_of(submitted), world.office, "2024-05-17", steering)
        fire(submitted.pk, "apply", by=world.office, on_paper=True)
        case = Application.objects.get()
        named = {name: FORM[name] for name in ("period_from", "period_to", "requested", "measure")}
        scan = Upload("Antrag.pdf", PDF)
        fire(case.pk, "enter_paper", by=world.case_worker, received_on="2024-09-12", file=scan, **named)
        fire(
            examination_of(case).pk,
            "request_items",
            by=world.case_worker,
            items="Bitte übertragen.",
            until="2025-07-01",
        )
        fire(case.pk, "edit", by=world.applicant, **FORM)
        fire(case.pk, "set_plan", by=world.applicant, lines=PLAN)
        fire(case.pk, "supply", by=world.signatory)
        fire(examination_of(case).pk, "confirm_complete", by=world.case_worker)
        fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
        fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
        fire(approval_of(case).pk, "put_on_committee_agenda", by=world.case_worker)
        committee = list(world.committee.seats.values_list("pk", flat=True))
        resolved(vote_of(case), world.case_worker, "2024-10-07", committee)
        fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
        return Application.objects.get(pk=case.pk)

    return brought()


def taken_over(world, case, payments=PAID):
    fire(ruling_of(case).pk, "propose_take_over", by=world.case_worker, **ISSUED, payments=payments)
    fire(ruling_of(case).pk, "take_over", by=world.approver)
    return Award.objects.get()


def test_an_idea_approved_elsewhere_comes_with_its_recommendation_and_the_minutes_of_the_vote(world, idea, submitted):
    assert refused(submitted, "put_on_agenda", by=world.lead, **BROUGHT) == "not_found"
    assert refused(idea("submitted"), "put_on_agenda", by=world.author, **BROUGHT) == "not_yours"
    ahead = BROUGHT | {"resolved_on": "2025-06-03"}
    assert refused(submitted, "put_on_agenda", by=world.office, **ahead) == "resolved_on"
    event = fire(submitted.pk, "put_on_agenda", by=world.office, **BROUGHT)
    evidence = Document.objects.get(case=submitted, kind="evidence")
    assert (state(submitted), event.facts["sha256"]) == ("on_agenda", evidence.content_id)
    steering = list(world.steering_group.seats.values_list("pk", flat=True))
    resolved(vote_of(submitted), world.office, "2025-05-17", steering)
    assert state(submitted) == "approved_for_application"


@pytest.mark.parametrize(("day", "years"), [("2025-06-02", [2025]), ("2026-02-02", [])])
def test_a_running_award_is_taken_over_with_its_payments_and_runs_on(world, noticed, today_is, day, years):
    """What was over by then of its budget years was decided elsewhere."""
    today_is(day)
    assert (noticed.approved.resolved_on, Decision.objects.count()) == (dt.date(2024, 10, 7), 2)
    award = taken_over(world, noticed)
    assert (award.state, award.issued_on, award.paid) == ("issued", dt.date(2024, 10, 14), 30000)
    calls = [(call.state, call.value_date) for call in Disbursement.objects.order_by("number")]
    assert calls == [("paid", dt.date(2025, 1, 10)), ("paid", dt.date(2025, 4, 1))]
    notice = Document.objects.get(case=award, kind="award_notice")
    assert award.events.get(move="open").facts["sha256"] == notice.content_id
    assert award.events.get(move="open").facts["taken_over"] is True
    let(award, "dispatch", by=world.case_worker, channel="formal", posted_on="2024-10-14")
    let(award, "note_receipt", by=world.case_worker, received_on="2024-10-16")
    while sweep_deadlines():
        pass
    assert state(award) == "running"
    assert state(Idea.objects.get()) == "in_execution"
    assert list(YearEnd.objects.values_list("year", flat=True)) == years


def test_what_was_paid_elsewhere_is_not_paid_again(world, noticed):
    award = taken_over(world, noticed)
    assert left(award) == payable(award) - 30000
    let(award, "dispatch", by=world.case_worker, channel="formal", posted_on="2024-10-14")
    let(award, "note_receipt", by=world.case_worker, received_on="2024-10-16")
    while sweep_deadlines():
        pass
    call = open_disbursement(Case.objects.get(pk=award.pk), by=world.applicant)
    need = {"amount": "60000.00", "needed_from": "2025-06-02", "needed_until": "2025-06-02", "purpose": "Honorare"}
    fire(call.pk, "edit", by=world.applicant, **need, iban="DE89370400440532013000")
    assert refused(call, "submit", by=world.signatory) == "more_than_left"


def test_one_enters_it_and_another_takes_it_over_and_it_is_never_issued_twice(world, noticed):
    assert refused(ruling_of(noticed), "propose_take_over", by=world.cashier, **ISSUED) == "not_yours"
    with pytest.raises(NotFound):
        fire(ruling_of(noticed).pk, "propose_take_over", by=world.stranger, **ISSUED)
    fire(ruling_of(noticed).pk, "propose_take_over", by=world.approver, **ISSUED, payments=PAID)
    assert refused(ruling_of(noticed), "issue", by=world.checker) == "issued_elsewhere"
    assert refused(ruling_of(noticed), "take_over", by=world.approver) == "four_eyes"
    fire(ruling_of(noticed).pk, "take_over", by=world.case_worker)
    assert (state(noticed), Award.objects.count()) == ("submitted", 1)
    let(Award.objects.get(), "dispatch", by=world.case_worker, channel="formal", posted_on="2024-10-14")
    assert state(noticed) == "awarded"


def test_returned_for_correction_it_is_entered_anew_or_issued_here(world, noticed):
    fire(ruling_of(noticed).pk, "propose_take_over", by=world.case_worker, **ISSUED)
    fire(ruling_of(noticed).pk, "reopen_notice", by=world.approver, reason="Falscher Tag.")
    fire(ruling_of(noticed).pk, "sign_notice", by=world.case_worker)
    assert refused(ruling_of(noticed), "take_over", by=world.approver) == "is_issued_here"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"issued_on": "2024-10-06"}, "issued_on"),
        ({"issued_on": "2025-06-03"}, "issued_on"),
        ({"payments": [{"amount": "20000.00", "value_date": "2024-10-13"}]}, "payments[0].value_date"),
        ({"payments": [{"amount": "20000.00", "value_date": "2025-06-03"}]}, "payments[0].value_date"),
        ({"payments": [{"amount": "0.00", "value_date": "2025-01-10"}]}, "payments[0].amount"),
        ({"payments": [{"amount": "90000.00", "value_date": "2025-01-10"}]}, "payments"),
    ],
)
def test_days_and_sums_that_cannot_be_are_refused_at_their_field(world, noticed, changed, field):
    assert refused(ruling_of(noticed), "propose_take_over", by=world.case_worker, **ISSUED | changed) == field


def test_a_request_made_here_is_not_taken_over(world, award):
    call = open_disbursement(award("running"), by=world.applicant)
    assert refused(call, "take_over", by=CLOCK) == "not_paid"


def test_the_page_of_a_payment_taken_over_opens_for_the_recipient(world, noticed, client):
    taken_over(world, noticed)
    client.force_login(world.applicant, backend="django.contrib.auth.backends.ModelBackend")
    for call in Disbursement.objects.all():
        assert client.get(f"/cases/{call.pk}/").status_code == 200

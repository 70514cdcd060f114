"""Two things that fall one after the other: a rejection, a resolution, an award called back."""

import pytest

from funding.awards.models import Award
from funding.budgets.models import Holding
from tests.funding.applications.story import (
    ASSESSED,
    NOTICE,
    REMEDY,
    all_vote,
    approval_of,
    committee_resolves,
    examination_of,
    reject,
    ruling_of,
    steps,
    vote_of,
)
from tests.funding.below import below
from workflows import clock
from workflows.engine import fire
from workflows.models import Case, Holder

pytestmark = pytest.mark.django_db
WHY = {"reason": "Beschluss nichtig."}


def annul_rejection(world, case):
    notice, today = below(case, "notice"), clock.today().isoformat()
    fire(notice.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=today)
    fire(notice.pk, "contest", by=world.signatory, remedy="action", received_on=today)
    fire(notice.pk, "annul", by=world.approver, decided_on=today, reason="Ermessensfehler.")


def make_void(world, case):
    vote = vote_of(case)
    seats = [each["seat"] for each in vote.decision.electorate]
    given = {"seat": seats[1], "received_on": clock.today().isoformat(), "fault": "procedure", **WHY}
    fire(vote.pk, "challenge", by=world.case_worker, **given)
    found = Case.objects.filter(parent_id=vote.pk, lifecycle="challenge").latest("pk")
    fire(found.pk, "examine", by=world.case_worker, found=True, decisive=True, finding="Trifft zu.")
    chair = Holder.objects.get(desk__role="chair", desk__place=vote.decision.body.place, rank=0).person
    fire(found.pk, "decide", by=chair, **WHY)
    if Case.objects.get(pk=found.pk).state == "cure_due":
        fire(found.pk, "give_up", by=chair, **WHY)
    assert Case.objects.get(pk=vote.pk).state == "void"


@pytest.fixture
def rejected(world, application):
    case = application("on_committee_agenda")
    committee_resolves(world, case, "no")
    ruling = reject(world, case, reasons="Nicht neu.", **REMEDY)
    fire(ruling.pk, "reject_formally", by=world.approver)
    return case


@pytest.fixture
def assessed_anew(world, rejected):
    annul_rejection(world, rejected)
    return rejected


def approvals(case):
    return [each.state for each in Case.objects.filter(parent_id=case.pk, lifecycle="approval").order_by("pk")]


def test_the_old_vote_that_falls_during_a_new_assessment_is_only_noted(world, assessed_anew, state):
    make_void(world, assessed_anew)
    assert (approvals(assessed_anew), state(examination_of(assessed_anew))) == (["committee_rejected"], "in_assessment")
    assert assessed_anew.events.latest("seq").move == "take_note"
    fire(examination_of(assessed_anew).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    fire(approval_of(assessed_anew).pk, "put_on_committee_agenda", by=world.case_worker)
    fire(all_vote(world, assessed_anew).pk, "close", by=world.case_worker)
    assert approvals(assessed_anew) == ["committee_rejected", "committee_approved"]


def test_an_old_no_does_not_bind_a_rejection_begun_on_the_new_assessment(world, assessed_anew, state):
    fire(assessed_anew.pk, "prepare_rejection", by=world.case_worker)
    fire(ruling_of(assessed_anew).pk, "give_up", by=world.approver, reason="Verfrüht.")
    assert (state(assessed_anew), state(examination_of(assessed_anew))) == ("submitted", "in_assessment")


def test_an_award_called_back_on_a_void_resolution_is_put_before_the_committee_again(world, application, state):
    case = application("awarded")
    award = Award.objects.get()
    make_void(world, case)
    fire(award.pk, "propose_recall", by=world.case_worker, **WHY)
    fire(award.pk, "recall", by=world.approver, **WHY)
    assert (state(case), approvals(case)) == ("submitted", ["committee_approved", "ready"])
    assert (state(ruling_of(case)), Holding.objects.count()) == ("issued", 0)


def test_one_project_is_not_awarded_twice(world, rejected, refusal):
    """The idea applied again after the first rejection, which fell later."""
    fire(rejected.parent_id, "apply", by=world.applicant)
    second = Case.objects.filter(lifecycle="application", parent=rejected.parent_id).latest("pk")
    for make in steps(world, second).values():
        make()
    assert Case.objects.get(pk=second.pk).state == "awarded"
    annul_rejection(world, rejected)
    fire(examination_of(rejected).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    fire(approval_of(rejected).pk, "put_on_committee_agenda", by=world.case_worker)
    fire(all_vote(world, rejected).pk, "close", by=world.case_worker)
    fire(ruling_of(rejected).pk, "draft_notice", by=world.case_worker, **NOTICE)
    assert refusal(ruling_of(rejected), "sign_notice", by=world.case_worker) == "awarded_already"

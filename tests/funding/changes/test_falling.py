"""A change whose committee's resolution falls: before the notice it comes back, afterwards the authority is told."""

import pytest

from notifications.models import Message
from tests.funding.applications.story import committee_resolves, vote_of
from tests.funding.below import below, let
from tests.funding.changes.conftest import NOTICE, ruling, sent
from workflows import clock
from workflows.engine import fire
from workflows.models import Case, Holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def fall(world):
    """The committee's resolution on this change is found to be void."""

    def falls(case):
        vote = vote_of(case)
        clerk = Holder.objects.filter(desk__role="clerk", desk__place=world.committee.place).first().person
        seat = vote.decision.electorate[1]["seat"]
        said = {
            "seat": seat,
            "received_on": clock.today().isoformat(),
            "fault": "procedure",
            "reason": "Nicht geladen.",
        }
        fire(vote.pk, "challenge", by=clerk, **said)
        challenge = vote.children.get()
        fire(challenge.pk, "examine", by=clerk, found=True, decisive=True, finding="Trifft zu.")
        fire(challenge.pk, "decide", by=world.funders[0], reason="x")
        if Case.objects.get(pk=challenge.pk).state == "cure_due":
            fire(challenge.pk, "give_up", by=world.funders[0], reason="x")
        assert Case.objects.get(pk=vote.pk).state == "void"

    return falls


def resolved(world, change):
    case = change("in_review", "content")
    let(case, "put_to_committee", by=world.case_worker)
    committee_resolves(world, case)
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    let(case, "sign_notice", by=world.case_worker)
    return case


def test_a_notice_signed_by_one_comes_back_and_is_not_signed_without_the_committee(world, change, fall, refusal):
    case = resolved(world, change)
    fall(case)
    assert ruling(case) == "in_review"
    assert refusal(case, "sign_notice", by=world.case_worker) == "committee_decides"
    let(case, "put_to_committee", by=world.case_worker)
    assert vote_of(case).decision.replaces.state == "void"


def test_an_issued_notice_stays_in_force_and_both_of_the_authority_are_told(world, change, fall):
    case = resolved(world, change)
    let(case, "issue", by=world.approver)
    sent(world, case)
    fall(case)
    assert Case.objects.get(pk=case.pk).state == "approved"
    told = set(Message.objects.filter(kind="change.resolution_fell").values_list("person", flat=True))
    assert {world.case_worker.pk, world.approver.pk} <= told


def test_a_notice_whose_resolution_has_fallen_is_not_sent_and_can_be_called_back(world, change, fall, refusal):
    case = resolved(world, change)
    let(case, "issue", by=world.approver)
    fall(case)
    posted = {"channel": "formal", "posted_on": clock.today().isoformat()}
    assert refusal(case, "dispatch", by=world.case_worker, **posted) == "committee_decides"
    let(case, "reopen_notice", by=world.approver, reason="Der Beschluss ist nichtig.")
    assert (ruling(case), below(case, "notice").state) == ("in_review", "moot")
    told = Message.objects.filter(about=f"case {below(case, 'notice').pk}")
    assert (told.count(), Message.objects.filter(kind="change.decided").count()) == (0, 0)


def test_a_change_decided_anew_rests_on_no_resolution_that_has_fallen(world, change, fall, refusal):
    """The resolution fell after the notice was sent, and then the notice."""
    case = resolved(world, change)
    let(case, "issue", by=world.approver)
    sent(world, case)
    fall(case)
    day = clock.today().isoformat()
    let(case, "note_receipt", by=world.case_worker, received_on=day)
    let(case, "contest", by=world.case_worker, remedy="action", received_on=day)
    let(case, "annul", by=world.approver, decided_on=day, reason="Ermessensfehler.")
    let(case, "draft_notice", by=world.case_worker, result="approve", reasons="Nun mit Gründen.")
    assert refusal(case, "sign_notice", by=world.case_worker) == "resolution_fell"
    let(case, "draft_notice", by=world.case_worker, result="reject")
    let(case, "sign_notice", by=world.case_worker)
    assert ruling(case) == "notice_signed"

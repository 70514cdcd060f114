"""A change whose committee's resolution falls: before the notice it comes back, afterwards the authority is told."""

import pytest

from notifications.models import Message
from tests.funding.applications.story import committee_resolves, vote_of
from tests.funding.below import let
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

"""An idea whose application or award comes to life again does not stay dead."""

import datetime as dt

import pytest

from tests.funding.applications.story import (
    REMEDY,
    cast,
    examination_of,
    reject,
    send_notice,
    steps,
    vote_of,
)
from tests.funding.applications.test_decided_anew import annul_rejection
from tests.funding.asking import persons_told, refusal, state
from tests.funding.below import below
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import OPEN, Case, Task

pytestmark = pytest.mark.django_db
WHY = {"reason": "So ist es besprochen."}


def rejected_formally(world, case):
    ruling = reject(world, case, reasons="Nicht neu.", **REMEDY)
    fire(ruling.pk, "reject_formally", by=world.approver)
    send_notice(world, case)


@pytest.fixture
def rejected(world, application, remembered):
    @remembered
    def brought():
        case = application("complete")
        fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
        rejected_formally(world, case)
        return Case.objects.get(pk=case.pk)

    return brought()


def test_a_parked_idea_follows_each_annulled_rejection(world, rejected):
    idea = rejected.parent
    assert state(idea) == "parked"
    for _round in range(2):
        annul_rejection(world, rejected)
        assert state(idea) == "in_application"
        rejected_formally(world, rejected)
        assert state(idea) == "parked"


def test_a_parked_idea_follows_the_annulled_rejection_of_its_first_application(world, rejected):
    idea = rejected.parent
    fire(idea.pk, "apply", by=world.applicant)
    second = Case.objects.filter(lifecycle="application", parent=idea.pk).latest("pk")
    made = steps(world, second)
    for name in ("draft", "internally_released", "submitted", "complete"):
        made[name]()
    fire(examination_of(second).pk, "start_assessment", by=world.case_worker)
    rejected_formally(world, second)
    assert state(idea) == "parked"
    annul_rejection(world, rejected)
    assert state(idea) == "in_application"
    annul_rejection(world, second)
    assert state(idea) == "in_application"
    rejected_formally(world, second)
    assert state(idea) == "in_application"
    rejected_formally(world, rejected)
    assert state(idea) == "parked"


def withdrawn(world, idea, today_is):
    fire(idea.pk, "withdraw", by=world.author, **WHY)


def lapsed(world, idea, today_is):
    fire(idea.pk, "go_on", by=world.office, goes_on="lapsed", **WHY)


def on_agenda(world, idea, today_is):
    fire(idea.pk, "put_on_agenda", by=world.office)


def deferred(world, idea, today_is):
    on_agenda(world, idea, today_is)
    left = {"outcome": "deferred", "deferred_until": "2024-09-01", **WHY}
    fire(vote_of(idea).pk, "leave", by=world.chair, **left)


def in_working_group(world, idea, today_is):
    on_agenda(world, idea, today_is)
    fire(vote_of(idea).pk, "leave", by=world.chair, outcome="returned", **WHY)
    fire(idea.pk, "submit", by=world.author)


def approved_for_application(world, idea, today_is):
    on_agenda(world, idea, today_is)
    fire(vote_of(idea).pk, "open_vote", by=world.office, procedure="circular")
    cast(vote_of(idea), world.steering)


def expired(world, idea, today_is):
    approved_for_application(world, idea, today_is)
    due = idea.deadlines.get(kind="approved_for_application", closed_at=None).due_on
    today_is((due + dt.timedelta(days=1)).isoformat())
    sweep_deadlines()


MEANWHILE = (withdrawn, lapsed, on_agenda, deferred, in_working_group, approved_for_application, expired)


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_whatever_has_become_of_an_idea_it_follows_its_application_and_its_author_hears_of_it(
    world, rejected, today_is, meanwhile
):
    idea = rejected.parent
    meanwhile(world, idea, today_is)
    assert state(idea) == meanwhile.__name__
    annul_rejection(world, rejected)
    assert (state(idea), Case.objects.get(pk=idea.pk).finished) == ("in_application", None)
    assert persons_told("idea.decided_anew", idea) == {world.author, world.office}
    assert not Task.objects.filter(OPEN, process=idea).exists()
    assert not idea.deadlines.filter(closed_at=None).exists()
    assert not idea.children.filter(lifecycle="consultation", finished=None).exists()
    rejected_formally(world, rejected)
    assert state(idea) == "parked"


def test_a_vote_begun_meanwhile_is_noted_by_the_idea_that_follows_its_application(world, rejected, today_is):
    idea = rejected.parent
    on_agenda(world, idea, today_is)
    annul_rejection(world, rejected)
    fire(vote_of(idea).pk, "open_vote", by=world.office, procedure="circular")
    cast(vote_of(idea), world.steering)
    last = idea.events.latest("seq")
    assert (state(idea), last.move, last.facts["answer"]) == ("in_application", "follow_vote", "adopted")


def test_it_follows_too_where_an_award_was_called_back_and_rejected_then(world, application):
    case = application("awarded")
    idea, award = case.parent, Case.objects.get(lifecycle="award")
    assert state(idea) == "in_execution"
    fire(below(award, "notice").pk, "note_receipt", by=world.case_worker, disputed=True)
    fire(below(award, "notice").pk, "send_anew", by=world.case_worker, reason="Unzustellbar.")
    fire(award.pk, "propose_recall", by=world.case_worker, **WHY)
    fire(award.pk, "recall", by=world.approver, **WHY)
    assert (state(idea), persons_told("idea.decided_anew", idea)) == ("in_application", {world.author, world.office})
    rejected_formally(world, case)
    assert state(idea) == "parked"
    annul_rejection(world, case)
    assert state(idea) == "in_application"


def test_what_is_carried_out_without_funding_is_its_awards_once_it_gets_one(world, rejected):
    idea = rejected.parent
    record = {"goes_on": "in_execution", "carried_out_until": "2024-12-31", **WHY}
    fire(idea.pk, "go_on", by=world.office, **record)
    annul_rejection(world, rejected)
    assert state(idea) == "in_execution"
    made = steps(world, rejected)
    for name in ("ready", "on_committee_agenda", "committee_approved", "notice_signed", "issued", "awarded"):
        made[name]()
    assert refusal(idea, "go_on", by=world.office, goes_on="parked", **WHY) == "award_decides"

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
    send_notice,
    steps,
    vote_of,
)
from tests.funding.asking import persons_told
from tests.funding.below import below
from workflows import clock
from workflows.engine import fire
from workflows.models import OPEN, Case, Holder, Task

pytestmark = pytest.mark.django_db
WHY = {"reason": "Beschluss nichtig."}


def annul_rejection(world, case):
    """Of a notice sent already, or sent now."""
    notice, today = below(case, "notice"), clock.today().isoformat()
    if notice.state == "issued":
        send_notice(world, case)
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
    send_notice(world, case)
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


def test_an_award_that_came_back_is_called_back_on_a_void_resolution_and_put_before_the_committee_again(
    world, application, state
):
    case = application("issued")
    award, today = Award.objects.get(), clock.today().isoformat()
    notice = below(award, "notice")
    fire(notice.pk, "dispatch", by=world.case_worker, channel="letter", posted_on=today)
    fire(notice.pk, "note_receipt", by=world.case_worker, disputed=True)
    fire(notice.pk, "send_anew", by=world.case_worker, reason="Unzustellbar.")
    make_void(world, case)
    assert (state(case), state(award)) == ("awarded", "issued")
    fire(award.pk, "propose_recall", by=world.case_worker, **WHY)
    fire(award.pk, "recall", by=world.approver, **WHY)
    assert (state(case), approvals(case)) == ("submitted", ["committee_approved", "ready"])
    assert (state(ruling_of(case)), Holding.objects.count()) == ("issued", 0)
    assert persons_told("application.decide_anew", case) == {world.case_worker, world.checker, world.office}


def test_an_award_not_sent_is_called_back_by_two_and_its_notice_written_anew_unread_outside(world, application, state):
    case = application("issued")
    award, before = Award.objects.get(), case.moved_at
    fire(award.pk, "propose_recall", by=world.case_worker, **WHY)
    fire(award.pk, "recall", by=world.approver, **WHY)
    assert (state(case), state(ruling_of(case))) == ("submitted", "notice_in_preparation")
    assert (persons_told("application.decide_anew", case), Case.objects.get(pk=case.pk).moved_at) == (set(), before)
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
    fire(ruling_of(case).pk, "sign_notice", by=world.case_worker)
    fire(ruling_of(case).pk, "issue", by=world.approver)
    send_notice(world, case)
    assert (state(case), [each.state for each in Award.objects.order_by("pk")]) == ("awarded", ["recalled", "sent"])


def test_a_resolution_that_falls_takes_with_it_what_was_issued_and_not_sent(world, application, state):
    case = application("issued")
    make_void(world, case)
    assert (state(case), approvals(case)) == ("submitted", ["committee_approved", "ready"])
    assert (state(Award.objects.get()), state(below(Award.objects.get(), "notice"))) == ("recalled", "moot")
    assert Holding.objects.count() == 0


def test_a_start_without_permission_noted_before_the_notice_is_sent_takes_it_with_it(
    world, application, state, refusal
):
    case = application("issued")
    fire(case.pk, "note_start", by=world.applicant, started_on=clock.today().isoformat())
    assert (state(Award.objects.get()), state(below(Award.objects.get(), "notice"))) == ("recalled", "moot")
    assert (state(case), state(ruling_of(case))) == ("submitted", "notice_in_preparation")
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
    assert refusal(ruling_of(case), "sign_notice", by=world.case_worker) == "started_without_permission"
    fire(ruling_of(case).pk, "draft_rejection", by=world.case_worker, reasons="Begonnen.", **REMEDY)


def test_who_withdraws_before_the_notice_is_sent_gets_none(world, application, state):
    case = application("issued")
    fire(case.pk, "withdraw", by=world.signatory, **WHY)
    award = Award.objects.get()
    assert (state(case), state(award), state(below(award, "notice"))) == ("withdrawn", "recalled", "moot")
    assert (Holding.objects.count(), approvals(case)) == (0, ["committee_approved"])
    assert not Task.objects.filter(OPEN, process__lifecycle__in=("application", "ruling", "award", "notice")).exists()


@pytest.fixture
def issued(world, application):
    """The rejection is issued after the committee's no, and not sent."""
    case = application("on_committee_agenda")
    committee_resolves(world, case, "no")
    fire(reject(world, case, reasons="Nicht neu.", **REMEDY).pk, "reject_formally", by=world.approver)
    return case


def test_a_rejection_not_sent_is_called_back_and_written_anew_unread_outside(world, issued, state, refusal):
    ruling, before = ruling_of(issued), issued.moved_at
    assert refusal(ruling, "reopen_rejection", by=world.signatory, **WHY) == "not_found"
    fire(ruling.pk, "reopen_rejection", by=world.approver, **WHY)
    assert (state(issued), state(ruling), state(below(issued, "notice"))) == (
        "submitted", "rejection_in_preparation", "moot",
    )  # fmt: skip
    assert Case.objects.get(pk=issued.pk).moved_at == before
    assert refusal(ruling, "give_up", by=world.approver, **WHY) == "committee_has_rejected"
    fire(ruling.pk, "draft_rejection", by=world.case_worker, reasons="Nicht neu, wie dargelegt.")
    fire(ruling.pk, "reject_formally", by=world.approver)
    send_notice(world, issued)
    assert state(issued) == "rejected"
    assert refusal(ruling, "reopen_rejection", by=world.approver, **WHY) == "notice_was_sent"


def test_one_that_came_back_is_called_back_too_and_the_application_is_undecided_again(world, rejected, state):
    notice = below(rejected, "notice")
    fire(notice.pk, "send_anew", by=world.case_worker, reason="Unzustellbar.")
    assert state(rejected) == "rejected"
    fire(ruling_of(rejected).pk, "reopen_rejection", by=world.approver, **WHY)
    assert (state(rejected), state(ruling_of(rejected)), state(notice)) == (
        "submitted", "rejection_in_preparation", "moot",
    )  # fmt: skip
    assert Case.objects.filter(parent_id=rejected.pk, lifecycle="examination").count() == 1
    fire(ruling_of(rejected).pk, "draft_rejection", by=world.case_worker, reasons="Nicht neu.")
    fire(ruling_of(rejected).pk, "reject_formally", by=world.approver)
    send_notice(world, rejected)
    assert state(rejected) == "rejected"


def test_called_back_and_given_up_after_its_resolution_fell_it_is_put_before_the_committee_again(
    world, rejected, state
):
    fire(below(rejected, "notice").pk, "send_anew", by=world.case_worker, reason="Unzustellbar.")
    make_void(world, rejected)
    assert (state(rejected), approvals(rejected)) == ("rejected", ["committee_rejected"])
    fire(ruling_of(rejected).pk, "reopen_rejection", by=world.approver, **WHY)
    fire(ruling_of(rejected).pk, "give_up", by=world.approver, **WHY)
    assert (state(rejected), approvals(rejected)) == ("submitted", ["committee_rejected", "ready"])


def test_a_rejection_not_sent_falls_when_what_was_missing_comes(world, application, today_is, state, refusal):
    case = application("submitted")
    fire(examination_of(case).pk, "request_items", by=world.case_worker, items="Anlage")
    today_is("2024-08-15")
    reject(world, case, reasons="Unvollständig.", **REMEDY)
    fire(ruling_of(case).pk, "reject_formally", by=world.approver)
    assert (state(case), refusal(case, "prepare_rejection", by=world.case_worker)) == ("submitted", "is_decided_on")
    assert refusal(examination_of(case), "extend", by=world.case_worker, until="2024-09-02", **WHY) == "is_decided_on"
    fire(case.pk, "supply", by=world.signatory)
    assert (state(examination_of(case)), state(below(case, "notice"))) == ("received", "moot")


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

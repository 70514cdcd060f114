"""An expert in a conflict of interest; and what nobody does who gave such a vote."""

import datetime as dt

import pytest

from funding.bodies.appointments import staff
from funding.documents.models import Document
from tests.funding.applications.expertise.story import ask, handed_in, told
from tests.funding.applications.story import (
    ASSESSED,
    NOTICE,
    REMEDY,
    approval_of,
    committee_resolves,
    examination_of,
    ruling_of,
)
from workflows.engine import fire

pytestmark = pytest.mark.django_db


def test_who_has_a_conflict_of_interest_discloses_it_and_a_second_person_decides(world, asked, expert, refusal, state):
    assert refusal(asked, "declare", by=expert, no_conflict=False) == "interest"
    assert refusal(asked, "declare", by=expert, no_conflict=True, interest="Schwager im Träger.") == "no_conflict"
    fire(asked.pk, "declare", by=expert, no_conflict=False, interest="Schwager im Träger.")
    assert (state(asked), told("expertise.disclosed")) == ("disclosed", {world.approver.name})
    assert Document.objects.filter(case=asked).count() == 0
    assert refusal(asked, "admit", by=expert, reason="x") == "not_yours"
    assert refusal(asked, "admit", by=world.case_worker, reason="x") == "not_yours"
    fire(asked.pk, "admit", by=world.approver, reason="Nur weitläufig.")
    assert (state(asked), told("expertise.admitted")) == ("accepted", {expert.name})
    assert Document.objects.filter(case=asked).count() == 1


def test_or_excludes_the_expert(world, asked, expert, state, refusal):
    fire(asked.pk, "declare", by=expert, no_conflict=False, interest="Ich leite den Träger.")
    assert refusal(asked, "exclude", by=world.case_worker, reason="x") == "not_yours"
    fire(asked.pk, "exclude", by=world.approver, reason="Befangen.")
    assert (state(asked), Document.objects.filter(case=asked).count()) == ("excluded", 0)


@pytest.mark.parametrize("move", ["admit", "exclude"])
def test_nobody_admits_or_excludes_themselves(world, in_assessment, refusal, move):
    own = ask(world, in_assessment, world.approver)
    fire(own.pk, "declare", by=world.approver, no_conflict=False, interest="Schwager im Träger.")
    assert refusal(own, move, by=world.approver, reason="x") == "four_eyes"


def test_who_asked_an_expert_does_not_alone_admit_them_in_spite_of_a_conflict(
    world, in_assessment, expert, refusal, state
):
    """One person holds both desks."""
    staff("approver", world.authority.place, world.case_worker, dt.date(2021, 1, 1))
    own = ask(world, in_assessment, expert)
    fire(own.pk, "declare", by=expert, no_conflict=False, interest="Schwager im Träger.")
    assert refusal(own, "admit", by=world.case_worker, reason="x") == "four_eyes"
    fire(own.pk, "exclude", by=world.case_worker, reason="Befangen.")
    assert state(own) == "excluded"


def test_who_gave_an_experts_vote_does_not_finish_the_assessment(world, in_assessment, refusal, state):
    handed_in(world, in_assessment, world.checker)
    examination = examination_of(in_assessment)
    assert refusal(examination, "finish_assessment", by=world.checker, **ASSESSED) == "gave_experts_vote"
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    assert state(examination) == "assessed"


def test_nor_brings_about_the_decision_or_writes_and_signs_the_notice(world, in_assessment, refusal):
    handed_in(world, in_assessment, world.checker)
    fire(examination_of(in_assessment).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    for move, said in (
        ("put_on_committee_agenda", {}),
        ("decide_without_committee", {}),
        ("note_budget_missing", {"reason": "x"}),
    ):
        assert refusal(approval_of(in_assessment), move, by=world.checker, **said) == "gave_experts_vote"
    fire(approval_of(in_assessment).pk, "put_on_committee_agenda", by=world.case_worker)
    committee_resolves(world, in_assessment)
    notice = ruling_of(in_assessment)
    assert refusal(notice, "draft_notice", by=world.checker, **NOTICE) == "gave_experts_vote"
    fire(notice.pk, "draft_notice", by=world.case_worker, **NOTICE)
    assert refusal(notice, "sign_notice", by=world.checker) == "gave_experts_vote"
    fire(notice.pk, "sign_notice", by=world.case_worker)


def test_nor_issues_it(world, in_assessment, refusal):
    handed_in(world, in_assessment, world.approver)
    fire(examination_of(in_assessment).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    fire(approval_of(in_assessment).pk, "put_on_committee_agenda", by=world.case_worker)
    committee_resolves(world, in_assessment)
    notice = ruling_of(in_assessment)
    fire(notice.pk, "draft_notice", by=world.case_worker, **NOTICE)
    fire(notice.pk, "sign_notice", by=world.case_worker)
    assert refusal(notice, "issue", by=world.approver) == "gave_experts_vote"


def test_nor_writes_or_issues_the_rejection(world, in_assessment, refusal):
    handed_in(world, in_assessment, world.approver)
    handed_in(world, in_assessment, world.checker)
    fire(in_assessment.pk, "prepare_rejection", by=world.case_worker)
    rejection = ruling_of(in_assessment)
    assert refusal(rejection, "draft_rejection", by=world.checker, reasons="x") == "gave_experts_vote"
    fire(rejection.pk, "draft_rejection", by=world.case_worker, reasons="Nicht neu.", **REMEDY)
    assert refusal(rejection, "correct_rejection", by=world.checker, reasons="x") == "gave_experts_vote"
    assert refusal(rejection, "reject_formally", by=world.approver) == "gave_experts_vote"

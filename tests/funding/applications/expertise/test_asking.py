"""Whom the case worker asks for an expert's vote, whose task it is, and every way on which it is not given."""

import datetime as dt

import pytest

from funding.bodies.appointments import staff
from tests.funding.applications.expertise.story import UNBIASED, VOTE, ask, status, told, waits
from tests.funding.applications.story import examination_of, reject
from workflows.assignments import delegate, release
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import OPEN, Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def test_one_person_is_asked_by_name_and_has_a_week_to_answer(world, asked, expert):
    assert told("expertise.asked") == {expert.name}
    assert waits(asked) == [(expert, dt.date(2024, 6, 10))]
    assert (asked.expertise.question, asked.expertise.until) == ("Ist der Bedarf belegt?", dt.date(2024, 7, 1))


def test_nobody_votes_for_the_expert(world, accepted, refusal, other):
    assert refusal(accepted, "hand_in", by=world.case_worker, **VOTE) == "not_yours"
    assert refusal(accepted, "hand_in", by=other, **VOTE) == "not_found"
    Task.objects.filter(OPEN, process=accepted).update(owner=other, delegated=True)
    assert refusal(accepted, "hand_in", by=other, **VOTE) == "not_asked"


def test_the_expert_hands_the_task_on_to_nobody(world, asked, expert):
    def refused(act, **to):
        with pytest.raises(Refused) as caught:
            act(Task.objects.get(OPEN, process=asked, owner=expert).pk, by=expert, **to)
        return caught.value.key

    assert refused(delegate, to=world.applicant) == refused(release) == "asked_of_one_person"
    fire(asked.pk, "declare", by=expert, **UNBIASED)
    assert refused(delegate, to=world.applicant) == refused(release) == "asked_of_one_person"
    assert status(asked, world.applicant) == 404


def test_but_the_case_worker_delegates_what_is_late(world, asked, expert, today_is):
    for day in ("2024-06-11", "2024-06-25", "2024-07-09", "2024-07-23", "2024-08-06"):
        today_is(day)
        sweep_deadlines()
    late = Task.objects.get(OPEN, process=asked, desk__role="case_worker")
    assert delegate(late.pk, to=world.checker, by=world.case_worker).move == "task.delegate"


def test_who_has_no_time_declines_and_another_is_asked(world, in_assessment, asked, expert, other, state, refusal):
    assert refusal(asked, "decline", by=world.case_worker, reason="x") == "not_yours"
    fire(asked.pk, "decline", by=expert, reason="Keine Zeit.")
    assert (state(asked), told("expertise.declined")) == ("declined", {world.case_worker.name, world.checker.name})
    assert waits(ask(world, in_assessment, other)) == [(other, dt.date(2024, 6, 10))]


def test_the_authority_no_longer_asks_or_gives_more_time(world, accepted, expert, refusal, state):
    assert refusal(accepted, "extend", by=expert, until="2024-07-15") == "not_yours"
    assert refusal(accepted, "extend", by=world.case_worker, until="2024-06-03") == "until"
    assert refusal(accepted, "extend", by=world.case_worker, until="2024-07-01") == "not_later"
    fire(accepted.pk, "extend", by=world.case_worker, until="2024-07-15")
    assert waits(accepted) == [(expert, dt.date(2024, 7, 15))]
    assert refusal(accepted, "withdraw", by=expert, reason="x") == "not_yours"
    fire(accepted.pk, "withdraw", by=world.case_worker, reason="Nicht mehr nötig.")
    assert (state(accepted), told("expertise.withdrawn")) == ("withdrawn", {expert.name})


def test_an_expert_who_says_nothing_is_reminded_and_then_the_case_worker_looks_after_it(
    world, accepted, expert, today_is
):
    for day in ("2024-06-28", "2024-07-02", "2024-07-16", "2024-07-30", "2024-08-13"):
        today_is(day)
        sweep_deadlines()
    assert told("task.late") >= {expert.name}
    assert "case_worker" in [who for who, _due in waits(accepted)]


def test_it_ends_with_the_assessment(world, in_assessment, accepted, state, refusal):
    assert refusal(accepted, "end", by=CLOCK) == "parent_goes_on"
    fire(in_assessment.pk, "withdraw", by=world.signatory, reason="Der Partner fehlt.")
    assert state(accepted) == "ended"


def refused_as_expert(world, case, person, refusal, until="2024-07-01"):
    asked = {"expert": getattr(person, "email", person), "until": until}
    return refusal(examination_of(case), "ask_expert", by=world.case_worker, **asked)


def test_neither_process_support_nor_who_wrote_the_application_nor_the_asker_is_asked(
    world, in_assessment, refusal, other
):
    staff("process_support", world.region.place, other, dt.date(2021, 1, 1))
    unfit = (other, world.applicant, world.signatory, world.author, world.case_worker, "nobody@nowhere.example")
    assert [refused_as_expert(world, in_assessment, person, refusal) for person in unfit] == ["expert"] * 6


def test_process_support_of_another_region_is_not_asked_either(world, in_assessment, refusal, other):
    staff("process_support", "5c9f1f9e-0000-4000-8000-000000000001", other, dt.date(2021, 1, 1))
    assert refused_as_expert(world, in_assessment, other, refusal) == "expert"


def test_nobody_is_asked_twice_at_once_nor_until_a_day_gone(world, in_assessment, asked, expert, other, refusal):
    assert refused_as_expert(world, in_assessment, expert, refusal) == "expert"
    assert refused_as_expert(world, in_assessment, other, refusal, until="2024-06-03") == "until"


def test_only_the_case_worker_asks_and_not_beside_a_rejection(world, in_assessment, expert, refusal):
    wanted = {"expert": expert.email, "until": "2024-07-01"}
    for person in (world.approver, world.signatory):
        assert refusal(examination_of(in_assessment), "ask_expert", by=person, **wanted) == "not_yours"
    assert refusal(examination_of(in_assessment), "ask_expert", by=world.stranger, **wanted) == "not_found"
    reject(world, in_assessment, reasons="Nicht neu.")
    assert refused_as_expert(world, in_assessment, expert, refusal) == "is_being_rejected"


def test_who_becomes_process_support_after_being_asked_gives_no_vote(world, accepted, expert, refusal):
    staff("process_support", world.region.place, expert, dt.date(2021, 1, 1))
    assert refusal(accepted, "hand_in", by=expert, **VOTE) == "advises_applicant"

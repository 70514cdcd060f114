"""An expert's vote: asked for in the assessment, declared, read, signed; and every way on which it is not given."""

import datetime as dt

import pytest
from django.test import Client

from funding.bodies.appointments import staff
from funding.documents.models import Document
from funding.people.models import User
from funding.programmes.terms import REGISTER
from notifications.models import Message
from tests.funding.applications.story import (
    ASSESSED,
    FORM,
    NOTICE,
    REMEDY,
    approval_of,
    committee_resolves,
    examination_of,
    reject,
    ruling_of,
    vote_of,
)
from workflows.assignments import delegate, release
from workflows.clock import BERLIN
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import OPEN, Case, Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
VOTE = {"recommendation": "support", "reasons": "Fachlich überzeugend.", "signed": True}
UNBIASED = {"no_conflict": True}


@pytest.fixture
def expert(world):
    return User.objects.create_user("fachfrau@kammer.example", "Dr. Frauke Tammen")


@pytest.fixture
def other():
    return User.objects.create_user("zweite@kammer.example", "Dr. Ida Janssen")


@pytest.fixture
def in_assessment(world, application):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    return case


def ask(world, case, person, until="2024-07-01"):
    asked = {"expert": person.email, "until": until, "question": "Ist der Bedarf belegt?"}
    fire(examination_of(case).pk, "ask_expert", by=world.case_worker, **asked)
    return Case.objects.filter(lifecycle="expertise").latest("pk")


@pytest.fixture
def asked(world, in_assessment, expert):
    return ask(world, in_assessment, expert)


@pytest.fixture
def accepted(asked, expert):
    fire(asked.pk, "declare", by=expert, **UNBIASED)
    return asked


def handed_in(world, case, person):
    own = ask(world, case, person)
    fire(own.pk, "declare", by=person, **UNBIASED)
    fire(own.pk, "hand_in", by=person, **VOTE)


def status(case, person):
    client = Client()
    client.force_login(person)
    return client.get(f"/cases/{case.pk}/").status_code


def told(kind):
    return set(Message.objects.filter(kind=kind).values_list("person__name", flat=True))


def waits(case):
    return [(task.owner or task.desk.role, task.due_on) for task in Task.objects.filter(OPEN, process=case)]


def test_one_person_is_asked_by_name_and_has_a_week_to_answer(world, asked, expert):
    assert told("expertise.asked") == {expert.name}
    assert waits(asked) == [(expert, dt.date(2024, 6, 10))]
    assert (asked.expertise.question, asked.expertise.until) == ("Ist der Bedarf belegt?", dt.date(2024, 7, 1))


def test_the_papers_are_there_once_the_expert_has_declared_their_interests(world, asked, expert):
    client = Client()
    client.force_login(expert)
    page = client.get(f"/cases/{asked.pk}/").content.decode()
    assert (FORM["goals"] in page, world.region.name in page) == (False, True)
    assert Document.objects.filter(case=asked).count() == 0
    fire(asked.pk, "declare", by=expert, **UNBIASED)
    page = client.get(f"/cases/{asked.pk}/").content.decode()
    assert FORM["goals"] in page
    copy = Document.objects.get(case=asked)
    assert client.get(f"/documents/{copy.pk}/").status_code == 200
    assert asked.events.latest("seq").facts["content"] == Case.objects.get(pk=asked.pk).expertise.content_hash
    assert told("expertise.accepted") == {world.case_worker.name, world.checker.name}


def test_the_expert_reads_nothing_else_of_the_file(world, in_assessment, accepted, expert):
    client = Client()
    client.force_login(expert)
    for case in (in_assessment, examination_of(in_assessment), in_assessment.parent):
        assert client.get(f"/cases/{case.pk}/").status_code == 404
    original = Document.objects.filter(case=in_assessment, source="upload").latest("pk")
    assert client.get(f"/documents/{original.pk}/").status_code == 404


def test_nobody_of_the_applicants_side_reads_it(world, in_assessment, accepted):
    outside = (world.applicant, world.signatory, world.office, world.author, world.stranger, world.funders[1])
    assert [status(accepted, person) for person in outside] == [404] * 6
    assert [status(accepted, person) for person in (world.case_worker, world.approver)] == [200, 200]
    client = Client()
    client.force_login(world.signatory)
    moves = {event["move"] for event in client.get(f"/api/v1/cases/{examination_of(in_assessment).pk}/events/").json()}
    assert "ask_expert" not in moves


def test_that_an_expert_was_asked_neither_a_time_nor_an_order_nor_a_number_tells_outside(
    world, in_assessment, expert, client, today_is
):
    case = examination_of(in_assessment)
    client.force_login(world.signatory)

    def outside():
        shown = client.get(f"/api/v1/cases/{case.pk}/").json()
        offers = client.get(f"/api/v1/cases/{case.pk}/moves/").json()
        found = client.get("/api/v1/cases/").json()["results"]
        listed = [(each["id"], each["moved_at"], each["seq"]) for each in found]
        return shown, [offer["seen"] for offer in offers], listed

    before, number = outside(), case.seq
    today_is("2024-06-10")
    ask(world, in_assessment, expert)
    now = examination_of(in_assessment)
    assert (outside(), now.seq > number, now.moved_at) == (before, True, case.moved_at)
    client.force_login(world.case_worker)
    assert client.get(f"/api/v1/cases/{case.pk}/").json()["seq"] == now.seq


def test_the_vote_is_signed_with_its_day_and_what_was_read(world, accepted, expert, state):
    fire(accepted.pk, "hand_in", by=expert, **VOTE)
    event = accepted.events.latest("seq")
    found = Case.objects.get(pk=accepted.pk).expertise
    assert (state(accepted), event.actor, event.facts["content"]) == ("handed_in", expert, found.content_hash)
    assert (found.handed_in_on, event.facts["signed"]) == (event.at.astimezone(BERLIN).date(), True)
    assert told("expertise.handed_in") == {world.case_worker.name, world.checker.name}


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"signed": False}, "signed"),
        ({"recommendation": "support_with_conditions"}, "conditions"),
        ({"conditions": "Nur ein Jahr."}, "conditions"),
        ({"reasons": ""}, "reasons"),
    ],
)
def test_a_vote_is_complete(accepted, expert, refusal, changed, key):
    assert refusal(accepted, "hand_in", by=expert, **VOTE | changed) == key


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


def test_the_committee_reads_it_with_the_assessment(world, in_assessment, accepted, expert):
    conditions = {"recommendation": "support_with_conditions", "conditions": "Erst ein Pilot."}
    fire(accepted.pk, "hand_in", by=expert, **VOTE | conditions)
    fire(examination_of(in_assessment).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    fire(approval_of(in_assessment).pk, "put_on_committee_agenda", by=world.case_worker)
    vote = vote_of(in_assessment)
    fire(vote.pk, "open_vote", by=world.case_worker, procedure="circular")
    client = Client()
    client.force_login(world.funders[1])
    page = client.get(f"/cases/{vote.pk}/").content.decode()
    assert ("Dr. Frauke Tammen" in page, "Erst ein Pilot. Fachlich überzeugend." in page) == (True, True)
    client.force_login(world.signatory)
    assert "Fachlich überzeugend" not in client.get(f"/cases/{in_assessment.pk}/").content.decode()


def test_the_assessment_waits_for_as_many_votes_as_the_programme_asks_for(
    world, in_assessment, accepted, expert, refusal
):
    examination = examination_of(in_assessment)
    Case.objects.filter(pk=examination.pk).update(terms={**examination.terms, "expert_votes": 1})
    assert refusal(examination, "finish_assessment", by=world.case_worker, **ASSESSED) == "expert_votes_missing"
    fire(accepted.pk, "hand_in", by=expert, **VOTE)
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    assert "expert_votes" in REGISTER


def test_a_vote_on_what_has_been_changed_since_does_not_count(world, in_assessment, accepted, expert, refusal, state):
    examination = examination_of(in_assessment)
    Case.objects.filter(lifecycle__in=("application", "examination")).update(
        terms={**in_assessment.terms, "expert_votes": 1}
    )
    fire(accepted.pk, "hand_in", by=expert, **VOTE)
    fire(examination.pk, "request_items", by=world.case_worker, items="Ziele genauer", until="2024-07-10")
    fire(in_assessment.pk, "edit", by=world.applicant, **FORM | {"description": "Vier Lotsinnen."})
    fire(in_assessment.pk, "supply", by=world.signatory)
    assert state(examination) == "in_assessment"
    assert refusal(examination, "finish_assessment", by=world.case_worker, **ASSESSED) == "expert_votes_missing"


def test_a_vote_counts_for_what_was_read_also_if_that_was_signed_later_or_never(
    world, in_assessment, asked, expert, refusal, state
):
    """Read while the applicant was changing it."""
    examination = examination_of(in_assessment)
    Case.objects.filter(lifecycle__in=("application", "examination")).update(
        terms={**in_assessment.terms, "expert_votes": 1}
    )
    fire(examination.pk, "request_items", by=world.case_worker, items="Ziele genauer", until="2024-07-10")
    fire(in_assessment.pk, "edit", by=world.applicant, **FORM | {"description": "Vier Lotsinnen."})
    fire(asked.pk, "declare", by=expert, **UNBIASED)
    fire(asked.pk, "hand_in", by=expert, **VOTE)
    fire(in_assessment.pk, "edit", by=world.applicant, **FORM)
    fire(in_assessment.pk, "supply", by=world.signatory)
    assert refusal(examination, "finish_assessment", by=world.case_worker, **ASSESSED) == "expert_votes_missing"
    fire(examination.pk, "request_items", by=world.case_worker, items="Wie besprochen", until="2024-07-10")
    fire(in_assessment.pk, "edit", by=world.applicant, **FORM | {"description": "Vier Lotsinnen."})
    fire(in_assessment.pk, "supply", by=world.signatory)
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    assert state(examination) == "assessed"


def test_without_a_number_in_the_programme_none_is_needed(world, in_assessment, accepted, expert, state):
    fire(examination_of(in_assessment).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    assert (state(accepted), told("expertise.withdrawn")) == ("ended", {expert.name})


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


def test_the_assessment_says_what_was_checked(world, in_assessment, refusal, state):
    examination = examination_of(in_assessment)
    for changed, key in (
        ({"unbiased": False}, "unbiased"),
        ({"double_funding": "found"}, "double_funding_found"),
        ({"eligibility": ""}, "eligibility"),
    ):
        assert refusal(examination, "finish_assessment", by=world.case_worker, **ASSESSED | changed) == key
    found = {"double_funding": "found", "double_funding_found": "LEADER, andere Kosten."}
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED | found)
    event = examination.events.get(move="finish_assessment")
    assert (event.facts["unbiased"], event.facts["double_funding"], event.actor) == (True, "found", world.case_worker)
    assert examination_of(in_assessment).examination.double_funding_found == "LEADER, andere Kosten."

"""What an expert reads and signs, who reads it, and what it counts for."""

import pytest
from django.test import Client

from funding.documents.models import Document
from funding.programmes.terms import REGISTER
from tests.funding.applications.expertise.story import UNBIASED, VOTE, ask, status, told
from tests.funding.applications.story import ASSESSED, FORM, approval_of, examination_of, vote_of
from workflows.clock import BERLIN
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


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

"""The authority's own work on an application: read by itself and by the committee, not by who applied."""

import pytest
from django.test import Client

from notifications.models import Message
from tests.funding.applications.story import (
    ASSESSED,
    REMEDY,
    approval_of,
    committee_resolves,
    examination_of,
    reject,
    ruling_of,
    vote_of,
)
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
REASONS = "Noch nicht unterschrieben."


def shown(case, person) -> str:
    """Everything the doors say of a case and of each move of its table."""
    client = Client()
    client.force_login(person)
    paths = [f"/cases/{case.pk}/{page}" for page in ("", "?all", *(f"{row.name}/" for row in case.table.moves))]
    paths += [f"/api/v1/cases/{case.pk}/{page}" for page in ("", "events/", "moves/")]
    return "".join(client.get(path).content.decode() for path in paths)


def test_a_rejection_that_is_being_written_is_not_read_by_who_applied(world, application):
    case = application("ready")
    ruling = reject(world, case, reasons=REASONS, **REMEDY)
    readers = (world.applicant, world.signatory, world.office, world.case_worker, world.approver)
    assert [REASONS in shown(ruling, person) for person in readers] == [False, False, False, True, True]
    assert [REASONS in shown(case, person) for person in readers] == [False] * 5


def test_the_assessment_is_read_by_the_committee_and_not_by_who_applied(world, application):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "open_vote", by=world.case_worker, procedure="circular")
    readers = (world.applicant, world.signatory, world.office, world.case_worker, world.approver)
    found = examination_of(case)
    assert [ASSESSED["assessment"] in shown(found, person) for person in readers] == [False] * 3 + [True] * 2
    assert [ASSESSED["assessment"] in shown(case, person) for person in readers] == [False] * 5
    assert ASSESSED["assessment"] in shown(vote_of(case), world.funders[1])


def test_nobody_outside_the_authority_reads_what_was_decided_before_the_notice(world, application):
    case = application("committee_approved")
    client, seen = Client(), []
    for person in (world.applicant, world.signatory, world.office, world.funders[1], world.case_worker):
        client.force_login(person)
        seen.append(client.get(f"/cases/{approval_of(case).pk}/").status_code)
    assert seen == [404, 404, 404, 404, 200]


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_until_the_notice_the_applicant_reads_the_same_whatever_the_committee_resolved(world, application, choice):
    case = application("on_committee_agenda")
    before = read_outside(world.applicant, case)
    committee_resolves(world, case, choice)
    assert read_outside(world.applicant, case) == before
    assert Case.objects.get(pk=case.pk).state == "submitted"
    told = Message.objects.filter(person=world.applicant, about=f"case {case.pk}").order_by("-pk")
    assert told[0].kind == "application.dealt_with"
    assert not told.filter(kind__in=("application.committee_approved", "application.committee_rejected")).exists()


def test_nor_does_a_rejection_that_is_being_written_or_given_up_show(world, application):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    parts = (case, examination_of(case))
    before = [read_outside(world.signatory, part) for part in parts]
    reject(world, case, reasons="Nicht neu.", **REMEDY)
    assert [read_outside(world.signatory, part) for part in parts] == before
    fire(ruling_of(case).pk, "give_up", by=world.approver, reason="Doch neu.")
    assert [read_outside(world.signatory, part) for part in parts] == before
    moves = {event["move"] for event in events_read_by(world.case_worker, case)}
    assert {"prepare_rejection", "follow"} <= moves


def read_outside(person, case):
    """What the doors say of its state, its way, its history and what can be done."""
    client = Client()
    client.force_login(person)
    page = client.get(f"/cases/{case.pk}/").context
    names = ("history", "stations", "outlook", "turn", "refusals", "related", "content", "deadlines", "documents")
    offered = [move["text"] for move in page["moves"]]
    return {name: page[name] for name in names} | {"moves": offered, "events": events_read_by(person, case)}


def events_read_by(person, case):
    client = Client()
    client.force_login(person)
    return client.get(f"/api/v1/cases/{case.pk}/events/").json()

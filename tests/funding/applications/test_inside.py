"""The authority's own work on an application: read by itself and by the committee, not by who applied."""

import pytest
from django.test import Client

from tests.funding.applications.story import ASSESSED, REMEDY, examination_of, reject, vote_of
from workflows.engine import fire

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

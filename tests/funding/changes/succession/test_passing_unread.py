"""What the authority has not sent yet stays unread when an award passes to another recipient."""

import datetime as dt

import pytest

from funding.changes.opening import open_change
from tests.funding.applications.story import REMEDY
from tests.funding.below import below, let
from tests.funding.changes.conftest import sent
from tests.funding.changes.succession.story import TODAY
from workflows.engine import fire
from workflows.models import Case
from workflows.reading import may_read

pytestmark = pytest.mark.django_db


def test_a_change_notice_issued_and_not_sent_is_read_by_neither_side(world, asked, new):
    passing = asked("issued")
    award = Case.objects.get(lifecycle="award")
    longer = open_change(award, by=world.applicant, kind="time")
    fire(longer.pk, "edit", by=world.applicant, new_period_to="2027-06-30", justification="Die Stelle war vakant.")
    fire(longer.pk, "release_internally", by=world.applicant)
    fire(longer.pk, "submit", by=world.signatory)
    fire(longer.pk, "start_review", by=world.case_worker)
    decided = {
        "result": "approve",
        "reasons": "Vakanz.",
        "granted_period_to": "2027-06-30",
        "proof_due_on": "2027-12-31",
    }
    let(longer, "draft_notice", by=world.case_worker, **decided, **REMEDY)
    let(longer, "sign_notice", by=world.case_worker)
    let(longer, "issue", by=world.approver)
    sent(world, passing)
    today = dt.date.fromisoformat(TODAY)
    inside = [below(longer, "change_ruling"), Case.objects.filter(lifecycle="notice", parent=longer).latest("pk")]
    assert Case.objects.get(pk=award.pk).places["applicant"] == str(new.organisation.place)
    for person in (world.signatory, new.signatory):
        assert [case.lifecycle for case in inside if may_read(case, person.pk, today)] == []
    fire(inside[1].pk, "dispatch", by=world.case_worker, channel="formal", posted_on=TODAY)
    assert may_read(Case.objects.get(pk=inside[1].pk), new.signatory.pk, today)

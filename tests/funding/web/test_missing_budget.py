"""That no budget is released for a year of a grant is said where one decides on it."""

import pytest

from tests.funding.applications.story import cast, ruling_of, vote_of
from tests.funding.budgets import conftest as budgets
from workflows.engine import fire
from workflows.models import Task

pytestmark = pytest.mark.django_db
budget, programme = budgets.budget, budgets.programme
SAID = "None is released for 2026."


def test_ballot_and_notice_say_it_and_the_applicant_reads_nothing_of_it(
    world, application, budget, as_person, today_is
):
    """The grant is for 2025 and 2026; only of the first year a budget is released."""
    today_is("2024-06-03")
    budget(shares=[{"payer": "Land", "weight": 1, "amount": "90000.00"}])
    case = application("on_committee_agenda")
    vote = vote_of(case)
    fire(vote.pk, "open_vote", by=world.case_worker, procedure="circular")
    task = Task.objects.filter(process=vote, status="NEW", desk__holders__person=world.funders[0]).first()
    ballot = as_person(world.funders[0]).get(f"/cases/{vote.pk}/cast/?task={task.pk}").content.decode()
    assert SAID in ballot
    cast(vote, world.funders)
    fire(vote.pk, "close", by=world.case_worker)
    ruling = as_person(world.case_worker).get(f"/cases/{ruling_of(case).pk}/").content.decode()
    assert SAID in ruling
    assert as_person(world.applicant).get(f"/cases/{ruling_of(case).pk}/").status_code == 404
    assert "None is released" not in as_person(world.applicant).get(f"/cases/{case.pk}/").content.decode()


def test_where_no_budget_was_ever_released_nothing_is_said(world, application, as_person):
    case = application("committee_approved")
    page = as_person(world.case_worker).get(f"/cases/{ruling_of(case).pk}/").content.decode()
    assert "None is released" not in page

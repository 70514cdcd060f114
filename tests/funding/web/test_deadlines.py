"""Every due day on a page can be opened and says how it came about."""

import re

import pytest

from funding.web.deadlines import GIVEN, deadline_rows
from workflows.binding import flows
from workflows.models import Case, Deadline

pytestmark = pytest.mark.django_db
GIVEN_BY = re.compile(r"(?:on|eve_of|eve_of_opening)\((\w+)")


def test_whoever_sets_a_day_that_is_not_counted_is_named():
    rules = {str(stay.due) for flow in flows() for stay in flow.lifecycle.stays if stay.due}
    facts = {found[1] for rule in rules if (found := GIVEN_BY.match(rule))}
    own = {str(flow.lifecycle.name) for flow in flows() if flow.process_class._meta.app_label == "funding"}
    assert own
    assert facts - set(GIVEN) == set()


def test_every_deadline_of_a_case_has_its_calculation(world, award):
    case = award("running")
    shown = [row for each in Case.objects.filter(dossier=case.dossier) for row in deadline_rows(each, inside=True)]
    assert len(shown) >= 4
    assert [row for row in shown if not row["steps"]] == []


def test_the_cut_off_of_a_draft_is_reckoned_from_the_period_applied_for(world, application):
    case = application("draft")
    deadline = Deadline.objects.get(case=case, kind="draft")
    begins, fixed = (step["text"] for step in deadline_rows(case, inside=True)[0]["steps"])
    assert begins.startswith("The funding begins on Wednesday, 1 January 2025.")
    assert "until Sunday, 15 September 2024" in begins
    assert fixed == "The cut-off is a fixed day. It does not move."
    assert deadline.due_on.isoformat() == "2024-09-15"


def test_inbox_and_task_list_lead_to_the_calculation_of_the_day(world, idea, as_person):
    case = idea("submitted")
    for address in ("/", "/tasks/"):
        assert f'href="/cases/{case.pk}/#deadlines"' in as_person(world.office).get(address).content.decode()
    page = as_person(world.office).get(f"/cases/{case.pk}/").content.decode()
    assert 'id="deadlines"' in page


def test_the_card_of_a_vote_leads_to_the_calculation_of_its_last_day(world, vote, as_person):
    case = vote()
    page = as_person(world.steering[1]).get(f"/cases/{case.pk}/cast/").content.decode()
    assert f'href="/cases/{case.pk}/#deadlines"' in page

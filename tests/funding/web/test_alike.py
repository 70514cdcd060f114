"""Similar ideas beside the form and on the page, and what an idea that goes on elsewhere says of that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from workflows.engine import fire

pytestmark = pytest.mark.django_db
LINKED = {"title": "Pflegelotsinnen für Familien", "summary": "Wie im Nachbarort.", "need": "x", "target_group": "y"}


@pytest.fixture
def other(world):
    """Another idea of the region, submitted by somebody else."""
    return submitted(world, LINKED["title"])


def submitted(world, title):
    found = open_idea(world.region, by=world.stranger, title=title, invented=True)
    fire(found.pk, "edit", by=world.stranger, **{**LINKED, "title": title})
    fire(found.pk, "submit", by=world.stranger)
    return Idea.objects.get(pk=found.pk)


def test_similar_ideas_stand_on_the_form_and_on_the_page_and_leak_no_foreign_title(world, idea, other, as_person):
    mine = idea("draft")
    for address in (f"/cases/{mine.pk}/", f"/cases/{mine.pk}/edit/"):
        assert LINKED["title"] not in as_person(world.author).get(address).content.decode()
    page = as_person(world.office).get(f"/cases/{other.pk}/")
    assert mine.title not in [row["title"] for row in page.context["similar"]]
    fire(mine.pk, "submit", by=world.author)
    page = as_person(world.office).get(f"/cases/{other.pk}/")
    assert page.context["similar"][0]["title"] == mine.title


def test_many_similar_ideas_cost_no_more_statements_than_one(world, idea, other, as_person):
    mine, client = idea("submitted"), as_person(world.office)

    def statements():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/cases/{mine.pk}/").status_code == 200
        return len(queries)

    client.get(f"/cases/{mine.pk}/")
    one = statements()
    for number in range(50):
        submitted(world, f"Pflegelotsen {number}")
    assert (statements(), one <= 16) == (one, True)


def test_the_page_of_each_leads_to_the_other_for_who_may_read_it(world, idea, other, as_person):
    case = idea("submitted")
    fire(case.pk, "join", by=world.office, target=other.pk, reason="Dasselbe.")
    links = [f"/cases/{case.pk}/", f"/cases/{other.pk}/"]
    for here, there in (links, reversed(links)):
        related = as_person(world.office).get(here).context["related"]
        found = [row["href"] for row in related if not row["href"].endswith("/backward/")]
        assert found == [there]
    page = as_person(world.author).get(links[0])
    assert (page.context["related"], other.title in page.content.decode()) == ([], False)
    assert f"It goes on in the file {other.dossier.number}." in page.context["history"][0]["text"]


def test_the_form_to_merge_offers_only_what_the_person_reads(world, idea, other, as_person):
    case = idea("in_working_group")
    offered = as_person(world.office).get(f"/cases/{case.pk}/join/").context["form"].fields["target"].choices
    assert [number for number, _title in offered][1:] == [other.pk]
    offered = as_person(world.lead).get(f"/cases/{case.pk}/join/").context["form"].fields["target"].choices
    assert [number for number, _title in offered][1:] == []

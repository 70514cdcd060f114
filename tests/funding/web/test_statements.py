"""The page on which a coordination office begins a statement."""

import pytest

from funding.statements.models import Statement
from tests.funding.web.conftest import carried_by

pytestmark = pytest.mark.django_db
ADDRESS = "/statements/new/"


def test_the_office_begins_a_statement_and_goes_on_to_its_wording(world, as_person):
    client = as_person(world.office)
    assert ADDRESS in [link["href"] for link in client.get("/").context["beginnings"]]
    page = client.get(ADDRESS)
    sent = {**carried_by(page.content.decode()), "title": "Fahrdienste", "body": world.steering_group.pk}
    answer = client.post(ADDRESS, {**sent, "group": world.group.pk})
    found = Statement.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{found.pk}/edit/")
    assert (found.title, found.body, found.group) == ("Fahrdienste", world.steering_group, world.group)
    assert client.get(answer["Location"]).status_code == 200
    client.post(ADDRESS, {**sent, "group": world.group.pk})
    assert Statement.objects.count() == 1


def test_only_bodies_of_ones_own_region_are_offered(world, as_person):
    fields = as_person(world.office).get(ADDRESS).context["form"].fields
    assert [list(fields[name].queryset) for name in ("body", "group")] == [[world.steering_group], [world.group]]


def test_what_is_missing_or_cannot_be_stored_is_said_at_its_field(world, as_person):
    client = as_person(world.office)
    hidden = carried_by(client.get(ADDRESS).content.decode())
    for title, body in (("", world.steering_group.pk), ("Fahr\x07dienste", world.steering_group.pk), ("x", "")):
        answer = client.post(ADDRESS, {**hidden, "title": title, "body": body})
        assert (answer.status_code, Statement.objects.count()) == (422, 0)


def test_for_everybody_else_there_is_no_such_page(world, as_person):
    for person in (world.author, world.lead, world.case_worker):
        assert as_person(person).get(ADDRESS).status_code == 404
        assert ADDRESS not in [link["href"] for link in as_person(person).get("/").context["beginnings"]]

"""How many statements a page sends, session and person counted: the same with one row and with fifty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from funding.documents.filing import store
from funding.ideas.opening import open_idea
from tests.funding.ideas.story import consultation_of
from tests.funding.web.conftest import carried_by
from workflows import clock
from workflows.engine import available, fire
from workflows.models import Case, Clock

pytestmark = pytest.mark.django_db


def statements(client, address: str, sent: dict | None = None) -> int:
    client.get("/account/")  # what is fetched once a process
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, sent) if sent else client.get(address)
    assert answer.status_code in (200, 302)
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


@pytest.fixture
def fifty(world, idea):
    """Fifty more ideas that wait at the office."""

    def more() -> None:
        for number in range(50):
            case = open_idea(world.region, by=world.author, title=f"Idee {number}")
            fire(case.pk, "edit", by=world.author, title=f"Idee {number}", summary="a", need="b", target_group="c")
            fire(case.pk, "submit", by=world.author)

    return more


@pytest.mark.parametrize(
    ("address", "most"),
    [("/", 8), ("/tasks/", 8), ("/tasks/?show=desk", 8), ("/cases/", 10), ("/cases/?q=e", 10), ("/directory/", 10)],
)
def test_a_list_sends_the_same_with_one_row_and_with_fifty(world, idea, as_person, fifty, address, most):
    idea("submitted")
    client = as_person(world.office)
    one = statements(client, address)
    fifty()
    assert (statements(client, address), one <= most) == (one, True)


def test_the_people_of_the_demonstration_are_listed_with_the_same_whatever_waits_for_them(world, idea, fifty):
    Clock.objects.update(demo=True)
    idea("submitted")
    client = Client(HTTP_HOST="localhost", REMOTE_ADDR="127.0.0.1")
    one = statements(client, "/sign-in-as/")
    fifty()
    assert (statements(client, "/sign-in-as/"), one <= 6) == (one, True)


def test_a_case_page_sends_the_same_with_one_entry_and_with_fifty(world, idea, as_person):
    case, client = idea("draft"), as_person(world.author)
    one = statements(client, f"/cases/{case.pk}/")
    for number in range(50):
        fire(case.pk, "edit", by=world.author, title=f"Titel {number}")
        facts = {"kind": "attachment", "media_type": "text/plain", "source": "upload", "by": world.author.pk}
        store(case.pk, title=f"Papier {number}", content=f"{number}".encode(), at=clock.now(), **facts)
    assert (statements(client, f"/cases/{case.pk}/"), one <= 16) == (one, True)


def test_the_pages_of_an_idea_with_its_group_and_of_the_consultation_stay_in_their_budgets(world, idea, as_person):
    case = idea("in_working_group")
    pages = [f"/cases/{each.pk}/" for each in (case, consultation_of(case))]
    assert [statements(as_person(world.lead), page) <= 24 for page in pages] == [True, True]


def test_a_vote_card_and_its_page_stay_in_their_budgets(world, vote, as_person):
    ballot, client = vote(), as_person(world.steering[1])
    assert statements(client, f"/cases/{ballot.pk}/cast/") <= 15
    assert statements(as_person(world.office), f"/cases/{ballot.pk}/") <= 18  # register, roster, last vote


def test_a_request_that_moves_sends_at_most_twelve_beside_the_engine(world, vote, as_person):
    ballot, client = vote(), as_person(world.steering[1])
    address = f"/cases/{ballot.pk}/cast/"
    page = client.get(address).content.decode()
    whole = statements(client, address, {**carried_by(page), "choice": "yes"})
    other = world.steering[2]
    seen = next(o.seen for o in available(Case.objects.get(pk=ballot.pk), by=other) if o.move.name == "cast")
    with CaptureQueriesContext(connection) as queries:
        fire(ballot.pk, "cast", by=other, seen=seen, choice="yes")
    assert whole - sum("SAVEPOINT" not in query["sql"] for query in queries) <= 12

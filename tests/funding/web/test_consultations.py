"""The pages of an idea that lies with a working group, and of the consultation on it."""

import pytest

from tests.funding.asking import persons_told, state
from tests.funding.conftest import FULL
from tests.funding.ideas.story import consultation_of
from workflows.engine import fire

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("move", "to"), [("do_not_recommend", "not_recommended"), ("send_back", "returned")])
def test_the_author_learns_why_the_group_says_no_or_not_yet(world, idea, as_person, move, to):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, move, by=world.lead, reason="Es fehlt ein Träger.")
    assert (state(case), persons_told(f"idea.{to}", case)) == (to, {world.author})
    assert "“Es fehlt ein Träger.”" in as_person(world.author).get(f"/cases/{case.pk}/").context["history"][0]["text"]


def test_a_stranger_finds_no_page_of_a_consultation(world, idea, as_person):
    consultation = consultation_of(idea("in_working_group"))
    assert as_person(world.stranger).get(f"/cases/{consultation.pk}/").status_code == 404


def buttons(page):
    return {move["href"] for move in page.context["moves"]}


def test_each_page_shows_what_can_be_done_in_both(world, idea, as_person):
    case = idea("in_working_group")
    consultation, lead = consultation_of(case), as_person(world.lead)
    both = {f"/cases/{consultation.pk}/{name}/" for name in ("recommend", "do_not_recommend", "send_back")}
    both |= {f"/cases/{case.pk}/{name}/" for name in ("join", "withdraw")}
    pages = [lead.get(f"/cases/{each.pk}/") for each in (case, consultation)]
    assert [buttons(page) for page in pages] == [both, both]
    assert [page.context["turn"] for page in pages] == [True, True]
    assert [sum(move["main"] for move in page.context["moves"]) for page in pages] == [1, 1]
    assert all("Drei Lotsinnen beraten Familien" in page.content.decode() for page in pages)


def test_a_consultation_that_is_over_says_what_came_of_it_and_offers_nothing(world, idea, as_person):
    case = idea("recommended")
    page = as_person(world.office).get(f"/cases/{consultation_of(case).pk}/")
    assert (buttons(page), page.context["outlook"]) == (set(), "This case has ended. Nobody has to do anything.")
    assert "Sinnvoll." in [fact["value"] for fact in page.context["content"]]


def test_the_lead_sees_what_the_author_has_revised_since(world, idea, as_person):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "send_back", by=world.lead, reason="Für wen?")
    fire(case.pk, "edit", by=world.author, **{**FULL, "target_group": "Alle Familien"})
    fire(case.pk, "submit", by=world.author)
    pages = [as_person(world.lead).get(f"/cases/{each.pk}/") for each in (case, consultation_of(case))]
    rows = [[row["after"] for row in page.context["changed"]["rows"]] for page in pages]
    assert rows == [["Alle Familien"]] * 2


def test_the_author_reads_whose_turn_it_is_and_may_remind(world, idea, as_person):
    case = idea("in_working_group")
    page = as_person(world.author).get(f"/cases/{case.pk}/")
    assert page.context["outlook"].startswith("It is the turn of the lead of the working group")
    assert f"/cases/{consultation_of(case).pk}/remind/" in page.content.decode()
    assert [row["due_on"] for row in page.context["deadlines"][:1]] == [consultation_of(case).deadlines.get().due_on]

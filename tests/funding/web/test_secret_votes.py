"""The pages of secret and hidden votes: what the card promises and warns of, and what no page ever shows."""

import datetime as dt

import pytest

from funding.bodies.models import StandingOrders
from workflows.engine import available, fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def ballot(world, idea):
    """An open circular vote of this kind: `ballot("secret")`."""

    def opened(kind, minimum=5):
        orders = StandingOrders.objects.get(body=world.steering_group)
        StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
        orders.pk, orders.valid_from, orders.secret_minimum = None, dt.date(2022, 2, 1), minimum
        orders.secret, orders.ballot, orders.early_close = ("always", "named", False) if kind == "secret" else (
            "", kind, False
        )  # fmt: skip
        orders.save()
        case = idea("on_agenda").children.get(lifecycle="decision")
        fire(case.pk, "open_vote", by=world.office, procedure="circular")
        return Case.objects.get(pk=case.pk)

    return opened


def cast(case, voter, choice="yes"):
    seen = next(o.seen for o in available(case, by=voter) if o.move.name == "cast")
    fire(case.pk, "cast", by=voter, seen=seen, choice=choice)


def page(as_person, person, path):
    return as_person(person).get(path).content.decode()


def test_the_card_of_a_secret_vote_says_what_it_keeps_and_what_it_does_not_protect_against(world, ballot, as_person):
    case = ballot("secret")
    seen = page(as_person, world.steering[1], f"/cases/{case.pk}/cast/")
    assert "This vote is secret" in seen
    assert "With fewer than 5 ballots the outcome is shown without the sums." in seen
    assert "whoever operates the database can watch the ballots come in" in seen
    assert "Your vote is final." in seen
    assert 'name="note"' not in seen


def test_after_a_secret_vote_no_page_tells_who_voted_what(world, ballot, as_person):
    case = ballot("secret")
    for number, voter in enumerate(world.steering):
        cast(case, voter, "no" if number == 3 else "yes")
    during = page(as_person, world.chair, f"/cases/{case.pk}/")
    assert during.count("A secret ballot was cast.") > 0
    fire(case.pk, "close", by=world.chair)
    seen = page(as_person, world.chair, f"/cases/{case.pk}/vote-result/")
    assert "6 yes" in seen
    assert "How each seat voted" not in seen


def test_below_the_minimum_the_result_shows_no_sums(world, ballot, as_person):
    case = ballot("secret", minimum=8)
    for voter in world.steering:
        cast(case, voter)
    fire(case.pk, "close", by=world.chair)
    seen = page(as_person, world.chair, f"/cases/{case.pk}/vote-result/")
    assert "fewer than 8 ballots were cast" in seen
    assert "7 yes" not in seen


def test_a_hidden_vote_shows_each_seat_from_the_close_on(world, ballot, as_person):
    case = ballot("hidden")
    for voter in world.steering:
        cast(case, voter)
    card = page(as_person, world.steering[1], f"/cases/{case.pk}/cast/")
    assert "How each seat votes is shown when the vote has closed, not before." in card
    assert "Votes so far" not in card
    fire(case.pk, "close", by=world.chair)
    assert "How each seat voted" in page(as_person, world.chair, f"/cases/{case.pk}/vote-result/")


def test_a_named_vote_shows_each_seat_at_once(world, ballot, as_person):
    case = ballot("named")
    cast(case, world.steering[2], "no")
    assert "Votes so far" in page(as_person, world.steering[1], f"/cases/{case.pk}/cast/")

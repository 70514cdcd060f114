"""Elections of eight voters, cast and closed by the real engine, and an attacker who reads the whole database.

Every tenth election is the real engine's from the first to the last move; the others are opened by it, their ballots
cast and their boxes closed by the slice's own functions in a transaction each, since 4,500 whole moves take too long.

While the votes run, every ballot is found: that is what the vote card says. After the close the attacker does no
better than somebody who deals the ballots out by lot. Guessing itself leaves the 99 % interval once in a hundred
times, so a series outside it is run a second time; a real trace would be there again.
"""

import datetime as dt
import random

import pytest
from django.db import connection, transaction
from viewflow.workflow.status import STATUS

from funding.bodies.appointments import appoint, seat_desks
from funding.bodies.models import Seat, StandingOrders
from funding.bodies.queries import seats
from funding.decisions import secret
from funding.decisions.models import Decision
from funding.demo.world import LONG_AGO
from funding.ideas.opening import open_idea
from funding.people.models import User
from tests.funding.decisions.attacker import chance, guesses, read_everything
from workflows import clock
from workflows.engine import fire, open_case
from workflows.models import Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.timeout(600)]
ELECTIONS, CONTROL, VOTERS, TENTH = 500, 40, 8, 10
CHOICES = random.Random(5)


@pytest.fixture
def voters(world) -> list[User]:
    """An eighth seat, and standing orders by which every vote of the body is secret."""
    seat = Seat.objects.create(body=world.steering_group, number=VOTERS, from_on=LONG_AGO)
    eighth = User.objects.create(email="eighth@x.example", name="Achtes Mitglied")
    appoint(seat, eighth, LONG_AGO)
    orders = StandingOrders.objects.get(body=world.steering_group)
    StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
    orders.pk, orders.valid_from, orders.secret, orders.early_close = None, dt.date(2022, 2, 1), "always", False
    orders.save()
    return [*world.steering, eighth]


@pytest.fixture
def elections(world, voters):
    """Opens votes and casts all ballots, each voter at random and the voters in any order; closes them; answers the
    truth by election and voter, and what the attacker reads before the close and after."""
    about = open_idea(world.region, by=world.author, title="Wahl", invented=True)

    def open_and_cast(*, by_engine: bool) -> tuple[int, dict[int, str]]:
        vote = open_case(
            "decision",
            by=world.office,
            dossier=about.dossier,
            parent=about,
            title="Wahl",
            places={"body": world.steering_group.place},
            calendar="NI",
            body=world.steering_group,
            kind="idea",
            question="Wer?",
            proposal="approve",
            content_hash="0" * 64,
        ).pk
        fire(vote, "open_vote", by=world.office, procedure="circular")
        votes = {number: CHOICES.choice(("yes", "no", "abstain")) for number in range(VOTERS)}
        cast = by_the_engine if by_engine else shortly
        for number in CHOICES.sample(range(VOTERS), VOTERS):
            cast(vote, number, votes[number])
        return vote, votes

    def by_the_engine(vote: int, number: int, choice: str) -> None:
        fire(vote, "cast", by=voters[number], choice=choice)

    def shortly(vote: int, number: int, choice: str) -> None:
        """The transaction of a ballot without event: the slice's own statement, and the seat's task done."""
        seat = on_the_roll[number]
        with transaction.atomic():
            secret.cast(Decision(pk=vote), seat.id, choice)
            Task.objects.filter(process_id=vote, desk_id=desks[seat.place]).update(status=STATUS.DONE, outcome="1")

    on_the_roll = seats(world.steering_group, clock.today())
    desks = seat_desks(on_the_roll)

    def close(vote: int, *, by_engine: bool) -> None:
        if by_engine:
            fire(vote, "close", by=world.chair)
        else:
            with transaction.atomic():
                secret.close_box(Decision.objects.get(pk=vote))

    def held(many: int):
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")  # thousands of transactions, and none has to last
        truth = dict(open_and_cast(by_engine=each % TENTH == 0) for each in range(many))
        before = read_everything()
        for number, vote in enumerate(truth):
            close(vote, by_engine=number % TENTH == 0)
        return truth, before, read_everything()

    return held


@pytest.fixture
def known(world, voters):
    """What names a voter: seat, desk and person, each with the voter's number."""
    found = seats(world.steering_group, clock.today())
    desks = seat_desks(found)
    return {
        "seat": {seat.id: number for number, seat in enumerate(found)},
        "desk": {desks[seat.place]: number for number, seat in enumerate(found)},
        "person": {voter.pk: number for number, voter in enumerate(voters)},
    }


def test_after_the_close_an_attacker_who_reads_everything_does_no_better_than_chance(elections, known):
    for _series in range(2):
        truth, before, after = elections(ELECTIONS)
        least, most = chance(truth)
        ballots, seen = ELECTIONS * VOTERS, guesses(before, before, known, truth)
        found = guesses(after, before, known, truth)
        print(f"of {ballots} ballots, before the close: {seen}, after: {found}; by chance {least:.0f} to {most:.0f}")
        assert seen > 0.99 * ballots
        if least <= found <= most:
            return
    pytest.fail(f"{found} of {ELECTIONS * VOTERS} found, by chance {least:.0f} to {most:.0f}")


def test_were_the_box_left_as_it_is_the_attacker_would_find_every_ballot(elections, known, monkeypatch):
    monkeypatch.setattr(secret, "close_box", lambda decision: None)
    truth, before, after = elections(CONTROL)
    assert guesses(after, before, known, truth) > 0.9 * CONTROL * VOTERS


def test_were_the_ballots_written_anew_in_the_same_order_the_attacker_would_find_every_one(
    elections, known, monkeypatch
):
    monkeypatch.setattr(secret.secrets.SystemRandom, "shuffle", lambda _self, _ballots: None)
    truth, before, after = elections(CONTROL)
    assert guesses(after, before, known, truth) > 0.9 * CONTROL * VOTERS

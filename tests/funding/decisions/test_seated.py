"""One person counts once: ballots, objections and demands are those of members, not of seats, and of who is there."""

import pytest

from funding.bodies.appointments import appoint
from funding.decisions.models import Decision
from funding.demo.world import LONG_AGO
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import rule
from tests.funding.decisions.test_objections import ruled  # noqa: F401
from tests.funding.decisions.test_secret_votes import ordered, secret  # noqa: F401
from workflows.engine import fire

pytestmark = pytest.mark.django_db
REASON = "Das muss beraten werden."


@pytest.fixture
def at_two_seats(world):
    """The member of seat 3, who deputises at seat 2."""
    appoint(seat(world, 2), world.steering[2], LONG_AGO, rank=1)
    return world.steering[2]


def seat(world, number):
    return world.steering_group.seats.get(number=number)


def task(case, world, number):
    return case.tasks.get(desk__place=seat(world, number).place).pk


@pytest.fixture
def open_vote(world, idea, ordered):  # noqa: F811
    def opened(procedure="circular", present=7, **orders):
        ordered(**orders)
        case = idea("on_agenda").children.get(lifecycle="decision")
        seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
        more = {"present": seats[:present]} if procedure == "session" else {}
        fire(case.pk, "open_vote", by=world.office, procedure=procedure, **more)
        return case

    return opened


def test_one_member_objects_once_and_at_the_own_seat(world, ruled, at_two_seats):  # noqa: F811
    case = ruled(objection="aborts", objections=2)
    fire(case.pk, "object", by=at_two_seats, task=task(case, world, 3), reason=REASON)
    assert refusal(case, "object", by=at_two_seats, task=task(case, world, 2), reason=REASON) == "one_voice"
    assert state(case) == "open"
    fire(case.pk, "object", by=world.steering[1], task=task(case, world, 2), reason=REASON)
    assert state(case) == "aborted"


def test_who_deputises_at_two_seats_objects_at_one_of_them(world, ruled):  # noqa: F811
    for number in (2, 3):
        appoint(seat(world, number), world.author, LONG_AGO, rank=1)
    case = ruled(objection="aborts", objections=2)
    fire(case.pk, "object", by=world.author, task=task(case, world, 3), reason=REASON)
    assert refusal(case, "object", by=world.author, task=task(case, world, 2), reason=REASON) == "one_voice"


def test_one_member_demands_secrecy_once(world, open_vote, at_two_seats):
    case = open_vote(secret="2")
    fire(case.pk, "demand_secrecy", by=at_two_seats, task=task(case, world, 3))
    assert refusal(case, "demand_secrecy", by=at_two_seats, task=task(case, world, 2)) == "one_voice"
    assert state(case) == "open"


def test_in_session_only_who_is_there_demands_secrecy(world, open_vote):
    case = open_vote("session", present=5, secret="1")
    assert refusal(case, "demand_secrecy", by=world.steering[6]) == "not_present"
    fire(case.pk, "demand_secrecy", by=world.steering[4])
    assert state(case) == "prepared"


def test_at_the_opening_too_only_who_is_there_has_demanded_it(world, idea, ordered):  # noqa: F811
    ordered(secret="2")
    case = idea("on_agenda").children.get(lifecycle="decision")
    seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
    opening = {"by": world.office, "procedure": "session", "present": seats[:5], "ballot": "secret"}
    assert wrong(case, "open_vote", **opening, demanded_by=[seats[0], seats[6]]) == "demanded_by"
    fire(case.pk, "open_vote", **opening, demanded_by=seats[:2])
    assert Decision.objects.get(pk=case.pk).is_secret


def test_whose_conflict_is_not_decided_neither_objects_nor_demands(world, open_vote):
    case, member = open_vote(secret="1"), world.steering[1]
    fire(case.pk, "declare_conflict", by=member, reason="Arbeitgeber.")
    assert refusal(case, "object", by=member, reason=REASON) == "own_conflict_undecided"
    assert refusal(case, "demand_secrecy", by=member) == "own_conflict_undecided"
    assert state(case) == "open"


def test_a_demand_of_who_is_excluded_since_counts_no_more(world, open_vote):
    case, first = open_vote(secret="2"), world.steering[1]
    fire(case.pk, "demand_secrecy", by=first)
    fire(case.pk, "declare_conflict", by=first, reason="Arbeitgeber.")
    rule(case, first, by=world.chair)
    event = fire(case.pk, "demand_secrecy", by=world.steering[3])
    assert (state(case), event.facts["demands"]) == ("open", 1)
    fire(case.pk, "demand_secrecy", by=world.steering[4])
    assert state(case) == "prepared"


def test_who_deputises_where_the_member_has_voted_still_declares_a_conflict(world, secret, at_two_seats):  # noqa: F811
    case = secret()
    fire(case.pk, "cast", by=world.steering[1], task=task(case, world, 2), choice="yes")
    fire(case.pk, "declare_conflict", by=at_two_seats, task=task(case, world, 3), reason="Arbeitgeber.")
    refused = refusal(case, "cast", by=at_two_seats, task=task(case, world, 3), choice="yes")
    assert refused == "own_conflict_undecided"


def test_who_has_voted_in_secret_declares_no_conflict_any_more(world, secret, at_two_seats):  # noqa: F811
    case = secret()
    fire(case.pk, "cast", by=at_two_seats, task=task(case, world, 3), choice="yes")
    declared = {"by": at_two_seats, "task": task(case, world, 3), "reason": "Arbeitgeber."}
    assert refusal(case, "declare_conflict", **declared) == "voted_already"

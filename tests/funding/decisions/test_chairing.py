"""The chair as an office: deputies in their order, two equal chairs, and what happens where nobody chairs."""

import datetime as dt

import pytest

from funding.bodies.appointments import appoint, succeed
from funding.bodies.models import StandingOrders
from funding.challenges.models import Challenge
from funding.demo.world import LONG_AGO, person
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import declaration_of, rule
from tests.funding.decisions import on_paper
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Desk

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 6, 3)


@pytest.fixture
def office(world):
    """`office(0, 3)`: the holders of seats 1 and 4 hold the chair, in this order."""

    def held_by(*ranks_by_seat, **equal):
        desk = Desk.objects.get(role="chair", place=world.steering_group.place)
        desk.holders.all().delete()
        for rank, seat in enumerate(ranks_by_seat):
            succeed(desk, world.steering[seat], LONG_AGO, rank=rank)
        for seat in equal.get("beside", ()):
            succeed(desk, world.steering[seat], LONG_AGO, beside=True)

    return held_by


@pytest.fixture
def tied(world, idea, today_is):
    """The vote on an idea with as many yes as no, closed by the office: `tied("yynn")` by the first four seats."""

    def voted(choices="yynn", procedure="session", tie=""):
        today_is(DAY.isoformat())
        if tie:
            _tie_rule(world, tie)
        case = idea("on_agenda").children.get(lifecycle="decision")
        seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
        present = {"present": seats[: len(choices)]} if procedure == "session" else {}
        fire(case.pk, "open_vote", by=world.office, procedure=procedure, **present)
        for who, choice in zip(world.steering, choices, strict=False):
            fire(case.pk, "cast", by=who, choice={"y": "yes", "n": "no"}[choice])
        fire(case.pk, "close", by=world.office)
        return case

    return voted


def _tie_rule(world, tie):
    own = StandingOrders.objects.get(body=world.steering_group, valid_from=LONG_AGO)
    own.pk, own.valid_from, own.rule = None, DAY, {**own.rule, "tie": tie}
    own.save()


def chairs_of(case):
    return [seat["number"] for seat in type(case).objects.get(pk=case.pk).decision.electorate if seat["chair"]]


@pytest.mark.parametrize(("ballots", "outcome"), [("yynn", "adopted"), ("nnyy", "rejected")])
def test_a_tie_is_decided_by_whoever_holds_the_chair_wherever_they_sit(office, tied, ballots, outcome):
    office(1)
    case = tied(ballots)
    assert (state(case), chairs_of(case)) == (outcome, [2])


def test_the_seat_of_a_former_chair_decides_no_tie(office, tied):
    office(2)
    case = tied("yynn")
    assert (state(case), chairs_of(case)) == ("rejected", [3])


def test_in_a_session_without_the_chair_the_deputy_chairs_and_decides_the_tie(office, tied):
    office(6, 5, 1)
    case = tied("yynn")
    assert (state(case), chairs_of(case)) == ("adopted", [2])


def test_where_nobody_holds_the_chair_the_office_closes_and_nobody_breaks_the_tie(office, tied):
    office()
    case = tied("yynn")
    assert (state(case), chairs_of(case)) == ("rejected", [])


@pytest.mark.parametrize(
    ("ballots", "tie", "outcome"),
    [
        ("yynn", "", "rejected"),
        ("yynn", "chair", "rejected"),
        ("yynn", "chairs_agree", "adopted"),
        ("ynyn", "chairs_agree", "rejected"),
    ],
)
def test_two_equal_chairs_break_a_tie_only_where_the_standing_orders_say_how(office, tied, ballots, tie, outcome):
    office(beside=(0, 1))
    case = tied(ballots, tie=tie)
    assert (state(case), chairs_of(case)) == (outcome, [1, 2])


def test_of_two_equal_chairs_the_first_who_acts_acts(world, office, idea):
    office(beside=(0, 1))
    case = idea("on_agenda").children.get(lifecycle="decision")
    fire(
        case.pk,
        "leave",
        by=world.steering[1],
        outcome="deferred",
        deferred_until="2030-01-01",
        reason="Es fehlt die Zeit.",
    )
    assert refusal(
        case, "leave", by=world.steering[0], outcome="deferred", deferred_until="2030-01-01", reason="Noch einmal."
    ) == ("not_possible_here")


def test_the_conflict_of_one_chair_is_decided_by_the_equal_one(world, office, idea):
    office(beside=(0, 1))
    case = idea("on_agenda").children.get(lifecycle="decision")
    own = world.steering_group.seats.get(number=1).pk
    fire(case.pk, "declare_conflict", by=world.office, seat=own, reason="Die eigene Firma bietet an.")
    told = Message.objects.filter(kind="decision.conflict_declared").values_list("person", flat=True)
    assert list(told) == [world.steering[1].pk]
    declared = declaration_of(case, world.steering[0])
    assert refusal(declared, "rule", by=world.steering[0], excluded=True) == "own_conflict"
    rule(case, world.steering[0], by=world.steering[1])


def test_when_the_chair_is_excluded_the_deputy_chair_decides_the_tie_and_not_the_deputy_at_the_seat(
    world, office, idea, today_is
):
    today_is(DAY.isoformat())
    office(0, 2)
    deputy = person("Vera Vertreten", "Auental")
    appoint(world.steering_group.seats.get(number=1), deputy, LONG_AGO, rank=1)
    case = idea("on_agenda").children.get(lifecycle="decision")
    own = world.steering_group.seats.get(number=1).pk
    fire(case.pk, "declare_conflict", by=world.office, seat=own, reason="Die eigene Firma bietet an.")
    rule(case, world.steering[0], by=world.steering[2])
    seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
    fire(case.pk, "open_vote", by=world.office, procedure="session", present=seats[:4])
    for who, choice in (
        (deputy, "yes"),
        (world.steering[1], "yes"),
        (world.steering[2], "no"),
        (world.steering[3], "no"),
    ):
        fire(case.pk, "cast", by=who, choice=choice)
    fire(case.pk, "close", by=world.steering[2])
    assert (state(case), chairs_of(case)) == ("rejected", [3])


@pytest.fixture
def stands_in(world):
    """The deputy at the chair's own seat."""
    deputy = person("Vera Vertreten", "Auental")
    appoint(world.steering_group.seats.get(number=1), deputy, LONG_AGO, rank=1)
    return deputy


@pytest.mark.parametrize("procedure", ["session", "circular"])
def test_who_votes_at_the_chairs_seat_in_their_place_does_not_break_the_tie(
    world, office, idea, today_is, stands_in, seats, procedure
):
    today_is(DAY.isoformat())
    office(0, 2)
    case = idea("on_agenda").children.get(lifecycle="decision")
    present = {"present": seats[:4]} if procedure == "session" else {}
    fire(case.pk, "open_vote", by=world.office, procedure=procedure, **present)
    for who, choice in zip((stands_in, *world.steering[1:4]), ("yes", "yes", "no", "no"), strict=True):
        fire(case.pk, "cast", by=who, choice=choice)
    if procedure == "circular":
        today_is("2024-06-20")
    fire(case.pk, "close", by=CLOCK if procedure == "circular" else world.steering[2])
    assert (state(case), chairs_of(case)) == ("rejected", [3])


def test_on_paper_an_excluded_chair_breaks_no_tie(world, office, idea, today_is, stands_in, seats):
    today_is(DAY.isoformat())
    office(0, 2)
    case = idea("on_agenda").children.get(lifecycle="decision")
    fire(case.pk, "declare_conflict", by=world.office, seat=seats[0], reason="Die eigene Firma bietet an.")
    rule(case, world.steering[0], by=world.steering[2])
    paper = {"held_on": DAY, "procedure": "session", "present": seats[:4], "file": on_paper.MINUTES}
    fire(case.pk, "record_elsewhere", by=world.office, yes=seats[:2], no=seats[2:4], **paper)
    assert (state(case), chairs_of(case)) == ("rejected", [3])


@pytest.mark.parametrize(("third", "decisive"), [("yes", False), ("no", True)])
def test_without_the_chairs_vote_the_deputy_chair_breaks_the_tie_of_the_recount(
    world, office, idea, today_is, seats, third, decisive
):
    """Four to three; without the first seat, three to three, the third seat chairs."""
    today_is(DAY.isoformat())
    office(0, 2)
    case = idea("on_agenda").children.get(lifecycle="decision")
    fire(case.pk, "open_vote", by=world.office, procedure="session", present=seats)
    others = {"yes": ("no", "yes", "no", "yes", "no", "yes"), "no": ("yes", "no", "yes", "no", "yes", "no")}[third]
    for who, choice in zip(world.steering, ("yes", *others), strict=True):
        fire(case.pk, "cast", by=who, choice=choice)
    if state(case) == "open":
        fire(case.pk, "close", by=world.steering[0])
    assert state(case) == "adopted"
    fault = {"fault": "vote", "contested": [seats[0]], "reason": "Befangen."}
    fire(case.pk, "challenge", by=world.office, seat=seats[6], **fault)
    challenge = case.children.get(lifecycle="challenge")
    fire(challenge.pk, "examine", by=world.office, found=True, finding="Ja.")
    assert Challenge.objects.get(pk=challenge.pk).recount["decisive"] is decisive


@pytest.mark.parametrize(("sums", "expected"), [((3, 2, 1), "yes_votes"), ((2, 2, 1), "")])
def test_on_paper_silence_that_rejects_is_part_of_a_tie(world, idea, today_is, sums, expected):
    """Seven seats: three yes against two no and one silent are a tie, two against two and two silent are none."""
    circular = {"participation": {"over": "1/2"}, "silence": "rejects", "objection": "ignored"}
    on_paper.orders(world, rule={"tie": "chair", "circular": circular})
    today_is(DAY.isoformat())
    case = idea("on_agenda").children.get(lifecycle="decision")
    yes, no, abstained = sums
    count = {"yes_votes": yes, "no_votes": no, "abstentions": abstained}
    paper = on_paper.HELD | on_paper.CIRCULAR | count
    if expected:
        assert wrong(case, "record_elsewhere", by=world.office, **paper) == expected
    else:
        fire(case.pk, "record_elsewhere", by=world.office, **paper)
        assert state(case) == "rejected"

"""A resolution challenged, and the question put to the body again."""

from funding.bodies.models import Body
from funding.decisions.models import Decision
from tests.funding.asking import state
from workflows.engine import available, fire
from workflows.models import Case


def cast(case, votes):
    for voter, choice in votes.items():
        seen = next(o.seen for o in available(Case.objects.get(pk=case.pk), by=voter) if o.move.name == "cast")
        fire(case.pk, "cast", by=voter, seen=seen, choice={"y": "yes", "n": "no"}[choice])


def seat(case, number):
    return next(each["seat"] for each in Decision.objects.get(pk=case.pk).electorate if each["number"] == number)


def newest(parent, lifecycle="decision"):
    return Case.objects.filter(parent_id=parent.pk, lifecycle=lifecycle).latest("pk")


def challenge(world, case, numbers=(1,), received_on="2026-03-03", fault="vote"):
    fire(
        case.pk,
        "challenge",
        by=world.office,
        seat=seat(case, 7),
        received_on=received_on,
        fault=fault,
        contested=[seat(case, number) for number in numbers],
        reason="Befangen.",
    )
    return newest(case, "challenge")


def decided(world, found, **more):
    fire(found.pk, "examine", by=world.office, found=True, finding="Das trifft zu.", **more)
    fire(found.pk, "decide", by=world.chair, reason="Siehe Feststellung.")
    return state(found)


def carried_out(world, case):
    fire(case.parent_id, "apply", by=world.office)
    return case


def made_up(world, found, votes):
    fire(found.pk, "make_up", by=world.office)
    again = newest(found)
    fire(again.pk, "open_vote", by=world.office, procedure="circular")
    cast(again, dict(zip(world.steering, votes, strict=True)))
    fire(again.pk, "close", by=world.chair)
    return again


def dissolve(world):
    Body.objects.filter(pk=world.steering_group.pk).update(dissolved_on="2026-03-02")

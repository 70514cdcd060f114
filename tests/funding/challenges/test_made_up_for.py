"""What is carried out already is put to the body again and made up for, or falls."""

import pytest

from notifications.models import Message
from tests.funding.applications.story import bring
from tests.funding.asking import names_told, refusal, state
from tests.funding.challenges.story import carried_out, cast, challenge, decided, dissolve, made_up, newest
from workflows.engine import available, fire
from workflows.lifecycle import CLOCK
from workflows.models import Holder

pytestmark = pytest.mark.django_db


def test_what_is_carried_out_already_is_put_to_the_body_again_and_made_up_for(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    assert decided(world, found) == "cure_due"
    assert state(case) == "adopted"
    assert refusal(found, "make_up", by=world.chair) == "not_yours"
    fire(found.pk, "make_up", by=world.office)
    again = newest(found)
    assert again.decision.replaces_id == case.pk
    fire(again.pk, "open_vote", by=world.office, procedure="circular")
    cast(again, dict.fromkeys(world.steering, "y"))
    fire(again.pk, "close", by=world.chair)
    assert (state(found), state(case), state(case.parent)) == ("cured", "adopted", "in_application")


def test_where_the_vote_that_made_up_for_it_falls_later_the_question_is_put_once_more(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    assert refusal(found, "follow_fall", by=CLOCK) == "not_possible_here"
    again = made_up(world, found, "yyyynnn")
    assert state(found) == "cured"
    assert refusal(found, "follow_fall", by=CLOCK) == "no_result_yet"
    assert decided(world, challenge(world, again, numbers=(2, 3), received_on="2026-03-04")) == "void"
    assert (state(again), state(found), state(case)) == ("void", "cure_due", "adopted")
    assert names_told("challenge.cure_fell", found) == {world.office.name, world.chair.name}
    made_up(world, found, "yyyyyyy")
    assert (state(found), state(case), state(case.parent)) == ("cured", "adopted", "in_application")


def test_where_the_challenged_resolution_has_fallen_meanwhile_nothing_is_made_up_for(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    again = made_up(world, found, "yyyynnn")
    other = challenge(world, case, numbers=(2, 3), received_on="2026-03-04")
    decided(world, other)
    fire(other.pk, "give_up", by=world.chair, reason="x")
    assert decided(world, challenge(world, again, numbers=(2, 3), received_on="2026-03-04")) == "void"
    assert (state(found), state(case)) == ("cured", "void")
    assert names_told("challenge.cure_fell", found) == set()


def test_what_is_not_made_up_for_falls_and_the_idea_on_its_way_hears_of_it(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    fire(found.pk, "make_up", by=world.office)
    again = newest(found)
    fire(again.pk, "leave", by=world.office, outcome="aborted", reason="Termin geplatzt.")
    assert state(found) == "cure_due"
    assert refusal(found, "give_up", by=world.office, reason="x") == "not_yours"
    fire(found.pk, "give_up", by=world.chair, reason="Das Gremium bleibt dabei.")
    assert (state(case), state(case.parent)) == ("void", "in_application")
    assert case.parent.events.filter(move="follow_fall").count() == 1


def test_an_application_whose_idea_has_lost_its_resolution_is_not_released(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    fire(found.pk, "give_up", by=world.chair, reason="x")
    application = newest(case.parent, "application")
    offer = next(o for o in available(application, by=world.applicant) if o.move.name == "release_internally")
    assert offer.refused is not None


@pytest.mark.parametrize(
    ("to", "after"),
    [
        ("committee_approved", ("submitted", "ready")),
        ("issued", ("submitted", "ready")),
        ("awarded", ("awarded", "committee_approved")),
    ],
)
def test_an_application_follows_the_fall_or_hears_of_it(world, idea, today_is, to, after):
    today_is("2024-06-03")
    application = bring(world, idea("on_agenda"), to)
    vote = newest(application)
    every = [each["seat"] for each in vote.decision.electorate]
    fire(
        vote.pk,
        "challenge",
        by=world.funders[0],
        seat=every[1],
        received_on=vote.moved_at.date().isoformat(),
        fault="procedure",
        reason="Nicht geladen.",
    )
    found = newest(vote, "challenge")
    fire(found.pk, "examine", by=clerk_of(world), found=True, decisive=True, finding="Trifft zu.")
    fire(found.pk, "decide", by=world.funders[0], reason="x")
    if state(found) == "cure_due":
        fire(found.pk, "give_up", by=world.funders[0], reason="Das Gremium tagt nicht mehr.")
    assert (state(vote), state(application), state(newest(application, "approval"))) == ("void", *after)
    told = Message.objects.filter(kind="application.resolution_fell").values_list("person__name", flat=True)
    assert world.case_worker.name in told


def clerk_of(world):
    return Holder.objects.filter(desk__role="clerk", desk__place=world.committee.place).first().person


def test_a_dissolved_body_makes_up_for_nothing(world, resolved, today_is):
    case = carried_out(world, resolved("yyyynnn"))
    today_is("2026-03-04")
    found = challenge(world, case, numbers=(2, 3))
    decided(world, found)
    dissolve(world)
    assert refusal(found, "make_up", by=world.office) == "body_dissolved"

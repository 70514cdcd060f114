"""What a body decides of its own: a free motion, put to the vote, withdrawn, read."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from funding import openings
from funding.bodies.models import StandingOrders
from funding.decisions.models import Decision
from funding.motions.models import Motion
from funding.motions.opening import open_motion
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from tests.funding.applications.story import vote_of
from tests.funding.asking import names_told, refusal, state
from tests.funding.motions.story import TEXT
from workflows import clock
from workflows.engine import available, fire
from workflows.inputs import Upload
from workflows.lifecycle import CLOCK
from workflows.models import Case
from workflows.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db


def test_a_motion_is_written_put_to_the_vote_and_adopted(world, motion, decided):
    case = motion()
    vote = decided(case)
    assert (state(case), vote.kind, vote.papers["summary"]) == (
        "adopted",
        "motion",
        "Die Sitzungen finden reihum statt.\n\nKurze Wege.",
    )
    assert vote.papers["resolution"] == "Die Sitzungen finden reihum statt."
    assert names_told("motion.answered", case) == {world.office.name, world.chair.name}
    assert Motion.objects.get(pk=case.pk).resolved_on == dt.date(2024, 6, 3)


def test_what_the_body_does_not_want_is_rejected(motion, decided):
    case = motion()
    decided(case, "no")
    assert state(case) == "rejected"


def test_without_a_resolution_it_is_a_draft_again(world, motion):
    case = motion()
    fire(case.pk, "put_to_vote", by=world.chair)
    assert refusal(case, "follow_vote", by=CLOCK) == "no_result_yet"
    fire(vote_of(case).pk, "leave", by=world.chair, outcome="returned", reason="Unklar.")
    assert state(case) == "drafted"


def test_it_is_withdrawn_and_its_vote_ends_with_it(world, motion):
    case = motion()
    fire(case.pk, "put_to_vote", by=world.office)
    assert refusal(case, "withdraw", by=world.steering[3], reason="x") == "not_found"
    fire(case.pk, "withdraw", by=world.chair, reason="Erledigt.")
    assert (state(case), state(vote_of(case))) == ("withdrawn", "aborted")


@pytest.mark.parametrize("secret", [False, True])
def test_once_a_ballot_is_cast_office_and_chair_no_longer_withdraw_it(world, motion, secret):
    if secret:
        orders = StandingOrders.objects.get(body=world.steering_group, decision_kind="")
        StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
        orders.pk, orders.valid_from, orders.secret, orders.secret_minimum = None, dt.date(2022, 2, 1), "always", 5
        orders.save()
    case = motion()
    fire(case.pk, "put_to_vote", by=world.office)
    ballot = vote_of(case)
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    seen = next(each.seen for each in available(vote_of(case), by=world.steering[1]) if each.move.name == "cast")
    fire(ballot.pk, "cast", by=world.steering[1], choice="no", seen=seen)
    for person in (world.office, world.chair):
        assert refusal(case, "withdraw", by=person, reason="x") == "votes_are_cast"
    assert (state(case), state(ballot)) == ("put_to_vote", "open")
    assert Decision.objects.get(pk=ballot.pk).is_secret == secret


@pytest.fixture
def without_quorum(world, motion, seats):
    """Put to the vote, voted on by too few."""
    case = motion()
    fire(case.pk, "put_to_vote", by=world.office)
    ballot = vote_of(case)
    fire(ballot.pk, "open_vote", by=world.office, procedure="session", present=seats[:1])
    fire(ballot.pk, "cast", by=world.steering[0], choice="yes")
    if state(ballot) == "open":
        fire(ballot.pk, "close", by=world.chair)
    return case


def test_a_vote_without_a_result_that_counts_is_not_ended_by_withdrawing_the_motion(world, without_quorum):
    case, ballot = without_quorum, vote_of(without_quorum)
    assert state(ballot) == "not_quorate"
    assert refusal(case, "withdraw", by=world.office, reason="x") == "voted_without_result"
    assert (state(case), state(ballot)) == ("put_to_vote", "not_quorate")
    fire(ballot.pk, "leave", by=world.chair, outcome="aborted", reason="Niemand will mehr darüber abstimmen.")
    assert state(case) == "drafted"
    fire(case.pk, "withdraw", by=world.office, reason="Erledigt.")


def test_once_the_vote_is_to_be_repeated_the_motion_may_be_withdrawn(world, without_quorum):
    fire(vote_of(without_quorum).pk, "vote_again", by=world.office, reason="Zu wenige da.")
    fire(without_quorum.pk, "withdraw", by=world.office, reason="Erledigt.")
    assert (state(without_quorum), state(vote_of(without_quorum))) == ("withdrawn", "aborted")


def test_what_was_recorded_of_a_vote_without_quorum_elsewhere_is_not_withdrawn_either(world, motion, seats):
    case = motion()
    fire(case.pk, "put_to_vote", by=world.office)
    ballot = vote_of(case)
    minuted = {"procedure": "session", "held_on": "2024-06-01", "present": seats[:1], "yes": seats[:1]}
    scan = Upload("Niederschrift.pdf", b"%PDF-1.7\n%%EOF\n")
    fire(ballot.pk, "record_elsewhere", by=world.office, **minuted, file=scan)
    assert state(ballot) == "not_quorate"
    assert refusal(case, "withdraw", by=world.office, reason="x") == "voted_without_result"


def test_a_resolution_that_awaits_its_approval_is_not_withdrawn(world, motion, seats):
    case = motion()
    fire(case.pk, "put_to_vote", by=world.office)
    ballot = vote_of(case)
    fire(ballot.pk, "open_vote", by=world.office, procedure="session", present=seats[:3])
    orders = Decision.objects.get(pk=ballot.pk).orders
    rule = {**orders["rule"], "mass_exclusion": "approval"}
    Decision.objects.filter(pk=ballot.pk).update(orders={**orders, "rule": rule}, excluded=seats[3:])
    for member in world.steering[:3]:
        fire(ballot.pk, "cast", by=member, choice="yes")
    if state(ballot) == "open":
        fire(ballot.pk, "close", by=world.chair)
    assert state(ballot) == "subject_to_approval"
    assert refusal(case, "withdraw", by=world.office, reason="x") == "approval_awaited"


def test_it_ends_with_the_body(world, motion, roster):
    case = motion()
    assert refusal(case, "end_with_body", by=CLOCK) == "parent_goes_on"
    world.steering_group.dissolved_on = clock.today()
    world.steering_group.save()
    watch_rosters()
    assert state(case) == "withdrawn"


def test_only_office_and_chair_begin_write_and_ask(world, roster, motion):
    case = motion()
    with pytest.raises(NotFound):
        open_motion(roster, by=world.author, kind="free", title="x")
    reader = world.steering[3]
    Roster.objects.filter(pk=roster.pk).update(readers=[*roster.readers, str(seat_place(world, 4))])
    with pytest.raises(Refused) as caught:
        open_motion(roster, by=reader, kind="free", title="x")
    assert caught.value.key == "not_yours"
    for move, given in (("write", TEXT), ("put_to_vote", {}), ("attach", {"file": Upload("a.txt", b"a")})):
        assert refusal(case, move, by=reader, **given) == "not_found"
    fire(case.pk, "attach", by=world.office, file=Upload("a.txt", b"a"))


def seat_place(world, number):
    return world.steering_group.seats.get(number=number).place


def test_nothing_unfinished_is_put_to_the_vote(world, roster, seats):
    missing = {"free": "no_wording", "election": "nobody_named", "standing_orders": "no_orders"}
    empty = {kind: open_motion(roster, by=world.chair, kind=kind, title="Antrag") for kind in missing}
    for kind, case in empty.items():
        if kind != "free":
            fire(case.pk, "write", by=world.chair, **TEXT)
        assert refusal(case, "put_to_vote", by=world.office) == missing[kind]
    assert refusal(empty["free"], "nominate", by=world.office, seat=seats[0], rank=0) == "another_kind"
    assert refusal(empty["free"], "draft_orders", by=world.office, tie="chair") == "another_kind"


def test_on_pages_it_is_begun_written_and_read(world, roster, seats):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.office, backend="django.contrib.auth.backends.ModelBackend")
    assert "Put a motion to the body" in client.get(reverse("case", args=[roster.pk])).content.decode()
    page = client.get(reverse("begin", args=[roster.pk, "motion"])).content.decode()
    assert "election of the chair or a deputy" in page
    case = openings.begin(
        Case.objects.get(pk=roster.pk), "motion", by=world.office, key="k", data={"kind": "election", "title": "Wahl"}
    )
    fire(case.pk, "write", by=world.office, **TEXT)
    page = client.get(reverse("move", args=[case.pk, "nominate"])).content.decode()
    assert all(f'value="{seat}"' in page for seat in seats)
    fire(case.pk, "nominate", by=world.office, seat=seats[2], rank=0)
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert str(world.steering[2]) in page
    assert "Kurze Wege." in page
    stranger = Client()
    stranger.force_login(world.author, backend="django.contrib.auth.backends.ModelBackend")
    assert stranger.get(reverse("case", args=[case.pk])).status_code == 404

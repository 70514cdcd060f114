"""What a body decides of its own: a free motion, who leads it, its standing orders."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from funding import openings
from funding.bodies.models import StandingOrders
from funding.bodies.queries import standing_orders
from funding.decisions.models import Decision
from funding.disclosure.sections import SECTIONS
from funding.motions.models import Motion
from funding.motions.opening import open_motion
from funding.people.models import User
from funding.roles import CHAIR
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from tests.funding.applications.story import vote_of
from tests.funding.asking import names_told, refusal, state, wrong
from workflows import clock
from workflows.engine import available, fire
from workflows.inputs import Upload
from workflows.lifecycle import CLOCK
from workflows.models import Case, Desk, Holder
from workflows.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db
TEXT = {"title": "Tagungsort", "wording": "Die Sitzungen finden reihum statt.", "reasons": "Kurze Wege."}


@pytest.fixture
def roster(world, today_is) -> Roster:
    today_is("2024-06-03")
    watch_rosters()
    return Roster.objects.get(body=world.steering_group)


@pytest.fixture
def seats(world):
    return list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))


@pytest.fixture
def motion(world, roster, seats):
    """Written whole: `motion("election", rank=0)`."""

    def written(kind="free", **more):
        case = open_motion(roster, by=world.office, kind=kind, title="Antrag")
        fire(case.pk, "write", by=world.chair, **TEXT)
        if kind == "election":
            fire(case.pk, "nominate", by=world.office, **{"seat": seats[2], "rank": 0, **more})
        if kind == "standing_orders":
            fire(case.pk, "draft_orders", by=world.office, **{"majority": "two_thirds", "tie": "rejected", **more})
        return Motion.objects.get(pk=case.pk)

    return written


@pytest.fixture
def decided(world, seats):
    """Put to the vote, voted on in session and closed."""

    def vote(case, choice="yes", **opening):
        fire(case.pk, "put_to_vote", by=world.office)
        ballot = vote_of(case)
        fire(ballot.pk, "open_vote", by=world.office, procedure="session", present=seats[:5], **opening)
        for member in world.steering[:5]:
            fire(ballot.pk, "cast", by=member, choice=choice)
        if state(ballot) == "open":
            fire(ballot.pk, "close", by=world.chair)
        return Decision.objects.get(pk=ballot.pk)

    return vote


def chairs(world, day):
    found = Holder.objects.filter(desk__role=CHAIR.key, desk__place=world.steering_group.place, from_on__lte=day)
    return {held.person: held.rank for held in found if held.until_on is None or held.until_on >= day}


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


def test_an_election_changes_the_roster_of_its_own(world, motion, decided, roster):
    elected = world.steering[2]
    case = motion("election", from_on="2024-07-01", until_on="2026-06-30")
    vote = decided(case)
    assert (state(case), vote.kind, vote.orders["about_person"]) == ("adopted", "election", True)
    assert f"{elected}, Vorsitz" in vote.papers["summary"] or f"{elected}, chair" in vote.papers["summary"]
    assert chairs(world, dt.date(2024, 6, 30)) == {world.chair: 0}
    assert chairs(world, dt.date(2024, 7, 1)) == {elected: 0}
    event = roster.events.latest("seq")
    assert (event.move, event.actor, event.facts["motion"]) == ("carry_out", None, case.pk)


def test_a_deputy_is_elected_from_the_day_of_the_resolution(world, motion, decided):
    case = motion("election", rank=1)
    decided(case)
    assert chairs(world, dt.date(2024, 6, 3)) == {world.chair: 0, world.steering[2]: 1}


def test_who_is_elected_on_a_day_on_which_the_chair_acted_begins_on_the_next(world, motion, decided, roster):
    decided(motion("election"))
    assert chairs(world, dt.date(2024, 6, 3)) == {world.chair: 0}
    assert chairs(world, dt.date(2024, 6, 4)) == {world.steering[2]: 0}
    assert roster.events.latest("seq").facts["from_on"] == "2024-06-04"


def test_who_is_not_elected_takes_no_office(world, motion, decided):
    decided(motion("election"), "no")
    assert chairs(world, dt.date(2030, 1, 1)) == {world.chair: 0}


@pytest.fixture
def hindered(world, motion, decided):
    """Elected, but another term in the chair begins later: the motion, that term, the change left to the office."""
    case = motion("election")
    desk = Desk.objects.get(role=CHAIR.key, place=world.steering_group.place)
    other = Holder.objects.create(desk=desk, person=world.steering[4], from_on=dt.date(2024, 6, 20), rank=0)
    vote = decided(case)
    return case, other, Case.objects.get(lifecycle="seat_change"), vote


def test_an_election_that_another_term_hinders_hinders_no_vote_and_is_left_to_the_office(world, roster, hindered):
    case, _other, change, _vote = hindered
    assert (state(case), world.steering[2] in chairs(world, dt.date(2024, 6, 3))) == ("adopted", False)
    assert names_told("motion.not_entered", roster) == {world.office.name, world.chair.name}
    assert (state(change), "überschneidet" in change.seatchange.grounds) == ("proposed", True)
    assert roster.events.filter(move__in=("hand_over", "carry_out")).values_list("move", flat=True).get() == "hand_over"
    assert refusal(roster, "hand_over", by=CLOCK) == "not_confirmed"


def test_what_was_hindered_is_confirmed_once_nothing_is_in_its_way(world, hindered):
    _case, other, change, _vote = hindered
    assert wrong(change, "confirm", by=world.office) == "from_on"
    assert refusal(change, "refuse", by=world.chair, reason="Ich bleibe.") == "body_has_elected"
    assert refusal(change, "confirm", by=world.steering[2]) in ("not_found", "not_yours")
    other.delete()
    fire(change.pk, "confirm", by=world.office)
    assert state(change) == "confirmed"
    assert chairs(world, dt.date(2024, 6, 4)) == {world.steering[2]: 0}


def test_of_an_election_that_has_fallen_meanwhile_nothing_is_entered(world, hindered, seats):
    case, other, change, vote = hindered
    fall(world, vote, seats)
    other.delete()
    assert state(case) == "drafted"
    assert refusal(change, "confirm", by=world.office) == "election_fell"
    fire(change.pk, "withdraw", by=world.office, reason="Die Wahl ist weggefallen.")
    assert chairs(world, dt.date(2030, 1, 1)) == {world.chair: 0}


def test_whoever_has_no_account_any_more_is_elected_but_left_to_the_office(world, roster, motion, decided):
    case = motion("election")
    User.objects.filter(pk=world.steering[2].pk).update(is_active=False)
    decided(case)
    assert (state(case), names_told("motion.not_entered", roster)) == ("adopted", {world.office.name, world.chair.name})


def test_an_election_may_be_secret(world, motion, decided):
    decided(motion("standing_orders", secret_persons="always"))
    case = motion("election")
    vote = decided(case)
    assert (vote.ballot, state(case), vote.choices.count()) == ("secret", "adopted", 0)


@pytest.mark.parametrize(("given", "field"), [({"seat": 0}, "seat"), ({"until_on": "2020-01-01"}, "until_on")])
def test_only_who_sits_in_the_body_is_proposed_and_for_a_term(world, motion, seats, given, field):
    case = motion("election")
    assert wrong(case, "nominate", by=world.office, **{"seat": seats[2], "rank": 0, **given}) == field


def test_a_body_gives_itself_standing_orders_under_those_in_force(world, motion, decided):
    before = standing_orders(world.steering_group, "", clock.today())
    case = motion("standing_orders", from_on="2024-07-01", circular_days=21)
    vote = decided(case)
    assert vote.orders["id"] == before.pk
    assert standing_orders(world.steering_group, "", dt.date(2024, 6, 30)) == before
    made = standing_orders(world.steering_group, "", dt.date(2024, 7, 1))
    assert (made.rule["majority"], made.rule["tie"], made.circular_days) == (
        {"at_least": "2/3", "of": "cast"},
        "rejected",
        21,
    )
    kept = ("ballots_changeable", "early_close", "challenge_days", "second_meeting", "procedure")
    assert [getattr(made, name) for name in kept] == [getattr(before, name) for name in kept]
    assert Motion.objects.get(pk=case.pk).adopted_orders == made


def test_everything_written_orders_say_beside_the_rule_can_be_resolved(world, motion, decided):
    before = standing_orders(world.steering_group, "", clock.today())
    wanted = {
        "urgent_majority": "3/4", "ballot": "hidden", "secret_minimum": 7,
    }  # fmt: skip
    flags = ("second_meeting", "video", "complete_only", "ballots_changeable", "early_close")
    turned = {name: "no" if getattr(before, name) else "yes" for name in flags}
    case = motion("standing_orders", from_on="2024-07-01", reconsidered_by="two_thirds", **wanted, **turned)
    vote = decided(case)
    made = standing_orders(world.steering_group, "", dt.date(2024, 7, 1))
    assert {name: getattr(made, name) for name in wanted} == wanted
    assert {name: getattr(made, name) for name in flags} == {name: not getattr(before, name) for name in flags}
    assert (made.reconsideration, "3/4" in vote.papers["summary"]) == ("two_thirds", True)


def test_two_standing_orders_of_one_day_follow_each_other(world, motion, decided):
    first, second = motion("standing_orders"), motion("standing_orders", majority="seats")
    decided(first)
    decided(second)
    days = [Motion.objects.get(pk=each.pk).adopted_orders.valid_from for each in (first, second)]
    assert days == [dt.date(2024, 6, 3), dt.date(2024, 6, 4)]


def test_standing_orders_that_cannot_be_applied_are_not_put_to_the_vote(world, motion):
    case = motion("standing_orders")
    assert wrong(case, "draft_orders", by=world.office, secret="manchmal") == "secret"
    assert wrong(case, "draft_orders", by=world.office, urgent_majority="4/3") == "urgent_majority"
    assert wrong(case, "draft_orders", by=world.office, secret_minimum=2) == "secret_minimum"
    assert wrong(case, "draft_orders", by=world.office, circular_days=99_999) == "circular_days"
    StandingOrders.objects.all().delete()
    assert refusal(case, "draft_orders", by=world.office, tie="chair") == "no_standing_orders"


@pytest.mark.parametrize(("from_on", "left"), [("2024-07-01", []), (None, [dt.date(2024, 6, 3)])])
def test_when_the_resolution_falls_the_standing_orders_before_count_again(world, motion, decided, seats, from_on, left):
    before = standing_orders(world.steering_group, "", clock.today())
    case = motion("standing_orders", from_on=from_on)
    vote = decided(case)
    assert refusal(case, "follow_fall", by=CLOCK) == "no_result_yet"
    fall(world, vote, seats)
    assert (state(vote), state(case)) == ("void", "drafted")
    assert names_told("motion.fell", case) == {world.office.name, world.chair.name}
    own = StandingOrders.objects.filter(body=world.steering_group, source=case.dossier.number)
    assert list(own.values_list("valid_to", flat=True)) == left
    assert standing_orders(world.steering_group, "", dt.date(2024, 7, 2)) == before


def fall(world, vote, seats):
    """A member's challenge is found: the vote came about wrongly."""
    challenge = {"seat": seats[1], "received_on": "2024-06-03", "fault": "procedure", "reason": "Nicht geladen."}
    fire(vote.pk, "challenge", by=world.office, **challenge)
    found = vote.children.get(lifecycle="challenge")
    fire(found.pk, "examine", by=world.office, found=True, finding="So war es.", decisive=True)
    fire(found.pk, "decide", by=world.chair, reason="Der Beschluss fällt weg.")


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


def test_whoever_was_proposed_learns_it_from_the_register_of_what_is_stored(world, motion):
    case = motion("election", from_on="2024-07-01")
    section = next(each for each in SECTIONS if each.key == "elections")
    assert [(row["rank"], row["file"]) for row in section.rows(world.steering[2])] == [(0, case.dossier.number)]
    assert list(section.rows(world.author)) == []


def test_the_page_of_what_was_left_to_the_office_says_what_was_in_the_way(world, hindered):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.office, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("case", args=[hindered[2].pk])).content.decode()
    assert "überschneidet" in page
    assert str(world.steering[2]) in page


def test_the_page_offers_all_that_standing_orders_say(world, motion):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.office, backend="django.contrib.auth.backends.ModelBackend")
    case = motion("standing_orders")
    page = client.get(reverse("move", args=[case.pk, "draft_orders"])).content.decode()
    named = ("named, hidden until the close", "members may join a meeting by video", "two thirds of the votes cast")
    assert [words for words in named if words.lower() not in page.lower()] == []

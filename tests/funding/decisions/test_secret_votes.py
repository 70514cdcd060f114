"""Secret votes: who may have one, what is kept of a ballot, what nobody gets to see, before the close and after."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from funding.bodies.appointments import appoint
from funding.bodies.models import StandingOrders, members_needed
from funding.decisions.models import Choice, Decision, Participation, RollEntry, SecretBallot
from funding.demo.world import LONG_AGO
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.below import rule
from tests.funding.decisions.test_minutes import extract_of
from workflows.engine import available, fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, Event, EventWords, RequestKey, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(world):
    """New standing orders of the steering group: `ordered(secret="2")`."""

    def written(**values):
        orders = StandingOrders.objects.get(body=world.steering_group)
        StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
        orders.pk, orders.valid_from = None, dt.date(2022, 2, 1)
        for name, value in {"early_close": False, **values}.items():
            setattr(orders, name, value)
        orders.save()
        return orders

    return written


@pytest.fixture
def secret(world, idea, ordered):
    """A secret vote that is open: `secret("session", present=4)`."""

    def opened(procedure="circular", present=7, **orders):
        ordered(**{"secret": "always", "secret_minimum": 5, **orders})
        case = idea("on_agenda").children.get(lifecycle="decision")
        seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
        more = {"present": seats[:present]} if procedure == "session" else {}
        fire(case.pk, "open_vote", by=world.office, procedure=procedure, **more)
        return Case.objects.get(pk=case.pk)

    return opened


def cast(case, voter, choice="yes", **more):
    return fire(case.pk, "cast", by=voter, choice=choice, **more)


def keys():
    return {*SecretBallot.objects.values_list("pk", flat=True), *RollEntry.objects.values_list("pk", flat=True)}


def result_of(case):
    return Decision.objects.get(pk=case.pk).result


def test_of_a_secret_ballot_nothing_but_the_choice_is_kept_and_nobody_is_named(world, secret):
    case = secret()
    event = cast(case, world.steering[1], "no", key="k1")
    ballot = SecretBallot.objects.get()
    assert {field.name for field in SecretBallot._meta.fields} == {"id", "decision", "choice"}
    assert ballot.choice == "no"
    assert (event.actor_id, event.acted_for_id, event.facts) == (None, None, {})
    assert '"no"' not in event.body
    assert (Choice.objects.count(), Participation.objects.count(), RequestKey.objects.filter(key="k1").count()) == (
        0,
        0,
        0,
    )
    assert EventWords.objects.filter(case=case).count() == 0
    done = Task.objects.get(process=case, since=case.since, status="DONE")
    assert (done.finished, done.done_by_id, done.owner_id) == (None, None, None)
    assert Message.objects.filter(about=f"case {case.pk}").exclude(kind="decision.open").count() == 0


def test_the_roll_lists_every_voter_from_the_opening_on_and_has_no_time(world, secret):
    case = secret()
    assert list(RollEntry.objects.values_list("voted", flat=True)) == [False] * 7
    cast(case, world.steering[1])
    assert {field.name for field in RollEntry._meta.fields} == {"id", "decision", "seat", "voted"}
    assert RollEntry.objects.get(voted=True).seat.number == 2


def test_a_secret_ballot_is_cast_once_and_never_changed(world, secret):
    case = secret(ballots_changeable=True)
    cast(case, world.steering[1], "no")
    assert refusal(case, "cast", by=world.steering[1], choice="yes") == "vote_is_final"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        SecretBallot.objects.update(choice="yes")


def test_a_remark_would_say_whose_ballot_it_is(world, secret):
    case = secret()
    assert wrong(case, "cast", by=world.steering[1], choice="yes", note="Von mir.") == "note"
    assert SecretBallot.objects.count() == 0


def test_at_the_close_every_ballot_and_the_roll_are_written_anew(world, secret):
    case = secret()
    for number, voter in enumerate(world.steering):
        cast(case, voter, "yes" if number < 5 else "no")
    before = keys()
    fire(case.pk, "close", by=world.chair)
    after = keys()
    assert before & after == set()
    assert sorted(SecretBallot.objects.values_list("choice", flat=True)) == ["no", "no", *["yes"] * 5]
    assert state(case) == "adopted"
    assert {name: result_of(case)[name] for name in ("yes", "no", "abstain", "silent")} == {
        "yes": 5,
        "no": 2,
        "abstain": 0,
        "silent": 0,
    }


def test_below_the_fewest_ballots_the_outcome_alone_is_kept(world, secret):
    case = secret("session", present=4)
    for voter in world.steering[:4]:
        cast(case, voter)
    fire(case.pk, "close", by=world.chair)
    assert result_of(case) == {"outcome": "adopted", "withheld": True, "steps": []}
    assert Event.objects.get(case=case, move="close").facts == {"outcome": "adopted", "everybody": False}


def test_the_extract_of_a_secret_vote_names_no_sums_that_are_withheld(world, secret):
    case = secret("session", present=4)
    for voter in world.steering[:4]:
        cast(case, voter)
    fire(case.pk, "close", by=world.chair)
    fire(case.pk, "record", by=world.office, resolution="Die Idee wird verfolgt.")
    extract = extract_of(case)
    assert "Es wurden so wenige Stimmen abgegeben, dass die Summen nicht genannt werden." in extract
    assert "Enthaltung" not in extract


def test_one_objection_also_shuffles_the_box(world, secret):
    case = secret()
    for voter in world.steering[:3]:
        cast(case, voter)
    before = set(SecretBallot.objects.values_list("pk", flat=True))
    seen = next(o.seen for o in available(case, by=world.steering[5]) if o.move.name == "object")
    fire(case.pk, "object", by=world.steering[5], seen=seen)
    assert state(case) == "aborted"
    assert before & set(SecretBallot.objects.values_list("pk", flat=True)) == set()


def test_a_vote_that_ends_with_its_idea_leaves_no_ballot(world, secret):
    case = secret()
    cast(case, world.steering[1])
    fire(case.parent_id, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(case), SecretBallot.objects.count()) == ("aborted", 0)


def test_a_repeated_vote_begins_with_an_empty_box(world, secret):
    case = secret("session", present=3)
    for voter in world.steering[:3]:
        cast(case, voter)
    fire(case.pk, "close", by=world.chair)
    assert state(case) == "not_quorate"
    fire(case.pk, "vote_again", by=world.office, reason="Neuer Termin.")
    assert (SecretBallot.objects.count(), RollEntry.objects.count()) == (0, 0)
    fire(case.pk, "open_vote", by=world.office, procedure="circular")
    assert RollEntry.objects.filter(voted=False).count() == 7


def test_whoever_has_voted_in_secret_stays_on_the_attendance_list(world, secret):
    case = secret("session", present=4)
    cast(case, world.steering[0])
    seats = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True))
    assert wrong(case, "attend", by=world.office, present=seats[1:4]) == "present"
    fire(case.pk, "attend", by=world.office, present=seats[:5])


def test_nobody_puts_a_ballot_into_the_box_or_takes_one_out(world, secret):
    case = secret()
    cast(case, world.steering[0])
    for stuff in (
        lambda: SecretBallot.objects.create(decision_id=case.pk, choice="no"),
        SecretBallot.objects.all().delete,
    ):
        with transaction.atomic():
            stuff()
            with pytest.raises(IntegrityError, match="as many ballots as voters"):
                connection.check_constraints()
            transaction.set_rollback(True)


def test_after_the_close_the_database_keeps_box_and_roll(world, secret):
    case = secret()
    for voter in world.steering:
        cast(case, voter)
    fire(case.pk, "close", by=world.chair)
    for rows in (SecretBallot.objects.all(), RollEntry.objects.all()):
        with pytest.raises(IntegrityError, match="no ballot is deleted"), transaction.atomic():
            rows.delete()
    with pytest.raises(IntegrityError, match="no ballot is taken"), transaction.atomic():
        SecretBallot.objects.create(decision_id=case.pk, choice="no")


@pytest.mark.parametrize(
    ("demand", "eligible", "needed"),
    [("", 8, None), ("always", 8, 0), ("1", 8, 1), ("3", 8, 3), ("1/3", 8, 3), ("1/4", 8, 2)],
)
def test_the_standing_orders_say_how_many_must_demand_it(demand, eligible, needed):
    assert members_needed(demand, eligible) == needed


def test_where_the_standing_orders_know_none_no_vote_is_secret(world, idea, ordered):
    ordered(secret="")
    case = idea("on_agenda").children.get(lifecycle="decision")
    opening = {"by": world.office, "procedure": "circular"}
    assert wrong(case, "open_vote", ballot="secret", **opening) == "ballot"
    fire(case.pk, "open_vote", **opening)
    assert refusal(case, "demand_secrecy", by=world.steering[1]) == "never_secret"


def test_what_must_be_secret_is_not_opened_otherwise(world, idea, ordered):
    ordered(secret="always")
    case = idea("on_agenda").children.get(lifecycle="decision")
    assert wrong(case, "open_vote", by=world.office, procedure="circular", ballot="named") == "ballot"


def test_a_rule_that_asks_how_single_seats_voted_cannot_be_secret(world, idea, ordered):
    rule = StandingOrders.objects.get(body=world.steering_group).rule
    ordered(secret="always", rule={**rule, "contributor_consent": True})
    case = idea("on_agenda").children.get(lifecycle="decision")
    assert wrong(case, "open_vote", by=world.office, procedure="circular") == "ballot"


def test_nobody_demands_in_secret_what_asks_how_single_seats_voted(world, idea, ordered):
    """The demand would end a vote that could not be opened again."""
    orders = StandingOrders.objects.get(body=world.steering_group)
    ordered(secret="1", rule={**orders.rule, "contributor_consent": True})
    case = idea("on_agenda").children.get(lifecycle="decision")
    fire(case.pk, "open_vote", by=world.office, procedure="circular")
    assert refusal(case, "demand_secrecy", by=world.steering[1]) == "never_secret"


def test_about_a_person_the_demand_of_one_member_is_enough(world, idea, ordered):
    ordered(secret="", secret_persons="1")
    case = idea("on_agenda").children.get(lifecycle="decision")
    first = world.steering_group.seats.order_by("number").first().pk
    opening = {"by": world.office, "procedure": "circular", "demanded_by": [first]}
    fire(case.pk, "open_vote", about_person=True, **opening)
    assert Decision.objects.get(pk=case.pk).ballot == "secret"


def test_two_members_demand_it_and_the_vote_begins_anew_in_secret(world, idea, ordered):
    ordered(secret="2")
    case = idea("on_agenda").children.get(lifecycle="decision")
    fire(case.pk, "open_vote", by=world.office, procedure="circular")
    cast(case, world.steering[0], "no")
    fire(case.pk, "demand_secrecy", by=world.steering[1])
    assert refusal(case, "demand_secrecy", by=world.steering[1]) == "demanded_already"
    assert state(case) == "open"
    fire(case.pk, "demand_secrecy", by=world.steering[2])
    assert state(case) == "prepared"
    assert Message.objects.filter(kind="decision.secrecy_demanded").count() == 1
    fire(case.pk, "open_vote", by=world.office, procedure="circular")
    assert Decision.objects.get(pk=case.pk).ballot == "secret"
    assert (Choice.objects.count(), Participation.objects.count()) == (0, 0)
    assert refusal(case, "demand_secrecy", by=world.steering[3]) == "is_secret_already"


def test_a_secret_vote_closes_by_itself_when_the_last_has_voted(world, secret):
    case = secret(early_close=True)
    for voter in world.steering:
        cast(case, voter)
    assert state(case) == "adopted"
    assert refusal(case, "close", by=CLOCK) == "not_possible_here"


def test_a_secret_vote_that_is_begun_is_not_deferred(world, secret):
    case = secret()
    cast(case, world.steering[1])
    assert refusal(case, "leave", by=world.chair, outcome="returned", reason="x") == "votes_are_cast"


def test_a_secret_vote_gives_the_excluded_no_paper(world, secret):
    case = secret()
    member = world.steering[1]
    fire(case.pk, "declare_conflict", by=member, reason="Der Träger ist mein Arbeitgeber.")
    rule(case, member, by=world.chair)
    seat = world.steering_group.seats.get(number=2).pk
    assert list(RollEntry.objects.filter(seat=seat)) == []
    assert RollEntry.objects.count() == 6


def test_in_a_secret_vote_a_deputy_of_two_seats_has_one_paper(world, secret):
    seats = [world.steering_group.seats.get(number=number) for number in (2, 3)]
    for seat in seats:
        appoint(seat, world.author, LONG_AGO, rank=1)
    case = secret()
    first, second = (case.tasks.get(desk__place=seat.place) for seat in seats)
    fire(case.pk, "cast", by=world.author, task=first.pk, choice="yes")
    assert refusal(case, "cast", by=world.author, task=second.pk, choice="yes") == "one_ballot"

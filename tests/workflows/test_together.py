"""Many at the same instant, with real transactions: one effect each, none lost, no circle of waiting."""

import datetime as dt
import random
import time
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection

from notifications.models import Message
from workflows import audit
from workflows.assignments import claim
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Deadline, Event, RequestKey, Task
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 50


def at_once(*acts):
    """What each act answers, or the key of its refusal; anything else that goes wrong fails the test."""
    barrier, answers = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            answers[number] = act()
        except Refused as refusal:
            answers[number] = refusal.key
        except Exception as error:  # noqa: BLE001 - the test says which
            answers[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    return answers


def voting(thing, people):
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "vote", by=people.lena)
    return case, case.children.get()


def states(*cases):
    return [Case.objects.get(pk=case.pk).state for case in cases]


def honest():
    return list(audit.Audit().findings()) == []


def cast(vote, person, **more):
    return lambda: fire(vote.pk, "cast", by=person, choice="yes", **more).seq


def test_five_vote_at_once(thing, people, seats, seat_at):
    seats.append(seat_at("seat", "00000000-0000-0000-0000-000000000005", people.mila))
    case, vote = voting(thing, people)
    voters = (people.anna, people.lena, people.otto, people.olga, people.mila)
    answers = at_once(*[cast(vote, voter, seen="card") for voter in voters])
    assert sorted(answers) == [2, 3, 4, 5, 6]
    assert states(vote, case) == ["accepted", "done"]
    assert Task.objects.filter(process=vote, status="DONE", outcome="yes").count() == 5
    assert honest()


def test_the_same_key_five_times_at_once_has_one_effect(thing, people):
    case = thing()
    answers = at_once(*[lambda: fire(case.pk, "submit", by=people.anna, seen=1, key="k").seq] * 5)
    assert answers == [2] * 5
    assert (Event.objects.filter(case=case).count(), RequestKey.objects.count()) == (2, 1)
    assert Message.objects.count() == 1


def test_the_same_ballot_with_one_key_five_times_at_once_is_one(thing, people):
    _case, vote = voting(thing, people)
    answers = at_once(*[cast(vote, people.anna, seen="card", key="k")] * 5)
    assert answers == [2] * 5
    assert Event.objects.filter(case=vote, move="cast").count() == 1


def test_of_two_who_claim_at_once_one_has_it(thing, people):
    case = thing()
    for name, by in (("submit", people.anna), ("check", people.lena)):
        fire(case.pk, name, by=by)
    task = Task.objects.get(process=case, status="NEW")
    answers = at_once(*[partial(claim, task.pk, by=person, seen=3) for person in (people.otto, people.olga)])
    (winner,) = [answer.actor_id for answer in answers if answer != "someone_was_faster"]
    task.refresh_from_db()
    assert (task.owner_id, Case.objects.get(pk=case.pk).seq) == (winner, 4)


def after(pause, act):
    def later():
        time.sleep(max(pause, 0))
        return act()

    return later


def withdraw(case, person):
    return fire(case.pk, "withdraw", by=person).to_state


def test_withdraw_against_the_closing_ballot(thing, people):
    ends = set()
    for _round in range(ROUNDS):
        case, vote = voting(thing, people)
        for voter in (people.anna, people.lena, people.otto):
            cast(vote, voter)()
        pause = random.uniform(-0.01, 0.01)
        ballot, withdrawn = at_once(
            after(pause, cast(vote, people.olga)),
            after(-pause, partial(withdraw, case, people.anna)),
        )
        end = (*states(vote, case), ballot, withdrawn)
        ends.add(end)
        assert end in {
            ("accepted", "done", 5, "not_possible_here"),
            ("aborted", "withdrawn", "not_possible_here", "withdrawn"),
        }
    assert Task.objects.filter(status__in=["NEW", "ASSIGNED"]).count() == 0
    assert len(ends) == 2
    assert honest()


def test_four_sweepers_make_each_stage_once(errand, thing, people, product_clock):
    others = [thing() for _number in range(11)]
    for case in others:
        fire(case.pk, "submit", by=people.anna)
    first = dt.datetime(2027, 3, 8, tzinfo=dt.UTC)
    Deadline.objects.update(due_on=dt.date(2027, 3, 11), sweep_at=first)
    for day in (8, 12):
        product_clock(dt.date(2027, 3, day))
        assert sum(at_once(*[sweep_deadlines] * 4)) == 12
    told = Message.objects.filter(kind__startswith="task.").values_list("kind", flat=True)
    assert sorted(told) == [*["task.escalated"] * 2, *["task.late"] * 12, *["task.soon"] * 12]
    assert Task.objects.filter(escalation=True).count() == 1
    assert set(Deadline.objects.values_list("stage", flat=True)) == {2}
    assert honest()


def test_a_sweep_and_people_do_not_stand_in_each_others_way(thing, people, product_clock):
    product_clock(dt.date(2027, 3, 1))
    cases = [thing() for _number in range(10)]
    for case in cases:
        fire(case.pk, "submit", by=people.anna)
        fire(case.pk, "park", by=people.lena, amount="1.00", until="2027-03-05")
    product_clock(dt.date(2027, 3, 8))

    def resume():
        return [attempt(case) for case in cases]

    def attempt(case):
        try:
            return fire(case.pk, "resume", by=people.otto).to_state
        except Refused as refusal:
            return refusal.key

    *_swept, resumed = at_once(sweep_deadlines, sweep_deadlines, resume)
    ends = ["at_group" if answer == "at_group" else "lapsed" for answer in resumed]
    assert states(*cases) == ends
    assert honest()

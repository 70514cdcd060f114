"""Whoever comes onto the waiting list, goes past it or takes from it does so one after the other. Real transactions in
threads."""

import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction

from funding.applications.waiting.models import Waiting
from tests.funding.applications.story import all_vote, approval_of, waiting_of
from tests.funding.asking import state
from tests.funding.budgets.story import raise_to, taken
from tests.snapshot import again
from workflows.engine import available, fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS, AT_ONCE = 10, 3
WAITS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def answer(call):
    """Of a thread: what the call answers, or the key of its refusal."""
    try:
        return call()
    except Refused as refusal:
        return refusal.key
    finally:
        connection.close()


def waits():
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return cursor.fetchone() == (1,)


def while_open(first, second):
    """The second begins while the first is not committed yet: whether it waited for that, and its answer."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            later = pool.submit(answer, second)
            ends = time.monotonic() + 10
            while not (waited := waits()) and not later.done() and time.monotonic() < ends:
                time.sleep(0.01)
        return waited, later.result()


def put(world, case):
    return partial(fire, waiting_of(case).pk, "put_on_waiting_list", by=world.case_worker)


def take(world, case):
    return partial(fire, waiting_of(case).pk, "take_from_waiting_list", by=world.case_worker)


def three_wait(short, application):
    return [
        waiting_of(case).pk for case in (short, application("committee_approved"), application("committee_approved"))
    ]


def test_no_two_put_on_the_list_at_once_get_the_same_rank(world, short, application):
    for waiting in again(ROUNDS, lambda: three_wait(short, application)):
        barrier = Barrier(AT_ONCE)

        def one(pk, barrier=barrier):
            barrier.wait(10)
            return fire(pk, "put_on_waiting_list", by=world.case_worker)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda pk, one=one: answer(partial(one, pk)), waiting))
        assert sorted(Waiting.objects.values_list("rank", flat=True)) == [1, 2, 3]


def test_who_is_put_on_the_list_waits_for_who_is_being_put_there(world, short, application):
    second = application("committee_approved")
    waited, event = while_open(put(world, short), put(world, second))
    assert (waited, event.facts["rank"]) == (True, 2)


def test_what_is_approved_does_not_go_past_who_is_being_put_on_the_list(world, short, application):
    second = application("on_committee_agenda")
    raise_to(world, "40000.00")
    vote = all_vote(world, second)
    waited, _event = while_open(put(world, short), partial(fire, vote.pk, "close", by=world.case_worker))
    assert (waited, state(approval_of(second)), taken()) == (True, "budget_missing", [(2025, 0)])


def test_a_rank_that_is_being_changed_counts_for_who_takes(world, short, application):
    second = application("committee_approved")
    put(world, short)()
    put(world, second)()
    raise_to(world, "40000.00")
    last = {"rank": 3, "reason": "Beschluss des Gremiums."}
    waited, _event = while_open(
        partial(fire, waiting_of(short).pk, "change_rank", by=world.approver, **last), take(world, second)
    )
    assert (waited, state(approval_of(second))) == (True, "committee_approved")


def test_who_takes_last_finds_the_one_before_gone_from_the_list(world, short, application):
    second = application("committee_approved")
    put(world, short)()
    put(world, second)()
    raise_to(world, "80000.00")
    assert while_open(take(world, short), take(world, second))[0] is True
    assert (state(approval_of(second)), taken()) == ("committee_approved", [(2025, Decimal(80000))])


def test_what_is_offered_waits_for_nobody(world, short, application):
    second = Case.objects.get(pk=waiting_of(application("committee_approved")).pk)
    waited, offers = while_open(put(world, short), lambda: list(available(second, by=world.case_worker)))
    assert (waited, "put_on_waiting_list" in {offer.move.name for offer in offers}) == (False, True)

"""Several workers at once, as threads with their own connections; and one killed as a process."""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from notifications.channels.email import message_id
from notifications.delivery import deliver_due
from notifications.keys import DIGEST, Way
from notifications.leases import Batch
from notifications.models import Message, Preference, State
from tests.notifications.mail_server import HANG
from tests.notifications.processes import environment, running, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def worker(*_number):
    try:
        return deliver_due()
    finally:
        connection.close()


def claim():
    connection.cursor().execute("SET lock_timeout = '2s'")
    try:
        return [message.pk for message in Batch.claim(10).messages]
    finally:
        connection.close()


def test_two_workers_deliver_two_hundred_messages_exactly_once(mail_server, alice, tell):
    for number in range(200):
        tell(alice, stage=str(number))
    killed = Batch.claim(20)
    Message.objects.filter(lease_token=killed.token).update(lease_until=datetime.now(UTC) - timedelta(seconds=1))

    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(worker, range(2)))

    assert sum(sent) == 200
    assert min(sent) > 0
    assert Counter(mail_server.ids) == Counter(message_id(key) for key in Message.objects.values_list("key", flat=True))
    assert set(Message.objects.values_list("state", "attempts")) == {(State.SENT, 1)}
    assert [killed.hold(message) for message in killed.messages] == [False] * 20


def test_ten_ticks_at_once_put_daily_messages_into_one_digest_a_person(mail_server, alice, bob, tell):
    for person in (alice, bob):
        Preference.objects.create(person=person, kind="test.news", way=Way.DAILY)
    for number in range(60):
        tell(alice, "test.news", stage=str(number))
        tell(bob, "test.news", stage=str(number))

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(worker, range(10)))

    digests = Message.objects.filter(kind=DIGEST.name)
    assert {each.person: each.members.count() for each in digests} == {alice: 60, bob: 60}


def test_a_worker_does_not_wait_for_rows_another_one_is_just_claiming(alice, tell):
    first, second = tell(alice), tell(alice, stage="2")

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        Message.objects.select_for_update().get(pk=first.pk)
        claimed = pool.submit(claim).result(timeout=5)

    assert claimed == [second.pk]


@pytest.mark.slow
def test_a_killed_workers_messages_go_out_after_its_lease(mail_server, alice, tell, tmp_path):
    for number in range(5):
        tell(alice, stage=str(number))
    mail_server.answers.extend(["250 OK", "250 OK", HANG])
    deliver = [sys.executable, "-m", "django", "deliver", "--loop", "1"]
    with running(*deliver, log=tmp_path / "deliver.log", env=environment(mail_server)) as process:
        wait_until(lambda: len(mail_server.mails) == 2 and not mail_server.answers)
        process.kill()
        process.wait()

    assert deliver_due() == 0
    Message.objects.exclude(lease_until=None).update(lease_until=datetime.now(UTC) - timedelta(seconds=1))
    assert deliver_due() == 3
    assert Counter(mail_server.ids) == Counter(message_id(key) for key in Message.objects.values_list("key", flat=True))
    assert Counter(Message.objects.values_list("attempts", flat=True)) == {1: 4, 2: 1}

"""Redis, a worker and beat as production runs them: the broker carries wake-ups, and may forget all of them."""

import socket
import sys

import pytest
import redis

from notifications.channels.email import message_id
from notifications.models import Message, State
from tests.notifications.processes import environment, free_port, running, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def broker(needs, tmp_path):
    port = free_port()
    command = [needs("redis-server"), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port", str(port)]
    with running(*command, log=tmp_path / "redis.log"):
        wait_until(lambda: answers(port))
        with redis.Redis(port=port) as client:
            yield client


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_message_reaches_the_mail_server_through_beat_and_worker_and_none_is_lost_with_redis(
    broker, mail_server, alice, tell, tmp_path
):
    port = broker.connection_pool.connection_kwargs["port"]
    env = environment(mail_server, TEST_BROKER=f"redis://127.0.0.1:{port}/0")
    celery = [sys.executable, "-m", "celery", "--app", "funding.celery"]
    first = tell(alice)
    with (
        running(*celery, "worker", "--concurrency", "1", log=tmp_path / "worker.log", env=env),
        running(*celery, "beat", "--schedule", str(tmp_path / "ticks"), log=tmp_path / "beat.log", env=env),
    ):
        wait_until(lambda: len(mail_server.mails) == 1)
        broker.flushall()
        second = tell(alice, stage="2")
        wait_until(lambda: len(mail_server.mails) == 2)
        wait_until(lambda: set(Message.objects.values_list("state", flat=True)) == {State.SENT})

    assert mail_server.ids == [message_id(first.key), message_id(second.key)]

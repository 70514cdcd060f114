"""Serves the demonstration on this machine alone, with everything that falls due done in the same process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import RequestEntityTooLarge

from funding.enactments.opening import watch_law
from funding.retention.opening import keep_files
from funding.rosters.opening import watch_rosters
from funding.suggestions.intake import erase_unconfirmed
from notifications.delivery import deliver_due
from workflows.deadlines import sweep_deadlines
from workflows.housekeeping import open_tasks_for_undelivered

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
SECONDS_BETWEEN_ROUNDS = 3
# Request keys are not forgotten here: by them the seeding knows what it has done.
JOBS = (
    partial(deliver_due, seconds=2),
    sweep_deadlines,
    keep_files,
    erase_unconfirmed,
    watch_rosters,
    watch_law,
    open_tasks_for_undelivered,
)


def listen(port: int) -> Any:
    """A server that takes connections, and answers them from `run()` on. OSError if the port is taken."""
    most = settings.REQUEST_LIMIT + 1
    server = create_server(
        get_wsgi_application(), host=HOST, port=port, threads=8, ident=None, max_request_body_size=most
    )
    server.channel_class = RefusesInOurWords
    return server


class RefusesInOurWords(HTTPChannel):
    """What is too large is never kept: the product answers it by its headers alone, and the connection ends."""

    def send_continue(self) -> None:
        if self.request.error is None:
            super().send_continue()

    @staticmethod
    def error_task_class(channel: HTTPChannel, request: Any) -> Task:
        if not isinstance(request.error, RequestEntityTooLarge):
            return ErrorTask(channel, request)
        request.headers.setdefault("CONTENT_LENGTH", str(request.body_bytes_received))  # of one sent in chunks
        task = WSGITask(channel, request)
        task.set_close_on_finish()
        return task


@contextmanager
def rounds() -> Iterator[None]:
    """What workers and beat do in production, in one thread, as long as the block lasts."""
    stop = Event()
    worker = Thread(target=_go_round, args=(stop,), name="rounds")
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def _go_round(stop: Event) -> None:
    while not stop.wait(SECONDS_BETWEEN_ROUNDS):
        for job in JOBS:
            try:
                job()
            except Exception as error:  # noqa: BLE001 - the next round tries again
                log.error("a round of the demonstration: %s", type(error).__name__)  # noqa: TRY400 - a trace holds people's data
        close_old_connections()
    connections.close_all()

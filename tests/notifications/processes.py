"""Starting what production runs as processes, and ending exactly those."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.notifications.mail_server import MailServer


def environment(mail_server: MailServer, **more: str) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DJANGO_SETTINGS_MODULE": "tests.notifications.process_settings",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "TEST_MAIL_PORT": str(mail_server.port),
        **more,
    }


@contextmanager
def running(*command: str, log: Path, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process beside its log, ended by its own id."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=log.parent, env=env, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until(fulfilled: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not fulfilled():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)

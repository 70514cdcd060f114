"""An own PostgreSQL for demo, tests and development: started when first needed, stopped by whoever uses it last.

It listens on a Unix socket in a folder that only its owner may enter, never on the network. Standard library only.
"""

import atexit
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from funding.setup.postgresql.place import SOCKET, Place
from funding.setup.postgresql.programs import ServerError

ROLE = "foerderweg"
PATIENCE = 60  # seconds: recovery after a crash, or a killed server that nobody has reaped yet
OLDEST = 15
OWN_LOCALE = 17  # the first version whose upper case and order do not depend on the system's locales


class Server:
    """One cluster of this checkout. A disposable one begins empty, does without fsync and leaves nothing behind."""

    def __init__(self, name: str, *, disposable: bool = False) -> None:
        self.disposable = disposable
        self.place = Place(name)
        self._one_thread = threading.Lock()
        self._membership: IO[str] | None = None
        self._process: subprocess.Popen[Any] | None = None

    def start(self) -> None:
        """The server answers when this returns, and runs until the last process that called this has ended."""
        with self._one_thread:
            if self._membership:
                return
            with self._one_process():
                self._membership = self._lock_file("users")
                fcntl.flock(self._membership, fcntl.LOCK_SH)
                self._bring_up()
            atexit.register(self._leave, os.getpid())

    def _leave(self, member: int) -> None:
        if member != os.getpid() or not self._membership:
            return
        with self._membership, self._one_process(), suppress(BlockingIOError):
            fcntl.flock(self._membership, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._bring_down()

    def _lock_file(self, purpose: str) -> IO[str]:
        return (self.place.folder / f"{self.place.name}.{purpose}").open("w")

    @contextmanager
    def _one_process(self) -> Iterator[None]:
        """Starting and stopping exclude each other among all processes of this checkout."""
        with self._lock_file("lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _bring_up(self) -> None:
        if self.disposable and not self._answers():
            shutil.rmtree(self.place.data, ignore_errors=True)
        if not self.place.data.is_dir():
            self._create()
        if (owner := self.place.data.stat().st_uid) != self.place.user.pw_uid:
            raise ServerError(f"{self.place.data} belongs to user {owner}: start as that user, or remove the folder.")
        patience = time.monotonic() + PATIENCE
        while not self._answers():
            if not self._process or self._process.poll() is not None:
                if self._process and not self._pid_file.exists():
                    raise ServerError(f"PostgreSQL did not start; see the end of {self.place.log}.")
                self._forget_foreign_process()
                self._process = self._launch()
            if time.monotonic() > patience:
                raise ServerError(f"PostgreSQL did not answer within {PATIENCE} seconds; see {self.place.log}.")
            time.sleep(0.05)

    def _bring_down(self) -> None:
        """A fast shutdown: running transactions are rolled back, everything committed is on disk."""
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(self._pid(), signal.SIGINT)
            patience = time.monotonic() + PATIENCE
            while self._pid_file.exists() and time.monotonic() < patience:
                time.sleep(0.02)
        if self._process:
            self._process.wait(PATIENCE)
        if self.disposable:
            shutil.rmtree(self.place.data, ignore_errors=True)

    def _create(self) -> None:
        """Under another name first, so that an interrupted creation is begun anew."""
        version = int(re.findall(r"\d+", self.place.run("postgres", "--version"))[0])
        if version < OLDEST:
            raise ServerError(f"PostgreSQL {OLDEST} or newer is needed; {self.place.programs} has {version}.")
        unfinished = self.place.data.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.place.empty_folder(unfinished)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        self.place.run(
            "initdb", f"--pgdata={unfinished}", f"--username={ROLE}", "--auth=trust", "--encoding=UTF8",
            *(locale if version >= OWN_LOCALE else ["--locale=C.UTF-8"]), *(["--no-sync"] if self.disposable else []),
        )  # fmt: skip
        self.place.run("postgres", "--single", "-D", str(unfinished), "postgres", commands=f"CREATE DATABASE {ROLE}\n")
        unfinished.rename(self.place.data)

    def _launch(self) -> subprocess.Popen[Any]:
        place = self.place
        command: list[str | Path] = [place.programs / "postgres", "-D", place.data]
        command += ["-k", place.socket_folder, "-h", ""]
        if self.disposable:
            command += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        with place.log.open("w") as log:
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **place.calling)

    def _answers(self) -> bool:
        """A socket that takes connections and a pid file that says ready: only then is recovery over."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.place.socket_folder / SOCKET))
                return self._pid_file.read_text().splitlines()[7].strip() == "ready"
            except (OSError, IndexError):
                return False

    @property
    def _pid_file(self) -> Path:
        return self.place.data / "postmaster.pid"

    def _pid(self) -> int:
        return int(self._pid_file.read_text().splitlines()[0])

    def _forget_foreign_process(self) -> None:
        """After a restart of the machine the number in the pid file may belong to somebody else's process."""
        with suppress(FileNotFoundError):
            if Path(f"/proc/{self._pid()}/comm").read_text().strip() != "postgres":
                self._pid_file.unlink()

"""The project's own .venv: made from the locks when missing, renewed when they change. Runs before Django is there.

Production brings its own interpreter (the image installs `requirements.lock` into it), so nothing is made there.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
LOCKS = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]


def ensure() -> None:
    """Return when this process runs with the locked packages; otherwise install them and start again inside .venv."""
    if os.environ["DJANGO_SETTINGS_MODULE"] == "funding.settings.production" or "FOERDERWEG_NO_VENV" in os.environ:
        if not importlib.util.find_spec("django"):
            sys.exit("Django is missing: run `pip install --require-hashes -r requirements.lock` for this Python.")
        return
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if inside and is_current():
        return
    with alone():
        if not (is_current() and starts()):
            install()
    os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])  # noqa: S606


def is_current() -> bool:
    return STAMP.is_file() and STAMP.read_text() == locks_hash()


def starts() -> bool:
    """Whether the interpreter in .venv still runs: the Python it was made from may have been removed or upgraded."""
    try:
        return subprocess.run([PYTHON, "-c", "import django"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install() -> None:
    """The stamp goes first and comes last, so that a killed installation begins anew."""
    if not (STAMP.is_file() and starts()):
        create()
    STAMP.unlink(missing_ok=True)
    say("installing the locked packages into .venv, once; this takes a minute or two …")
    requirements = [argument for lock in LOCKS for argument in ("--requirement", str(lock))]
    pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--quiet", *requirements], stdout=sys.stderr, check=False).returncode:
        sys.exit("The packages could not be installed; pip's reason stands above. A package index must be reachable.")
    STAMP.write_text(locks_hash())
    say("the packages are installed.")


def create() -> None:
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit("Python's venv is missing: install it first (Debian, Ubuntu: apt install python3-venv).")
    say("creating .venv …")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    if subprocess.run([base, "-m", "venv", str(VENV)], stdout=sys.stderr, check=False).returncode:
        sys.exit(f"{VENV} could not be created; the reason stands above.")


def locks_hash() -> str:
    return hashlib.sha256(b"".join(lock.read_bytes() for lock in LOCKS)).hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """One installation at a time: a second first run waits for this one and then finds everything there."""
    try:
        (ROOT / ".data").mkdir(exist_ok=True)
        lock = (ROOT / ".data" / "environment.lock").open("w")
    except PermissionError:
        sys.exit(f"This user cannot write to {ROOT}: run as its owner, or clone the project once more.")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def stop_on_signals() -> None:
    """SIGTERM and a closed terminal end the process like Ctrl-C does: what it started is stopped at exit."""

    def stop(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)


def say(message: str) -> None:
    sys.stderr.write(f"Förderweg: {message}\n")

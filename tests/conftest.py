import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.operations import DatabaseOperations

from funding.setup.environment import stop_on_signals

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI") == "true"
PASSING = {".git", ".venv", ".data", "__pycache__", ".pytest_cache", ".hypothesis", ".mypy_cache", ".ruff_cache"}


def pytest_configure() -> None:
    stop_on_signals()


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
    """Tests with real transactions end with TRUNCATE, which the triggers of the history refuse to everybody."""
    flush = DatabaseOperations.sql_flush

    def without_triggers(operations: DatabaseOperations, *arguments: object, **options: object) -> list[str]:
        statements = flush(operations, *arguments, **options)
        return ["SET LOCAL session_replication_role = replica", *statements] if statements else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", without_triggers)
        yield


def files() -> set[str]:
    found = set()
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in PASSING]
        found.update(f"{folder}/{name}" for name in names)
    return found


@pytest.fixture(scope="session", autouse=True)
def nothing_left_behind():
    """In CI only: elsewhere an editor may save a file while the tests run."""
    before = files()
    yield
    if IN_CI:
        assert sorted(files() - before) == []


@pytest.fixture(autouse=True)
def nobody_has_tried_before():
    """Limits on signing in count in the cache, which outlives a test."""
    cache.clear()

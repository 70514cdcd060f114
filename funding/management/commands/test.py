"""`manage.py test` is pytest with the project's settings, on all processors; every argument is pytest's."""

import importlib.util
import os
import sys

from django.core.management.base import BaseCommand, CommandError

# A worker and a test database a processor; the order is the suite's own. `-n 0` runs all in one process.
WORKERS = ["-n", "auto", "--maxprocesses", "4", "--no-loadscope-reorder"]


class Command(BaseCommand):
    help = "Run the test suite; all arguments go to pytest."
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> None:
        if not importlib.util.find_spec("pytest"):
            raise CommandError("pytest is missing: pip install --require-hashes -r requirements-dev.lock")
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *WORKERS, *argv[2:]])  # noqa: S606

"""`manage.py test` is pytest with the project's settings; every argument is pytest's."""

import importlib.util
import os
import sys

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Run the test suite; all arguments go to pytest."
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> None:
        if not importlib.util.find_spec("pytest"):
            raise CommandError("pytest is missing: pip install --require-hashes -r requirements-dev.lock")
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *argv[2:]])  # noqa: S606

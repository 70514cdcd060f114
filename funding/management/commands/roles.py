"""`manage.py roles`: who may do what, as text, into the documentation, or checked against it."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from funding.rights.table import as_markdown


class Command(BaseCommand):
    help = "Print who may do what."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--write", action="store_true", help="write docs/roles.md")
        what.add_argument("--check", action="store_true", help="fail when docs/roles.md differs")

    def handle(self, *args: Any, **options: Any) -> None:
        documentation, text = Path(settings.ROLES_DOCUMENTATION), as_markdown()
        if options["write"]:
            documentation.write_text(text, encoding="utf-8")
        elif not options["check"]:
            self.stdout.write(text)
        elif not documentation.exists() or documentation.read_text(encoding="utf-8") != text:
            self.stderr.write(f"{documentation.name} is stale: run manage.py roles --write")
            sys.exit(1)

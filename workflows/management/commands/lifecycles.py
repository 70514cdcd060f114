"""`manage.py lifecycles`: the tables as text, as JSON, into the documentation, or checked against it."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflows.tables import all_lifecycles, as_data, as_markdown, fingerprint


class Command(BaseCommand):
    help = "Print every lifecycle as tables."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--json", action="store_true", help="print them for other programs")
        what.add_argument("--write", action="store_true", help="write docs/lifecycles.md")
        what.add_argument(
            "--check", action="store_true", help="fail when the documentation or a released version differs"
        )
        what.add_argument("--release", action="store_true", help="from now on, the present versions may not change")

    def handle(self, *args: Any, **options: Any) -> None:
        documentation, released = Path(settings.LIFECYCLES_DOCUMENTATION), Path(settings.LIFECYCLES_RELEASED)
        text = as_markdown(all_lifecycles())
        if options["json"]:
            self.stdout.write(json.dumps([as_data(lifecycle) for lifecycle in all_lifecycles()], ensure_ascii=False))
        elif options["write"]:
            documentation.write_text(text, encoding="utf-8")
        elif options["release"]:
            prints = {str(lifecycle): fingerprint(lifecycle) for lifecycle in all_lifecycles()}
            released.write_text(json.dumps(prints | _read(released), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        elif options["check"]:
            self._check(text, documentation, released)
        else:
            self.stdout.write(text)

    def _check(self, text: str, documentation: Path, released: Path) -> None:
        mistakes = changed_versions(_read(released))
        if not documentation.exists() or documentation.read_text(encoding="utf-8") != text:
            mistakes.append(f"{documentation.name} is stale: run manage.py lifecycles --write")
        for mistake in mistakes:
            self.stderr.write(mistake)
        if mistakes:
            sys.exit(1)


def changed_versions(released: dict[str, str]) -> list[str]:
    """A sentence for each released version that was edited or is gone."""
    present = {str(lifecycle): fingerprint(lifecycle) for lifecycle in all_lifecycles()}
    return [
        f"{version} was released and has changed: cases run by it. Make a new version instead"
        for version, known in released.items()
        if present.get(version) != known
    ]


def _read(released: Path) -> dict[str, str]:
    try:
        return dict(json.loads(released.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise CommandError(f"{released.name} is not JSON: {error}") from None

"""Verify the history of all cases; write or check anchors. Ends with 1 if anything contradicts itself."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from workflows import audit


class Command(BaseCommand):
    help = "Verify the history of all cases: every chain, and with --anchors what was anchored outside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchors", type=Path, metavar="FILE", help="compare with anchors written before")
        parser.add_argument("--write-anchors", type=Path, metavar="FILE", help="write the anchors of today")

    def handle(self, *, anchors: Path | None, write_anchors: Path | None, **_options: Any) -> None:
        seen = audit.Audit(_read(anchors) if anchors else {})
        found = 0
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            for finding in seen.findings():
                found += 1
                self.stdout.write(str(finding))
        counted = _("%(cases)s cases, %(events)s events, %(found)s contradictions.")
        self.stdout.write(counted % {"cases": seen.cases, "events": seen.events, "found": found})
        self.stdout.writelines(f"{line}\n" for line in _promise(anchored=anchors is not None))
        if found:
            sys.exit(1)
        if write_anchors:
            self._write(seen, write_anchors)

    def _write(self, seen: audit.Audit, path: Path) -> None:
        with path.open("w", encoding="ascii") as file:
            total = audit.write_anchors(seen.heads, file)
        written = _("Anchors of %(cases)s cases written. Hash over all: %(hash)s")
        self.stdout.write(written % {"cases": len(seen.heads), "hash": total})
        self.stdout.write(_("Keep the file, or at least this hash, where nobody who runs the database can change it."))


def _read(path: Path) -> dict[int, tuple[int, str]]:
    try:
        with path.open(encoding="ascii") as file:
            return audit.read_anchors(file)
    except (OSError, ValueError) as error:
        raise CommandError(str(error)) from error


def _promise(*, anchored: bool) -> list[str]:
    """What the answer is worth, no more."""
    chain = _("This finds events changed, removed from the middle, put in or swapped, and words that were changed.")
    if anchored:
        return [
            chain,
            _("With these anchors it also finds what they name and was cut off, rewritten or removed."),
            _("It does not find what was cut off or rewritten after the anchors were written."),
        ]
    return [
        chain,
        _("It does not find an end cut off together with the case's row, a chain rewritten whole, a case removed."),
        _("For that, compare with anchors written before: --anchors FILE."),
    ]

"""`manage.py forget_people`: erase name, address and keys of who is no longer needed in any file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.law.queries import UnknownLaw
from funding.retention.people import forget, forgettable
from workflows import clock


class Command(BaseCommand):
    help = "Erase the accounts of people who left and have no part in a file that is still kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="erase; without it, only say who would be erased")

    def handle(self, *, yes: bool, **_options: Any) -> None:
        try:
            people = list(forgettable(clock.today()))
        except UnknownLaw as unknown:
            raise CommandError(str(unknown)) from unknown
        for person in people:
            self.stdout.write(f"{person.name} ({person.email})")
            if yes:
                forget(person)
        said = ngettext("%(number)s person", "%(number)s people", len(people)) % {"number": len(people)}
        done = _("erased.") if yes else _("would be erased. To do it, add --yes.")
        self.stdout.write(f"{said}: {done}")

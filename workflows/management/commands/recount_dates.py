"""`manage.py recount_dates NI`: after a one-off holiday was entered or taken out, count the dates again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.calculators.working_days import STATES
from workflows.dates import recompute_internal


class Command(BaseCommand):
    help = "Count deadlines again after a holiday of this state was entered or taken out. Harmless to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("state", help="two letters, for example NI")

    def handle(self, *, state: str, **_options: Any) -> None:
        if state not in STATES:
            wrong = {"state": state, "known": ", ".join(sorted(STATES))}
            raise CommandError(_("There is no state “%(state)s”. Give one of: %(known)s.") % wrong)
        recount = recompute_internal(state)
        said = ngettext("%(done)s case was counted again.", "%(done)s cases were counted again.", recount.done)
        self.stdout.write(said % {"done": recount.done})
        self.stdout.write(_("Legal dates stay. Where the count would give another day, a task waits for the office."))
        if recount.failed:
            raise CommandError(_failures(recount.failed))


def _failures(failed: list[int]) -> str:
    said = ngettext(
        "%(number)s case could not be counted again: %(cases)s. The log says why.",
        "%(number)s cases could not be counted again: %(cases)s. The log says why.",
        len(failed),
    )
    return said % {"number": len(failed), "cases": ", ".join(map(str, failed))}

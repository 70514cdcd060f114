"""`manage.py send_again`: what was given up, and trying it anew, for instance after an address was put right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.keys import DIGEST
from notifications.models import Message, State
from notifications.outbox import send_again


class Command(BaseCommand):
    help = "List the mails that were given up; with numbers, --to or --all, send them again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("message", nargs="*", type=int, help="numbers from the list")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--to", metavar="EMAIL", help="all to this person")
        which.add_argument("--all", action="store_true", help="all of them")

    def handle(self, *, message: list[int], to: str | None, all: bool, **_options: Any) -> None:  # noqa: A002 - the option
        if message and (to or all):
            raise CommandError(_("Give numbers, or --to, or --all."))
        given_up = Message.objects.filter(state=State.UNDELIVERED).exclude(kind=DIGEST.name).order_by("id")
        if not (message or to or all):
            self._list(given_up)
            return
        chosen = list(_chosen(given_up, message, to))
        send_again(chosen)
        said = ngettext("%(number)s mail goes out again.", "%(number)s mails go out again.", len(chosen))
        self.stdout.write(said % {"number": len(chosen)})

    def _list(self, given_up: QuerySet[Message]) -> None:
        for row in given_up:
            self.stdout.write(f"{row.pk}  {row.kind}  {row.about}  {row.last_error}")
        if not given_up:
            self.stdout.write(_("No mail was given up."))


def _chosen(given_up: QuerySet[Message], numbers: list[int], to: str | None) -> QuerySet[Message]:
    if to:
        return given_up.filter(person__email=to.strip().lower())
    if not numbers:
        return given_up
    found = given_up.filter(pk__in=numbers)
    if missing := sorted(set(numbers) - {row.pk for row in found}):
        listed = ", ".join(map(str, missing))
        raise CommandError(_("Not given up, or unknown: %(numbers)s. Nothing was changed.") % {"numbers": listed})
    return found

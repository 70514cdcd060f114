"""`manage.py erase_words CASE --by EMAIL`: delete what people have written in a case's history, for good."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.audit import erase_words
from workflows.models import Case, EventWords


class Command(BaseCommand):
    help = (
        "Erase the free text in the history of a case. The history stays whole and says that it was done, and by whom."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("case", type=int, help="the number in the address of its page")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the person who answers for it")
        parser.add_argument("--yes", action="store_true", help="erase; without it, only say what would be erased")

    def handle(self, *, case: int, by: str, yes: bool, **_options: Any) -> None:
        found, person = _case(case), _person(by)
        if not yes:
            self.stdout.write(_would(found))
        elif (event := erase_words(found, by=person)) is None:
            self.stdout.write(_("There was nothing to erase."))
        else:
            self.stdout.write(_("Erased. Entry %(number)s of the history says so.") % {"number": event.seq})
            self.stdout.write(
                _("The fields and papers of the case and copies of the database are not touched by this.")
            )


def _case(number: int) -> Case:
    found = Case.objects.select_related("dossier").filter(pk=number).first()
    if found is None:
        raise CommandError(_("There is no case with this number."))
    return found


def _person(email: str) -> Any:
    person = get_user_model().objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise CommandError(_("Nobody with this address may sign in."))
    return person


def _would(case: Case) -> str:
    entries = EventWords.objects.filter(case=case).count()
    said = ngettext(
        "“%(title)s” (%(file)s): words of %(entries)s entry would be erased for good. To do it, add --yes.",
        "“%(title)s” (%(file)s): words of %(entries)s entries would be erased for good. To do it, add --yes.",
        entries,
    )
    return said % {"title": case.title, "file": case.dossier.number, "entries": entries}

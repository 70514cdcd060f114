"""The demonstration: served on this machine, or one project's whole way told on standard output."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from funding.demo import database, seeding, serving
from funding.demo.narration import Narrator
from funding.demo.outcome import mistakes
from funding.demo.stage import StoryFailed
from notifications.delivery import deliver_due
from workflows.refusals import Refused


class Command(BaseCommand):
    help = "Serve the demonstration at http://127.0.0.1:8000; with --no-serve tell one project's whole way and end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, no_serve: bool, port: int, **options: object) -> None:
        try:
            self.tell() if no_serve else self.serve(port)
        except database.NotOurs as refusal:
            raise CommandError(str(refusal)) from None

    def tell(self) -> None:
        """In a database of its own. Exits with 1 if the end is not right."""
        with database.throw_away():
            database.take()
            self.stdout.write(_("All people, places and sums of this story are invented."))
            seeding.tell_whole_way(Narrator(self.stdout.write))
            found = list(mistakes())
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(_("\nThe project is closed: every document is there, every mail delivered, every sum right."))

    def serve(self, port: int) -> None:
        with database.alone():
            database.take()
            server = self.listen(port)
            self.stdout.write(_("Preparing the demonstration …"))
            self.seed()
        self.stdout.write(_("Förderweg is at %(address)s – stop it with Ctrl-C.") % {"address": settings.BASE_URL})
        with serving.rounds():
            server.run()

    def seed(self) -> None:
        try:
            seeding.seed(lambda seconds: deliver_due())
        except (Refused, StoryFailed) as error:
            reason = _(
                "The demonstration could not be prepared: %(reason)s If an older version began its database, delete "
                "that and start again; if it is new, the mistake is Förderweg's own: please report it with these words."
            )
            raise CommandError(reason % {"reason": getattr(error, "sentence", error)}) from error

    def listen(self, port: int) -> object:
        settings.BASE_URL = f"http://{serving.HOST}:{port}"
        try:
            return serving.listen(port)
        except OSError:
            raise CommandError(_("Port %(port)s is taken; choose another one with --port.") % {"port": port}) from None

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, connection

from notifications.delivery import deliver_due

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send the messages that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--once", action="store_true", help="send what is due and stop")
        how.add_argument("--loop", type=float, metavar="SECONDS", help="go on, with this pause in between")

    def handle(self, *, once: bool, loop: float | None, **_options: Any) -> None:
        if once:
            self.stdout.write(f"{deliver_due()}")
        while loop is not None:
            try:
                deliver_due()
            except (OperationalError, InterfaceError):
                log.exception("no database, trying again")
                connection.close()
            time.sleep(loop)

"""`manage.py api_token`: a key to the API for one person, shown this once."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from funding.api.models import ApiToken
from funding.people.models import User


class Command(BaseCommand):
    help = "Issue an API token for a person and print it. It cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="API", help="what it is for")
        parser.add_argument("--scope", action="append", choices=ApiToken.Scope.values, help="default: read")
        parser.add_argument("--days", type=int, default=90, help="how long it counts (1 to 366)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["days"] <= 366:  # noqa: PLR2004
            raise CommandError("Give a number of days between 1 and 366.")
        person = User.objects.filter(email=options["email"].strip().lower(), is_active=True).first()
        if person is None:
            raise CommandError("Nobody with this address may sign in.")
        until = timezone.now() + dt.timedelta(days=options["days"])
        _row, secret = ApiToken.issue(person, options["name"], options["scope"] or ["read"], until)
        self.stdout.write(secret)

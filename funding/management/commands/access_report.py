"""`manage.py access_report`: what is stored about one person, as a file (Art. 15 GDPR)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from funding.disclosure.report import as_html, as_json
from funding.people.models import User

FORMATS = {"json": as_json, "html": as_html}


class Command(BaseCommand):
    help = "Write what is stored about a person into a file: for programs as JSON, for people as HTML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path, help="new file, which only its owner can read")
        parser.add_argument("--format", choices=FORMATS, default="json")

    def handle(self, *, email: str, file: Path, format: str, **_options: Any) -> None:  # noqa: A002 - the option's name
        person = User.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError("There is nobody with this address.")
        try:
            file.touch(mode=0o600, exist_ok=False)
        except OSError as error:
            raise CommandError(str(error)) from error
        with file.open("w", encoding="utf-8") as report, override(person.language):
            report.writelines(FORMATS[format](person))

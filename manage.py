#!/usr/bin/env python3
"""The one door: `manage.py demo` and `manage.py test` fetch all they need, then run themselves again in .venv."""

import os
import sys

SETTINGS = {"test": "funding.settings.test", "bench": "funding.settings.bench"}


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Förderweg needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])
    if sys.platform == "win32":
        sys.exit("Förderweg runs on Linux and macOS; on Windows start it inside WSL.")
    from funding.setup import environment

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS.get(command, "funding.settings.demo"))
    environment.stop_on_signals()
    environment.ensure()

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)

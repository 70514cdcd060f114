"""The product's clock: the database's, plus one stored offset that must be 0 unless the database is marked as demo."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import connection

BERLIN = ZoneInfo("Europe/Berlin")
NOW = """clock_timestamp() + coalesce((SELECT "offset" FROM workflows_clock), '0')"""


def now() -> dt.datetime:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW}")
        return cursor.fetchone()[0]


def today() -> dt.date:
    """Today in Berlin."""
    return now().astimezone(BERLIN).date()


def is_demo() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce((SELECT demo FROM workflows_clock), false)")
        return cursor.fetchone()[0]


def set_to(moment: dt.datetime | None) -> None:
    """Move the clock so that it shows `moment` now; None is today. The database refuses without the demo mark."""
    with connection.cursor() as cursor:
        cursor.execute("""UPDATE workflows_clock SET "offset" = coalesce(%s - clock_timestamp(), '0')""", [moment])

"""`manage.py bench`: our engine beside its peers and above the floor, in a database of its own."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from bench import measuring, stage
from bench.measuring import Measured

COMPARED = ("ours", "django_fsm", "viewflow")  # the real way is another case: it has no floor here
LINE = "{:<12}{:>10}{:>18}{:>10}{:>10}{:>10}"


class Command(BaseCommand):
    help = "Measure the engine: cases a second, statements and client CPU a case, beside peers and raw SQL."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="the numbers only")
        parser.add_argument("--rows", action="store_true", help="measure nothing; print what one case writes, as JSON")
        parser.add_argument("--cases", type=int, default=200, help="of each variant (200)")
        parser.add_argument("--rounds", type=int, default=4, help="the variants take turns this often (4)")

    def handle(self, *_: object, cases: int, rounds: int, rows: bool, **options: Any) -> None:
        if not 1 <= rounds <= cases:
            raise CommandError("At least one round, and at least one case in each.")
        try:
            with own_database():
                if rows:
                    self.stdout.write(json.dumps(written(measuring.look_once(stage.set_up()))))
                    return
                measuring.check_durable()
                found = measuring.measure(stage.set_up(), cases, rounds)
        except measuring.NotComparable as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(json.dumps(numbers(found)) if options["json"] else table(found))


@contextmanager
def own_database() -> Iterator[None]:
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"{usual}_bench"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)


def written(found: dict[str, Measured]) -> dict[str, Any]:
    return {name: {"queries": each.queries, "rows": each.rows} for name, each in found.items()}


def numbers(found: dict[str, Measured]) -> dict[str, Any]:
    answer: dict[str, Any] = {"floor": {"cases_per_s": round(found["floor"].cases_per_s, 1)}}
    for name, each in found.items():
        if name != "floor":
            answer[name] = {
                "cases_per_s": round(each.cases_per_s, 2),
                "queries": each.queries,
                "cpu_ms": round(each.cpu_ms, 1),
            }
        if name in COMPARED:
            answer[name]["of_floor"] = round(each.cases_per_s / found["floor"].cases_per_s, 3)
    return answer


def table(found: dict[str, Measured]) -> str:
    lines = [LINE.format("", "cases/s", "min–max", "queries", "CPU ms", "of floor")]
    for name, each in found.items():
        spread = f"{min(each.rates):.1f}–{max(each.rates):.1f}"
        ratio = f"{each.cases_per_s / found['floor'].cases_per_s:.3f}" if name in ("floor", *COMPARED) else ""
        queries = each.queries or "9 trips"
        lines.append(LINE.format(name, f"{each.cases_per_s:.1f}", spread, queries, f"{each.cpu_ms:.1f}", ratio))
    return "\n".join(lines)

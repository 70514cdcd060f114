"""Cases a second, client CPU, statements and rows of each variant, on one connection, in interleaved rounds."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from django.db import connection

from bench import floor
from bench.stage import Stage
from bench.variants import VARIANTS, Variant

WARM_UP = 5
CASES_BEFORE = 300
COUNTED_TABLES = """
    SELECT table_name, bool_or(column_name = 'status') FROM information_schema.columns
    WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name
"""


class NotComparable(Exception):
    """The numbers would not mean what they seem to."""


@dataclass
class Measured:
    """`queries` leaves out BEGIN and COMMIT. `rows`: table, and status where it has one → rows a case leaves behind."""

    queries: int
    rows: Mapping[str, int]
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def cases_per_s(self) -> float:
        return median(self.rates)

    @property
    def cpu_ms(self) -> float:
        return median(self.cpu)


def check_durable() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting <> 'on'")
        if off := [row[0] for row in cursor.fetchall()]:
            raise NotComparable(f"This server runs without {' and '.join(off)}; measure on one that has them on.")


def look_once(stage: Stage) -> dict[str, Measured]:
    """One case of each, with everything counted and nothing timed."""
    found = {}
    for name, variant in VARIANTS.items():
        variant.run(stage, f"{name} first")
        before = _rows()
        with connection.execute_wrapper(counter := _Counter()):
            case = variant.run(stage, f"{name} counted")
        found[name] = Measured(counter.statements, _rows() - before)
        _check_ended(name, variant, [case])
    if found["floor"].rows != found["ours"].rows:
        raise NotComparable(f"The floor must write our rows: {found['floor'].rows} are not {found['ours'].rows}")
    return found


def measure(stage: Stage, cases: int, rounds: int) -> dict[str, Measured]:
    _fill(stage)
    found = look_once(stage)
    for turn in range(-1, rounds):
        for name in _rotated(list(VARIANTS), turn):
            number = cases // rounds if turn >= 0 else min(WARM_UP, cases)
            number = max(1, number // VARIANTS[name].one_in)
            rate, cpu_ms = _timed(stage, name, f"{name} {turn}", number)
            if turn >= 0:
                found[name].rates.append(rate)
                found[name].cpu.append(cpu_ms)
    return found


def _fill(stage: Stage) -> None:
    """A database in use: for nearly empty tables the server plans otherwise, and keeps to what it has planned."""
    for number in range(CASES_BEFORE):
        floor.run(stage, f"before {number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _timed(stage: Stage, name: str, title: str, number: int) -> tuple[float, float]:
    """Each block begins with an equally clean heap; what lives already is no garbage collector's business."""
    run: Callable[[Stage, str], int] = VARIANTS[name].run
    gc.collect()
    gc.freeze()
    began, cpu = time.perf_counter(), time.process_time()
    ids = [run(stage, f"{title}/{count}") for count in range(number)]
    cpu_s, seconds = time.process_time() - cpu, time.perf_counter() - began
    gc.unfreeze()
    _check_ended(name, VARIANTS[name], ids)
    return number / seconds, 1000 * cpu_s / number


def _check_ended(name: str, variant: Variant, ids: list[int]) -> None:
    if (ended := variant.ended(ids)) != len(ids):
        raise NotComparable(f"Only {ended} of {len(ids)} cases of {name} came to their end.")


def _rotated(names: list[str], by: int) -> list[str]:
    by %= len(names)
    return names[by:] + names[:by]


class _Counter:
    statements = 0

    def __call__(self, execute: Callable, sql: str, params: object, many: bool, context: object) -> object:
        self.statements += 1
        return execute(sql, params, many, context)


def _rows() -> Counter:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED_TABLES)
        cursor.execute(" UNION ALL ".join(_counting(cursor.fetchall())))
        return Counter(dict(cursor.fetchall()))


def _counting(tables: list[tuple[str, bool]]) -> Iterator[str]:
    for table, has_status in tables:
        if has_status:
            yield f"SELECT '{table} ' || status, count(*) FROM {table} GROUP BY status"  # noqa: S608
        else:
            yield f"SELECT '{table}', count(*) FROM {table}"  # noqa: S608

"""Somebody who may read the whole database and wants to know who voted what in secret.

They read every row of every table with every column, its row version (`xmin`) and its place on the disk (`ctid`).
Whatever can be put in an order is tried: the voters' rows in the order of each of their columns, the ballots in the
order of each of theirs, forwards and backwards, and the first voter is said to have cast the first ballot. Which two
orders betray most they learn on one half of the elections, and guess by them in the other; the earlier and the later
half, since every second one would leave what the whole engine writes to one of them.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from django.db import connection

from funding.decisions.models import SecretBallot
from workflows.models import Case

BALLOTS = SecretBallot._meta.db_table
ELECTIONS = {Case._meta.db_table, "funding_decision"}
VOTERS = {"funding_seat": "seat", "workflows_desk": "desk", "people_user": "person"}


def read_everything() -> dict[str, list[dict[str, Any]]]:
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in connection.introspection.table_names(cursor)}


def _rows(cursor: Any, table: str) -> list[dict[str, Any]]:
    place = "(ctid::text::point)[0]::bigint * 65536 + (ctid::text::point)[1]::bigint AS ctid"
    cursor.execute(f'SELECT *, xmin::text::bigint AS xmin, {place} FROM "{table}"')
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def guesses(
    tables: Mapping[str, list[dict[str, Any]]],
    before: Mapping[str, list[dict[str, Any]]],
    voters: Mapping[str, Mapping[int, int]],
    truth: Mapping[int, Mapping[int, str]],
) -> int:
    """How many ballots of `tables` are put down to the right voter, by these tables and those read `before` the close,
    but for the ballots as they lay then: these would tell it by themselves.

    `voters`: by seat, desk and person the voter's number; `truth`: what each voter of each election has voted, which
    the attacker knows of the half they learn on.
    """
    choice_of = {row["id"]: row["choice"] for row in tables[BALLOTS]}
    of_voters = [*_orders_of_voters(tables, voters, truth), *_orders_of_voters(before, voters, truth)]
    pairs = list(product(_different(of_voters), _orders_of_ballots(tables[BALLOTS], truth).values(), (1, -1)))
    elections = sorted(truth)
    halves = [elections[: len(truth) // 2], elections[len(truth) // 2 :]]

    def hits(pair: Any, among: Iterable[int]) -> int:
        by_voter, by_ballot, way = pair
        return sum(
            truth[election][voter] == choice_of[ballot]
            for election in among
            for voter, ballot in zip(by_voter.get(election, ()), by_ballot[election][::way], strict=False)
        )

    return sum(
        hits(max(pairs, key=lambda pair: hits(pair, learnt)), guessed) for learnt, guessed in (halves, halves[::-1])
    )


def _orders_of_ballots(rows: list[dict[str, Any]], truth: Mapping[int, Any]) -> dict[str, dict[int, list[Any]]]:
    found: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for column in rows[0]:
        for row in sorted(rows, key=lambda row: row[column]):
            if row["decision_id"] in truth:
                found[column][row["decision_id"]].append(row["id"])
    return found


def _orders_of_voters(
    tables: Mapping[str, list[dict[str, Any]]], voters: Mapping[str, Mapping[int, int]], truth: Mapping[int, Any]
) -> Iterable[dict[int, list[int]]]:
    for table, rows in tables.items():
        election, who = _columns(table)
        for column, (naming, kind) in product(rows[0] if rows and election else (), who):
            ordered: dict[int, list[Any]] = defaultdict(list)
            for row in sorted(rows, key=lambda row: (str(type(row[column])), _comparable(row[column]))):
                voter = voters[kind].get(row[naming])
                if row[election] in truth and voter is not None and voter not in ordered[row[election]]:
                    ordered[row[election]].append(voter)
            yield ordered


def _different(orders: Iterable[dict[int, list[int]]]) -> list[dict[int, list[int]]]:
    """Many columns put the voters into the same order."""
    return list({repr(sorted(order.items())): order for order in orders}.values())


def _comparable(value: Any) -> Any:
    return value if hasattr(value, "__lt__") and not isinstance(value, (dict, list)) else str(value)


def _columns(table: str) -> tuple[str | None, list[tuple[str, str]]]:
    """The column that names the election, and those that name a voter."""
    with connection.cursor() as cursor:
        relations = {name: to for name, (_key, to) in connection.introspection.get_relations(cursor, table).items()}
    election = next((name for name, to in relations.items() if to in ELECTIONS and name != "parent_id"), None)
    return election, [(name, VOTERS[to]) for name, to in relations.items() if to in VOTERS]


def chance(truth: Mapping[int, Mapping[int, str]]) -> tuple[float, float]:
    """The 99 % interval of right guesses, if the ballots are dealt out to the voters by lot: mean and variance of a
    random assignment are exact, their sum over many elections is normal."""
    mean = variance = 0.0
    for votes in truth.values():
        choices, n = list(votes.values()), len(votes)
        share = [choices.count(choice) / n for choice in choices]
        overall = sum(share) / n
        mean += n * overall
        variance += sum(
            ((mine == theirs) - share[i] - share[j] + overall) ** 2
            for (i, mine), (j, theirs) in product(enumerate(choices), enumerate(choices))
        ) / (n - 1)
    reach = 2.5758 * math.sqrt(variance)
    return mean - reach, mean + reach

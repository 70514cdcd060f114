"""The floor: the rows our engine leaves behind, written by raw SQL, one pipelined round trip a step.

It takes the case's lock and commits like the engine, into the same tables with their indexes and triggers, but checks
nothing and knows everything beforehand. The command refuses to print numbers when it does not write exactly our rows.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache

import psycopg
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from psycopg.sql import Literal
from psycopg.types.json import Jsonb

from bench.lifecycle import PROJECT
from bench.models import Project
from bench.ours import AMOUNT, COSTS, SUMMARY
from bench.stage import Stage
from bench.vote import CHOICES
from notifications.models import Message
from workflows.models import Case, Deadline, Event, RequestKey, Task
from workflows.stages import REMIND_DAYS_BEFORE
from workflows.timing import Facts

FLOW = "bench/flows.ProjectV1"
IDS = "SELECT nextval(pg_get_serial_sequence('workflows_case', 'id')) FROM generate_series(1, 50)"
LOCK = "SELECT id FROM workflows_case WHERE id = %s FOR UPDATE"
MOVED = """
    UPDATE workflows_case SET status = %s, finished = %s, state = %s, seq = %s, since = %s, head_hash = %s,
        moved_at = %s, readers = readers || %s::uuid[] WHERE id = %s"""
TASK_DONE = """
    UPDATE workflows_task SET status = 'DONE', finished = %s, done_by_id = %s, outcome = %s
    WHERE process_id = %s AND since = %s AND status IN ('NEW', 'ASSIGNED') AND (owner_id = %s OR desk_id = %s)"""
DEADLINE_MET = """
    UPDATE workflows_deadline SET status = 'met', closed_at = %s
    WHERE case_id = %s AND of_stay AND status = 'running'"""


def insert(model: type[models.Model], columns: str) -> str:
    """These columns by parameters; the others that may not be empty get the model's own default."""
    given = columns.split()
    rest = {
        field.column: Literal(field.get_db_prep_save(field.get_default(), connection)).as_string()
        for field in model._meta.local_concrete_fields
        if field.column not in given and not (field.primary_key or field.null) and field.db_default is NOT_PROVIDED
    }
    places = ", ".join(["%s"] * len(given) + list(rest.values()))
    return f"INSERT INTO {model._meta.db_table} ({', '.join([*given, *rest])}) VALUES ({places})"  # noqa: S608


CASE = insert(
    Case,
    """id flow_class created dossier_id lifecycle title state seq since head_hash opened_by_id places terms readers
    calendar moved_at""",
)
DETAIL = insert(Project, "case_ptr_id summary costs")
EVENT = insert(Event, "case_id seq move actor_id from_state to_state at facts body hash")
TASK = insert(Task, "process_id flow_task flow_task_type status created since due_on owner_id desk_id")
DEADLINE = insert(Deadline, "case_id kind rule inputs steps due_on of_stay opened_seq sweep_at")
KEY = insert(RequestKey, "actor_id key payload_hash case_id seq")
MESSAGE = insert(Message, "key kind person_id about link context due_at")

ids: list[int] = []


def run(stage: Stage, title: str) -> int:
    with prepared() as raw:
        case = Floor(raw, stage, title)
        case.open()
        case.submit()
        for number, choice in enumerate(CHOICES):
            case.vote(number, choice)
        case.apply()
        case.award()
        return case.id


@contextmanager
def prepared() -> Iterator[psycopg.Connection]:
    """The benchmark's one connection, with every statement prepared on the server."""
    connection.ensure_connection()
    raw = connection.connection
    before, raw.prepare_threshold = raw.prepare_threshold, 0
    try:
        yield raw
    finally:
        raw.prepare_threshold = before


@cache
def due(state: str) -> tuple[str, timedelta, Jsonb, Jsonb]:
    """The rule, its length, and the calculation as it is stored; reckoned once."""
    today = datetime.now(UTC).date()
    answer = PROJECT.stay_in[state].due(Facts(today, "NI"))
    return answer.rule, answer.on - today, Jsonb(answer.inputs), Jsonb(answer.steps)


class Floor:
    def __init__(self, raw: psycopg.Connection, stage: Stage, title: str) -> None:
        self.raw, self.stage, self.title = raw, stage, title
        self.cursor = psycopg.Cursor(raw)
        if not ids:
            ids.extend(row[0] for row in self.cursor.execute(IDS))
        self.id = ids.pop()
        self.seq, self.since, self.head, self.now = 0, 1, "", datetime.now(UTC)

    @contextmanager
    def one_round_trip(self) -> Iterator[None]:
        self.now = datetime.now(UTC)
        with self.raw.pipeline():
            self.execute("BEGIN")
            yield
            self.execute("COMMIT")

    def execute(self, statement: str, *values: object) -> None:
        self.cursor.execute(statement, values)

    # The steps

    def open(self) -> None:
        stage, author = self.stage, self.stage.author.pk
        places = {kind: str(place) for kind, place in stage.places.items()}
        terms = {"seats": [desk.pk for desk in stage.seats]}
        with self.one_round_trip():
            self.event("open", "", "draft", author)
            self.execute(
                CASE,
                *(self.id, FLOW, self.now, stage.dossier.pk, "project", self.title, "draft", 1, 1, self.head, author),
                *(Jsonb(places), Jsonb(terms), sorted(places.values()), "NI", self.now),
            )
            self.execute(DETAIL, self.id, SUMMARY, COSTS)
            self.wait("draft", owner=author)
            self.key("open", author)

    def submit(self) -> None:
        author, seats = self.stage.author.pk, self.stage.seats
        with self.one_round_trip():
            self.execute(LOCK, self.id)
            self.leave("submit", author)
            self.event("submit", "draft", "voting", author)
            self.moved("voting", readers=[str(desk.place) for desk in seats])
            self.wait("voting", *[desk.pk for desk in seats])
            self.tell("bench.vote", *[voter.pk for voter in self.stage.voters])
            self.key("submit", author)

    def vote(self, number: int, choice: str) -> None:
        voter, desk = self.stage.voters[number].pk, self.stage.seats[number].pk
        with self.one_round_trip():
            self.execute(LOCK, self.id)
            self.execute(TASK_DONE, self.now, voter, choice, self.id, self.since, None, desk)
            self.event("cast", "voting", "voting", voter, choice=choice)
            self.tell("bench.voted", self.stage.officer.pk)
            self.key("cast", voter)
            if number == len(CHOICES) - 1:
                self.close()
            else:
                self.moved("voting")

    def close(self) -> None:
        author = self.stage.author.pk
        self.execute(DEADLINE_MET, self.now, self.id)
        self.event("close", "voting", "accepted", None, agree=CHOICES.count("agree"), decline=CHOICES.count("decline"))
        self.moved("accepted")
        self.wait("accepted", owner=author)
        self.tell("bench.result", author)

    def apply(self) -> None:
        author = self.stage.author.pk
        with self.one_round_trip():
            self.execute(LOCK, self.id)
            self.leave("apply", author)
            self.event("apply", "accepted", "applied", author, amount=AMOUNT)
            self.moved("applied")
            self.wait("applied", self.stage.authority.pk)
            self.tell("bench.applied", self.stage.awarder.pk)
            self.key("apply", author)

    def award(self) -> None:
        awarder = self.stage.awarder.pk
        with self.one_round_trip():
            self.execute(LOCK, self.id)
            self.leave("award", awarder, self.stage.authority.pk)
            self.event("award", "applied", "awarded", awarder)
            self.moved("awarded", ended=self.now)
            self.tell("bench.awarded", self.stage.author.pk)
            self.key("award", awarder)

    # The rows

    def leave(self, name: str, actor: int, desk: int | None = None) -> None:
        self.execute(TASK_DONE, self.now, actor, name, self.id, self.since, actor, desk)
        self.execute(DEADLINE_MET, self.now, self.id)

    def event(self, name: str, source: str, target: str, actor: int | None, **facts: object) -> None:
        self.seq += 1
        self.since = self.since if source == target else self.seq
        body = json.dumps(
            {
                "case": self.id,
                "seq": self.seq,
                "move": name,
                "actor": actor,
                "acted_for": None,
                "from": source,
                "to": target,
                "at": self.now.isoformat(),
                "rule": "project/1",
                "basis": "",
                "facts": facts,
                "words": "",
            },
            sort_keys=True,
        )
        self.head = hashlib.sha256(f"{self.head}\n{body}".encode()).hexdigest()
        self.execute(EVENT, self.id, self.seq, name, actor, source, target, self.now, Jsonb(facts), body, self.head)

    def moved(self, state: str, readers: Sequence[str] = (), ended: datetime | None = None) -> None:
        status = "DONE" if ended else "NEW"
        self.execute(MOVED, status, ended, state, self.seq, self.since, self.head, self.now, list(readers), self.id)

    def wait(self, state: str, *desks: int, owner: int | None = None) -> None:
        rule, length, inputs, steps = due(state)
        on = self.now.date() + length
        look_at = self.now + length - timedelta(days=REMIND_DAYS_BEFORE)
        self.execute(DEADLINE, self.id, state, rule, inputs, steps, on, True, self.seq, look_at)
        status = "ASSIGNED" if owner else "NEW"
        for desk in desks or [None]:
            self.execute(TASK, self.id, f"{FLOW}.at_{state}", "HUMAN", status, self.now, self.since, on, owner, desk)

    def tell(self, kind: str, *people: int) -> None:
        about, link = f"case {self.id}", f"/cases/{self.id}/"
        for person in people:
            key = f"{kind}/{person}/{self.seq}/{about}"
            self.execute(MESSAGE, key, kind, person, about, link, Jsonb({"title": self.title}), self.now)

    def key(self, name: str, actor: int) -> None:
        key = f"{name} {self.title if name == 'open' else self.id}"
        self.execute(KEY, actor, key, hashlib.sha256(key.encode()).hexdigest(), self.id, self.seq)

"""The command as others call it: a process of its own, and a database that does not exist."""

import json
import os
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.golden.case_files import cases, shown

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "manage.py", "calculate"]
ENVIRONMENT = os.environ | {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "DJANGO_SETTINGS_MODULE": "funding.settings.test",
    "FOERDERWEG_NO_VENV": "1",
}


def calculate(*arguments, lines):
    """Exit status, answers and what went to stderr."""
    raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    done = subprocess.run(
        [*COMMAND, *arguments], input=raw, capture_output=True, cwd=ROOT, env=ENVIRONMENT, check=False
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


IN_TIME = {"ask": "in_time", "due": "2026-04-07", "received_at": "2026-04-07T21:59:59Z"}
PLAN = {"ask": "plan", "expenditure": ["0.30"], "income": ["0.30"]}


@pytest.mark.parametrize("calculator", ["deadline", "verdict", "grant"])
def test_ten_thousand_requests_take_seconds_and_all_come_out(calculator):
    asked = list(islice(cycle(cases(calculator)), 10_000))
    begun = time.monotonic()
    status, answers, errors = calculate(calculator, lines=asked)
    taken = time.monotonic() - begun
    assert (status, errors) == (0, b"")
    assert [answer["id"] for answer in answers] == [case["id"] for case in asked]
    assert [shown(case, answer) for case, answer in zip(asked, answers, strict=True)] == [c["expected"] for c in asked]
    assert taken < 20


def test_steps_are_sentences_with_their_rule():
    _status, [answer], _errors = calculate("deadline", "--language", "en", lines=[cases("deadline")[1]])
    assert answer == {
        "id": "objection-ends-easter-monday",
        "due": "2026-04-07",
        "steps": [
            "§ 187 (1) BGB: The event is on Friday, 6 March 2026, which does not count.",
            "§ 188 (2), (3) BGB: Length: 1 month. The period ends on Monday, 6 April 2026.",
            "Working days: Monday, 6 April 2026 is a public holiday (Ostermontag).",
            "§ 193 BGB, § 31 (3) VwVfG: The next working day is Tuesday, 7 April 2026.",
        ],
    }


def test_each_line_has_its_answer_and_one_wrong_line_stops_no_other():
    lines = [{**IN_TIME, "id": 1}, b"", {"id": 2, "ask": "in_time"}, b"   ", {**IN_TIME, "id": "drei"}, IN_TIME]
    status, answers, errors = calculate("deadline", "--language", "en", lines=lines)
    assert (status, errors) == (1, b"")
    assert [answer.get("id") for answer in answers] == [1, 2, "drei", None]
    assert answers[1] == {"id": 2, "error": "due: is missing"}
    assert [answer.get("in_time") for answer in answers] == [True, None, True, True]
    assert ["id" in answer for answer in answers] == [True, True, True, False]


UNREADABLE = "the line is not readable as JSON"
NO_OBJECT = "the line is not a JSON object"
UNWRITABLE = "a text holds characters that cannot be written"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (b"{", {"id": None, "error": UNREADABLE}),
        (b"\xff\xfe", {"id": None, "error": UNREADABLE}),
        (b'{"id": "\x00"}', {"id": None, "error": UNREADABLE}),
        (b'{"id": 1} {"id": 2}', {"id": None, "error": UNREADABLE}),
        (b"[" * 100_000, {"id": None, "error": UNREADABLE}),
        (b'{"id": ' * 100_000, {"id": None, "error": UNREADABLE}),
        (b"[1]", {"id": None, "error": NO_OBJECT}),
        (b"null", {"id": None, "error": NO_OBJECT}),
        (b'"text"', {"id": None, "error": NO_OBJECT}),
        (b'{"id": 1, "ask": NaN}', {"id": 1, "error": "NaN is no number to reckon with"}),
        (b'{"id": 1, "ask": -Infinity}', {"id": 1, "error": "-Infinity is no number to reckon with"}),
        (b'{"id": 1, "ask": 1e999}', {"id": 1, "error": "1e999 is no number to reckon with"}),
        (b'{"id": 1, "ask": ' + b"9" * 5000 + b"}", {"id": 1, "error": "9" * 20 + " is no number to reckon with"}),
        (b'{"id": 1, "ask": "plan", "ask": "end"}', {"id": 1, "error": "ask: is named twice in one object"}),
        (b'{"id": 1, "ask": "\\u0000"}', {"id": 1, "error": UNWRITABLE}),
        (b'{"id": "\\ud800", "ask": "plan"}', {"id": "\ud800", "error": UNWRITABLE}),
        (b'{"id": {}, "ask": "plan"}', {"id": None, "error": "id: must be a text or a number"}),
        (
            b'{"ask": "plan", "expenditure": [true], "income": []}',
            {"id": None, "error": 'expenditure[0]: must be an amount of money that is not negative, like "1234.56"'},
        ),
    ],
)
def test_what_cannot_be_reckoned_gets_one_line_and_the_next_line_its_answer(run, line, answer):
    assert run(line) == [answer, True]


@pytest.fixture(scope="module")
def run():
    """One process for all lines, which also shows that an answer comes before the next request is asked."""
    command = [*COMMAND, "grant", "--language", "en"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=ENVIRONMENT) as process:

        def ask(line):
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield lambda line: [ask(line), ask(json.dumps(PLAN).encode())["balanced"]]
        process.stdin.close()
        assert process.wait() == 1


def test_umlauts_are_written_as_they_are_whatever_the_terminal_speaks():
    lines = [{"ask": "split", "amount": "1.00", "shares": [{"payer": "Förderverein €", "weight": 1}]}]
    raw = json.dumps(lines[0]).encode()
    done = subprocess.run(
        [*COMMAND, "grant"], input=raw, capture_output=True, cwd=ROOT, env=ENVIRONMENT | {"LC_ALL": "C"}, check=True
    )
    assert json.loads(done.stdout)["parts"] == {"Förderverein €": "1.00"}
    assert "Förderverein €".encode() in done.stdout


def test_a_reader_that_goes_away_is_no_error():
    command = [*COMMAND, "deadline"]
    line = json.dumps(IN_TIME).encode() + b"\n"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, cwd=ROOT, env=ENVIRONMENT) as process:
        process.stdin.write(line)
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        _out, errors = process.communicate(line * 2000)
    assert errors == b""


@pytest.mark.parametrize("arguments", [["interest"], ["deadline", "--language", "fr"], []])
def test_an_unknown_calculator_or_language_is_refused_before_any_line(arguments):
    with pytest.raises(CommandError):
        call_command("calculate", *arguments)

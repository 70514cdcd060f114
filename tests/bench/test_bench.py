"""The benchmark itself: it measures what it says, and the engine's number of statements does not creep up."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parents[2]
QUERIES = 29  # open 5, submit 4, each of five votes 3, apply 3, award 3
ROWS = {
    "bench_project": 1,
    "notifications_message": 13,
    "workflows_case DONE": 1,
    "workflows_deadline met": 4,
    "workflows_event": 10,
    "workflows_requestkey": 9,
    "workflows_task DONE": 8,
}


def bench(*arguments):
    """In a process and a database of its own: the peers are never installed beside the product."""
    command = [sys.executable, ROOT / "manage.py", "bench", *arguments]
    settings = {"DJANGO_SETTINGS_MODULE": "funding.settings.bench"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **settings})
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def written():
    return json.loads(bench("--rows"))


def test_our_case_takes_as_many_statements_as_it_always_did(written):
    assert written["ours"]["queries"] == QUERIES


def test_the_floor_leaves_behind_exactly_the_rows_of_our_engine(written):
    assert written["ours"]["rows"] == written["floor"]["rows"] == ROWS


def test_the_peers_do_the_work_they_are_said_to_do(written):
    assert written["django_fsm"] == {
        "queries": 40,
        "rows": {"bench_bareaudit": 10, "bench_barecase": 1, "bench_baretask": 8},
    }
    assert written["viewflow"] == {
        "queries": 120,
        "rows": {"viewflow_process DONE": 1, "viewflow_task DONE": 14, "viewflow_task_previous": 17},
    }


def test_the_real_way_goes_through_seven_kinds_of_cases_with_two_votes(written):
    rows = written["real_way"]["rows"]
    once = ("idea", "application", "examination", "approval", "ruling", "award")
    kinds = (*once, "decision")
    assert {kind: rows[f"funding_{kind}"] for kind in kinds} == {**dict.fromkeys(once, 1), "decision": 2}


def test_the_numbers_come_in_the_promised_shape():
    found = json.loads(bench("--json", "--cases", "4", "--rounds", "2"))
    of_another_case = {"cases_per_s", "queries", "cpu_ms"}
    of_a_peer = {*of_another_case, "of_floor"}
    assert {name: set(numbers) for name, numbers in found.items()} == {
        "floor": {"cases_per_s"},
        "ours": of_a_peer,
        "django_fsm": of_a_peer,
        "viewflow": of_a_peer,
        "real_way": of_another_case,
    }
    assert all(number > 0 for numbers in found.values() for number in numbers.values())

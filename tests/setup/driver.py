"""Started by the tests in a checkout of its own: uses the embedded server like manage.py does, standard library only.

driver.py SQL starts the server, runs SQL, prints one line of JSON and ends.
driver.py SQL stay does the same and then waits to be ended.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from funding.setup import environment
from funding.setup.postgresql.server import ROLE, Server


def answer(server: Server, statements: str) -> list[str]:
    psql = [
        server.place.programs / "psql",
        "-X",
        "-q",
        "-A",
        "-t",
        "-h",
        server.place.socket_folder,
        "-U",
        ROLE,
        "-d",
        ROLE,
    ]
    done = subprocess.run([*psql, "-c", statements], capture_output=True, text=True, check=True)
    return done.stdout.split()


environment.stop_on_signals()
server = Server("trial", disposable="disposable" in sys.argv)
server.start()
facts = {
    "answer": answer(server, sys.argv[1]),
    "pid": server._pid(),
    "data": str(server.place.data),
    "socket": str(server.place.socket_folder),
    "programs": str(server.place.programs),
    "runs_as": Path(f"/proc/{server._pid()}").stat().st_uid,
}
sys.stdout.write(json.dumps(facts) + "\n")
sys.stdout.flush()
while "stay" in sys.argv:
    time.sleep(1)

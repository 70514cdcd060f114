"""Django's PostgreSQL backend with an embedded server behind it, started by the first connection.

So `--help`, `calculate` or `lifecycles` start nothing, without anybody keeping a list of such commands.
"""

import sys
from functools import cache
from typing import Any

from django.db.backends.postgresql import base

from funding.setup.postgresql.programs import ServerError
from funding.setup.postgresql.server import Server


@cache
def server(name: str, *, disposable: bool) -> Server:
    return Server(name, disposable=disposable)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        embedded = server(**self.settings_dict["SERVER"])
        try:
            embedded.start()
        except (ServerError, OSError) as error:
            sys.exit(str(error))
        self.settings_dict["HOST"] = str(embedded.place.socket_folder)
        return super().get_connection_params()

"""Where the database is: DATABASE_URL, else an embedded server."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit


def database(name: str = "postgres", *, disposable: bool = False) -> dict[str, object]:
    """Django's DATABASES entry: the server of DATABASE_URL, else this checkout's embedded server called `name`.

    Nothing is started here. DATABASE_URL may carry libpq's options: `postgresql:///name?host=/run/postgresql`.
    """
    if address := os.environ.get("DATABASE_URL"):
        return from_url(address)
    return {
        "ENGINE": "funding.setup.postgresql",
        "NAME": "foerderweg",
        "USER": "foerderweg",
        "PORT": "5432",
        "SERVER": {"name": name, "disposable": disposable},
    }


def from_url(address: str) -> dict[str, object]:
    url = urlsplit(address)
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.removeprefix("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", url.hostname or ""),
        "PORT": str(url.port or ""),
        "OPTIONS": options,
    }

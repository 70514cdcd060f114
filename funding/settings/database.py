"""Where the database is: DATABASE_URL, else an embedded server, else a system PostgreSQL's programs."""

import os
from urllib.parse import unquote, urlsplit


def database() -> dict[str, object]:
    """Django's DATABASES entry."""
    url = urlsplit(os.environ["DATABASE_URL"])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path[1:],
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": url.port or "",
    }

"""The demo, and every command on a developer's machine: loopback only, a key of its own, mails stay in the house."""

import secrets

from funding.settings.base import *


def own_key() -> str:
    """This checkout's secret, made at first use."""
    path = ROOT / ".data" / "secret_key"
    path.parent.mkdir(exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = own_key()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "notifications.channels.mailbox.MailboxBackend"
STATIC_ROOT = None  # pages find their files in static/ and in the packages; nothing is collected
WHITENOISE_USE_FINDERS = True

"""Production: everything secret or local comes from the environment, and a missing or weak answer stops the start."""

from django.core.exceptions import ImproperlyConfigured

from funding.settings.build import *

LEAST_KEY = 50  # characters
LEAST_VARIETY = 10  # different characters


def required(name: str, meaning: str) -> str:
    value: str = os.environ.get(name, "").strip()
    if value:
        return value
    raise ImproperlyConfigured(f"{name} is not set: {meaning}.")


def strong(key: str) -> str:
    if len(key) < LEAST_KEY or len(set(key)) < LEAST_VARIETY or key.startswith("django-insecure"):
        raise ImproperlyConfigured(
            "SECRET_KEY is too weak. Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'."
        )
    return key


def secure(address: str) -> str:
    if address.startswith("https://"):
        return address
    raise ImproperlyConfigured("BASE_URL must begin with https://.")


def client_address(request: object) -> str:
    """The address the outermost trusted proxy saw, for the limits on signing in."""
    from allauth.account.adapter import get_adapter  # noqa: PLC0415 - needs the apps, which need these settings

    return str(get_adapter().get_client_ip(request))


SECRET_KEY = strong(required("SECRET_KEY", "it signs sessions and links"))
SECRET_KEY_FALLBACKS = [strong(key) for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split()]
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the host names this installation answers to, separated by spaces").split()
BASE_URL = secure(required("BASE_URL", "the address people type, for the links in mails"))
CSRF_TRUSTED_ORIGINS = [BASE_URL]
required("DATABASE_URL", "production brings its own PostgreSQL")
CELERY_BROKER_URL = required("REDIS_URL", "the broker that wakes the workers")
EMAIL_HOST = required("EMAIL_HOST", "the mail server")
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL", "the sender of all mails")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Limits on signing in are counted in the database, so that they hold for all processes and without the broker.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # with few of them, whoever sends much would push the counted limits out
    }
}

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

# The proxy in front ends TLS and overwrites these headers; PROXIES is how many of them there are.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PROXIES", "1"))
AXES_CLIENT_IP_CALLABLE = client_address

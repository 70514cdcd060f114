"""Settings of the test suite: no network but loopback, the broker at a host that does not exist."""

from funding.settings.base import *

DATABASES = {"default": database("postgres-test", disposable=True)}
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_URL = "redis://broker.invalid:6379/0"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.lab"]  # two small lifecycles the engine is tried on
TEMPLATES = [TEMPLATES[0] | {"DIRS": [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "lab" / "templates"]}]

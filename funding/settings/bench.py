"""The benchmark: the engine as it runs in production, on a durable server, beside the peers it is measured against."""

from funding.settings.base import *

SECRET_KEY = "only-for-the-benchmark"  # noqa: S105
INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

"""The test settings for processes a test starts; what differs from test to test comes from the environment."""

import os
from pathlib import Path

from funding.settings.test import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]  # noqa: F405
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]  # noqa: F405
SILENCED_SYSTEM_CHECKS = ["mail.E003"]  # the kinds of the test are registered in the test only
BASE_URL = "https://foerderweg.example"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["TEST_MAIL_PORT"])
CELERY_BROKER_URL = os.environ.get("TEST_BROKER", CELERY_BROKER_URL)  # noqa: F405

"""What building the image needs: static files with hashed names, and no secret."""

from funding.settings.base import *

SECRET_KEY = "never-signs-anything"  # noqa: S105
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

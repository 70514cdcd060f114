"""Keys to the API: a person's own, with what they may do and until when. Only the hash is kept."""

import datetime as dt
import secrets
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from funding.people.secrets import hashed

PREFIX = "fw_"


class ApiToken(models.Model):
    class Scope(models.TextChoices):
        READ = "read", _("read")
        MOVE = "move", _("make moves")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope.choices), verbose_name=_("may"))
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def issue(cls, person: models.Model, name: str, scopes: list[str], expires_at: dt.datetime) -> tuple[Self, str]:
        """The row and the secret, which is shown this once and cannot be found again."""
        secret = PREFIX + secrets.token_urlsafe(32)
        return cls.objects.create(
            person=person, name=name, scopes=scopes, expires_at=expires_at, hash=hashed(secret)
        ), secret

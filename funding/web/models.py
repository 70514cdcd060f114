"""What the pages remember of a person: how far they have read, and the address of their calendar."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from funding.people.secrets import hashed
from workflows.models import Case

PERSON = settings.AUTH_USER_MODEL


class Visit(models.Model):
    """Up to which event a person has seen a case; not when."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "case"], name="visit_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.case_id}/{self.seq}"


class CalendarLink(models.Model):
    """A secret address under which a calendar program reads a person's due days, and nothing else. Only its hash is
    kept. Each person has one at most that counts."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(revoked_at=None), name="calendar_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.created_at:%Y-%m-%d}"

    @classmethod
    def issue(cls, person: models.Model) -> str:
        """A new secret, shown this once. The one before counts no more; the caller is in a transaction."""
        get_user_model().objects.select_for_update().get(pk=person.pk)
        cls.revoke(person)
        secret = secrets.token_urlsafe(32)
        cls.objects.create(person=person, hash=hashed(secret))
        return secret

    @classmethod
    def revoke(cls, person: models.Model) -> int:
        return cls.objects.filter(person=person, revoked_at=None).update(revoked_at=Now())

"""Who signs in. People are known to the history by `public_id` only."""

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from funding.people.sorting import SortKeyField


class People(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None, **facts: object) -> "User":
        """A person; without a password they can sign in only by code, passkey or their organisation's account."""
        user = self.model(email=email, name=name, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str, password: str | None = None, **facts: object) -> "User":
        return self.create_user(email, name, password, is_staff=True, is_superuser=True, **facts)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_key = SortKeyField(of="name")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="de")
    invented = models.BooleanField(_("invented for the demonstration"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("runs the installation"), default=False)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="people_user_email_lower"),
        )
        indexes = (models.Index(fields=["sort_key", "id"], name="people_user_sort"),)

    def __str__(self) -> str:
        return self.name or str(_("somebody who was forgotten"))

    def get_full_name(self) -> str:
        return self.name

    def save(self, *args: object, **options: object) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **options)

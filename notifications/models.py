"""The outbox: one row per recipient and matter. Rows are written with the case, sent afterwards."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from notifications.keys import Way

SEVEN_O_CLOCK = time(7)


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    UNDELIVERED = "undelivered", _("undelivered")
    VOID = "void", _("void")


class Message(models.Model):
    """What one person is to be told about one matter.

    Until `lease_until` nobody else touches the row: with a token a worker holds it, without one it waits for
    its next try. A row with a `digest` goes out with that one and shares its end. `address` and `language` are those
    of somebody without an account; the address goes as soon as the message has gone out or was given up.
    """

    key = models.TextField()
    kind = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    address = models.TextField(default="", db_default="")
    language = models.TextField(default="", db_default="")
    about = models.TextField()
    link = models.TextField()
    context = models.JSONField(default=dict, db_default={})
    due_at = models.DateTimeField()
    state = models.TextField(choices=State, default=State.WAITING, db_default=State.WAITING)
    digest = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="members")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    message_id = models.TextField(default="", db_default="")
    last_error = models.TextField(default="", db_default="")
    reported_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                name="message_due",
                fields=["due_at"],
                condition=models.Q(state=State.WAITING, digest=None),
            ),
            models.Index(name="message_digest", fields=["digest"], condition=models.Q(digest__isnull=False)),
            models.Index(
                name="message_unreported",
                fields=["id"],
                condition=models.Q(state=State.UNDELIVERED, reported_at=None),
            ),
        )
        constraints = (
            models.UniqueConstraint(name="message_once", fields=["key"]),
            models.CheckConstraint(name="message_state_known", condition=models.Q(state__in=State.values)),
        )

    def __str__(self) -> str:
        return self.key


class Preference(models.Model):
    """How a person wants to be told about one kind of matter; without a row: at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.TextField()
    way = models.TextField(choices=Way)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="preference_once", fields=["person", "kind"]),
            models.CheckConstraint(name="preference_way_known", condition=models.Q(way__in=Way.values)),
        )


class Hours(models.Model):
    """A person's quiet hours (both or neither; they may span midnight) and when the daily mail comes."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    digest_at = models.TimeField(default=SEVEN_O_CLOCK, db_default=SEVEN_O_CLOCK)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="quiet_hours_whole",
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
        )


class DeliveredMail(models.Model):
    """The demo's mailbox: what would have left the house."""

    to_name = models.TextField()
    to_address = models.TextField()
    subject = models.TextField()
    body = models.TextField()
    message_id = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(name="delivered_to", fields=["to_address", "-id"]),)

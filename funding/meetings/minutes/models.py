"""The minutes of a meeting, and what members object to in them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Seat
from workflows.models import Case

PERSON = settings.AUTH_USER_MODEL


class Minutes(Case):
    """Child of its meeting, whose agenda items hold what is said of each."""

    objections_until = models.DateField(_("objections until"), null=True)
    signed_at = models.DateTimeField(_("signed by the office at"), null=True)
    approved_on = models.DateField(_("approved on"), null=True)

    @property
    def sitting(self) -> Any:
        return self.parent.meeting


class Objection(models.Model):
    """`answer` empty: not answered yet. `upheld`: the minutes are corrected."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="objections")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    answer = models.TextField(blank=True)
    upheld = models.BooleanField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", upheld=None) | (~Q(answer="") & Q(upheld__isnull=False)),
                name="objection_answered_or_not",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}/{self.seat_id}"

"""Reading without a part in the case: for an inspection, or once in an emergency. Each look is a row for ever."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

PERSON: Any = settings.AUTH_USER_MODEL


class Inspection(models.Model):
    """A person reads for a time and changes nothing: what the holders of `desk` read, or in an emergency one `case`.

    `dossier` and `terms` narrow what the desk reads to one file, to cases opened under these terms. It counts from
    `granted_at` on, which at a desk takes a `second` person, between `begins_at` and `ends_at`, until `ended_at`.
    """

    reader = models.ForeignKey(PERSON, models.PROTECT, related_name="inspections")
    desk = models.ForeignKey("workflows.Desk", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("workflows.Case", models.PROTECT, null=True, related_name="+")
    dossier = models.ForeignKey("workflows.Dossier", models.PROTECT, null=True, related_name="+", db_index=False)
    terms = models.JSONField(default=dict, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.TextField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    second = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", db_index=False)
    granted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="inspection_has_an_end"),
            models.CheckConstraint(
                condition=Q(desk__isnull=False, case=None) | Q(desk=None, case__isnull=False),
                name="inspection_of_desk_or_case",
            ),
            models.CheckConstraint(
                condition=Q(granted_at=None) | Q(second__isnull=False) | Q(case__isnull=False),
                name="inspection_by_two",
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("asked_by")) & ~Q(second=F("reader")),
                name="inspection_by_two_others",
            ),
            models.CheckConstraint(condition=Q(desk=None) | ~Q(asked_by=F("reader")), name="inspection_by_others"),
        ]

    def __str__(self) -> str:
        return f"inspection {self.pk}"

    @property
    def emergency(self) -> bool:
        return self.case_id is not None


class Reading(models.Model):
    """One look: when, by which permission, at what. `item` is the number of the document."""

    class Door(models.TextChoices):
        LIST = "list", _("list of the cases")
        CASE = "case", _("case")
        RESULT = "result", _("result of the vote")
        DOCUMENT = "document", _("document")
        LOG = "log", _("audit log")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="readings")
    case = models.ForeignKey("workflows.Case", models.PROTECT, null=True, related_name="+")
    door = models.CharField(max_length=10, choices=Door.choices)
    item = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.door} {self.case_id or ''}"

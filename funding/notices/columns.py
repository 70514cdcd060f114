"""A notice on its way to its recipient: an award, a revocation. What its case keeps of how it was sent and served."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case

# What the states in which a notice waits are called in every table.
SENT, NOTIFIED = "sent", "notified"
OBJECTION = "objection"
REMEDIES = (OBJECTION, "action")
SERVICE_FIELDS = ["channel", "posted_on", "instructed", "received_on", "retrieved_on", "receipt_disputed", "served_on"]


class Channel(models.TextChoices):
    LETTER = "letter", _("letter")
    ELECTRONIC = "electronic", _("electronic document")
    PORTAL = "portal", _("portal")
    FORMAL = "formal", _("formal service")


def sending_fields() -> tuple[models.Field, ...]:
    """Columns of a row whose notice is served: how it was sent, and what is known of its receipt."""
    return (
        models.CharField(_("sent by"), max_length=10, choices=Channel.choices, blank=True),
        models.DateField(_("posted on"), null=True),
        models.DateField(_("received on"), null=True),
        models.DateField(_("retrieved on"), null=True),
        models.BooleanField(_("receipt is disputed"), default=False),
        models.BooleanField(_("with a correct instruction on remedies"), default=True),
    )


def remedy_fields() -> tuple[models.DateField, ...]:
    """When it was served, and by when it can be contested."""
    return (
        models.DateField(_("served on"), null=True),
        models.DateField(_("decision on the objection served on"), null=True),
        models.DateField(_("remedy until"), null=True),
        models.DateField(_("remedy waived on"), null=True),
    )


def notice_of(case: Case) -> Any:
    """The row that holds `jurisdiction`, `issued_on`, the fields of the service and those of the remedy."""
    return getattr(case, str(case.lifecycle).replace("_", ""))

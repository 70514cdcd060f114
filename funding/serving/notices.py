"""A notice on its way to its recipient: an award, a revocation. What its case keeps of how it was sent and served."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from workflows.models import Case

# What the states in which a notice waits are called in every table.
SENT, NOTIFIED = "sent", "notified"
OBJECTION = "objection"
REMEDIES = (OBJECTION, "action")
SERVICE_FIELDS = ["channel", "posted_on", "instructed", "received_on", "retrieved_on", "receipt_disputed", "served_on"]


class Channel(TextChoices):
    LETTER = "letter", _("letter")
    ELECTRONIC = "electronic", _("electronic document")
    PORTAL = "portal", _("portal")
    FORMAL = "formal", _("formal service")


def notice_of(case: Case) -> Any:
    """The row that holds `jurisdiction`, `issued_on`, the fields of the service and those of the remedy."""
    return getattr(case, str(case.lifecycle))

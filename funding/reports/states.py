"""The words of a report's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    SCHEDULED = "scheduled", _("scheduled")
    OPEN = "open", _("being written")
    INTERNALLY_RELEASED = "internally_released", _("released within the organisation")
    SUBMITTED = "submitted", _("submitted")
    UNDER_REVIEW = "under_review", _("being checked")
    RETURNED = "returned", _("returned for completion")
    ACCEPTED = "accepted", _("accepted")
    ACCEPTED_WITH_REDUCTION = "accepted_with_reduction", _("accepted with a reduction")
    REJECTED = "rejected", _("rejected")
    DROPPED = "dropped", _("no longer needed")


class M(TextChoices):
    OPEN = "open_report", _("Open the report")
    WRITE = "write", _("Edit the report")
    ATTACH = "attach", _("Attach a document")
    ADVISE = "advise", _("Give advice")
    RELEASE_INTERNALLY = "release_internally", _("Release for signature")
    TAKE_BACK = "take_back", _("Take back for correction")
    SUBMIT = "submit", _("Sign and submit")
    START_REVIEW = "start_review", _("Begin the check")
    RETURN = "return", _("Return for completion")
    ACCEPT = "accept", _("Accept the report")
    ACCEPT_WITH_REDUCTION = "accept_with_reduction", _("Accept with a reduction")
    REJECT = "reject", _("Reject the report")
    EXTEND = "extend", _("Grant a later day")
    WAIVE = "waive", _("Do without the report")
    DROP = "drop", _("Drop with the award")

"""The words of a partner's commitment during the award: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    PROMISED = "promised", _("promised")
    MISSED = "missed", _("not kept, the authority to be told")
    REPORTED = "reported", _("not kept, the authority has been told")
    KEPT = "kept", _("kept")
    PARTLY_KEPT = "partly_kept", _("partly kept")
    BROKEN = "broken", _("broken")
    REPLACED = "replaced", _("replaced by a change")
    ENDED = "ended", _("ended with the award")


class M(TextChoices):
    ATTACH = "attach", _("Attach a document")
    NOTE_KEPT = "note_kept", _("Note that the commitment was kept")
    NOTE_MISSED = "note_missed", _("Note that the commitment was not kept")
    FOLLOW_NOTIFICATION = "follow_notification", _("Follow the notification")
    FOLLOW_CHANGE = "follow_change", _("Follow the change notice")
    CORRECT = "correct", _("Correct what was noted")
    ASK_ANEW = "ask_anew", _("Ask anew whether it was kept")
    END = "end_with_award", _("End with the award")

"""The words of the decision on an objection: its states and its moves, as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    IN_PREPARATION = "in_preparation", _("in preparation")
    SIGNED = "signed", _("signed by the first person")
    ISSUED = "issued", _("issued")
    SENT = "sent", _("sent, not yet served")
    SERVED = "served", _("served")
    DROPPED = "dropped", _("dropped")


class M(TextChoices):
    SIGN = "sign", _("Write and sign the decision")
    REOPEN = "reopen", _("Return for correction")
    ISSUE = "issue", _("Issue the decision")
    DISPATCH = "dispatch", _("Record the sending")
    NOTE_RECEIPT = "note_receipt", _("Note receipt, retrieval or dispute")
    SEND_ANEW = "send_anew", _("Prepare to send anew")
    ESTABLISH_SERVICE = "establish_service", _("Establish the service")
    DROP = "drop", _("Drop the decision")
    END = "end", _("End with the notice")

"""The words of a notice's way: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    ISSUED = "issued", _("issued")
    SENT = "sent", _("sent, not yet served")
    NOTIFIED = "notified", _("served")
    CONTESTED = "contested", _("contested")
    INADMISSIBLE = "inadmissible", _("contested too late")
    FINAL = "final", _("final")
    ANNULLED = "annulled", _("annulled")
    MOOT = "moot", _("moot")


class M(TextChoices):
    DISPATCH = "dispatch", _("Record the sending")
    NOTE_RECEIPT = "note_receipt", _("Note receipt, retrieval or dispute")
    SEND_ANEW = "send_anew", _("Prepare to send anew")
    ESTABLISH_SERVICE = "establish_service", _("Establish the service")
    BECOME_FINAL = "become_final", _("Become final")
    WAIVE_REMEDY = "waive_remedy", _("Waive the remedy")
    CONTEST = "contest", _("Record an objection or action")
    UPHOLD = "uphold", _("Record that the notice stands")
    ANNUL = "annul", _("Record the annulment")
    RECORD_LATE_REMEDY = "record_late_remedy", _("Record a late objection or action")
    REINSTATE = "reinstate", _("Reinstate the remedy")
    WITHDRAW_REMEDY = "withdraw_remedy", _("Record that the remedy was withdrawn")
    DISMISS_REMEDY = "dismiss_remedy", _("Record that the remedy is inadmissible")
    WRITE_DECISION = "write_decision", _("Write the decision on the objection")
    FOLLOW_DECISION = "follow_decision", _("Follow the decision on the objection")
    FOLLOW = "follow", _("Follow what was decided")

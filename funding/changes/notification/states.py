"""The words of a notification's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    HEARING = "hearing", _("recipient to be heard")
    NO_ACTION = "no_action", _("nothing has to be done")
    CHANGE_REQUIRED = "change_required", _("a change request is required")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ENDED = "ended", _("ended with the award")


class M(TextChoices):
    ATTACH = "attach", _("Attach a document")
    SEND = "send", _("Send the notification")
    ACKNOWLEDGE = "acknowledge", _("Acknowledge")
    LEAVE_IT = "leave_it", _("Note that nothing has to be done")
    REQUIRE_CHANGE = "require_change", _("Require a change request")
    HEAR = "hear", _("Decide to hear the recipient")
    WITHDRAW = "withdraw", _("Withdraw the notification")
    END = "end_with_award", _("End with the award")

"""The words of a statement's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    ON_AGENDA = "on_agenda", _("on the agenda")
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("rejected")
    SENT = "sent", _("sent")
    ACKNOWLEDGED = "acknowledged", _("receipt acknowledged")
    NO_REPLY = "no_reply", _("without a reply")
    ANSWERED = "answered", _("answered")
    FED_BACK = "fed_back", _("fed back")
    WITHDRAWN = "withdrawn", _("withdrawn")


class M(TextChoices):
    EDIT = "edit", _("Edit the statement")
    ATTACH = "attach", _("Attach a document")
    PUT_ON_AGENDA = "put_on_agenda", _("Put on the agenda")
    FOLLOW_ADOPTION = "follow_adoption", _("Follow the adopted resolution")
    FOLLOW_REJECTION = "follow_rejection", _("Follow the rejection")
    COME_BACK = "come_back", _("Come back from the body")
    SEND = "send", _("Send the statement")
    ACKNOWLEDGE = "acknowledge", _("Note the acknowledgement")
    MISS_REPLY = "miss_reply", _("Note that no reply has come")
    REMIND = "remind_addressee", _("Remind the addressee")
    NOTE_ANSWER = "note_answer", _("Note the answer")
    FEED_BACK = "feed_back", _("Feed back to group and body")
    WITHDRAW = "withdraw", _("Withdraw the statement")
    FOLLOW_FALL = "follow_fall", _("Follow that the resolution has fallen")
    HEAR_OF_FALL = "hear_of_fall", _("Take note that the resolution has fallen")

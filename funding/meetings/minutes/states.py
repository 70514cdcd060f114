"""The words of the life of a meeting's minutes: states and moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    MINUTES_DRAFT = "minutes_draft", _("in preparation")
    MINUTES_CIRCULATED = "minutes_circulated", _("with the members")
    MINUTES_TO_SIGN = "minutes_to_sign", _("objection period over")
    MINUTES_SIGNED = "minutes_signed", _("signed by the office")
    MINUTES_APPROVED = "minutes_approved", _("minutes approved")
    PUBLISHED_EXTRACT = "published_extract", _("extract published")


class M(TextChoices):
    NOTE = "note", _("Write on an item")
    CIRCULATE = "circulate", _("Send to the members")
    AGREE = "agree", _("Read, no objection")
    OBJECT = "object", _("Object to the minutes")
    ANSWER = "answer", _("Answer an objection")
    END_OBJECTIONS = "end_objections", _("End the objection period")
    CORRECT = "correct", _("Correct the minutes")
    FOLLOW_ATTENDANCE = "follow_attendance", _("Follow the attendance")
    SIGN = "sign", _("Sign the minutes")
    APPROVE = "approve", _("Approve and sign")
    SEND_BACK = "send_back", _("Send back to the office")
    PUBLISH = "publish", _("Publish the extract")

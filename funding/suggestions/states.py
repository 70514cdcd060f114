"""The words of an idea handed in by the public: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    RECEIVED = "received", _("received")
    CONFIRMED = "confirmed", _("address confirmed")
    ACCEPTED = "accepted", _("accepted as an idea")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class M(TextChoices):
    CONFIRM = "confirm", _("Take note of the confirmed address")
    ACCEPT = "accept", _("Accept it as an idea")
    DECLINE = "decline", _("Decline it")
    WITHDRAW = "withdraw", _("Record that it was withdrawn")

"""The words of a challenge: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    CHALLENGED = "challenged", _("challenged")
    EXAMINED = "examined", _("examined")
    CONFIRMED = "confirmed", _("resolution confirmed")
    VOID = "void", _("resolution void")
    CURE_DUE = "cure_due", _("to be made up for")
    CURING = "curing", _("being voted on again")
    CURED = "cured", _("made up for")
    WITHDRAWN = "withdrawn", _("withdrawn")


class M(TextChoices):
    EXAMINE = "examine", _("Examine the challenge")
    DECIDE = "decide", _("Decide on the challenge")
    MAKE_UP = "make_up", _("Put the question to the body again")
    FOLLOW_CURE = "follow_cure", _("Follow the new vote")
    FOLLOW_FALL = "follow_fall", _("Follow the fall of the new vote")
    GIVE_UP = "give_up", _("Leave the resolution void")
    WITHDRAW = "withdraw", _("Record the withdrawal of the challenge")

"""The words of an expert's vote: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    ASKED = "asked", _("asked for")
    DISCLOSED = "disclosed", _("a conflict of interest disclosed")
    ACCEPTED = "accepted", _("being written")
    HANDED_IN = "handed_in", _("handed in")
    DECLINED = "declined", _("declined")
    EXCLUDED = "excluded", _("expert excluded")
    WITHDRAWN = "withdrawn", _("no longer asked for")
    ENDED = "ended", _("ended with the assessment")


class M(TextChoices):
    DECLARE = "declare", _("Take it on and declare conflicts of interest")
    DECLINE = "decline", _("Decline")
    ADMIT = "admit", _("Admit the expert all the same")
    EXCLUDE = "exclude", _("Exclude the expert")
    EXTEND = "extend", _("Give more time")
    HAND_IN = "hand_in", _("Sign and hand in the vote")
    WITHDRAW = "withdraw", _("No longer ask for it")
    END = "end", _("End with the assessment")

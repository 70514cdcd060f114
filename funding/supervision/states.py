"""The words of the approval of a resolution by the supervisory authority: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    ASKED = "asked", _("to be obtained")
    ANSWERED = "answered", _("answer entered")
    EFFECTIVE = "effective", _("effective")
    REFUSED = "refused", _("refused")
    ENDED = "ended", _("ended with the vote")


class M(TextChoices):
    ENTER = "enter_answer", _("Enter the supervisory authority's answer")
    CONFIRM = "confirm", _("Confirm the answer")
    RETURN = "return", _("Return the entry")
    END = "end_with_parent", _("End with the vote")

"""The words of a new recipient's consent: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    ASKED = "asked", _("asked for consent")
    AGREED = "agreed", _("consent given")
    AWAITED = "awaited", _("approved, passes on its day")
    HELD_UP = "held_up", _("held up on its day")
    PASSED = "passed", _("passed to the new recipient")
    REFUSED = "refused", _("consent refused")
    ENDED = "ended", _("without its ground")


class M(TextChoices):
    AGREE = "agree", _("Agree to become the recipient")
    REFUSE = "refuse", _("Refuse to become the recipient")
    FOLLOW_CHANGE = "follow_change", _("Follow the change notice that was sent")
    PASS_OVER = "pass_over", _("Pass to the new recipient")
    GIVE_UP = "give_up", _("Give up that the award passes")
    FOLLOW_FALL = "follow_fall", _("Follow that the change notice has fallen")
    END = "end", _("End without its ground")

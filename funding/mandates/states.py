"""The words of a body's mandate: what is resolved, the states and the moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    SET_UP = "set_up", _("A body is set up")
    DISSOLVE = "dissolve", _("A body is dissolved")


class S(TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("waiting for the second person")
    CONFIRMED = "confirmed", _("confirmed")
    DISCARDED = "discarded", _("discarded")


class M(TextChoices):
    ENTER = "enter", _("Enter what was resolved")
    ATTACH = "attach", _("Attach a document")
    PROPOSE = "propose", _("Propose for confirmation")
    TAKE_BACK = "take_back", _("Take the proposal back")
    RETURN = "return", _("Return for correction")
    CONFIRM = "confirm", _("Confirm what was resolved")
    DISCARD = "discard", _("Discard the draft")
    END = "end_with_body", _("End with the body")

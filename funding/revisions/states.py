"""The words of a programme version in the making: its states and its moves, as buttons, history and pages say them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("waiting for the second person")
    PUBLISHED = "published", _("published")
    DISCARDED = "discarded", _("discarded")


class M(TextChoices):
    DESCRIBE = "describe", _("Enter title and validity")
    SET_MEASURES = "set_measures", _("Enter the measures")
    SET_RULES = "set_rules", _("Enter the rules")
    PROPOSE = "propose", _("Propose for publication")
    TAKE_BACK = "take_back", _("Take the proposal back")
    RETURN = "return", _("Return for correction")
    PUBLISH = "publish", _("Publish the version")
    DISCARD = "discard", _("Discard the draft")

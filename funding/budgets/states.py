"""The words of a budget's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("waiting for the release")
    RELEASED = "released", _("released")
    CHANGE_PROPOSED = "change_proposed", _("change waiting for the release")
    CLOSED = "closed", _("closed at the end of the year")
    DISCARDED = "discarded", _("discarded")


class M(TextChoices):
    SET_SHARES = "set_shares", _("Enter the funders and their shares")
    PROPOSE = "propose", _("Submit for release")
    RETURN = "return", _("Return for correction")
    RELEASE = "release", _("Release the budget")
    PROPOSE_CHANGE = "propose_change", _("Propose other shares")
    RELEASE_CHANGE = "release_change", _("Release the change")
    REFUSE_CHANGE = "refuse_change", _("Refuse the change")
    CLOSE = "close", _("Close the budget")
    DISCARD = "discard", _("Discard the budget")

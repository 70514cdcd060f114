"""The words of a claim's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    CLAIMED = "claimed", _("claimed back")
    LOSS_REPORTED = "loss_reported", _("loss reported")
    RELEASE_PROPOSED = "release_proposed", _("release proposed")
    PAID = "paid", _("paid back")
    RELEASED = "released", _("released by the authority")
    BORNE = "borne", _("loss borne by the recipient")


class M(TextChoices):
    NOTE_PAYMENT = "note_payment", _("Note a payment")
    REPORT_LOSS = "report_loss", _("Report the loss to the authority")
    TAKE_BACK = "take_back", _("Take the report of the loss back")
    PROPOSE_RELEASE = "propose_release", _("Propose what is released")
    RETURN_PROPOSAL = "return_proposal", _("Return the proposal")
    DECIDE_RELEASE = "decide_release", _("Decide as proposed")
    BEAR_LOSS = "bear_loss", _("Bear the loss")

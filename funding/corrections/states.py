"""The words of the correction of a payment: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class M(TextChoices):
    CONFIRM = "confirm", _("Confirm the correction")
    REFUSE = "refuse", _("Refuse the correction")
    WITHDRAW = "withdraw", _("Withdraw the correction")

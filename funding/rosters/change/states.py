"""The words of a change of a body's seats: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class M(TextChoices):
    CONFIRM = "confirm", _("Confirm the change of the seats")
    REFUSE = "refuse", _("Refuse the change of the seats")
    WITHDRAW = "withdraw", _("Withdraw the change of the seats")
    END = "end_with_body", _("End with the body")

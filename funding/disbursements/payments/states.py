"""The words of a payment's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    USE_AWAITED = "use_awaited", _("use awaited")
    USE_OVERDUE = "use_overdue", _("use overdue")
    USE_CONFIRMED = "use_confirmed", _("use confirmed")
    RETURNED_FUNDS = "returned_funds", _("money given back")
    ENDED = "ended", _("ended with the award")


AWAITING_USE = (S.USE_AWAITED, S.USE_OVERDUE)
SETTLED = (S.USE_CONFIRMED, S.RETURNED_FUNDS)


class M(TextChoices):
    FALL_OVERDUE = "fall_overdue", _("Note that the use is overdue")
    CONFIRM_USE = "confirm_use", _("Confirm the use")
    NOTE_FUNDS_RETURNED = "note_funds_returned", _("Note money given back")
    CORRECT_RETURN = "correct_return", _("Correct money noted as given back")
    FOLLOW_CORRECTED_RETURN = "follow_corrected_return", _("Take over the corrected return")
    CORRECT_INTEREST = "correct_interest", _("Correct noted interest")
    COUNT_AS_PROVEN = "count_as_proven", _("Count as proven")
    CORRECT = "correct", _("Correct the value date")
    FOLLOW_CORRECTION = "follow_correction", _("Take over the corrected value date")
    END = "end_with_award", _("End with the award")

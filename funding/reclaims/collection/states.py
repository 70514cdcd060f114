"""The words of a collection's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    UNDER_RESERVE = "under_reserve", _("not final, paid under reserve")
    RECLAIMED = "reclaimed", _("to be paid back")
    DEFERRED = "deferred", _("payment deferred")
    RELIEF_PROPOSED = "relief_proposed", _("relief proposed")
    ENFORCED = "enforced", _("in enforcement")
    REFUND_DUE = "refund_due", _("to be refunded")
    RESTING = "resting", _("payment open")
    PAID = "paid", _("paid back")
    NOTHING_DUE = "nothing_due", _("nothing to pay back")
    WAIVED = "waived", _("payment waived")
    FALLEN = "fallen", _("no longer owed")


class M(TextChoices):
    NOTE_PAYMENT = "note_payment", _("Note a payment")
    FOLLOW_NOTICE = "follow_notice", _("Follow the notice")
    RECKON_INTEREST = "reckon_interest", _("Reckon the interest")
    DROP_INTEREST = "drop_interest", _("Reckon the interest anew")
    WAIVE_INTEREST = "waive_interest", _("Do without the interest")
    END_DEFERRAL = "end_deferral", _("End the deferral")
    ENFORCE = "enforce", _("Hand over to enforcement")
    PROPOSE_RELIEF = "propose_relief", _("Propose relief")
    REFUSE_RELIEF = "refuse_relief", _("Refuse the relief")
    GRANT_RELIEF = "grant_relief", _("Defer or remit the payment")
    WRITE_OFF = "write_off", _("Write the claim off")
    TAKE_BACK_NOTICE = "take_back_notice", _("Take the notice back")
    TAKE_BACK_INTEREST = "take_back_interest", _("Take the notice of interest back")
    CORRECT = "correct", _("Correct a noted payment")
    FOLLOW_CORRECTION = "follow_correction", _("Take over the corrected payment")
    NOTE_REFUND = "note_refund", _("Note the refund")

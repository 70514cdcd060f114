"""The words of a file's retention: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    RETENTION = "retention", _("in retention")
    INTERRUPTED = "interrupted", _("the file goes on")
    PERIOD_ENDED = "period_ended", _("retention period ended")
    OFFERED_TO_ARCHIVE = "offered_to_archive", _("offered to the archive")
    NOT_TAKEN = "not_taken", _("not taken by the archive")
    ARCHIVED = "archived", _("archived")
    ERASURE_PROPOSED = "erasure_proposed", _("erasure proposed")
    HELD = "held", _("under legal hold")
    ERASED = "erased", _("erased")


class M(TextChoices):
    END_PERIOD = "end_period", _("End the retention period")
    INTERRUPT = "interrupt", _("Interrupt: a case of the file goes on")
    BEGIN_ANEW = "begin_anew", _("Reckon the retention anew")
    OFFER = "offer_to_archive", _("Offer to the archive")
    TAKE_OVER = "take_over", _("Note that the archive has taken the file over")
    DECLINE = "decline_offer", _("Note that the archive declines")
    MISS_ANSWER = "miss_answer", _("Note that the archive has not answered")
    PROPOSE_ERASURE = "propose_erasure", _("Propose the erasure")
    REFUSE_ERASURE = "refuse_erasure", _("Refuse the erasure")
    ERASE = "erase", _("Erase the file")
    HOLD = "hold", _("Put under legal hold")
    LIFT_HOLD = "lift_hold", _("Lift the legal hold")

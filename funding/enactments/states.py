"""The words of a fact of law on its way into force: its kinds, its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    BASE_RATE = "base_rate", _("base rate of a half-year")
    HOLIDAY = "holiday", _("holiday of a state")
    LOCAL_HOLIDAY = "local_holiday", _("yearly holiday at one seat")
    RULE = "rule", _("rule of law")


HOLIDAYS = (Kind.HOLIDAY, Kind.LOCAL_HOLIDAY)


class S(TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("waiting for the second person")
    COUNTING = "counting", _("the days are being counted anew")
    IN_FORCE = "in_force", _("in force")
    DISCARDED = "discarded", _("discarded")


class M(TextChoices):
    ENTER = "enter", _("Enter what the law says")
    PROPOSE = "propose", _("Propose for release")
    TAKE_BACK = "take_back", _("Take the proposal back")
    RETURN = "return", _("Return for correction")
    RELEASE = "release", _("Release")
    NOTE_COUNT = "note_count", _("Note that the days are counted anew")
    DISCARD = "discard", _("Discard the draft")
    SETTLE = "settle", _("Note that it has been entered elsewhere")

"""The words of a year's end: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    OPEN = "open", _("year goes on")
    TO_DECIDE = "to_decide", _("rest to be decided on")
    PROPOSED = "proposed", _("decision proposed")
    CARRIED_OVER = "carried_over", _("carried over")
    LAPSED = "lapsed", _("rest lapsed")
    USED_UP = "used_up", _("nothing left")
    ENDED = "ended", _("ended with the award")


class M(TextChoices):
    CUT_OFF = "cut_off", _("Close the year")
    COUNT_ANEW = "count_anew", _("Count the year anew")
    PROPOSE = "propose", _("Propose what becomes of the rest")
    RETURN = "return", _("Return the proposal")
    DECIDE = "decide", _("Decide as proposed")
    END = "end_with_award", _("End with the award")

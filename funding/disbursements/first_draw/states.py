"""The words of a first call for money: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    WAITING = "waiting", _("first call awaited")
    MET = "met", _("called for in time")
    MISSED = "missed", _("not called for in time")
    DROPPED = "dropped", _("condition dropped")
    ENDED = "ended", _("ended with the award")


class M(TextChoices):
    LOOK = "look", _("Look whether money was called for")
    RECOUNT = "recount", _("Count the day anew")
    EXTEND = "extend", _("Set a later day")
    DROP = "drop", _("Drop the condition")
    END = "end_with_award", _("End with the award")

"""The words of a roster's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    COMPLETE = "complete", _("complete")
    LAPSING = "lapsing", _("a bench is about to lack members")
    INCOMPLETE = "incomplete", _("a bench lacks members")
    DISSOLVED = "dissolved", _("dissolved")


class M(TextChoices):
    APPOINT = "appoint", _("Enter who takes a seat")
    APPOINT_CHAIR = "appoint_chair", _("Enter who takes the chair")
    END_TERM = "end_term", _("Enter that somebody leaves")
    ADD_SEAT = "add_seat", _("Add a seat")
    ABOLISH_SEAT = "abolish_seat", _("Abolish a seat")
    ATTACH = "attach", _("Attach a document")
    REVIEW = "review", _("Look at the composition")
    CARRY_OUT = "carry_out", _("Carry out the confirmed change")
    HAND_OVER = "hand_over", _("Leave to the office what hinders an election")
    DISSOLVE = "dissolve", _("Note that the body is dissolved")

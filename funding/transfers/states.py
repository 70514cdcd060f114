"""The words of a transfer's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    OFFERED = "offered", _("offered")
    INTEREST = "interest", _("interest declared")
    CONTACT = "contact", _("in contact")
    ADAPTED = "adapted", _("adapted")
    ADOPTED = "adopted", _("taken over by the other region")
    ABANDONED = "abandoned", _("abandoned")


class M(TextChoices):
    DECLARE_INTEREST = "declare_interest", _("Declare interest")
    GET_IN_CONTACT = "get_in_contact", _("Note the first contact")
    RELEASE = "release", _("Release documents")
    ADAPT = "adapt", _("Begin an idea of our own")
    ADOPT = "adopt", _("Record the adoption")
    ABANDON = "abandon", _("Do not take it up")
    END_OFFER = "end_offer", _("End the offer")

"""A statement: what a region's body has to say to a body or an authority above it, and what was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from workflows.models import Case


class Statement(Case):
    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("taken up")
        PARTLY = "partly", _("taken up in part")
        REJECTED = "rejected", _("not taken up")

    CARRIED_OUT = frozenset({"sent", "acknowledged", "no_reply", "answered", "fed_back"})  # what a body resolved

    body = models.ForeignKey(Body, models.PROTECT, related_name="statements")
    group = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    wording = models.TextField(_("wording of the statement"), blank=True)
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    resolved_on = models.DateField(_("resolved on"), null=True)
    answer_by = models.DateField(_("answer asked for by"), null=True)
    acknowledged_on = models.DateField(_("acknowledged on"), null=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answer_text = models.TextField(_("what was answered"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True)
    conclusion = models.TextField(_("what follows from it in the region"), blank=True)

"""The roster of a body: who sits on its seats and in its chair, and which bench lacks members."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from workflows.models import Case


class Roster(Case):
    """One a body. `lacking`: what its composition lacks from `lacking_on` on, each {"bench", "required", "filled"}; who
    sits where stands at the desks, who entered it and why in the history."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="roster")
    lacking = models.JSONField(default=list)
    lacking_on = models.DateField(_("a bench lacks members from"), null=True)

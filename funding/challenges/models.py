"""A challenge: who says what came about wrongly, and what was found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Seat
from funding.decisions.models import Fault
from workflows.models import Case


class Challenge(Case):
    """`contested`: the seats that should not have voted. `recount`: the outcome with them and without, as examined;
    of a result entered wrongly, the entered one and the right one, and nobody's `seat` has challenged it."""

    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    received_on = models.DateField(_("received on"))
    fault = models.CharField(_("what came about wrongly"), max_length=20, choices=Fault.choices)
    contested = models.JSONField(default=list)
    found = models.BooleanField(_("the fault is found"), null=True)
    decisive = models.BooleanField(_("the fault was decisive"), null=True)
    recount = models.JSONField(null=True)
    finding = models.TextField(_("finding"), blank=True)

"""The consent of the organisation to which an award is to pass."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.regions.models import Organisation
from workflows.models import Case


class Succession(Case):
    """Child of its change request, for one organisation and one day. The newest counts.

    `amount`, `paid`, `proof_due_on`: of the award on the day it was asked, for whoever is to agree.
    """

    new_recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("new recipient"))
    passes_on = models.DateField(_("passes on"))
    amount = models.DecimalField(_("awarded"), max_digits=14, decimal_places=2)
    paid = models.DecimalField(_("paid out"), max_digits=14, decimal_places=2)
    period_to = models.DateField(_("period to"))
    proof_due_on = models.DateField(_("proof of use due on"))
    purpose = models.TextField(_("purpose"))
    conditions = models.TextField(_("conditions"), blank=True)

    @property
    def award(self) -> Any:
        return self.parent.change.award

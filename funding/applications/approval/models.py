"""What the committee, or the authority where there is none, grants of an application."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Approval(Case):
    """Child of its application; the newest counts. `granted`: what the body approved."""

    granted = models.DecimalField(_("approved grant"), max_digits=14, decimal_places=2, null=True)
    conditions = models.TextField(_("conditions of the resolution"), blank=True)
    resolved_by = models.CharField(max_length=200, blank=True)
    resolved_on = models.DateField(null=True)

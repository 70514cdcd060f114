"""A consultation: one working group's discussion of an idea."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from workflows.models import Case


class Consultation(Case):
    """Child of its idea. `answer`: the recommendation, or why there is none."""

    group = models.ForeignKey(Body, models.PROTECT, related_name="+")
    answer = models.TextField(_("what the working group says"), blank=True)
    resolved_on = models.DateField(_("the working group resolved on"), null=True)

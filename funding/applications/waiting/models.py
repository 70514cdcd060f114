"""An application's wait for money of its year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Waiting(Case):
    """Child of the decision on the grant. `goes_on_as`: the state that comes to once the money is there."""

    goes_on_as = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(_("rank on the waiting list"), null=True)

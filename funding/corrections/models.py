"""The correction of a payment: what stood there, what is right."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Correction(Case):
    """Child of a payment of the award, of which the value date was wrong, or what came back of it; of the collection to
    which a repayment came in, or of money used late, for which interest came in. What stands there changes only once it
    is confirmed."""

    noted_date = models.DateField(_("value date as noted"))
    value_date = models.DateField(_("right value date"))
    noted_amount = models.DecimalField(_("sum as noted"), max_digits=14, decimal_places=2, null=True)
    amount = models.DecimalField(_("right sum"), max_digits=14, decimal_places=2, null=True)
    grounds = models.TextField(_("what was wrong, and what shows it"))

    @property
    def is_of_a_sum(self) -> bool:
        """Not of the day of a payment."""
        return self.noted_amount is not None

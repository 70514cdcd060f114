"""The correction of a payment's value date: what stood there, what is right."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Correction(Case):
    """Child of the payment. The value date of its disbursement changes only once it is confirmed."""

    noted_date = models.DateField(_("value date as noted"))
    value_date = models.DateField(_("right value date"))
    grounds = models.TextField(_("what was wrong, and what shows it"))

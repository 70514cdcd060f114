"""A disbursement: money of an award that the recipient calls for, and what became of the call."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from funding.regions.models import Organisation
from workflows.models import Case


class Disbursement(Case):
    """Child of its award. `number` is given when it is first submitted; `value_date` is there once it has been paid.
    `payee`: the recipient when the account was entered; it stays so whoever is the recipient later."""

    number = models.PositiveSmallIntegerField(_("number of the request"), null=True)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True)
    needed_from = models.DateField(_("needed from"), null=True)
    needed_until = models.DateField(_("needed until"), null=True)
    purpose = models.TextField(_("what it is needed for"), blank=True)
    iban = models.CharField(_("account (IBAN)"), max_length=34, blank=True)
    payee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("paid to"))
    approved_amount = models.DecimalField(_("approved amount"), max_digits=14, decimal_places=2, null=True)
    value_date = models.DateField(_("value date"), null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_amount__isnull=True) | Q(approved_amount__lte=F("amount")),
                name="disbursement_not_above_the_request",
            ),
            models.CheckConstraint(
                condition=Q(value_date__isnull=True) | Q(approved_amount__isnull=False),
                name="disbursement_paid_is_approved",
            ),
        )

    @property
    def award(self) -> Any:
        return self.parent.award

    @cached_property
    def reclaim_is_open(self) -> bool:
        """Whether the award is being revoked. In a move it is read together with the award (`disbursement_of`)."""
        below = Case.objects.filter(lifecycle__in=("reclaim", "collection"), ancestors__contains=[self.parent_id])
        return below.filter(finished=None).exists()

"""What a final recipient owes back to the recipient of the award."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.money import NOTHING
from workflows.models import Case


class ForwardingClaim(Case):
    """Child of its forwarding. `received`: what the final recipient has paid back. `released`: what of the sum the
    recipient need not give back to the authority; `proposed`: of that, what the case worker proposes."""

    amount = models.DecimalField(_("claimed back"), max_digits=14, decimal_places=2)
    pay_by = models.DateField(_("to be paid by"))
    received = models.DecimalField(_("paid back"), max_digits=14, decimal_places=2, default=NOTHING)
    proposed = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    released = models.DecimalField(_("released by the authority"), max_digits=14, decimal_places=2, default=NOTHING)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(amount__gt=0, received__gte=0, received__lte=F("amount")),
                name="forwarding_claim_received_at_most",
            ),
            models.CheckConstraint(
                condition=Q(released__gte=0, released__lte=F("amount")), name="forwarding_claim_released_at_most"
            ),
        )

    @property
    def outstanding(self) -> Decimal:
        return self.amount - self.received

    @property
    def award(self) -> Any:
        return self.parent.parent.award

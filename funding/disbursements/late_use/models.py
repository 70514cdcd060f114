"""Money of a disbursement that was not used soon after its payment, and the interest on it (§ 49a (4) VwVfG)."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.law.remedy import INSTRUCTION, Instructed, instruction_fields
from funding.money import NOTHING
from workflows.models import Case


class LateUse(Instructed, Case):
    """Child of its disbursement. `parts`: [{"amount", "until"}], what was used, or came back, late, and when.
    `interest_steps`: the worked calculation."""

    paid_on = models.DateField(_("paid on"))
    use_until = models.DateField(_("to be used by"))
    parts = models.JSONField(default=list)
    answer = models.TextField(_("comments of the recipient"), blank=True)
    interest = models.DecimalField(_("interest determined"), max_digits=14, decimal_places=2, null=True)
    interest_steps = models.JSONField(default=list)
    pay_by = models.DateField(_("to be paid by"), null=True)
    reasons = models.TextField(_("reasons"), blank=True)
    remedy_type, remedy_name, remedy_street, remedy_postcode, remedy_town = instruction_fields()
    received = models.DecimalField(_("interest paid"), max_digits=14, decimal_places=2, default=NOTHING)

    INSIDE = frozenset({"interest", "pay_by", "reasons", *INSTRUCTION})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(received=0) | Q(interest=None) | Q(received__gt=0, received__lte=F("interest")),
                name="late_use_received_at_most",
            ),
        )

    @property
    def award(self) -> Any:
        return self.parent.parent.award

    @property
    def amount(self) -> Decimal:
        return sum((Decimal(part["amount"]) for part in self.parts), NOTHING)

    @property
    def outstanding(self) -> Decimal:
        return (self.interest or NOTHING) - self.received

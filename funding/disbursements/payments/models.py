"""A payment: money of an award that is with the recipient, and what became of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.disbursements.models import Disbursement
from funding.disbursements.payments.states import S
from funding.money import NOTHING
from workflows.models import Case

Part = tuple[Decimal, dt.date]  # a sum, with the day until which it was not used


class Payment(Case):
    """Child of its disbursement, whose row says what was paid, and when. `returns`: [{"amount", "value_date"}], what
    came back unused; `used_on`: when the last of the rest was spent."""

    returns = models.JSONField(default=list)
    used_on = models.DateField(_("used on"), null=True)

    @property
    def disbursement(self) -> Disbursement:
        return self.parent.disbursement

    @property
    def award(self) -> Any:
        return self.parent.parent.award

    @property
    def has_ended(self) -> bool:
        return self.state == S.ENDED

    @property
    def returned(self) -> Decimal:
        return sum((amount for amount, _until in self._came_back()), NOTHING)

    def parts(self) -> list[Part]:
        """What came back, or was used, and when; none while it is awaited."""
        rest = self.disbursement.approved_amount - self.returned
        used = [(rest, self.used_on)] if self.used_on and rest else []
        return [*self._came_back(), *used]

    def _came_back(self) -> list[Part]:
        return [(Decimal(each["amount"]), dt.date.fromisoformat(each["value_date"])) for each in self.returns]

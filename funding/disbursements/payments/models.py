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
from workflows.refusals import Refused
from workflows.wording import worded

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
    def returned(self) -> Decimal:
        return sum((amount for amount, _until in self._came_back()), NOTHING)

    def parts(self) -> list[Part]:
        """What came back, or was used, and when; none while it is awaited."""
        rest = self.disbursement.approved_amount - self.returned
        used = [(rest, self.used_on)] if self.used_on and rest else []
        return [*self._came_back(), *used]

    def check_correction(self, correction: Any) -> None:
        """Raises Refused where what has happened since it was proposed leaves nothing to correct."""
        if self.state == S.ENDED:
            raise Refused("nothing_to_correct", _("The payment is settled otherwise by now. Refuse the correction."))
        first = min((until for _amount, until in self.parts()), default=None)
        if first and correction.value_date > first:
            raise Refused(
                "used_before",
                _("The money was used, or came back, on %(day)s, before that day. Refuse the correction."),
                day=worded(first),
            )

    def _came_back(self) -> list[Part]:
        return [(Decimal(each["amount"]), dt.date.fromisoformat(each["value_date"])) for each in self.returns]

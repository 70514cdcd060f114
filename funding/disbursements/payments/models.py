"""A payment: money of an award that is with the recipient, and what became of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.disbursements.models import Disbursement
from funding.disbursements.payments.states import M, S
from funding.money import NOTHING
from workflows.models import Case
from workflows.refusals import Refused
from workflows.wording import worded

Part = tuple[Decimal, dt.date]  # a sum, with the day until which it was not used


class Payment(Case):
    """Child of its disbursement, whose row says what was paid, and when. `returns`: [{"amount", "value_date"}], what
    came back unused; `used_on`: when the last of the rest was spent; `spent`: [{"amount", "used_on"}], what earlier."""

    returns = models.JSONField(default=list)
    spent = models.JSONField(default=list)
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
        """What came back, or was used, and when; none while it is awaited. What came back was not spent, whatever was
        noted of it: the spending noted for the latest days falls away first."""
        rest, spent = self.disbursement.approved_amount - self.returned, []
        for each in sorted(self.spent, key=lambda each: str(each["used_on"])):
            amount = min(Decimal(each["amount"]), rest)
            rest -= amount
            spent.append((amount, dt.date.fromisoformat(each["used_on"])))
        last = [(rest, self.used_on)] if self.used_on else []
        return [*self._came_back(), *(part for part in (*spent, *last) if part[0] > NOTHING)]

    def check_correction(self, correction: Any) -> None:
        """Raises Refused where what has happened since it was proposed leaves nothing to correct."""
        if correction.is_of_a_sum:
            self._check_corrected_return(correction)
            return
        if self.state == S.ENDED:
            raise settled_otherwise()
        first = min((until for _amount, until in self.parts()), default=None)
        if first and correction.value_date > first:
            raise Refused(
                "used_before",
                _("The money was used, or came back, on %(day)s, before that day. Refuse the correction."),
                day=worded(first),
            )

    def _check_corrected_return(self, correction: Any) -> None:
        noted = self.entry(correction.noted_amount, correction.noted_date)
        if noted not in self.returns:
            raise settled_otherwise()
        self.check_still_there(correction.noted_amount - correction.amount)
        if correction.amount > self.most_instead_of(correction.noted_amount):
            raise settled_otherwise()

    @staticmethod
    def entry(amount: Decimal, value_date: dt.date) -> dict[str, str]:
        """What came back as `returns` keeps it."""
        return {"amount": str(amount), "value_date": value_date.isoformat()}

    def most_instead_of(self, noted: Decimal) -> Decimal:
        """How much at most can have come back where this was noted."""
        rest = self.disbursement.approved_amount - self.returned
        return noted + min(rest, self.award.held)

    def check_still_there(self, less: Decimal) -> None:
        """Raises Refused where what is taken back has been called for again since."""
        from funding.disbursements.queries import called_for_since, left  # noqa: PLC0415 - it asks all models

        first = self.events.filter(move=M.NOTE_FUNDS_RETURNED).earliest("seq")
        if less > max(left(self.award), NOTHING) and called_for_since(self.award, first.at):
            raise Refused(
                "called_for_again",
                _(
                    "Of what was noted as given back %(amount)s have been called for, or paid, again. Return that "
                    "request, or have the money back first."
                ),
                amount=worded(less - max(left(self.award), NOTHING)),
            )

    def _came_back(self) -> list[Part]:
        return [(Decimal(each["amount"]), dt.date.fromisoformat(each["value_date"])) for each in self.returns]


def settled_otherwise() -> Refused:
    return Refused("nothing_to_correct", _("The payment is settled otherwise by now. Refuse the correction."))

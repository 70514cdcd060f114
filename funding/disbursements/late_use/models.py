"""Money of a payment that was not used soon after its payment, and the interest on it (§ 49a (4) VwVfG)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.disbursements.late_use.states import CORRECTABLE
from funding.law.remedy import INSTRUCTION, Instructed, instruction_fields
from funding.money import NOTHING
from workflows.models import Case
from workflows.refusals import Refused


class Proposal(models.TextChoices):
    LEAVE_IT = "leave_it", _("no interest is demanded")
    TAKE_BACK = "take_back", _("the notice is taken back and the interest reckoned anew")
    LET_STAND = "let_stand", _("the notice stands")
    WAIVE = "waive", _("the interest is waived")


class LateUse(Instructed, Case):
    """Child of its payment. `parts`: [{"amount", "until"}], what was used, or came back, late, and when.
    `interest_steps`: the worked calculation; `bearing`: of which money that was not given back it is, and of which
    days, as `Owed` writes them. `payments`: [{"amount", "value_date"}], what came in; `surplus`: what of it is beyond
    the interest and goes back. `stands_for`: {"paid_on", "parts"}, the facts by which it was decided that the notice
    stands although it rests on others."""

    paid_on = models.DateField(_("paid on"))
    use_until = models.DateField(_("to be used by"))
    parts = models.JSONField(default=list)
    answer = models.TextField(_("comments of the recipient"), blank=True)
    interest = models.DecimalField(_("interest determined"), max_digits=14, decimal_places=2, null=True)
    interest_steps = models.JSONField(default=list)
    bearing = models.JSONField(default=list)
    pay_by = models.DateField(_("to be paid by"), null=True)
    reasons = models.TextField(_("reasons"), blank=True)
    remedy_type, remedy_name, remedy_street, remedy_postcode, remedy_town = instruction_fields()
    received = models.DecimalField(_("interest paid"), max_digits=14, decimal_places=2, default=NOTHING)

    payments = models.JSONField(default=list)
    surplus = models.DecimalField(_("to be refunded"), max_digits=14, decimal_places=2, default=NOTHING)
    stands_for = models.JSONField(null=True)

    INSIDE = frozenset({"interest", "pay_by", "reasons", *INSTRUCTION})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(received=0) | Q(interest=None) | Q(received__gt=0, received__lte=F("interest")),
                name="late_use_received_at_most",
            ),
            models.CheckConstraint(condition=Q(surplus__gte=0), name="late_use_surplus"),
        )

    @property
    def award(self) -> Any:
        return self.parent.parent.parent.award

    @property
    def rests_on(self) -> dict[str, Any]:
        """The facts from which the interest is reckoned."""
        return {"paid_on": self.paid_on.isoformat(), "parts": self.parts}

    @property
    def amount(self) -> Decimal:
        return sum((Decimal(part["amount"]) for part in self.parts), NOTHING)

    @property
    def outstanding(self) -> Decimal:
        return (self.interest or NOTHING) - self.received

    @staticmethod
    def entry(amount: Decimal, value_date: dt.date) -> dict[str, str]:
        """What came in as `payments` keeps it."""
        return {"amount": str(amount), "value_date": value_date.isoformat()}

    def check_correction(self, correction: Any) -> None:
        """Raises Refused where what has happened since it was proposed leaves nothing to correct."""
        if self.state not in CORRECTABLE:
            raise Refused(
                "not_corrected_now",
                _("The interest is “%(state)s”. Wait, or have that returned or taken back first."),
                state=self.stay.label,
            )
        noted = self.entry(correction.noted_amount, correction.noted_date)
        if noted not in self.payments or correction.amount < self.least_of(correction.noted_amount):
            raise Refused("nothing_to_correct", _("The payment is settled otherwise by now. Refuse the correction."))

    def least_of(self, amount: Decimal) -> Decimal:
        """How much of a payment of this sum was needed for what has been refunded."""
        return max(NOTHING, amount - self.received - self.surplus)

"""A reclaim: an award is revoked in full or in part, and what was paid on it comes back with interest."""

import datetime as dt
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.law.remedy import INSTRUCTION, Instructed, instruction_fields
from funding.money import NOTHING
from funding.reclaims.grounds import GROUNDS, Ground
from funding.regions.states import STATES
from workflows.models import Case


class Extent(models.TextChoices):
    FULL = "full", _("in full")
    PART = "part", _("in part")


class Reach(models.TextChoices):
    EX_TUNC = "ex_tunc", _("also for the past (ex tunc)")
    EX_NUNC = "ex_nunc", _("for the future only (ex nunc)")


class Relief(models.TextChoices):
    """What an authority may do with a claim, § 59 LHO."""

    DEFERRAL = "deferral", _("deferral: the claim is paid later")
    ANNULMENT = "annulment", _("the notice is taken back")
    REMISSION = "remission", _("remission: the claim is given up")
    INTEREST = "interest", _("the notice of interest is taken back and the interest reckoned anew")
    WRITE_OFF = "write_off", _("write-off: the claim is not pursued")


def money(label: Any, **options: Any) -> Any:
    return models.DecimalField(label, max_digits=14, decimal_places=2, **options)


class Reclaim(Instructed, Case):
    """Child of its award. `amount`: what is revoked, as the recipient was heard on it, from the sending of the notice
    on as that says, or a court; `drafted`: as the notice will say. For the past it is reclaimed, for the future it
    falls away unpaid (§ 49a (1) VwVfG). `ineffective_from`: the day from which interest runs. `received` and `waived`
    are of the sum, without interest; `interest_waived`: what of the interest was remitted, kept where it is reckoned
    anew; `bearing`: of which money and days it is, as `Owed` writes them; `payments`: [{"amount", "value_date"}], of
    sum and interest together; `refunded`: what of them went back to the recipient. From the day it takes effect:
    `final_on`, empty again while it is contested; `claim`, what of `amount` is asked back; `followed`: whether and how
    the award has followed; `booked`: what of the claim is back, as the award counts it. `after_settlement`: the notice
    came after the proof of use was settled; `absorbed_by`: the version of the award that has taken account of it,
    granting a whole sum since. `settles`: it asks back what the settlement has left over and lessens the grant no
    further.
    """

    ground = models.CharField(_("ground"), max_length=30, choices=[(key, each.label) for key, each in GROUNDS.items()])
    extent = models.CharField(_("extent of the revocation"), max_length=10, choices=Extent.choices)
    reach = models.CharField(_("effect of the revocation"), max_length=10, choices=Reach.choices)
    amount = money(_("sum revoked"))
    ineffective_from = models.DateField(_("ineffective from"), null=True)
    known_on = models.DateField(_("all facts known on"))
    revocable_until = models.DateField(_("revocable until"), null=True)
    allegations = models.TextField(_("what speaks for the revocation"))
    answer_by = models.DateField(_("comments until"))
    answer = models.TextField(_("comments of the recipient"), blank=True)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=2, choices=STATES)

    drafted = money(_("sum of the notice"), null=True)
    pay_by = models.DateField(_("to be paid by"), null=True)
    reasons = models.TextField(_("reasons"), blank=True)
    remedy_type, remedy_name, remedy_street, remedy_postcode, remedy_town = instruction_fields()
    issued_on = models.DateField(_("issued on"), null=True)

    final_on = models.DateField(_("final on"), null=True)
    annulled_on = models.DateField(_("annulled on"), null=True)

    payments = models.JSONField(default=list)
    received = money(_("paid back"), default=NOTHING)
    waived = money(_("waived"), default=NOTHING)
    interest = money(_("interest determined"), null=True)
    interest_received = money(_("interest paid"), default=NOTHING)
    interest_waived = money(_("interest waived"), default=NOTHING)
    interest_steps = models.JSONField(default=list)
    bearing = models.JSONField(default=list)
    refunded = money(_("refunded"), default=NOTHING)
    claim = money(_("to be paid back"), null=True)
    followed = models.JSONField(null=True)
    after_settlement = models.BooleanField(default=False)
    absorbed_by = models.PositiveSmallIntegerField(null=True)
    settles = models.BooleanField(default=False)
    booked = models.DecimalField(max_digits=14, decimal_places=2, default=NOTHING)

    INSIDE = frozenset({"drafted", "pay_by", "reasons", "interest", "interest_received", *INSTRUCTION})

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount__gte=0), name="reclaim_amount"),
            models.CheckConstraint(condition=Q(received__gte=0, waived__gte=0), name="reclaim_not_negative"),
            models.CheckConstraint(
                condition=Q(interest_received=0) | Q(interest_received__gte=0, interest_received__lte=F("interest")),
                name="reclaim_interest_at_most",
            ),
        )

    @property
    def award(self) -> Any:
        return self.parent.award

    @cached_property
    def all_of_the_award(self) -> list["Reclaim"]:
        """All that the award follows, and this one as this transaction knows it. One query."""
        followed = Reclaim.objects.filter(parent_id=self.parent_id, followed__isnull=False)
        return [*followed.exclude(pk=self.pk), self]

    @property
    def law(self) -> Ground:
        return GROUNDS[self.ground]

    @property
    def reclaimed(self) -> Decimal:
        """What is to be given back: nothing where the award falls for the future only (§ 49a (1) VwVfG)."""
        return self.reclaimed_of(self.amount if self.claim is None else self.claim)

    def reclaimed_of(self, amount: Decimal) -> Decimal:
        return NOTHING if self.reach == Reach.EX_NUNC or self.annulled_on else amount

    @property
    def takes(self) -> list[str]:
        """All of it that an award follows."""
        return [str(NOTHING if self.annulled_on else self.amount), str(self.reclaimed), str(self.waived)]

    @property
    def outstanding(self) -> Decimal:
        """Of the sum, without interest."""
        return max(NOTHING, self.reclaimed - self.received - self.waived)

    @property
    def interest_outstanding(self) -> Decimal:
        return NOTHING if self.interest is None else self.interest - self.interest_received - self.interest_waived

    @property
    def is_open(self) -> bool:
        return bool(self.outstanding or self.interest_outstanding)

    @property
    def to_refund(self) -> Decimal:
        """What came in and is owed no longer, since the notice fell or a court took less."""
        return self._in_hand - self.received - self.interest_received

    @staticmethod
    def entry(amount: Decimal, value_date: dt.date) -> dict[str, str]:
        """A payment as `payments` keeps it."""
        return {"amount": str(amount), "value_date": value_date.isoformat()}

    def least_of(self, amount: Decimal) -> Decimal:
        """How much of a payment of this sum was needed for what has been refunded."""
        return max(NOTHING, amount - self._in_hand)

    @property
    def _in_hand(self) -> Decimal:
        return sum((Decimal(paid["amount"]) for paid in self.payments), NOTHING) - self.refunded

    def share_out(self) -> None:
        """What has come in goes on the sum first, then on the interest."""
        self.received = min(self._in_hand, max(NOTHING, self.reclaimed - self.waived))
        self.interest_received = min(self._in_hand - self.received, self.interest_received + self.interest_outstanding)

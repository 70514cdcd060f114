"""A budget: what the funders of a programme have for one calendar year, a pot each, and what is taken from each pot."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.money import NOTHING
from funding.programmes.models import Programme
from funding.regions.models import Organisation
from workflows.models import Case


class Budget(Case):
    """`shares`: [{"payer", "weight", "amount"}] as last entered; the pots hold what was released."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="budgets")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("calendar year"))
    shares = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=["programme", "authority", "year"], name="budget_of_year"),)


class Pot(models.Model):
    """What one funder has in a budget. `weight`: the part of each grant it bears; `taken`: the sum of the holdings."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="pots")
    payer = models.CharField(_("funder"), max_length=200)
    weight = models.PositiveIntegerField(_("part of each grant"))
    amount = models.DecimalField(_("in the pot"), max_digits=14, decimal_places=2)
    taken = models.DecimalField(_("taken"), max_digits=14, decimal_places=2, default=NOTHING)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["budget", "payer"], name="pot_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="pot_bears_a_part"),
            models.CheckConstraint(condition=Q(taken__gte=0, taken__lte=F("amount")), name="pot_not_overdrawn"),
        )

    def __str__(self) -> str:
        return f"{self.payer} {self.budget.year}"

    @property
    def left(self) -> Decimal:
        return self.amount - self.taken


class Holding(models.Model):
    """What one application, later its award, holds of a pot."""

    pot = models.ForeignKey(Pot, models.PROTECT, related_name="holdings", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    amount = models.DecimalField(_("held"), max_digits=14, decimal_places=2)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["pot", "case"], name="holding_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="holding_of_something"),
        )

    def __str__(self) -> str:
        return f"{self.amount} of {self.pot_id} for {self.case_id}"

"""A partner's commitment during the award: what was promised, and what has become of it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.money import NOTHING
from funding.promises import Contribution, Firmness
from workflows.models import Case


class Commitment(Case):
    """Child of its award. `kept`: what of the amount has come, in kind its value; None as long as nobody has said.
    `made_in`, `replaced_in`: the versions of the award, by a change, that made it and that it no longer stands in;
    the same where that version has fallen.
    `known_on`: since when the recipient has known that not everything comes; from it the duty to tell runs."""

    partner = models.CharField(_("partner"), max_length=200)
    contribution = models.CharField(_("contribution"), max_length=12, choices=Contribution.choices)
    promise = models.CharField(_("what is promised"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("sum or value"), max_digits=14, decimal_places=2, default=NOTHING)
    until = models.DateField(_("promised until"))
    firmness = models.CharField(_("how it was promised"), max_length=10, choices=Firmness.choices)
    kept = models.DecimalField(_("of this has come"), max_digits=14, decimal_places=2, null=True)
    kept_on = models.DateField(_("kept on"), null=True)
    known_on = models.DateField(_("known since"), null=True)

    made_in = models.PositiveSmallIntegerField(null=True)
    replaced_in = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount__gte=0), name="commitment_not_negative"),
            models.CheckConstraint(
                condition=Q(kept=None) | Q(kept__gte=0, kept__lte=models.F("amount")), name="commitment_kept_at_most"
            ),
        )

    @property
    def award(self) -> Any:
        return self.parent.award

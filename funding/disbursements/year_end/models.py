"""The end of a budget year of an award: what was not called for until then."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.money import NOTHING
from workflows.models import Case


class Proposal(models.TextChoices):
    CARRY_OVER = "carry_over", _("it is carried over into the next year")
    LAPSE = "lapse", _("it lapses")


class YearEnd(Case):
    """Child of its award. `unspent`: what of the plan until then nobody had called for when the year ended; `lapsed`:
    what of that nobody can call for any more; `carried_over`: what of it may be called for later. `absorbed_by`: the
    version of the award that has granted a whole sum since."""

    year = models.PositiveSmallIntegerField(_("calendar year"))
    unspent = models.DecimalField(_("not called for"), max_digits=14, decimal_places=2, null=True)
    proposal = models.CharField(_("proposed"), max_length=20, choices=Proposal.choices, blank=True)
    lapsed = models.DecimalField(_("lapsed"), max_digits=14, decimal_places=2, default=NOTHING)
    carried_over = models.DecimalField(_("carried over"), max_digits=14, decimal_places=2, default=NOTHING)
    absorbed_by = models.PositiveSmallIntegerField(null=True)

    INSIDE = frozenset({"proposal"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(lapsed=0) | Q(lapsed__gt=0, lapsed__lte=F("unspent")), name="year_end_lapsed_at_most"
            ),
        )

    @property
    def decided(self) -> Decimal:
        return self.lapsed + self.carried_over

    @property
    def award(self) -> Any:
        return self.parent.award

"""One fact of law as an authority enters it, before and after it counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.enactments.states import HOLIDAYS, Kind
from funding.law.models import JURISDICTIONS
from funding.law.rules import RULES
from funding.regions.models import Organisation
from workflows.models import Case


class Enactment(Case):
    """`value`: as typed and found plausible; `named`: of a holiday. `taken_out`: the day is no holiday after all.
    `before`: what stood there when it was proposed, {"value", "source"}; null: nothing. `counted`: after a holiday,
    {"cases": how many were counted again, "failed": numbers of those that could not be}."""

    kind = models.CharField(_("what is entered"), max_length=20, choices=Kind.choices)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    jurisdiction = models.CharField(_("counts in"), max_length=2, choices=JURISDICTIONS, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("seat at which it is a holiday")
    )
    rule = models.CharField(_("rule"), max_length=40, choices=tuple(RULES.items()), blank=True)
    valid_from = models.DateField(_("first day, or the day of the holiday"), null=True)
    value = models.TextField(_("what the law says"), blank=True)
    named = models.CharField(_("name of the holiday"), max_length=100, blank=True)
    taken_out = models.BooleanField(_("is no holiday after all"), default=False)
    source = models.TextField(_("source"), blank=True)
    before = models.JSONField(null=True)
    counted = models.JSONField(null=True)

    def not_asked(self, move: str) -> frozenset[str]:
        """Inputs of this move that say nothing to this kind."""
        return frozenset(ASKED) - ASKED_OF[Kind(self.kind)] if move == "enter" else frozenset()

    @property
    def is_holiday(self) -> bool:
        return self.kind in HOLIDAYS


ASKED = ("jurisdiction", "organisation", "rule", "value", "named", "taken_out")
ASKED_OF = {
    Kind.BASE_RATE: frozenset({"value"}),
    Kind.HOLIDAY: frozenset({"jurisdiction", "named", "taken_out"}),
    Kind.LOCAL_HOLIDAY: frozenset({"organisation", "named", "taken_out"}),
    Kind.RULE: frozenset({"jurisdiction", "rule", "value"}),
}

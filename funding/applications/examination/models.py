"""What the grant authority has found about one version of an application."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.programmes.terms import FUNDING_KINDS
from workflows.models import Case


class DoubleFunding(models.TextChoices):
    NONE = "none", _("no other public money for the same")
    FOUND = "found", _("other public money was found")


class Examination(Case):
    """Child of its application, one for each version that was handed in; the newest counts.

    `own_share` is the programme's fraction, reduced or not, and `calculation` the steps to the highest grant.
    """

    eligibility = models.TextField(_("why the project can be funded by the programme"), blank=True)
    double_funding = models.CharField(
        _("check for double funding"), max_length=10, choices=DoubleFunding.choices, blank=True
    )
    double_funding_found = models.TextField(_("what the check for double funding found"), blank=True)
    funding_kind = models.CharField(_("kind of funding"), max_length=10, choices=FUNDING_KINDS.items(), blank=True)
    eligible = models.DecimalField(_("eligible expenditure"), max_digits=14, decimal_places=2, null=True)
    own_share = models.CharField(_("own share"), max_length=20, blank=True)
    recommended = models.DecimalField(_("recommended grant"), max_digits=14, decimal_places=2, null=True)
    calculation = models.JSONField(default=list)
    assessment = models.TextField(_("assessment"), blank=True)

    PAPERS = ("eligible", "own_share", "funding_kind", "recommended", "assessment", "calculation", "eligibility",
              "double_funding", "double_funding_found")  # fmt: skip
    INSIDE = frozenset(PAPERS) - {"calculation"}

    def expert_votes(self) -> list[dict[str, Any]]:
        """Those handed in, the first one first, as the committee reads them."""
        handed_in = self.children.filter(lifecycle="expertise", state="handed_in").order_by("pk")
        return [each.expertise.as_paper() for each in handed_in.select_related("expertise", "opened_by")]

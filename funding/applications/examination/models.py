"""What the grant authority has found about one version of an application."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.programmes.terms import FUNDING_KINDS
from workflows.models import Case


class Examination(Case):
    """Child of its application, one for each version that was handed in; the newest counts.

    `own_share` is the programme's fraction, reduced or not, and `calculation` the steps to the highest grant.
    """

    funding_kind = models.CharField(_("kind of funding"), max_length=10, choices=FUNDING_KINDS.items(), blank=True)
    eligible = models.DecimalField(_("eligible expenditure"), max_digits=14, decimal_places=2, null=True)
    own_share = models.CharField(_("own share"), max_length=20, blank=True)
    recommended = models.DecimalField(_("recommended grant"), max_digits=14, decimal_places=2, null=True)
    calculation = models.JSONField(default=list)
    assessment = models.TextField(_("assessment"), blank=True)

    INSIDE = frozenset({"funding_kind", "eligible", "own_share", "recommended", "assessment"})
    PAPERS = ("eligible", "own_share", "funding_kind", "recommended", "assessment", "calculation")

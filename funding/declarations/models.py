"""A declaration: whose it is, for which seat, and what the body decided on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Seat
from workflows.models import Case


class Declaration(Case):
    """Child of the vote; the member who is said to be in conflict is its author, whoever has entered it. `yes`, `no`,
    `abstain`: the count by which the body decided; none where nobody objected. `seat`: none once the file is erased."""

    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", verbose_name=_("seat"))
    reason = models.TextField(_("what the conflict of interest is"), blank=True)
    yes = models.PositiveSmallIntegerField(_("votes for the exclusion"), null=True)
    no = models.PositiveSmallIntegerField(_("votes against the exclusion"), null=True)
    abstain = models.PositiveSmallIntegerField(_("abstentions"), null=True)

"""A transfer: what one region has released of a project for one other, and what became of it there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.regions.models import Region
from workflows.models import Case


class Transfer(Case):
    """Child of the idea it came from. Its columns are all the other region gets to read; `own_idea` is theirs."""

    offered_by = models.CharField(_("offered by"), max_length=200)
    to_region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    summary = models.TextField(_("in three sentences"))
    target_group = models.CharField(_("for whom"), max_length=200, blank=True)
    total_cost = models.DecimalField(_("expected total cost"), max_digits=14, decimal_places=2, null=True)
    experience = models.TextField(_("what has been learnt from it"))
    contact = models.CharField(_("whom to ask"), max_length=200)
    adaptation = models.TextField(_("what will be different in the other region"), blank=True)
    own_idea = models.OneToOneField("funding.Idea", models.PROTECT, null=True, related_name="transfer_origin")

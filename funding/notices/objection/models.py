"""What is decided on an objection against a notice, and how the letter that says so is served."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.law.remedy import Instructed, instruction_fields
from funding.notices.columns import sending_fields
from funding.regions.states import STATES
from workflows.models import Case


class Result(models.TextChoices):
    DISMISSED = "dismissed", _("dismissed")
    PART = "part", _("remedied in part")
    FULL = "full", _("remedied in full: the notice is annulled")


class Costs(models.TextChoices):
    AUTHORITY = "authority", _("The authority bears them.")
    OBJECTOR = "objector", _("Who objected bears them.")
    SHARED = "shared", _("They are shared.")


class ObjectionRuling(Instructed, Case):
    """Child of the notice objected to. `amount`: the sum of the notice as remedied in part, in place of `before`.
    `authority_share`: per cent of the costs, where they are shared. Without a remedy where it is remedied in full."""

    result = models.CharField(_("decision on the objection"), max_length=10, choices=Result.choices, blank=True)
    before = models.DecimalField(_("sum of the notice"), max_digits=14, decimal_places=2, null=True)
    amount = models.DecimalField(_("sum from now on"), max_digits=14, decimal_places=2, null=True)
    changed = models.TextField(_("what the notice says otherwise from now on"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    costs = models.CharField(_("costs of the proceedings"), max_length=10, choices=Costs.choices, blank=True)
    authority_share = models.PositiveSmallIntegerField(_("the authority's share of the costs in per cent"), null=True)
    lawyer = models.BooleanField(_("calling in a lawyer was necessary"), default=False)
    remedy_type, remedy_name, remedy_street, remedy_postcode, remedy_town = instruction_fields()
    jurisdiction = models.CharField(_("jurisdiction"), max_length=2, choices=STATES)
    issued_on = models.DateField(_("issued on"), null=True)
    channel, posted_on, received_on, retrieved_on, receipt_disputed, instructed = sending_fields()
    served_on = models.DateField(_("served on"), null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(costs="shared", authority_share__gte=1, authority_share__lte=99)
                | (~Q(costs="shared") & Q(authority_share=None)),
                name="objection_costs_are_shared",
            ),
        )

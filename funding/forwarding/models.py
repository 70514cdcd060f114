"""A forwarding: the part of a grant that its recipient passes on to whoever carries the project out."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.money import NOTHING
from funding.regions.models import Organisation
from workflows.models import Case


class Form(models.TextChoices):
    CONTRACT = "contract", _("contract under private law")
    NOTICE = "notice", _("notice")


class Cause(models.TextChoices):
    NOT_FOR_PURPOSE = "not_for_purpose", _("the money was not used for the purpose")
    CONDITION = "condition", _("a condition was not fulfilled")
    NO_PROOF = "no_proof", _("no proof was handed in")
    INSOLVENCY = "insolvency", _("insolvency proceedings")
    AWARD_FELL = "award_fell", _("the award itself has fallen")


class Forwarding(Case):
    """Child of its award. `forwarded`: passed on so far; `recognised`: what of that counts as used for the purpose,
    from the check or the breach on. `proof_steps`: how `proof_due_on` was counted, empty where somebody set it.
    """

    final_recipient = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("final recipient"), related_name="forwardings"
    )
    form = models.CharField(_("form of the forwarding"), max_length=10, choices=Form.choices, blank=True)
    amount = models.DecimalField(_("sum to be forwarded"), max_digits=14, decimal_places=2, null=True)
    purpose = models.TextField(_("purpose"), blank=True)
    conditions = models.TextField(_("ancillary provisions passed on"), blank=True)
    period_from = models.DateField(_("period from"), null=True)
    period_to = models.DateField(_("period to"), null=True)
    proof_due_on = models.DateField(_("proof of the final recipient due on"), null=True)
    proof_steps = models.JSONField(default=list)
    agreed_on = models.DateField(_("agreed on"), null=True)
    forwarded = models.DecimalField(_("passed on"), max_digits=14, decimal_places=2, default=NOTHING)
    spent = models.DecimalField(_("spent, as the final recipient says"), max_digits=14, decimal_places=2, null=True)
    progress = models.TextField(_("what was done and achieved"), blank=True)
    recognised = models.DecimalField(_("recognised of the money passed on"), max_digits=14, decimal_places=2, null=True)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(forwarded=0) | Q(forwarded__gt=0, forwarded__lte=F("amount")),
                name="forwarding_at_most",
            ),
            models.CheckConstraint(
                condition=Q(recognised=None) | Q(recognised__gte=0, recognised__lte=F("forwarded")),
                name="forwarding_recognised_at_most",
            ),
        )

    @property
    def award(self) -> Any:
        return self.parent.award

    @property
    def to_forward(self) -> Decimal:
        return (self.amount or NOTHING) - self.forwarded

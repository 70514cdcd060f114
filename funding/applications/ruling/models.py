"""The notice on an application as the authority writes it: the award, or the rejection."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.law.remedy import Instructed, instruction_fields
from funding.programmes.terms import RHYTHMS
from workflows.models import Case


class Kind(models.TextChoices):
    NOTICE = "notice", _("award")
    REJECTION = "rejection", _("rejection")


class Ruling(Instructed, Case):
    """Child of its application. `begun_as`: a notice may still become a rejection.

    `proof_steps` is how `proof_due_on` was counted, empty where somebody set it. `taken_over`: of a notice issued
    elsewhere, {"issued_on", "payments": [{"amount", "value_date"}], "document"}.
    """

    begun_as = models.CharField(max_length=10, choices=Kind.choices)
    awarded = models.DecimalField(_("grant awarded"), max_digits=14, decimal_places=2, null=True)
    award_from = models.DateField(_("awarded from"), null=True)
    award_to = models.DateField(_("awarded until"), null=True)
    proof_due_on = models.DateField(_("proof of use due on"), null=True)
    proof_steps = models.JSONField(default=list)
    report_rhythm = models.CharField(_("progress reports"), max_length=20, choices=RHYTHMS.items(), blank=True)
    report_dates = ArrayField(models.DateField(), verbose_name=_("progress reports due on"), default=list)
    draw_by = models.DateField(_("first call for money by"), null=True)
    special_conditions = models.TextField(_("special conditions"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    remedy_type, remedy_name, remedy_street, remedy_postcode, remedy_town = instruction_fields()
    taken_over = models.JSONField(null=True)

"""A request to start the project before the award (vorzeitiger Maßnahmebeginn)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.law.remedy import INSTRUCTION, Instructed, instruction_fields
from workflows.models import Case


class Answer(models.TextChoices):
    GRANT = "grant", _("grant")
    REFUSE = "refuse", _("refuse")


class EarlyStart(Instructed, Case):
    """Child of its application. `granted_from`: the first day on which the project may start."""

    wanted_from = models.DateField(_("start wanted from"), null=True)
    justification = models.TextField(_("why the project cannot wait"), blank=True)
    answer = models.CharField(_("decision"), max_length=10, choices=Answer.choices, blank=True)
    granted_from = models.DateField(_("may start from"), null=True)
    reasons = models.TextField(_("reasons"), blank=True)
    remedy_type, remedy_name, remedy_street, remedy_postcode, remedy_town = instruction_fields()

    INSIDE = frozenset({"answer", "granted_from", "reasons", *INSTRUCTION})

    @property
    def application(self) -> Any:
        return self.parent.application

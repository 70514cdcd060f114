"""Law as data beside programmes: chosen by the date of the event, never pinned by a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.regions.states import STATES

FEDERAL = "DE"
JURISDICTIONS = ((FEDERAL, _("Germany")), *STATES)


class LawEntry(models.Model):
    """What one rule says in one jurisdiction from one day on. `value` null: from then on nobody has entered it."""

    jurisdiction = models.CharField(_("jurisdiction"), max_length=2, choices=JURISDICTIONS)
    key = models.SlugField(_("rule"), max_length=40)
    valid_from = models.DateField(_("valid from"))
    value = models.JSONField(_("value"), null=True)
    source = models.TextField(_("source"), blank=True)
    note = models.TextField(_("note"), blank=True)
    verified = models.BooleanField(_("verified"), default=False)

    class Meta:
        verbose_name = _("rule of law")
        verbose_name_plural = _("rules of law")
        constraints = (models.UniqueConstraint(fields=["jurisdiction", "key", "valid_from"], name="law_once"),)

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.key} {self.valid_from}"

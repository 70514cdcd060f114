"""An expert's vote on an application in assessment."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Recommendation(models.TextChoices):
    SUPPORT = "support", _("support it")
    SUPPORT_WITH_CONDITIONS = "support_with_conditions", _("support it with conditions")
    DO_NOT_SUPPORT = "do_not_support", _("do not support it")


class Expertise(Case):
    """Child of the examination, and the expert's own case: `opened_by` is the expert.

    `papers`: what the expert reads, from the day on that it is taken on, and `content_hash` its fingerprint with the
    documents beside it; `application_hash`: of the content they were taken from.
    """

    question = models.TextField(_("what the expert is asked"), blank=True)
    until = models.DateField(_("asked for by"))
    interest = models.TextField(_("conflict of interest disclosed"), blank=True)
    papers = models.JSONField(default=dict)
    content_hash = models.CharField(_("fingerprint of what was read"), max_length=64, blank=True)
    application_hash = models.CharField(max_length=64, blank=True)
    recommendation = models.CharField(_("recommendation"), max_length=30, choices=Recommendation.choices, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    handed_in_on = models.DateField(_("signed and handed in on"), null=True)

    def as_paper(self) -> dict[str, Any]:
        """As the committee reads it."""
        return {
            "expert": str(self.opened_by),
            "on": self.handed_in_on and self.handed_in_on.isoformat(),
            **{name: getattr(self, name) for name in ("recommendation", "conditions", "reasons", "content_hash")},
        }

"""An approval: what the supervisory authority has written, and from which day it counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Answer(models.TextChoices):
    GRANTED = "granted", _("approved")
    REFUSED = "refused", _("refused")


class Supervision(Case):
    """Child of the vote. `document`: the letter. The resolution is effective, or refused, from `received_on` on."""

    answer = models.CharField(_("the supervisory authority has"), max_length=10, choices=Answer.choices, blank=True)
    decided_on = models.DateField(_("date of the letter"), null=True)
    received_on = models.DateField(_("the letter came on"), null=True)
    document = models.ForeignKey("funding.Document", models.PROTECT, null=True, related_name="+")

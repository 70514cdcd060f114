"""The retention of a file: how long it is kept and why, whom it was offered to, who holds it back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.retention.states import S
from workflows.models import Case


class Class(models.TextChoices):
    """What decides how long a file is kept; `retention_<class>` is its rule of law."""

    AWARD = "award", _("case file with an award")
    APPLICATION = "application", _("application without an award")
    BUDGET = "budget", _("budget")
    MEETING = "meeting", _("meetings of a body")
    ROSTER = "roster", _("seats of a body")
    STATEMENT = "statement", _("statement")
    IDEA = "idea", _("idea not pursued")


class Retention(Case):
    """One a file, beside its cases. `kept_until` is its last day and never moves; `steps` its calculation. `held_in`:
    the state in which a legal hold stopped it. What somebody writes stands in the words of its events."""

    kind = models.CharField(_("retention class"), max_length=20, choices=Class.choices)
    begins_on = models.DateField(_("retention runs from"))
    kept_until = models.DateField(_("kept until"))
    steps = models.JSONField(default=list)
    archive = models.CharField(_("archive"), max_length=200, blank=True)
    answer_by = models.DateField(_("answer asked for by"), null=True)
    taken_over_on = models.DateField(_("taken over on"), null=True)
    review_on = models.DateField(_("hold to be looked at again on"), null=True)
    held_in = models.CharField(max_length=40, choices=S.choices, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kept_until__gte=models.F("begins_on")), name="retention_from_until"),
        )

"""A notification: what a recipient has to tell the authority without delay (Mitteilungspflichten, No. 5 ANBest)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Matter(models.TextChoices):
    FURTHER_FUNDING = "further_funding", _("further funding was applied for or granted")
    FINANCING = "financing", _("expenditure or financing changes")
    PURPOSE = "purpose", _("purpose or time of the project changes")
    GOAL = "goal", _("the goal cannot be reached")
    UNUSED = "unused", _("money called for cannot be used in time")
    ITEM = "item", _("something bought is no longer used for the purpose")
    INSOLVENCY = "insolvency", _("insolvency proceedings")


class Notification(Case):
    """Child of its award. What somebody writes stands in the words of its events, which can be erased."""

    matter = models.CharField(_("what it is about"), max_length=20, choices=Matter.choices, blank=True)
    happened_on = models.DateField(_("known since"), null=True)
    sent_at = models.DateTimeField(null=True)

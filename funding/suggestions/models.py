"""Ideas of the public: what was sent and not confirmed yet, and the case of what was confirmed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.ideas.models import Idea
from funding.regions.models import Region
from workflows.models import Case


class HandedIn(models.Model):
    """Sent from the public page; nobody has confirmed the address yet. Deleted when it is confirmed, and after
    `erase_on`. `secret` is what the link in the mail proves to have read."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    problem = models.TextField()
    goal = models.TextField()
    name = models.CharField(max_length=100)
    email = models.EmailField()
    language = models.CharField(max_length=5)
    consented_at = models.DateTimeField()
    erase_on = models.DateField(db_index=True)
    secret = models.UUIDField(default=uuid.uuid4, unique=True)

    def __str__(self) -> str:
        return f"handed in {self.pk}"


class Suggestion(Case):
    """`email` goes with the outcome, `sender` unless the idea it became names its origin; what was withdrawn goes
    altogether."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    problem = models.TextField(_("what is missing today"), blank=True)
    goal = models.TextField(_("what it should lead to"), blank=True)
    sender = models.CharField(_("handed in by"), max_length=100, blank=True)
    email = models.CharField(_("e-mail address"), max_length=254, blank=True)
    language = models.CharField(max_length=5, blank=True)
    consented_at = models.DateTimeField()
    became = models.ForeignKey(Idea, models.PROTECT, null=True, related_name="+")

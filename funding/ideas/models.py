"""An idea: what is wrong, what should be done, for whom, and what it may cost."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.regions.models import PublishedProject, Region
from workflows.models import Case


class Idea(Case):
    """`origin`: who of the public had it. `goes_on_in`: the idea it was merged with, or whose project it joined;
    `joined_published`: the one it joined that only the public directory knows."""

    class Source(models.TextChoices):
        MEMBER = "member", _("member of a body")
        PUBLIC = "public", _("the public")
        CONFERENCE = "conference", _("health conference")
        TRANSFER = "transfer", _("another region")

    CARRIED_OUT = frozenset({"in_application", "in_execution", "completed"})  # what a body resolved

    region = models.ForeignKey(Region, models.PROTECT, related_name="ideas")
    group = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    source = models.CharField(_("origin"), max_length=20, choices=Source.choices, default=Source.MEMBER)
    origin = models.CharField(_("handed in by"), max_length=100, blank=True)
    summary = models.TextField(_("in three sentences"), blank=True)
    need = models.TextField(_("what is missing today"), blank=True)
    target_group = models.CharField(_("for whom"), max_length=200, blank=True)
    total_cost = models.DecimalField(_("expected total cost"), max_digits=14, decimal_places=2, null=True)
    own_funds = models.DecimalField(_("of this, own funds"), max_digits=14, decimal_places=2, null=True)
    recommendation = models.TextField(_("recommendation of the working group"), blank=True)
    conditions = models.TextField(_("conditions of the resolution"), blank=True)
    asked_on = models.DateField(_("the author asked the body on"), null=True)
    goes_on_in = models.ForeignKey("self", models.PROTECT, null=True, related_name="took_in")
    joined_published = models.ForeignKey(PublishedProject, models.PROTECT, null=True, related_name="+")

    def not_asked(self, move: str) -> frozenset[str]:
        """Only of an idea that no group has had the recommendation was made elsewhere."""
        if move == "put_on_agenda" and self.state != "submitted":
            return frozenset({"recommendation", "resolved_on", "file"})
        return frozenset({"carried_out_until"} if move == "go_on" and self.state == "expired" else ())

    def content(self) -> dict:
        """What its author stands for."""
        return {name: value for name, value in self.papers().items() if name != "recommendation"}

    def papers(self) -> dict:
        """What the members of a body see when they vote on the idea."""
        return {
            "title": self.title,
            "summary": self.summary,
            "need": self.need,
            "target_group": self.target_group,
            "total_cost": self.total_cost,
            "own_funds": self.own_funds,
            "recommendation": self.recommendation,
        }

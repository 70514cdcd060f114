"""A report on an award: how the project goes, at its end what the money was used for."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.money import NOTHING
from workflows.models import Case


class Kind(models.TextChoices):
    PROGRESS = "progress", _("progress report")
    INTERIM = "interim", _("interim proof")
    PROOF = "proof", _("proof of use")


class Report(Case):
    """Child of its award, the proof of use of its settlement. `due_on`: the day that counts now, also extended or set
    with a return.

    `expenditure`: [{"item", "amount"}], by the items of the financing plan. `proven`: what the authority recognised of
    it. `reckoning`: final, repay, remaining and the worked steps, from the acceptance of the proof of use on. An
    interim proof shows one budget year and settles nothing.
    """

    kind = models.CharField(_("kind of report"), max_length=20, choices=Kind.choices)
    due_on = models.DateField(_("due on"))
    covers_from = models.DateField(_("covers from"))
    covers_to = models.DateField(_("covers until"))
    progress = models.TextField(_("what was done and achieved"), blank=True)
    nothing_to_report = models.BooleanField(_("nothing to report"), default=False)
    expenditure = models.JSONField(_("expenditure by item of the plan"), default=list)
    other_income = models.DecimalField(_("other income"), max_digits=14, decimal_places=2, default=NOTHING)
    hours = models.PositiveIntegerField(_("hours worked in all"), null=True)
    hours_elsewhere = models.PositiveIntegerField(_("of these on other topics than those funded"), null=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    findings = models.TextField(_("findings of the check"), blank=True)
    proven = models.DecimalField(_("recognised expenditure"), max_digits=14, decimal_places=2, null=True)
    reckoning = models.JSONField(null=True)

    @property
    def award(self) -> Any:
        """Above a proof of use stands the settlement, above the other reports the award itself."""
        above = self.parent
        return above.award if above.lifecycle == "award" else above.parent.award

    @property
    def spent(self) -> Decimal:
        """What the recipient says was spent."""
        return sum((Decimal(line["amount"]) for line in self.expenditure), NOTHING)

    def plan_covered(self) -> list[dict[str, Any]]:
        """The lines of the award's financing plan that the report accounts for: of an interim proof those of its
        year."""
        plan = self.award.plan
        return [line for line in plan if self.kind != Kind.INTERIM or line["year"] == self.covers_to.year]

    def content(self) -> dict[str, Any]:
        """What a signature stands for, beside the documents."""
        return {
            "kind": self.kind,
            "covers_from": self.covers_from.isoformat(),
            "covers_to": self.covers_to.isoformat(),
            "progress": self.progress,
            "nothing_to_report": self.nothing_to_report,
            "expenditure": self.expenditure,
            "other_income": str(self.other_income),
            **({"hours": self.hours, "hours_elsewhere": self.hours_elsewhere} if self.hours is not None else {}),
        }


class ReportVersion(models.Model):
    """What was submitted, for ever (triggers.py). `sha256` is over the content as canonical JSON; `late` by the day the
    submission reached the door."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    late = models.BooleanField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),)

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"

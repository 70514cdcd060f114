"""An application: what is asked for and why, and what was approved."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding import promises
from funding.decisions.states import FALLEN
from funding.decisions.states import S as Decided
from funding.financing import INCOME, Category, Side
from funding.fingerprint import fingerprint
from funding.programmes.models import ProgrammeVersion
from funding.regions.models import Organisation, Region
from workflows.models import Case, Event


def money(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True)


class Application(Case):
    """`received_at`: when the first version reached the door, `version_received_at`: when the newest did;
    `on_paper`: it comes, or has come, on paper, and then only the day of the receipt is known;
    `requested_items`: what the authority asked for last; `signed_hash`: the content the signatory stood for.
    `commitments`, `agreements`: what partners have promised and which papers prove it, in the shape of
    `funding.promises`.
    """

    CARRIED_OUT = frozenset({"awarded", "rejected", "expired"})  # what a body resolved

    programme_version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="+")
    measure = models.CharField(_("measure of the programme"), max_length=40, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Organisation, models.PROTECT, related_name="applications")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    executor = models.CharField(_("who carries it out"), max_length=200, blank=True)
    description = models.TextField(_("description of the project"), blank=True)
    goals = models.TextField(_("goals and how they are measured"), blank=True)
    period_from = models.DateField(_("from"), null=True)
    period_to = models.DateField(_("until"), null=True)
    requested = money(_("grant applied for"))
    own_share_reduced = models.BooleanField(_("the reduced own share counts"), default=False)
    vat_deductible = models.BooleanField(_("entitled to deduct input tax"), null=True)
    other_funding = models.TextField(_("other funding applied for or granted"), blank=True)
    commitments = models.JSONField(default=list)
    agreements = models.JSONField(default=dict)
    not_started = models.BooleanField(_("the project has not started"), default=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    signed_hash = models.CharField(max_length=64, blank=True)
    file_number = models.CharField(_("file number"), max_length=80, blank=True)
    on_paper = models.BooleanField(_("application on paper"), default=False)
    received_at = models.DateTimeField(_("received"), null=True)
    version_received_at = models.DateTimeField(_("this version received"), null=True)
    requested_items = models.TextField(_("what is missing"), blank=True)

    started_on = models.DateField(_("project started on"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_number"], condition=~models.Q(file_number=""), name="application_file_number_once"
            ),
        ]

    @cached_property
    def plan(self) -> list["PlanLine"]:
        """The lines of the financing plan in their order; read once an instance."""
        return list(self.lines.all())

    @cached_property
    def examined(self) -> Any:
        """The newest examination, none before the first; read once an instance."""
        below = self.children.filter(lifecycle="examination").select_related("examination").order_by("-pk").first()
        return below and below.examination

    @cached_property
    def approved(self) -> Any:
        """The newest decision on the grant, none before the first; read once an instance."""
        below = self.children.filter(lifecycle="approval").select_related("approval").order_by("-pk").first()
        return below and below.approval

    @property
    def resolved(self) -> dict[str, Any] | None:
        """Which body resolved on the grant and when, as letters name it."""
        found = self.approved
        return {"body": found.resolved_by, "date": found.resolved_on} if found and found.resolved_on else None

    @cached_property
    def ruled(self) -> Any:
        """The newest notice on it as it was written; read once an instance."""
        below = self.children.filter(lifecycle="ruling").select_related("ruling").order_by("-pk").first()
        return below and below.ruling

    @cached_property
    def resolution(self) -> Event | None:
        """With which the body adopted the idea last, of the resolutions that have not fallen; read once an instance."""
        adopted = Event.objects.filter(
            case__parent_id=self.parent_id, case__lifecycle="decision", to_state=Decided.ADOPTED
        ).exclude(models.Q(from_state=Decided.ADOPTED) | models.Q(case__state__in=FALLEN))
        return adopted.select_related("case__decision").order_by("-at").first()

    @cached_property
    def handed_in(self) -> list[Any]:
        """The versions handed in so far, the first one first; read once an instance."""
        return list(self.content_versions.all())

    def planned(self, side: str, *categories: str) -> Decimal:
        """The sum of one side of the plan, or of these categories of it."""
        chosen = (line for line in self.plan if line.side == side and (not categories or line.category in categories))
        return sum((line.amount for line in chosen), Decimal("0.00"))

    def written_plan(self) -> list[dict[str, Any]]:
        """The plan as JSON, in the shape of `funding.financing`."""
        columns = ("side", "category", "name", "year")
        return [{**{name: getattr(line, name) for name in columns}, "amount": str(line.amount)} for line in self.plan]

    def content(self) -> dict[str, Any]:
        """What is applied for: what the signature stands for."""
        fields = ("title", "measure", "executor", "description", "goals", "period_from", "period_to", "requested",
                  "own_share_reduced", "vat_deductible", "other_funding", "version")  # fmt: skip
        lines = [[line.side, line.category, line.name, line.year, line.amount] for line in self.plan]
        return {**{name: getattr(self, name) for name in fields}, "plan": lines, "commitments": self.commitments}

    def project(self) -> dict[str, Any]:
        """What a resolution on the project would be about: sum, partner, goals and term, as JSON."""
        return {
            "requested": None if self.requested is None else f"{self.requested:.2f}",
            "expenditure": f"{self.planned(Side.EXPENDITURE):.2f}",
            "executor": self.executor,
            "partners": ", ".join(promises.partners(self.commitments)),
            "promised": f"{promises.money_promised(self.commitments):.2f}",
            "goals": self.goals,
            "period_from": self.period_from and self.period_from.isoformat(),
            "period_to": self.period_to and self.period_to.isoformat(),
        }

    def promised(self) -> list[dict[str, Any]]:
        """The commitments with how firm each is, and the fingerprint of the signed paper."""
        return [
            {
                **each,
                "firmness": promises.firmness_of(each, self.agreements),
                "sha256": self.agreements.get(each["partner"], {}).get("sha256", ""),
            }
            for each in self.commitments
        ]

    def not_asked(self, move: str) -> frozenset[str]:
        return frozenset({"partner"} if move == "attach" and not self.commitments else ())

    @property
    def content_hash(self) -> str:
        return fingerprint(self.content())

    @property
    def is_signed(self) -> bool:
        """As it stands now: not revised or edited since its signatory stood for it."""
        return self.signed_hash == self.content_hash

    def papers(self) -> dict[str, Any]:
        """What the members of the committee see when they vote."""
        names = ("executor", "description", "goals", "period_from", "period_to", "requested", "version", "file_number")
        return {
            "title": self.title,
            "applicant": self.applicant.name,
            **{name: getattr(self, name) for name in names},
            "expenditure": self.planned(Side.EXPENDITURE),
            "own_funds": self.planned(Side.INCOME, Category.OWN),
            "other_income": self.planned(Side.INCOME, Category.PUBLIC, Category.THIRD_PARTY),
            **{name: getattr(self.examined, name) for name in self.examined.PAPERS},
            "expert_votes": self.examined.expert_votes(),
            "sources": [line.name for line in self.plan if line.side == Side.INCOME],
            "commitments": self.promised(),
        }


class PlanLine(models.Model):
    """One item of the financing plan in one calendar year."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=12, choices=Side.choices)
    category = models.CharField(max_length=12, choices=Category.choices)
    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="plan_line_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="plan_line_not_negative"),
            models.CheckConstraint(
                condition=models.Q(side=Side.INCOME, category__in=INCOME)
                | (models.Q(side=Side.EXPENDITURE) & ~models.Q(category__in=INCOME)),
                name="plan_line_on_its_side",
            ),
        ]

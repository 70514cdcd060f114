"""A change request: what of an award is to become different, why, and what the authority makes of it."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.changes.promised import entered, promised
from funding.fingerprint import fingerprint
from funding.law.remedy import INSTRUCTION, Instructed, instruction_fields
from funding.regions.models import Organisation
from workflows.models import Case


class Kind(models.TextChoices):
    """What is to become different (domain: Änderungsantrag)."""

    SHIFT = "shift", _("shift between items of the financing plan")
    TIME = "time", _("longer funding period without more money")
    CONTENT = "content", _("content and goals of the project")
    PARTNER = "partner", _("partner or final recipient")
    INCREASE = "increase", _("higher grant")
    ACCOUNT = "account", _("account for the payments")
    RECIPIENT = "recipient", _("another recipient")


class Result(models.TextChoices):
    APPROVE = "approve", _("approve as requested")
    PARTLY = "partly", _("approve in part")
    REJECT = "reject", _("reject")


# What each kind asks for; `plan` is entered by a move of its own. What may be left out stands in the second table.
ASKED = {
    Kind.SHIFT: ("plan",),
    Kind.TIME: ("new_period_to",),
    Kind.CONTENT: ("description",),
    Kind.PARTNER: ("partner",),
    Kind.INCREASE: ("amount", "plan"),
    Kind.ACCOUNT: ("iban",),
    Kind.RECIPIENT: ("new_recipient", "passes_on"),
}
BESIDE = {Kind.CONTENT: ("amount", "plan"), Kind.PARTNER: ("description", "plan"), Kind.RECIPIENT: ("iban",)}
RESOLUTION = ("resolution", "resolved_amount", "resolved_by", "resolved_on", "conditions")
ABOUT = ("new_period_to", "description", "partner", "amount", "iban", "new_recipient", "passes_on")


def money(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True)


class Change(Instructed, Case):
    """Child of its award. `number` is given when it is first submitted, `version` counts the submissions.

    `amount` is the grant as a whole after the change; `plan` the whole new plan, in the shape of `funding.financing`.
    `promises`: what partners are to have promised afterwards, None where that stays as it is; `agreements`: which
    papers prove it, both in the shape of `funding.promises`.
    `late`: it reached the authority after the end of the period. `calculation`: why no change request was needed.
    `resolution`: what the committee said, "" while it has not been asked. From `result` on: the notice being written.
    `award_version`: which version of the award it made, once it has taken effect.
    """

    CARRIED_OUT = frozenset({"approved", "partly", "rejected"})  # what a body resolved

    kind = models.CharField(_("what is to change"), max_length=10, choices=Kind.choices)
    number = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveSmallIntegerField(default=0)
    new_period_to = models.DateField(_("new end of the funding period"), null=True)
    amount = money(_("grant after the change"))
    description = models.TextField(_("what changes in content and goals"), blank=True)
    partner = models.CharField(_("new partner or final recipient"), max_length=200, blank=True)
    iban = models.CharField(_("account (IBAN)"), max_length=34, blank=True)
    new_recipient = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("new recipient")
    )
    passes_on = models.DateField(_("passes to it on"), null=True)
    plan = models.JSONField(default=list)
    promises = models.JSONField(null=True)
    agreements = models.JSONField(default=dict)
    justification = models.TextField(_("why the change is needed"), blank=True)
    late_reason = models.TextField(_("why it comes after the end of the period"), blank=True)
    submitted_at = models.DateTimeField(null=True)
    late = models.BooleanField(_("submitted after the end of the period"), default=False)
    calculation = models.JSONField(default=list)

    resolution = models.CharField(max_length=10, blank=True)
    resolved_by = models.CharField(max_length=200, blank=True)
    resolved_on = models.DateField(null=True)
    resolved_amount = money("")
    conditions = models.TextField(_("conditions of the resolution"), blank=True)

    result = models.CharField(_("decision"), max_length=10, choices=Result.choices, blank=True)
    granted_period_to = models.DateField(_("new end as granted"), null=True)
    granted_amount = money(_("new grant as granted"))
    eligible = money(_("eligible expenditure after the change"))
    report_dates = ArrayField(models.DateField(), verbose_name=_("further progress reports due on"), default=list)
    proof_due_on = models.DateField(_("proof of use due on"), null=True)
    proof_steps = models.JSONField(default=list)
    effect = models.JSONField(default=dict)
    special_conditions = models.TextField(_("special conditions"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    remedy_type, remedy_name, remedy_street, remedy_postcode, remedy_town = instruction_fields()
    award_version = models.PositiveSmallIntegerField(null=True)

    INSIDE = frozenset(
        {"conditions", "result", "granted_period_to", "granted_amount", "eligible", "report_dates", "proof_due_on"}
        | {"special_conditions", "reasons", *INSTRUCTION}
    )

    @property
    def award(self) -> Any:
        return self.parent.award

    @property
    def asks_for(self) -> tuple[str, ...]:
        return ASKED[Kind(self.kind)]

    @property
    def may_name(self) -> tuple[str, ...]:
        """Everything a request of this kind may speak of."""
        return self.asks_for + BESIDE.get(Kind(self.kind), ())

    def not_asked(self, move: str) -> frozenset[str]:
        """Inputs of this move that say nothing to a request of this kind."""
        if move == "attach" and "plan" not in self.may_name:
            return frozenset({"partner"})
        return frozenset(ABOUT) - set(self.may_name) if move == "edit" else frozenset()

    @property
    def commitments(self) -> list[Any]:
        """What partners are to have promised, as the form asks for it."""
        return entered(self)

    def forget_resolution(self) -> None:
        self.resolution = self.resolved_by = self.conditions = ""
        self.resolved_amount = self.resolved_on = None

    def content(self) -> dict[str, Any]:
        """What a signature stands for."""
        names = ("kind", "plan", "promises", "agreements", "justification", "late_reason", *ABOUT)
        return {name: self._said(name) for name in names}

    def _said(self, name: str) -> Any:
        return self.new_recipient_id if name == "new_recipient" else getattr(self, name)

    @property
    def content_hash(self) -> str:
        return fingerprint(self.content())

    def papers(self) -> dict[str, Any]:
        """What the members of the committee see when they vote."""
        asked = {name: self._said(name) for name in self.may_name if self._said(name)}
        award = {"amount": self.award.amount, "period_to": self.award.period_to, "executor": self.award.executor}
        return {
            "title": self.title,
            "kind": self.kind,
            "justification": self.justification,
            "version": self.version,
            "asked": asked,
            "award": award,
            "commitments": [] if self.promises is None else promised(self),
        }

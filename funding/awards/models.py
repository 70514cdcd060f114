"""An award: what the notice grants, how it was served, what was paid, and what the proof of use made of it."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.law.remedy import INSTRUCTION
from funding.money import NOTHING
from funding.programmes.models import ProgrammeVersion
from funding.programmes.terms import FUNDING_KINDS
from funding.regions.models import Organisation, organisation_named
from funding.regions.states import STATES
from workflows.models import Case


class Award(Case):
    """What the notice says changes only by a change notice (`amending.py`), which counts `version` up.

    `jurisdiction`: the state whose law counts. `planned_*`: what the grant was reckoned by, the expenditure recognised
    as eligible and the other income of the financing plan. `plan`: that plan, in the shape of `funding.financing`.
    `proof_steps`: how `proof_due_on` was counted, empty where somebody set it. `forwarding_to`: the final recipient to
    whom the notice permits parts to be forwarded, by name, "" for nobody; `final_recipient`: the organisation of that
    name, where one was known then. `iban`: the account on file, "" where each request names its own. `reckoning`: the
    worked calculation of `final_amount`.

    `granted` is what the notices grant; what reclaims take of it leaves `amount`. `reclaimed`: what they ask back or
    have got back; `called_back`: what of it is not back yet, and is asked for there and nowhere else; `remitted`: what
    of it the recipient may keep beyond the grant. `entitled`: what the proof of use alone leaves of `granted`.
    `final_amount`: what both leave. `funding.reclaims.account` reckons all of them anew whenever a part of it changes.
    `spared`: what the authority leaves with the recipient beyond it. `lapsed`: what was not called for in its year and
    no longer can be. `overpaid`: what was paid beyond the sum that a remedy has left, and no reclaim asks back yet.
    """

    programme_version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="awards")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="awards")
    jurisdiction = models.CharField(_("jurisdiction"), max_length=2, choices=STATES)
    funding_kind = models.CharField(_("kind of funding"), max_length=10, choices=FUNDING_KINDS)
    granted = models.DecimalField(max_digits=14, decimal_places=2)
    amount = models.DecimalField(_("awarded"), max_digits=14, decimal_places=2)
    own_share = models.CharField(_("own share"), max_length=20, blank=True)
    planned_expenditure = models.DecimalField(_("planned expenditure"), max_digits=14, decimal_places=2)
    planned_other_income = models.DecimalField(
        _("planned other income"), max_digits=14, decimal_places=2, default=NOTHING
    )
    plan = models.JSONField(default=list)
    purpose = models.TextField(_("purpose"))
    executor = models.CharField(_("who carries it out"), max_length=200, blank=True)
    forwarding_to = models.CharField(_("may be forwarded to"), max_length=200, blank=True)
    final_recipient = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    conditions = models.TextField(_("conditions"), blank=True)
    period_from = models.DateField(_("period from"))
    period_to = models.DateField(_("period to"))
    report_dates = ArrayField(models.DateField(), verbose_name=_("progress reports due on"), default=list)
    proof_due_on = models.DateField(_("proof of use due on"))
    proof_steps = models.JSONField(default=list)
    draw_by = models.DateField(_("first call for money by"), null=True)
    issued_on = models.DateField(_("issued on"))
    version = models.PositiveSmallIntegerField(default=1)
    iban = models.CharField(max_length=34, blank=True)

    started_on = models.DateField(_("started on"), null=True)
    ended_on = models.DateField(_("ended on"), null=True)
    annulled_on = models.DateField(_("annulled on"), null=True)
    revoked_on = models.DateField(_("revoked on"), null=True)
    paid = models.DecimalField(_("paid out"), max_digits=14, decimal_places=2, default=NOTHING)
    repaid = models.DecimalField(_("paid back"), max_digits=14, decimal_places=2, default=NOTHING)
    reclaimed = models.DecimalField(_("reclaimed"), max_digits=14, decimal_places=2, default=NOTHING)
    called_back = models.DecimalField(_("called back"), max_digits=14, decimal_places=2, default=NOTHING)
    remitted = models.DecimalField(_("remitted"), max_digits=14, decimal_places=2, default=NOTHING)
    overpaid = models.DecimalField(
        _("paid beyond the grant as a remedy has left it"), max_digits=14, decimal_places=2, default=NOTHING
    )
    spared = models.DecimalField(_("left with the recipient"), max_digits=14, decimal_places=2, default=NOTHING)
    lapsed = models.DecimalField(_("lapsed at a year's end"), max_digits=14, decimal_places=2, default=NOTHING)
    proven = models.DecimalField(_("proven expenditure"), max_digits=14, decimal_places=2, null=True)
    entitled = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    final_amount = models.DecimalField(_("final amount"), max_digits=14, decimal_places=2, null=True)
    reckoning = models.JSONField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(period_from__lte=F("period_to")), name="award_period"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="award_not_negative"),
            models.CheckConstraint(condition=Q(lapsed__gte=0), name="award_lapsed_not_negative"),
            models.CheckConstraint(
                condition=Q(
                    paid__lte=F("amount") + F("repaid") + F("called_back") + F("remitted") + F("overpaid"), paid__gte=0
                ),
                name="award_paid_at_most",
            ),
            models.CheckConstraint(
                condition=Q(overpaid=0)
                | Q(Q(version__gt=1) | Q(amount__lt=F("granted")), overpaid__gt=0, overpaid__lte=F("paid")),
                name="award_overpaid_by_a_later_decision",
            ),
            models.CheckConstraint(
                condition=Q(reclaimed__lte=F("paid"), called_back__gte=0, remitted__gte=0)
                & Q(reclaimed__gte=F("called_back") + F("remitted")),
                name="award_reclaimed_at_most",
            ),
            models.CheckConstraint(condition=Q(repaid__lte=F("paid"), repaid__gte=0), name="award_repaid_at_most"),
            models.CheckConstraint(
                condition=Q(final_amount=None) | Q(final_amount__lte=F("amount")), name="award_final_at_most"
            ),
        )

    def find_final_recipient(self) -> None:
        """After `forwarding_to` has changed; saves nothing."""
        self.final_recipient = organisation_named(self.forwarding_to, self.jurisdiction)

    @property
    def remedy(self) -> dict[str, str]:
        """Where a remedy against the notice goes, by the fields of an instruction: one against its revocation goes
        there, too. Empty without an application."""
        ruling = self.parent and self.parent.application.ruled
        return {name: getattr(ruling, name) for name in INSTRUCTION} if ruling else {}

    def not_asked(self, move: str) -> frozenset[str]:
        """Of whom money is demanded, where it can be of one only."""
        return self.without_debtor if move == "hear" else frozenset()

    @property
    def without_debtor(self) -> frozenset[str]:
        paid = self.children.filter(disbursement__value_date__isnull=False)
        others = paid.exclude(disbursement__payee=self.recipient_id)
        return frozenset() if others.exists() else frozenset({"debtor"})

    @property
    def kept(self) -> Decimal:
        """What the recipient has of the grant: paid out less paid back."""
        return self.paid - self.repaid

    @property
    def held(self) -> Decimal:
        """What of that no reclaim calls back."""
        return self.kept - self.called_back

    def count_overpaid(self) -> None:
        """After its sum, or what came back, has changed; saves nothing."""
        self.overpaid = max(NOTHING, self.held - self.remitted - self.amount)

    @property
    def left_with_recipient(self) -> Decimal:
        """What they keep beyond the final amount, by remission or because it is not asked for; what a higher final
        amount covers since is granted, and nothing is paid for it again. 0 before the check of the proof of use."""
        if self.final_amount is None:
            return NOTHING
        return max(NOTHING, min(self.remitted + self.spared, self.held - self.final_amount))

    @property
    def left_over(self) -> Decimal:
        """What the recipient holds beyond what they may keep; negative: what is still owed to them. 0 before the check
        of the proof of use."""
        return NOTHING if self.final_amount is None else self.held - self.final_amount - self.left_with_recipient

    @property
    def bound(self) -> Decimal:
        """What it needs of the pots: what is out of it, and what may still be paid."""
        if self.final_amount is not None or self.revoked_on:
            return self.kept + self.to_pay
        return self.amount - self.lapsed + self.overpaid + self.called_back + self.remitted

    @property
    def to_repay(self) -> Decimal:
        """Beside what a reclaim calls back."""
        return max(NOTHING, self.left_over)

    @property
    def to_pay(self) -> Decimal:
        return max(NOTHING, -self.left_over)

"""Who sits: bodies, their seats, and the standing orders by which they decide."""

import math
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.people.sorting import SortKeyField
from funding.regions.models import Organisation, Place, Region
from workflows.calculators.steps import WrongInput
from workflows.calculators.verdict_request import answer
from workflows.wording import render_error


class Body(Place):
    """`region` empty: state-wide, for the whole of `programme`. Bodies form a tree of mandates."""

    class Kind(models.TextChoices):
        WORKING_GROUP = "working_group", _("working group")
        STEERING_GROUP = "steering_group", _("steering group")
        FORUM = "forum", _("health forum")
        COMMITTEE = "committee", _("state committee")
        OTHER = "other", _("other body")

    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="bodies")
    programme = models.SlugField(_("programme"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=200)
    sort_key = SortKeyField(of="name")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    mandate = models.TextField(_("mandate"), blank=True)
    chair_office = models.CharField(_("office that chairs"), max_length=200, blank=True)
    published_members = models.TextField(_("members as published"), blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = (
            models.UniqueConstraint(fields=["region", "name"], name="body_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(region__isnull=False) | ~Q(programme=""), name="body_has_region_or_programme"
            ),
        )
        indexes = (models.Index(fields=["sort_key", "id"], name="body_sort"),)

    def __str__(self) -> str:
        return self.name

    def dissolved(self, on: date) -> bool:
        return self.dissolved_on is not None and self.dissolved_on <= on


class Seat(Place):
    """One vote in a body. Who holds it and who deputises stands at its desk. `until_on` is its last day."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(_("number"))
    bench = models.SlugField(_("bench"), max_length=40, blank=True)
    institution = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="seats")
    is_chair = models.BooleanField(_("chair"), default=False)
    contributor = models.BooleanField(_("sent by a funder"), default=False)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = (
            models.UniqueConstraint(fields=["body", "number"], name="seat_number_once"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="seat_from_until"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


class OpenBallot(models.TextChoices):
    """A ballot that stands with its seat: for all to see at once, or from the close on."""

    NAMED = "named", _("named")
    HIDDEN = "hidden", _("named, hidden until the close")


class Reconsideration(models.TextChoices):
    MAJORITY = "majority", _("the usual majority")
    TWO_THIRDS = "two_thirds", _("two thirds of the votes cast")


ALWAYS = "always"
DEMAND = _("Empty: never. “always”, or how many members must demand it: a number, or a share such as 1/3.")


def check_demand(value: str) -> None:
    if value != ALWAYS and not re.fullmatch(r"[1-9]\d?(/[1-9]\d?)?", value):
        raise ValidationError(DEMAND)
    if "/" in value:
        check_share(value)


def check_share(value: str) -> None:
    """Raises ValidationError for more than all."""
    if not re.fullmatch(r"[1-9][0-9]*/[1-9][0-9]*", value) or Fraction(value) > 1:
        raise ValidationError(_("Enter a share of 1 at most, for example 2/3."))


def members_needed(demand: str, eligible: int) -> int | None:
    """How many members must demand a secret ballot: none where it is always secret, None where it never is."""
    if demand in ("", ALWAYS):
        return 0 if demand else None
    share = Fraction(demand)
    return math.ceil(share * eligible) if "/" in demand else int(share)


def asks_for_names(rule: Mapping[str, Any]) -> bool:
    """Whether the rule of a vote asks how single seats or benches voted, so that it cannot be held in secret."""
    return bool(rule.get("group_cap") or rule.get("contributor_consent"))


NEVER_SECRET = _("The rule asks how single seats or benches voted: such a vote is never secret. Leave this empty.")
A_PERIOD = [MinValueValidator(1), MaxValueValidator(366)]
NEVER_REACHED = _("Nobody can be more than all. Enter a share below 1, or “at_least”.")


class StandingOrders(models.Model):
    """How a body decides, from one day on. `body` empty: every body without own orders; `decision_kind` empty: any.

    `rule` is the `rule` of the verdict calculator. A row never changes, but for the day it ends; one that a decision
    points to cannot be deleted either. `verified` false: assumed, because the body has published none. Of its meetings:
    `invitation_days` empty: as the programme says; `urgent_majority` empty: every member must be there and agree;
    `objection_days` empty: the usual 14.
    """

    class Procedure(models.TextChoices):
        SESSION = "session", _("in session")
        CIRCULAR = "circular", _("by circular vote")
        BOTH = "both", _("in session or by circular vote")

    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="standing_orders")
    decision_kind = models.SlugField(_("kind of decision"), max_length=40, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    rule = models.JSONField(_("rule"))
    procedure = models.CharField(_("procedure"), max_length=10, choices=Procedure.choices, default=Procedure.BOTH)
    circular_days = models.PositiveSmallIntegerField(_("days of a circular vote"), validators=A_PERIOD)
    ballots_changeable = models.BooleanField(_("a ballot may be changed until the close"), default=True)
    early_close = models.BooleanField(_("closes when all have voted"), default=False)
    ballot = models.CharField(_("usual kind of ballot"), max_length=10, choices=OpenBallot.choices, default="named")
    secret = models.CharField(
        _("secret ballot"), max_length=10, blank=True, validators=[check_demand], help_text=DEMAND
    )
    secret_persons = models.CharField(
        _("secret ballot about persons"), max_length=10, blank=True, validators=[check_demand], help_text=DEMAND
    )
    secret_minimum = models.PositiveSmallIntegerField(
        _("fewest ballots of which a secret vote shows the sums"), default=5
    )
    challenge_days = models.PositiveSmallIntegerField(
        _("days to challenge a resolution"), null=True, blank=True, validators=A_PERIOD
    )
    reconsideration = models.CharField(
        _("majority for reconsidering a resolution"), max_length=10, choices=Reconsideration.choices, blank=True
    )
    video = models.BooleanField(_("members may join a meeting by video"), default=False)
    second_meeting = models.BooleanField(_("a second meeting is quorate with any number"), default=False)
    invitation_days = models.PositiveSmallIntegerField(
        _("days from the invitation to the meeting"), null=True, blank=True, validators=A_PERIOD
    )
    urgent_majority = models.CharField(
        _("share of the filled seats that must agree to an urgent item"),
        max_length=10,
        blank=True,
        validators=[check_share],
    )
    complete_only = models.BooleanField(_("no vote while a bench lacks members"), default=False)
    objection_days = models.PositiveSmallIntegerField(
        _("days to object to the minutes"), null=True, blank=True, validators=A_PERIOD
    )
    source = models.TextField(_("source"), blank=True)
    verified = models.BooleanField(_("verified"), default=False)

    class Meta:
        verbose_name = _("standing orders")
        verbose_name_plural = _("standing orders")
        constraints = (
            models.UniqueConstraint(
                fields=["body", "decision_kind", "valid_from"], name="standing_orders_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="standing_orders_from_to"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body or '*'} {self.decision_kind or '*'} {self.valid_from}"

    def clean(self) -> None:
        """Tries the rule on a body of one seat. Raises ValidationError with what the verdict calculator misses."""
        votes = {"ballots": [{"seat": "1", "choice": "yes"}], "present": ["1"], "present_at_opening": ["1"]}
        both = (self.Procedure.SESSION, self.Procedure.CIRCULAR)
        for procedure in both if self.procedure == self.Procedure.BOTH else (self.procedure,):
            try:
                answer({"procedure": procedure, "seats": [{"id": "1"}], "rule": self.rule, **votes})
            except WrongInput as wrong:
                raise ValidationError({"rule": render_error(wrong)}) from wrong
        if any(_asks_for_more_than_all(part) for part in self.rule.values()):
            raise ValidationError({"rule": NEVER_REACHED})
        secret = [name for name in ("secret", "secret_persons") if getattr(self, name)]
        if secret and asks_for_names(self.rule):
            raise ValidationError(dict.fromkeys(secret, NEVER_SECRET))


def _asks_for_more_than_all(part: Any) -> bool:
    """Of a threshold of the rule, or of one within a part of it: “over 1” is reached by nobody."""
    if not isinstance(part, dict):
        return False
    over = part.get("over")
    return (over is not None and Fraction(over) >= 1) or any(map(_asks_for_more_than_all, part.values()))

"""A motion of a body: its text, who is proposed for which office, or the standing orders it would give itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import (
    A_PERIOD,
    DEMAND,
    Body,
    OpenBallot,
    Reconsideration,
    Seat,
    StandingOrders,
    check_demand,
    check_share,
)
from funding.motions.states import Kind
from funding.people.models import User
from workflows.models import Case


class Majority(models.TextChoices):
    SIMPLE = "simple", _("more yes than no")
    CAST = "cast", _("more than half of the votes cast, abstentions included")
    TWO_THIRDS = "two_thirds", _("two thirds of the votes cast")
    SEATS = "seats", _("more than half of all seats")


class Tie(models.TextChoices):
    REJECTED = "rejected", _("rejects")
    CHAIR = "chair", _("the chair's vote decides")


class Quorum(models.TextChoices):
    HALF = "half", _("more than half of the filled seats")
    TWO_THIRDS = "two_thirds", _("two thirds of the filled seats")
    SEATS = "seats", _("more than half of all seats")


class Participation(models.TextChoices):
    HALF = "half", _("more than half of those who may vote")
    TWO_THIRDS = "two_thirds", _("two thirds of those who may vote")
    ALL = "all", _("all who may vote")


class Silence(models.TextChoices):
    NOT_CAST = "not_cast", _("is no vote")
    REJECTS = "rejects", _("counts as a no")


class Either(models.TextChoices):
    """Empty: as it is in force."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class Motion(Case):
    """Child of the body's roster. `candidate`: who held `seat` when proposed; `rank`: 0 the chair, 1 and higher a
    deputy. `from_on`: from when it counts, the day of the resolution where empty or earlier. Of standing orders what is
    empty stays as it is in force (`orders_of`); `adopted_orders`: what came of it."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="motions", verbose_name=_("body"))
    kind = models.CharField(_("kind of motion"), max_length=20, choices=Kind.choices)
    wording = models.TextField(_("wording"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", verbose_name=_("seat"))
    candidate = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("candidate"))
    rank = models.PositiveSmallIntegerField(_("rank: 0 the chair, from 1 on a deputy"), null=True)
    from_on = models.DateField(_("from"), null=True)
    until_on = models.DateField(_("until"), null=True)
    majority = models.CharField(_("majority"), max_length=10, choices=Majority.choices, blank=True)
    tie = models.CharField(_("a tie"), max_length=10, choices=Tie.choices, blank=True)
    quorum = models.CharField(_("quorum"), max_length=10, choices=Quorum.choices, blank=True)
    participation = models.CharField(
        _("must take part in a circular vote"), max_length=10, choices=Participation.choices, blank=True
    )
    silence = models.CharField(_("silence in a circular vote"), max_length=10, choices=Silence.choices, blank=True)
    objections = models.PositiveSmallIntegerField(_("objections that end a circular vote, 0: none does"), null=True)
    procedure = models.CharField(_("procedure"), max_length=10, choices=StandingOrders.Procedure.choices, blank=True)
    circular_days = models.PositiveSmallIntegerField(_("days of a circular vote"), null=True, validators=A_PERIOD)
    secret = models.CharField(
        _("secret ballot"), max_length=10, blank=True, validators=[check_demand], help_text=DEMAND
    )
    secret_persons = models.CharField(
        _("secret ballot about persons"), max_length=10, blank=True, validators=[check_demand], help_text=DEMAND
    )
    challenge_days = models.PositiveSmallIntegerField(
        _("days to challenge a resolution"), null=True, validators=A_PERIOD
    )
    invitation_days = models.PositiveSmallIntegerField(
        _("days from the invitation to the meeting"), null=True, validators=A_PERIOD
    )
    objection_days = models.PositiveSmallIntegerField(
        _("days to object to the minutes"), null=True, validators=A_PERIOD
    )
    urgent_majority = models.CharField(
        _("share of the filled seats that must agree to an urgent item"),
        max_length=10,
        blank=True,
        validators=[check_share],
    )
    second_meeting = models.CharField(
        _("a second meeting is quorate with any number"), max_length=3, choices=Either.choices, blank=True
    )
    video = models.CharField(_("members may join a meeting by video"), max_length=3, choices=Either.choices, blank=True)
    complete_only = models.CharField(
        _("no vote while a bench lacks members"), max_length=3, choices=Either.choices, blank=True
    )
    ballot = models.CharField(_("usual kind of ballot"), max_length=10, choices=OpenBallot.choices, blank=True)
    ballots_changeable = models.CharField(
        _("a ballot may be changed until the close"), max_length=3, choices=Either.choices, blank=True
    )
    early_close = models.CharField(_("closes when all have voted"), max_length=3, choices=Either.choices, blank=True)
    secret_minimum = models.PositiveSmallIntegerField(
        _("fewest ballots of which a secret vote shows the sums"), null=True
    )
    reconsidered_by = models.CharField(
        _("majority for reconsidering a resolution"), max_length=10, choices=Reconsideration.choices, blank=True
    )
    adopted_orders = models.ForeignKey(StandingOrders, models.PROTECT, null=True, related_name="+")
    resolved_on = models.DateField(_("resolved on"), null=True)

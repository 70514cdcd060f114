"""A decision of a body. What is voted on, by whom and by which rule is frozen when the vote opens."""

import datetime as dt
import uuid
from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body, OpenBallot, Seat
from funding.bodies.queries import BenchFacts, BenchShare, filled_benches, shares
from funding.meetings.models import Meeting
from funding.meetings.sitting import agenda_item_of
from workflows.models import Case

PERSON = settings.AUTH_USER_MODEL
ELECTION = "election"  # the kind of decision on who takes an office, always about a person
RECONSIDERATION = "reconsideration"  # the kind of decision on whether a resolution is lifted


class Proposal(models.TextChoices):
    """What the body is asked to resolve."""

    APPROVE = "approve", _("Approve")
    APPROVE_WITH_CONDITIONS = "approve_with_conditions", _("Approve with conditions")
    APPROVE_WITHOUT_FUNDING = "approve_without_funding", _("Carry out without funding")
    APPROVE_IN_PART = "approve_in_part", _("Approve a part of the sum")


class Procedure(models.TextChoices):
    SESSION = "session", _("in session")
    CIRCULAR = "circular", _("by circular vote")


class Ballot(models.TextChoices):
    """Named: for all to see at once. Hidden: with the seat, shown from the close on. Secret: nobody ever learns."""

    NAMED = OpenBallot.NAMED.value, OpenBallot.NAMED.label
    HIDDEN = OpenBallot.HIDDEN.value, OpenBallot.HIDDEN.label
    SECRET = "secret", _("secret")


class Vote(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    ABSTAIN = "abstain", _("Abstention")


class Fault(models.TextChoices):
    """What a member says came about wrongly."""

    VOTE = "vote", _("Somebody voted who should not have")
    PROCEDURE = "procedure", _("Invitation, quorum or count")
    RECORD = "record", _("The result was entered wrongly")


class Conflict(models.TextChoices):
    """What became of a declared conflict of interest."""

    DECLARED = "declared", _("not yet decided")
    EXCLUDED = "excluded", _("excluded")
    ADMITTED = "admitted", _("not excluded")
    LAPSED = "lapsed", _("not decided, for the vote ended")


class Decision(Case):
    """`papers`: what the members see; `attached`: the documents handed in with it, each {"title", "version", "sha256"};
    `content_hash`: over both and the question (content.py). `electorate`: the seats as they were at the opening, each
    {"seat", "desk", "bench", "chair", "filled", "contributor", "institution"}. `orders`: the standing orders' values
    of that day. `held_in`: the meeting in which it was opened. `result`: the verdict with its request and its worked
    steps; of a secret vote with too few ballots the outcome alone. `objectors`: the seats that objected to a circular
    vote here. `demands`: the seats that demanded a secret ballot. `conflicts`: who has declared one, each {"person",
    "seat", "outcome"}, the outcome as in `Conflict`, as the declarations below it have come to.
    `involved`: who has voted on the same file in another body, each {"person", "seat", "body"}.
    `replaces`: the resolution that fell.
    `held_on`: the day of a vote held elsewhere. `recorded`: what the office has entered of it from the minutes, the
    newest last, each {"seq", "by", "on", "held_on", "sent_on", "corrects", "votes", "sums", "present", "late",
    "deputies", "excluded", "objected", "document", "outcome", "holds"}: `votes` {"yes": [seats], …} or, where only the
    count is known, null and `sums` {"yes": n, …}; `seq` names its event; what does not hold waits for the chair or was
    not found."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=40)
    question = models.CharField(max_length=300)
    proposal = models.CharField(max_length=40, choices=Proposal.choices)
    conditions = models.TextField(blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    papers = models.JSONField(default=dict)
    attached = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64, blank=True)
    procedure = models.CharField(max_length=10, choices=Procedure.choices, blank=True)
    ballot = models.CharField(max_length=10, choices=Ballot.choices, default=Ballot.NAMED)
    demands = models.JSONField(default=list)
    objectors = models.JSONField(default=list)
    orders = models.JSONField(default=dict)
    second_meeting = models.BooleanField(default=False)
    electorate = models.JSONField(default=list)
    present_at_opening = models.JSONField(default=list)
    present = models.JSONField(default=list)
    conflicts = models.JSONField(default=list)
    involved = models.JSONField(default=list)
    excluded = models.JSONField(default=list)
    closes_on = models.DateField(null=True)
    held_in = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="decisions")
    result = models.JSONField(null=True)
    held_on = models.DateField(null=True)
    recorded = models.JSONField(default=list)
    resolution = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")

    @property
    def is_secret(self) -> bool:
        return self.ballot == Ballot.SECRET

    @property
    def entry(self) -> dict | None:
        """What counts of a vote held elsewhere."""
        holding = (entry for entry in reversed(self.recorded) if entry["holds"])
        return next(holding, None) if self.held_on else None

    @property
    def count_only(self) -> bool:
        """Whether nobody can say how each seat voted, for only the count was recorded."""
        return self.entry is not None and self.entry["sums"] is not None

    @property
    def sent_on(self) -> dt.date | None:
        """Of a circular vote held elsewhere its first day."""
        sent_on = self.entry and self.entry["sent_on"]
        return dt.date.fromisoformat(sent_on) if sent_on else None

    @property
    def objected(self) -> list[int]:
        """The seats that objected to a circular vote, here or elsewhere."""
        return self.entry["objected"] if self.entry else self.objectors

    @property
    def eligible(self) -> list[int]:
        """The seats that may vote: filled and not excluded."""
        return [seat["seat"] for seat in self.electorate if seat["filled"] and seat["seat"] not in self.excluded]

    @property
    def lacking(self) -> list[BenchFacts]:
        """The benches that lacked members when the vote was opened, as the programme asks for them."""
        asked = self.terms.get("benches") if self.body.kind == Body.Kind.STEERING_GROUP else None
        if not asked or not self.electorate:
            return []
        found = filled_benches(asked, (seat["bench"] for seat in self.electorate if seat["filled"]))
        return [bench for bench in found if bench.missing]

    @property
    def overweight(self) -> list[BenchShare]:
        """The benches that held more than their share of the filled seats when the vote was opened."""
        by_programme = self.terms.get("bench_cap") if self.body.kind == Body.Kind.STEERING_GROUP else None
        named = (by_programme, self.orders.get("rule", {}).get("group_cap"))
        filled = (seat["bench"] for seat in self.electorate if seat["filled"])
        return [each for each in shares(filled, [Fraction(cap) for cap in named if cap]) if each.over]

    def in_conflict(self, outcome: str) -> list[int]:
        """The persons whose declaration has this outcome."""
        return [each["person"] for each in self.conflicts if each["outcome"] == outcome]

    def not_asked(self, move: str) -> frozenset[str]:
        """A remark beside a secret ballot would say whose it is. Who is present stands in the meeting that has this on
        its agenda, where one has."""
        if move == "cast" and self.is_secret:
            return frozenset({"note"})
        return frozenset({"present"} if move == "open_vote" and agenda_item_of(self) else ())

    @property
    def heeds_objections(self) -> bool:
        """Whether objections end this circular vote, as one does in § 90 (1) sentence 2 VwVfG."""
        return self.procedure == Procedure.CIRCULAR and (
            self.orders["rule"].get("circular", {}).get("objection") == "aborts"
        )

    @property
    def objections(self) -> int:
        """How many count: not of who has no vote any more."""
        return len({*self.objected} & {*self.eligible})

    @property
    def demands_heard(self) -> int:
        """How many demands for a secret ballot count, by the same rule."""
        return len({*self.demands} & {*self.eligible})

    @property
    def objections_needed(self) -> int:
        return int(self.orders["rule"]["circular"].get("objections", 1))

    def seat_at(self, desk_id: int) -> dict:
        return next(seat for seat in self.electorate if seat["desk"] == desk_id)


class Participation(models.Model):
    """That a seat has voted, who held the pen, when, and how often. Never what was voted."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="participations")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "seat"], name="participation_once")]


class Choice(models.Model):
    """What was voted. In a named vote the seat stands with it; the last choice counts."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="choices")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    choice = models.CharField(max_length=10, choices=Vote.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="choice_once"),
            models.CheckConstraint(condition=Q(choice__in=Vote.values), name="choice_known"),
        ]


class RollEntry(models.Model):
    """Of a secret vote: whether a seat has voted. All rows are there from the opening on, without order or time."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="roll")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    voted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "seat"], name="on_the_roll_once")]


class SecretBallot(models.Model):
    """What somebody voted in secret: nothing else stands here, and the key is drawn by lot anew at the close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="secret_ballots")
    choice = models.CharField(max_length=10, choices=Vote.choices)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(choice__in=Vote.values), name="secret_choice_known")]

"""What a verdict is reckoned from: the seats, the rule of the body, who was there and how they voted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Literal

from workflows.calculators.steps import WrongInput, _

Procedure = Literal["session", "circular"]
Choice = Literal["yes", "no", "abstain"]
QuorumBase = Literal["seats", "filled", "eligible"]
MajorityBase = Literal["yes_no", "cast", "present", "seats", "eligible"]
Ids = frozenset[str]


@dataclass(frozen=True)
class Seat:
    id: str
    group: str | None = None
    chair: bool = False
    filled: bool = True


@dataclass(frozen=True)
class Threshold:
    """`over=True`: more than the share; otherwise at least the share."""

    share: Fraction
    over: bool

    def least(self, whole: int) -> int:
        """The smallest number that reaches the share of `whole`."""
        needed = self.share * whole
        return floor(needed) + 1 if self.over else ceil(needed)


@dataclass(frozen=True)
class Quorum:
    threshold: Threshold
    of: QuorumBase
    minimum: int = 0
    checked: Literal["opening", "vote"] = "vote"


@dataclass(frozen=True)
class Majority:
    threshold: Threshold
    of: MajorityBase

    @property
    def is_simple(self) -> bool:
        return self.of == "yes_no" and self.threshold == Threshold(Fraction(1, 2), over=True)


@dataclass(frozen=True)
class Unanimity:
    """Lenient: at least one yes and no no. Strict: every present (circular: every eligible) seat says yes."""

    kind: Literal["lenient", "strict"]


@dataclass(frozen=True)
class Circular:
    """`objections`: how many of them it takes to abort the vote."""

    participation: Threshold
    silence: Literal["not_cast", "rejects"] = "not_cast"
    objection: Literal["aborts", "ignored"] = "ignored"
    objections: int = 1


@dataclass(frozen=True)
class Rule:
    """A session needs `quorum` (unless it is a second meeting), a circular vote needs `circular`."""

    majority: Majority | Unanimity
    quorum: Quorum | None = None
    circular: Circular | None = None
    tie: Literal["rejected", "chair", "chairs_agree"] = "rejected"
    group_cap: Fraction | None = None
    mass_exclusion: Literal["approval"] | None = None
    contributor_consent: bool = False


@dataclass(frozen=True)
class Ballot:
    seat: str
    choice: Choice
    cast_at: datetime | None = None


@dataclass(frozen=True)
class Secret:
    """Papers of a secret ballot."""

    issued: int
    returned: int
    yes: int
    no: int
    abstain: int


@dataclass(frozen=True)
class Facts:
    """All seat ids must be among `seats`; `present` is the attendance at the vote."""

    procedure: Procedure
    seats: tuple[Seat, ...]
    rule: Rule
    ballots: tuple[Ballot, ...] = ()
    present: Ids | None = None
    present_at_opening: Ids | None = None
    excluded: Ids = frozenset()
    objections: Ids = frozenset()
    contributors: Ids = frozenset()
    secret: Secret | None = None
    closed_at: datetime | None = None
    second_meeting: bool = False

    @property
    def in_session(self) -> bool:
        return self.procedure == "session"

    @property
    def circular(self) -> Circular | None:
        return None if self.in_session else self.rule.circular

    @cached_property
    def filled(self) -> Ids:
        return frozenset(seat.id for seat in self.seats if seat.filled)

    @cached_property
    def eligible(self) -> Ids:
        return self.filled - self.excluded

    @cached_property
    def present_eligible(self) -> Ids:
        """In a session who may hand in a ballot and is there; in a circular vote everyone who may."""
        return self.eligible & (self.present or frozenset()) if self.in_session else self.eligible

    @property
    def present_for_quorum(self) -> Ids:
        """Of those who may vote: who was there at the opening or at the vote, whichever the rule says."""
        if self.rule.quorum and self.rule.quorum.checked == "opening":
            return self.eligible & (self.present_at_opening or frozenset())
        return self.present_eligible

    @cached_property
    def mass_excluded(self) -> bool:
        applies = self.in_session and self.rule.mass_exclusion == "approval"
        return applies and 2 * len(self.filled & self.excluded) > len(self.filled)

    @cached_property
    def handed_in_by_excluded(self) -> Ids:
        return frozenset(ballot.seat for ballot in self.ballots) & self.excluded


def check(facts: Facts) -> None:
    """Raises WrongInput where the facts contradict each other or lack what their rule needs."""
    known = {seat.id for seat in facts.seats}
    if len(known) < len(facts.seats):
        raise WrongInput("seats", _("a seat is named twice"))
    for field, seat in _named_seats(facts):
        if seat not in known:
            raise WrongInput(field, _("the seat %(seat)s is unknown"), seat=seat)
    voters = [ballot.seat for ballot in facts.ballots]
    if len(set(voters)) < len(voters):
        raise WrongInput("ballots", _("two ballots for one seat"))
    for field in _missing(facts):
        raise WrongInput(field, _("is missing"))
    if facts.secret:
        _check_secret(facts)


def _named_seats(facts: Facts) -> Iterator[tuple[str, str]]:
    for field in ("present", "present_at_opening", "excluded", "objections", "contributors"):
        for seat in sorted(getattr(facts, field) or ()):
            yield field, seat
    for ballot in facts.ballots:
        yield "ballots", ballot.seat


def _missing(facts: Facts) -> Iterator[str]:
    quorum = facts.rule.quorum
    if not facts.in_session:
        if facts.rule.circular is None:
            yield "rule.circular"
        return
    if facts.present is None:
        yield "present"
    if quorum is None and not facts.second_meeting:
        yield "rule.quorum"
    if quorum and quorum.checked == "opening" and facts.present_at_opening is None:
        yield "present_at_opening"


def _check_secret(facts: Facts) -> None:
    """Nobody can know who voted how, so nothing may depend on it."""
    if facts.ballots:
        raise WrongInput("ballots", _("must be empty in a secret ballot"))
    if facts.rule.group_cap is not None:
        raise WrongInput("rule.group_cap", _("cannot be checked in a secret ballot"))
    if facts.rule.contributor_consent:
        raise WrongInput("rule.contributor_consent", _("cannot be checked in a secret ballot"))

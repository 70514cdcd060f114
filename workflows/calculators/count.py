"""Which ballots count, and what they add up to."""

from collections import Counter
from dataclasses import dataclass

from workflows.calculators.facts import Ballot, Facts, Ids
from workflows.calculators.steps import Step, _

RIGHT_TO_VOTE = _("Rules of procedure, right to vote")
BALLOTS = _("Rules of procedure, ballots")


@dataclass(frozen=True)
class Count:
    """`ballots` are those that count, none when secret; `turnout` is their number, or the papers returned."""

    yes: int
    no: int
    abstain: int
    turnout: int
    silent: int
    ballots: tuple[Ballot, ...] = ()

    @property
    def yes_seats(self) -> Ids:
        return frozenset(ballot.seat for ballot in self.ballots if ballot.choice == "yes")


def count(facts: Facts) -> Count:
    if facts.secret:
        papers = facts.secret
        sums = (papers.yes, papers.no, papers.abstain)
        return Count(*sums, turnout=papers.returned, silent=_silent(facts, sum(sums)))
    ballots = tuple(ballot for ballot in facts.ballots if _counts(ballot, facts))
    chosen = Counter(ballot.choice for ballot in ballots)
    silent = _silent(facts, len(ballots))
    return Count(chosen["yes"], chosen["no"], chosen["abstain"], len(ballots), silent, ballots)


def _counts(ballot: Ballot, facts: Facts) -> bool:
    late = ballot.cast_at and facts.closed_at and ballot.cast_at > facts.closed_at
    return ballot.seat in facts.present_eligible and not late


def _silent(facts: Facts, votes: int) -> int:
    return 0 if facts.in_session else max(0, len(facts.eligible) - votes)


def electorate_step(facts: Facts) -> Step:
    text = _("%(seats)s seats, %(filled)s of them filled, %(excluded)s of these excluded: %(eligible)s may vote.")
    values = {"seats": len(facts.seats), "filled": len(facts.filled), "eligible": len(facts.eligible)}
    return Step(RIGHT_TO_VOTE, text, values | {"excluded": len(facts.filled & facts.excluded)})


def count_step(facts: Facts, counted: Count) -> Step:
    sums = {"yes": counted.yes, "no": counted.no, "abstain": counted.abstain}
    if facts.secret:
        text = _("On the papers: yes %(yes)s, no %(no)s, abstentions %(abstain)s.")
        return Step(BALLOTS, text, sums)
    left_out = len(facts.ballots) - counted.turnout
    if facts.in_session:
        text = _("Counted: yes %(yes)s, no %(no)s, abstentions %(abstain)s. Ballots left out: %(left_out)s.")
        return Step(BALLOTS, text, sums | {"left_out": left_out})
    text = _(
        "Counted: yes %(yes)s, no %(no)s, abstentions %(abstain)s. "
        "Silent seats: %(silent)s. Ballots left out: %(left_out)s."
    )
    return Step(BALLOTS, text, sums | {"left_out": left_out, "silent": counted.silent})

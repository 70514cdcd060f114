"""What a body has decided: the outcome of a vote with its worked reckoning. `verdict(facts)` is the door."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from workflows.calculators.count import Count, count, count_step, electorate_step
from workflows.calculators.facts import Circular, Facts, Ids, Majority, Threshold, Unanimity, check
from workflows.calculators.steps import Step, _
from workflows.calculators.values import Value, Word

SECRET = _("Rules of procedure, secret ballot")
CIRCULAR = _("Rules of procedure, circular vote")
QUORUM = _("Rules of procedure, quorum")
EXCLUSION = _("Rules of procedure, exclusion")
GROUP_CAP = _("Rules of procedure, groups")
MAJORITY = _("Rules of procedure, majority")
TIE = _("Rules of procedure, tie")
CONSENT = _("Rules of procedure, consent")


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    NOT_QUORATE = "not_quorate"
    ABORTED = "aborted"
    INVALID = "invalid"
    BLOCKED = "blocked"
    ADOPTED_SUBJECT_TO_APPROVAL = "adopted_subject_to_approval"


OUTCOMES = {
    Outcome.ADOPTED: Word(_("adopted")),
    Outcome.REJECTED: Word(_("rejected")),
    Outcome.NOT_QUORATE: Word(_("not quorate")),
    Outcome.ABORTED: Word(_("aborted")),
    Outcome.INVALID: Word(_("invalid")),
    Outcome.BLOCKED: Word(_("blocked")),
    Outcome.ADOPTED_SUBJECT_TO_APPROVAL: Word(_("adopted subject to approval")),
}
BASES = {
    "yes_no": Word(_("yes and no votes")),
    "cast": Word(_("votes cast with abstentions")),
    "present": Word(_("present seats")),
    "seats": Word(_("seats altogether")),
    "filled": Word(_("filled seats")),
    "eligible": Word(_("seats that may vote")),
}


@dataclass(frozen=True)
class Verdict:
    """The sums are the ballots that count; `void`: a result announced with ballots of excluded seats cannot stand."""

    outcome: Outcome
    yes: int
    no: int
    abstain: int
    silent: int
    void: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Finding:
    """What one stage of the reckoning found; an outcome ends it."""

    outcome: Outcome | None
    steps: tuple[Step, ...] = ()


def verdict(facts: Facts) -> Verdict:
    """Raises WrongInput where the facts contradict each other or lack what their rule needs."""
    check(facts)
    counted = count(facts)
    outcome, reckoning = _reckon(facts, counted)
    void, counter_check = _counter_check(facts, outcome)
    steps = (electorate_step(facts), count_step(facts, counted), *reckoning, *counter_check)
    return Verdict(outcome, counted.yes, counted.no, counted.abstain, counted.silent, void, steps)


def _reckon(facts: Facts, counted: Count) -> tuple[Outcome, tuple[Step, ...]]:
    steps: list[Step] = []
    for stage in (_papers, _objections, _turnout, _groups):
        finding = stage(facts, counted)
        steps += finding.steps
        if finding.outcome:
            return finding.outcome, tuple(steps)
    won, majority = _majority(facts, counted)
    if not won:
        return Outcome.REJECTED, (*steps, *majority)
    outcome, consequences = _adopted(facts, counted)
    return outcome, (*steps, *majority, *consequences)


def _papers(facts: Facts, counted: Count) -> Finding:
    papers, voters = facts.secret, len(facts.present_eligible)
    if papers is None:
        return Finding(None)
    votes = counted.yes + counted.no + counted.abstain
    text = _(
        "%(issued)s papers issued for %(voters)s seats, %(returned)s returned, %(votes)s votes counted: "
        "never more issued than seats or returned than issued, and as many votes as returned."
    )
    values = {"issued": papers.issued, "returned": papers.returned, "votes": votes, "voters": voters}
    valid = papers.returned <= papers.issued <= voters and votes == papers.returned
    return Finding(None if valid else Outcome.INVALID, (Step(SECRET, text, values),))


def _objections(facts: Facts, counted: Count) -> Finding:
    objecting = len(facts.objections & facts.eligible)
    if facts.circular is None or not objecting:
        return Finding(None)
    if facts.circular.objection == "ignored":
        return Finding(None, (Step(CIRCULAR, _("Objections: %(number)s, without effect."), {"number": objecting}),))
    needed = facts.circular.objections
    text = _("Objections: %(number)s. One is enough to abort the circular vote.")
    if needed > 1:
        text = _("Objections: %(number)s. %(needed)s are needed to abort the circular vote.")
    aborted = Outcome.ABORTED if objecting >= needed else None
    return Finding(aborted, (Step(CIRCULAR, text, {"number": objecting, "needed": needed}),))


def _turnout(facts: Facts, counted: Count) -> Finding:
    reached, step = _participation(facts, counted, facts.circular) if facts.circular else _quorum(facts)
    return Finding(None if reached else Outcome.NOT_QUORATE, (step,))


def _quorum(facts: Facts) -> tuple[bool, Step]:
    quorum = facts.rule.quorum
    there = len(facts.present_for_quorum)
    if facts.mass_excluded:
        text = _("More than half of the filled seats are excluded: %(present)s present, 1 is enough.")
        return there >= 1, Step(EXCLUSION, text, {"present": there})
    if facts.second_meeting or quorum is None:
        return there >= 1, Step(QUORUM, _("Second meeting: %(present)s present, 1 is enough."), {"present": there})
    base = {"seats": len(facts.seats), "filled": len(facts.filled), "eligible": len(facts.eligible)}[quorum.of]
    needed = max(quorum.threshold.least(base), quorum.minimum)
    text = _(
        "%(present)s present; needed: %(bound)s %(share)s of %(base)s %(of)s and at least %(minimum)s, so %(needed)s."
    )
    values = {"present": there, "minimum": quorum.minimum, **_needed(quorum.threshold, base, needed, quorum.of)}
    return there >= needed, Step(QUORUM, text, values)


def _participation(facts: Facts, counted: Count, circular: Circular) -> tuple[bool, Step]:
    threshold, base = circular.participation, len(facts.eligible)
    needed = threshold.least(base)
    text = _("%(turnout)s took part; needed: %(bound)s %(share)s of %(base)s %(of)s, so %(needed)s.")
    values = {"turnout": counted.turnout, **_needed(threshold, base, needed, "eligible")}
    return counted.turnout >= needed, Step(CIRCULAR, text, values)


def _needed(threshold: Threshold, base: int, needed: int, of: str) -> dict[str, Value]:
    bound = Word(_("more than")) if threshold.over else Word(_("at least"))
    return {"bound": bound, "share": threshold.share, "base": base, "of": BASES[of], "needed": needed}


def _groups(facts: Facts, counted: Count) -> Finding:
    cap = facts.rule.group_cap
    group_of = {seat.id: seat.group for seat in facts.seats if seat.group}
    sizes = Counter(group_of[ballot.seat] for ballot in counted.ballots if ballot.seat in group_of)
    if cap is None or not sizes:
        return Finding(None)
    group, votes = max(sizes.items(), key=lambda item: item[1])
    text = _("The largest group (%(group)s) has %(votes)s of %(turnout)s ballots; allowed: at most %(cap)s.")
    step = Step(GROUP_CAP, text, {"group": group, "votes": votes, "turnout": counted.turnout, "cap": cap})
    return Finding(Outcome.INVALID if votes > cap * counted.turnout else None, (step,))


def _majority(facts: Facts, counted: Count) -> tuple[bool, tuple[Step, ...]]:
    steps: tuple[Step, ...] = ()
    silent_no = counted.silent if _silence_rejects(facts) else 0
    if silent_no:
        steps = (Step(CIRCULAR, _("Silent seats count as no: %(number)s."), {"number": silent_no}),)
    if isinstance(facts.rule.majority, Unanimity):
        won, step = _unanimous(facts, counted, silent_no)
        return won, (*steps, step)
    won, step = _reached(facts.rule.majority, facts, counted, silent_no)
    tied = facts.rule.majority.is_simple and counted.yes == counted.no + silent_no > 0
    if won or not tied:
        return won, (*steps, step)
    won, tie = _tie(facts, counted)
    return won, (*steps, step, tie)


def _silence_rejects(facts: Facts) -> bool:
    return facts.circular is not None and facts.circular.silence == "rejects"


def _unanimous(facts: Facts, counted: Count, silent_no: int) -> tuple[bool, Step]:
    against = counted.no + silent_no
    if facts.rule.majority == Unanimity("lenient"):
        text = _("Unanimous means at least one yes and no no: %(yes)s yes, %(no)s no.")
        return counted.yes > 0 and against == 0, Step(MAJORITY, text, {"yes": counted.yes, "no": against})
    voters = len(facts.present_eligible)
    text = _("Unanimous means yes from every seat: %(yes)s yes of %(voters)s.")
    return counted.yes == voters > 0, Step(MAJORITY, text, {"yes": counted.yes, "voters": voters})


def _reached(majority: Majority, facts: Facts, counted: Count, silent_no: int) -> tuple[bool, Step]:
    yes_no = counted.yes + counted.no + silent_no
    base = {
        "yes_no": yes_no,
        "cast": yes_no + counted.abstain,
        "present": len(facts.present_eligible) if facts.in_session else counted.turnout + silent_no,
        "seats": len(facts.seats),
        "eligible": len(facts.eligible),
    }[majority.of]
    needed = max(1, majority.threshold.least(base))
    text = _("%(yes)s yes; needed: %(bound)s %(share)s of %(base)s %(of)s, so %(needed)s.")
    values = {"yes": counted.yes, **_needed(majority.threshold, base, needed, majority.of)}
    return counted.yes >= needed, Step(MAJORITY, text, values)


def _tie(facts: Facts, counted: Count) -> tuple[bool, Step]:
    if facts.rule.tie == "rejected":
        return False, Step(TIE, _("A tie rejects."))
    chairs = frozenset(seat.id for seat in facts.seats if seat.chair)
    if len(chairs) == 1 and chairs <= counted.yes_seats:
        return True, Step(TIE, _("The chair's own yes decides the tie."))
    if facts.rule.tie == "chairs_agree" and chairs and chairs <= counted.yes_seats:
        return True, Step(TIE, _("The yes of all who chair decides the tie."))
    return False, Step(TIE, _("No yes of a single chair counts, so the tie rejects."))


def _adopted(facts: Facts, counted: Count) -> tuple[Outcome, tuple[Step, ...]]:
    outcome = Outcome.ADOPTED
    steps: tuple[Step, ...] = ()
    if facts.mass_excluded:
        outcome = Outcome.ADOPTED_SUBJECT_TO_APPROVAL
        steps = (Step(EXCLUSION, _("What is adopted needs approval, for more than half are excluded.")),)
    if not facts.rule.contributor_consent:
        return outcome, steps
    missing = sorted(facts.contributors - counted.yes_seats)
    if missing:
        blocked = _("Contributors who did not vote yes: %(seats)s. That blocks what was adopted.")
        return Outcome.BLOCKED, (*steps, Step(CONSENT, blocked, {"seats": ", ".join(missing)}))
    return outcome, (*steps, Step(CONSENT, _("Every contributor voted yes.")))


def _counter_check(facts: Facts, outcome: Outcome) -> tuple[bool, tuple[Step, ...]]:
    """Reckons again with those excluded seats that handed in ballots, as if they had been neither excluded nor away."""
    seats = facts.handed_in_by_excluded
    if not seats:
        return False, ()
    as_if = replace(
        facts,
        excluded=facts.excluded - seats,
        present=_with(facts.present, seats),
        present_at_opening=_with(facts.present_at_opening, seats),
    )
    other, _steps = _reckon(as_if, count(as_if))
    values: dict[str, Value] = {"number": len(seats), "other": OUTCOMES[other]}
    if other == outcome:
        text = _("Ballots of excluded seats: %(number)s. With them the outcome is the same: %(other)s.")
    else:
        text = _("Ballots of excluded seats: %(number)s. With them it would be %(other)s: void if announced so.")
    return other != outcome, (Step(EXCLUSION, text, values),)


def _with(present: Ids | None, seats: Ids) -> Ids | None:
    return None if present is None else present | seats

"""A vote held elsewhere, on paper or with another tool: the office records it from the minutes, by seat or as a count.

The result is not entered: it is established from the votes by the standing orders of the day of the vote, as here.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.models import StandingOrders, asks_for_names
from funding.bodies.queries import seats
from funding.decisions import conflicts, content, involvement, secret, written
from funding.decisions.chairing import mark_chair_on
from funding.decisions.clearing import clear_votes
from funding.decisions.effects import await_approval
from funding.decisions.freezing import freeze, known_seats, let_voters_read
from funding.decisions.models import ELECTION, Decision, Procedure, Vote
from funding.decisions.one_seat_each import check_one_seat_each
from funding.decisions.second_meeting import is_second, last_to_invite
from funding.decisions.starting import check_meets
from funding.decisions.states import S
from funding.decisions.tally import reckon
from funding.documents.attaching import take
from workflows.clock import BERLIN
from workflows.effects import check_not_ahead
from workflows.inputs import Day, File, Flag, Number, Numbers, OneWord
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step

GIVEN = (
    *("present", "late", "deputies", "excluded", "objected", "yes", "no", "abstain"),
    *("yes_votes", "no_votes", "abstentions"),
)
FROZEN = (
    *("held_on", "second_meeting", "procedure", "orders", "electorate", "ballot", "demands", "conflicts", "involved"),
    *("excluded", "present", "present_at_opening", "recorded", "attached", "content_hash"),
)


@dataclass(frozen=True)
class Minuted:
    """What the minutes say: either how each seat voted or only the count. `late`: who of those present came after the
    opening; `deputies`: the seats for which the deputy was there; `excluded`: who took no part. Of a circular vote
    `sent_on`, its first day, and the seats that `objected` to it."""

    sent_on: dt.date | None = None
    objected: list[int] | None = None
    present: list[int] | None = None
    late: list[int] | None = None
    deputies: list[int] | None = None
    excluded: list[int] | None = None
    yes: list[int] | None = None
    no: list[int] | None = None
    abstain: list[int] | None = None
    yes_votes: int | None = None
    no_votes: int | None = None
    abstentions: int | None = None

    @property
    def votes(self) -> dict[str, list[int]] | None:
        by_seat = {Vote.YES.value: self.yes, Vote.NO.value: self.no, Vote.ABSTAIN.value: self.abstain}
        return {choice: sorted(given or []) for choice, given in by_seat.items()} if any(by_seat.values()) else None

    @property
    def sums(self) -> dict[str, int] | None:
        counted = {Vote.YES.value: self.yes_votes, Vote.NO.value: self.no_votes, Vote.ABSTAIN.value: self.abstentions}
        given = any(number is not None for number in counted.values())
        return {choice: number or 0 for choice, number in counted.items()} if given else None

    @property
    def voted(self) -> set[int]:
        return {seat for seats in (self.votes or {}).values() for seat in seats}

    @property
    def number(self) -> int:
        """How many votes these are."""
        return sum((self.sums or {}).values()) + sum(len(seats) for seats in (self.votes or {}).values())


def record(  # noqa: PLR0913 - what the minutes say of a vote
    case: Case,
    step: Step,
    *,
    held_on: Day,
    procedure: Annotated[str, OneWord(tuple(Procedure.values))],
    sent_on: Day = None,
    objected: Numbers = None,
    about_person: Flag = False,
    invited_again_on: Day = None,
    present: Numbers = None,
    late: Numbers = None,
    deputies: Numbers = None,
    excluded: Numbers = None,
    yes: Numbers = None,
    no: Numbers = None,
    abstain: Numbers = None,
    yes_votes: Number = None,
    no_votes: Number = None,
    abstentions: Number = None,
    file: File,
) -> str:
    """`file`: the minutes. The seats and the standing orders are those of the day of the vote, of a circular vote those
    of its first day. `invited_again_on`: it was the second meeting on this item, and when the members were invited to
    it with that notice."""
    decision = case.decision
    check_meets(case, procedure)
    day = written.first_day(procedure, held_on, sent_on)
    _check_day(case, step, held_on, day)
    if case.state == S.NOT_QUORATE:
        decision.second_meeting = False
        clear_votes(decision)
    found = seats(decision.body, day)
    decision.excluded = []
    about_person = bool(about_person) or decision.kind == ELECTION
    orders = freeze(decision, found, day, procedure=procedure, about_person=about_person)
    decision.held_on = held_on
    decision.second_meeting = is_second(decision, held_on)
    if invited_again_on:
        _note_second_meeting(decision, step, orders, invited_again_on)
    note_involvement(decision, step)
    votes = (yes, no, abstain, yes_votes, no_votes, abstentions)
    minuted = Minuted(sent_on, objected, present, late, deputies, excluded, *votes)
    seat(decision, step, minuted)
    decision.ballot = secret.kind_of_ballot(decision, orders, None, about_person=about_person)
    check(decision, step, minuted)
    let_voters_read(step, found)
    content.freeze(decision)
    enter(decision, step, minuted, document=take(case, step, file, kind="minutes").pk)
    decision.save(update_fields=FROZEN)
    state = reckon(decision, step)
    decision.recorded[-1]["outcome"] = decision.result["outcome"]
    decision.save(update_fields=["recorded"])
    step.record(orders=orders.pk, content=decision.content_hash)
    return await_approval(state, step)


def _check_day(case: Case, step: Step, held_on: dt.date, first_day: dt.date) -> None:
    check_not_ahead("held_on", held_on, step)
    if case.state == S.RE_INVITED:
        for meeting in step.counted():
            if held_on < meeting.due_on:
                raise BadInput("held_on", _("The members were invited for %(day)s."), day=meeting.due_on.isoformat())
    before = _held_before(case) if case.state == S.NOT_QUORATE else None
    if before and first_day <= before:
        field = "held_on" if held_on <= before else "sent_on"
        raise BadInput(field, _("The vote before was held on %(day)s. Enter a later day."), day=before.isoformat())


def _held_before(case: Case) -> dt.date:
    """The day of the vote that found no quorum."""
    return case.decision.held_on or case.moved_at.astimezone(BERLIN).date()


def _note_second_meeting(decision: Decision, step: Step, orders: StandingOrders, invited_on: dt.date) -> None:
    """Quorate whatever the number, where the standing orders know that and the invitation said so (§ 90 (1) VwVfG)."""
    if decision.procedure != Procedure.SESSION or not orders.second_meeting:
        raise BadInput("invited_again_on", _("The standing orders know no second meeting here. Leave this empty."))
    counted = last_to_invite(decision, decision.held_on, step, invited_on=invited_on)
    if counted:
        step.record(invited_again_steps=[each.to_json() for each in counted.steps])
    if invited_on >= decision.held_on or (counted and invited_on > counted.latest):
        raise BadInput("invited_again_on", _("The invitation came too late for a meeting on this day."))
    decision.second_meeting = True


def note_involvement(decision: Decision, step: Step) -> None:
    involvement.note(decision, step)
    here = _numbers(decision)
    decision.involved = [each for each in decision.involved if each["seat"] in here]


def _numbers(decision: Decision) -> set[int]:
    return {seat["seat"] for seat in decision.electorate}


def seat(decision: Decision, step: Step, minuted: Minuted) -> None:
    """Who was there, who took no part and who chaired; the conflicts of interest decided here count as well."""
    out = known_seats(decision, minuted.excluded or [], field="excluded")
    nobody_left = set(conflicts.without_voter(decision, step)) & _numbers(decision)
    decision.excluded = sorted({*out, *nobody_left})
    decision.present = known_seats(decision, minuted.present or [])
    late = _of_those_present(decision, "late", minuted.late)
    deputies = _of_those_present(decision, "deputies", minuted.deputies)
    decision.present_at_opening = sorted(set(decision.present) - set(late))
    if decision.procedure == Procedure.SESSION and not decision.present:
        raise BadInput("present", _("Choose the seats that were present, as the minutes say."))
    _check_not_excluded(decision, "present", decision.present)
    check_one_seat_each(decision, decision.present or minuted.voted, deputies)
    mark_chair_on(decision, deputies)


def _of_those_present(decision: Decision, field: str, given: list[int] | None) -> list[int]:
    """Raises BadInput for a seat that was not there; in writing, for a seat that does not exist."""
    chosen = known_seats(decision, given or [], field=field)
    if decision.procedure == Procedure.SESSION and (gone := set(chosen) - set(decision.present)):
        raise BadInput(field, _("These seats were not present: %(seats)s."), seats=_named(decision, gone))
    return chosen


def _check_not_excluded(decision: Decision, field: str, given: list[int]) -> None:
    if out := set(given) & set(decision.excluded):
        raise BadInput(field, _("These seats were excluded and took no part: %(seats)s."), seats=_named(decision, out))


def _named(decision: Decision, found: set[int]) -> str:
    return ", ".join(str(seat["number"]) for seat in decision.electorate if seat["seat"] in found)


def check(decision: Decision, step: Step, minuted: Minuted) -> None:
    """One that an objection ended may have ended with votes or without."""
    votes, sums = minuted.votes, minuted.sums
    known_seats(decision, minuted.objected or [], field="objected")
    _check_not_excluded(decision, "objected", minuted.objected or [])
    aborted = written.was_aborted(decision, minuted.objected)
    if (votes is None) == (sums is None) and not (aborted and votes is None):
        raise BadInput("yes", _("Enter either how each seat voted or only the count, as the minutes have it."))
    if votes is not None:
        _check_votes(decision, votes)
    if sums is not None:
        _check_sums(decision, sums)
    if not aborted:
        written.check_ran_long_enough(decision, step, minuted.sent_on, votes=minuted.number)


def enter(decision: Decision, step: Step, minuted: Minuted, *, document: int | None) -> None:
    """Adds the entry. What each seat voted stands in it alone, not in the event."""
    for name in GIVEN:
        step.facts.pop(name, None)
    if minuted.sums is not None:
        step.record(count_only=True)
    entry: dict[str, Any] = {
        "seq": step.case.seq + 1,
        "by": step.actor,
        "on": step.today.isoformat(),
        "held_on": decision.held_on.isoformat(),
        "sent_on": minuted.sent_on and minuted.sent_on.isoformat(),
        "votes": minuted.votes,
        "sums": minuted.sums,
        "present": decision.present,
        "late": sorted(minuted.late or []),
        "deputies": sorted(minuted.deputies or []),
        "excluded": decision.excluded,
        "objected": sorted(minuted.objected or []),
        "document": document,
        "corrects": decision.entry is not None,
        "outcome": "",
        "holds": True,
    }
    decision.recorded = [*decision.recorded, entry]


def _check_votes(decision: Decision, votes: dict[str, list[int]]) -> None:
    if decision.is_secret:
        raise BadInput("yes", _("This vote must be secret by the standing orders. Enter the count alone."))
    for choice, given in votes.items():
        known_seats(decision, given, field=choice)
        _check_not_excluded(decision, choice, given)
        if decision.procedure == Procedure.SESSION and (gone := set(given) - set(decision.present)):
            raise BadInput(choice, _("These seats were not present: %(seats)s."), seats=_named(decision, gone))
    cast = [seat for given in votes.values() for seat in given]
    if twice := {seat for seat in cast if cast.count(seat) > 1}:
        raise BadInput("yes", _("These seats stand there with two votes: %(seats)s."), seats=_named(decision, twice))


def _check_sums(decision: Decision, sums: dict[str, int]) -> None:
    """Raises BadInput where the standing orders cannot judge a count without names."""
    rule, most = decision.orders["rule"], len(secret.may_vote(decision))
    if asks_for_names(rule):
        raise BadInput(
            "yes_votes", _("The standing orders ask how single seats or benches voted. Enter the vote of each seat.")
        )
    if sum(sums.values()) > most:
        raise BadInput("yes_votes", _("These are more votes than seats that could vote: %(most)s."), most=most)
    silent = most - sum(sums.values()) if written.silence_rejects(decision) else 0
    if rule.get("tie") == "chair" and sums["yes"] == sums["no"] + silent > 0:
        raise BadInput("yes_votes", _("It is a tie, and the chair's vote decides. Enter the vote of each seat."))

"""What was recorded of a vote held elsewhere was wrong: the whole vote anew, as a new entry."""

import copy
import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.queries import seats
from funding.decisions import minutes, secret, written
from funding.decisions.elsewhere import Minuted, check, enter, note_involvement, seat
from funding.decisions.freezing import freeze
from funding.decisions.models import Decision, Fault, Vote
from funding.decisions.redating import redate
from funding.decisions.states import S
from funding.decisions.tally import reckon, tally
from funding.documents.attaching import take
from funding.roles import CHAIR
from workflows.effects import check_not_ahead
from workflows.inputs import Day, File, Number, Numbers, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step

SEATED = (
    "present", "present_at_opening", "excluded", "electorate", "held_on", "orders", "ballot", "conflicts", "involved",
)  # fmt: skip


def correct(  # noqa: PLR0913 - what the minutes say of a vote
    case: Case,
    step: Step,
    *,
    held_on: Day = None,
    sent_on: Day = None,
    objected: Numbers = None,
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
    file: File = None,
    reason: Text,
) -> str:
    """The whole vote anew, as a new entry; of another day by the seats and the standing orders of that day, and what
    hangs on the day is counted anew. It holds at once where the result stays the same; where it would be another,
    the office examines and the chair decides as on a challenge, and until then the old entry holds."""
    decision, right = case.decision, copy.copy(case.decision)
    day, sent = held_on or decision.held_on, sent_on or decision.sent_on
    if (day, sent) != (decision.held_on, decision.sent_on):
        _hold_on(case, step, right, day, sent)
    held = {name: getattr(decision, name) for name in ("present", "excluded")} | decision.entry
    told = {"objected": objected, "present": present, "late": late, "deputies": deputies, "excluded": excluded}
    votes = (yes, no, abstain, yes_votes, no_votes, abstentions)
    if (held_on or sent_on or objected is not None) and all(each is None for each in votes):
        votes = _as_entered(decision)
    minuted = Minuted(sent, *(held[name] if given is None else given for name, given in told.items()), *votes)
    seat(right, step, minuted)
    check(right, step, minuted)
    document = take(case, step, file, kind="minutes").pk if file else decision.entry["document"]
    enter(right, step, minuted, document=document)
    right.result = tally(right)
    before, after = decision.result["outcome"], right.result["outcome"]
    right.recorded[-1] |= {"outcome": after, "holds": before == after}
    decision.recorded = right.recorded
    if before == after:
        _take_over(decision, right, step)
    else:
        _question(decision, step, {"before": before, "after": [after], "decisive": True, "seats": []})
    return case.state


def _as_entered(decision: Decision) -> tuple[Any, ...]:
    """The votes of the entry that holds, where only a day or an objection is another."""
    votes, sums = decision.entry["votes"] or {}, decision.entry["sums"] or {}
    return (*(votes.get(choice) for choice in Vote.values), *(sums.get(choice) for choice in Vote.values))


def _hold_on(case: Case, step: Step, right: Decision, held_on: dt.date, sent_on: dt.date | None) -> None:
    """By the seats and the standing orders of the right day. Who was invited again voted after the first vote."""
    check_not_ahead("held_on", held_on, step)
    if right.second_meeting and held_on < right.held_on:
        raise BadInput(
            "held_on", _("It was the second meeting on this. Whoever says that it was held earlier challenges it.")
        )
    right.held_on, day = held_on, written.first_day(right.procedure, held_on, sent_on)
    about_person = right.orders["about_person"]
    orders = freeze(right, seats(right.body, day), day, procedure=right.procedure, about_person=about_person)
    right.ballot = secret.kind_of_ballot(right, orders, None, about_person=about_person)
    note_involvement(right, step)


def _take_over(decision: Decision, right: Decision, step: Step) -> None:
    before = decision.held_on
    for name in SEATED:
        setattr(decision, name, getattr(right, name))
    decision.save(update_fields=["recorded", *SEATED])
    reckon(decision, step)
    if before != decision.held_on:
        redate(step, before, decision.held_on)
    if step.case.state == S.RECORDED:
        minutes.write_extract(decision, step)


def _question(decision: Decision, step: Step, recount: dict[str, Any]) -> None:
    decision.save(update_fields=["recorded"])
    opened = step.open(
        "challenge",
        title=step.case.title,
        received_on=step.today,
        fault=Fault.RECORD,
        recount=recount,
        facts={"fault": Fault.RECORD.value, "recount": recount},
    )
    step.record(challenge=opened.pk, outcome_would_be=recount["after"][0])
    step.tell("decision.entered_wrongly", step.people(CHAIR))

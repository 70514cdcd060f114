"""A second meeting on the same item is quorate with any number, if it is the one to which the members were invited with
that notice (§ 90 (2) VwVfG)."""

import datetime as dt

from funding.decisions.models import Decision
from funding.decisions.states import S
from funding.meetings.queries import invitation_period
from workflows.calculators import deadline
from workflows.calculators.deadline import Latest
from workflows.calculators.values import Length
from workflows.step import Step


def is_second(decision: Decision, day: dt.date) -> bool:
    """A meeting on another day is a first one again. One query, where the members were invited to a second."""
    if not decision.second_meeting:
        return False
    invited_for = decision.deadlines.filter(kind=S.RE_INVITED).order_by("-id").first()
    return invited_for is not None and invited_for.due_on == day


def last_to_invite(decision: Decision, meets_on: dt.date, step: Step, *, invited_on: dt.date) -> Latest | None:
    """By the standing orders, else by the programme; neither the day of the invitation nor that of the meeting counts.
    None where both are silent."""
    period = invitation_period(decision.body, step.case.terms, invited_on)
    if period is None:
        return None
    ((unit, number),) = period.items()
    return deadline.latest(meets_on, Length(unit, number), step.facts_for_timing().working_days)

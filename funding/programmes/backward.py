"""The backward calendar: from a cut-off, or a committee's meeting, the last possible day of each step before it.

Two days a step. `last`: later it cannot be reached, even if everybody else acts at once; only what has to lie between
is counted (invitation, objections to the minutes). `good`: everybody after it keeps the time the programme gives them.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from funding.programmes.queries import FIXED
from workflows.calculators import backwards, deadline
from workflows.calculators.deadline import Latest
from workflows.calculators.steps import Step, _
from workflows.calculators.values import Length
from workflows.calculators.working_days import Calendar

MEETING = Step(_("Meeting of the committee"), _("Its day is set. It does not move."))


@dataclass(frozen=True)
class Setting:
    """What the days hang on. `terms`: of the programme; `office`: the calendar at the region's seat, where its bodies
    meet; `authority`: that of the receiving authority. Periods are None where nothing sets one."""

    terms: Mapping[str, Any]
    office: Calendar
    authority: Calendar
    invitation: Length | None = None
    objections: Length | None = None


@dataclass(frozen=True)
class Milestone:
    key: str
    last: dt.date
    steps: tuple[Step, ...]
    good: dt.date
    good_steps: tuple[Step, ...] = ()


def before_cutoff(cutoff: dt.date, setting: Setting) -> list[Milestone]:
    """The earliest step first, the submission last. Without idea and body only what the applicant does."""
    submitted = Milestone("submission", cutoff, (FIXED,), cutoff)
    released = _step("release", backwards.by(cutoff, setting.authority))
    if setting.terms.get("needs_idea") is False:
        return [released, submitted]
    minutes = _step("minutes", _minutes(released.last, setting))
    meeting = _step("meeting", backwards.by(minutes.last, setting.office))
    invitation = _step("invitation", _invitation(meeting.last, setting.invitation, setting.office))
    agenda = _step("agenda", backwards.by(invitation.last, setting.office))
    recommended = _with_time("recommendation", agenda.last, agenda.good, "agenda_days", setting)
    assigned = _with_time("group", recommended.last, recommended.good, "working_group_days", setting)
    idea = _with_time("idea", assigned.last, assigned.good, "idea_answer_days", setting)
    return [idea, assigned, recommended, agenda, invitation, meeting, minutes, released, submitted]


def before_meeting(meets_on: dt.date, setting: Setting) -> list[Milestone]:
    """From a meeting of the committee back to the complete application. The committee meets where the authority is."""
    at_authority = Setting(setting.terms, setting.authority, setting.authority)
    held = Milestone("committee", meets_on, (MEETING,), meets_on)
    invitation = _step("committee_invitation", _invitation(meets_on, setting.invitation, setting.authority))
    ready = _step("ready", backwards.by(invitation.last, setting.authority))
    complete = _with_time("complete", ready.last, ready.good, "assessment_days", at_authority)
    return [complete, ready, invitation, held]


def _step(key: str, counted: Latest) -> Milestone:
    return Milestone(key, counted.latest, counted.steps, counted.latest, counted.steps)


def _minutes(release: dt.date, setting: Setting) -> Latest:
    """Circulated so early that the members can object before the release: it goes with approved minutes."""
    if setting.objections is None:
        return backwards.by(release, setting.office)
    return backwards.start(release - dt.timedelta(days=1), setting.objections, setting.office)


def _invitation(meets_on: dt.date, period: Length | None, calendar: Calendar) -> Latest:
    """Without a period the day before the meeting, as the meetings' own rule has it."""
    if period is None:
        return backwards.by(meets_on - dt.timedelta(days=1), calendar)
    return deadline.latest(meets_on, period, calendar)


def _with_time(key: str, last: dt.date, good: dt.date, target: str, setting: Setting) -> Milestone:
    """It can be done on the very day of the next step; in good time so many days before as the programme gives."""
    at_once = backwards.by(last, setting.office)
    number = setting.terms.get(target)
    early = (
        backwards.start(good, Length("days", number), setting.office) if number else backwards.by(good, setting.office)
    )
    return Milestone(key, at_once.latest, at_once.steps, early.latest, early.steps)

"""When the body may be invited, the meeting opened, ended, held a second time. Each refuses with the reason."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.queries import seats as seats_on
from funding.meetings.attendance import entries, there
from funding.meetings.models import Meeting
from funding.meetings.queries import has_open_vote, invitation_period, meeting_of, orders_on
from funding.meetings.states import S
from workflows.calculators import deadline
from workflows.calculators.steps import Step as Reckoning
from workflows.calculators.values import Length
from workflows.calculators.verdict import QUORUM
from workflows.calculators.verdict_request import answer
from workflows.clock import BERLIN
from workflows.models import Case
from workflows.refusals import Refused, incomplete
from workflows.step import Step
from workflows.timing import Due, Facts

ORDERS = _("standing orders of the body")


@dataclass(frozen=True)
class InviteBy:
    """The last working day to invite: the period lies wholly between invitation and meeting. None where neither the
    standing orders nor the programme set one."""

    def __str__(self) -> str:
        return "invite_by(meets_on)"

    def __call__(self, facts: Facts) -> Due | None:
        meets_on, period = facts.facts.get("meets_on"), facts.facts.get("invitation")
        if meets_on is None or not period:
            return None
        ((unit, number),) = period.items()
        day = meets_on if isinstance(meets_on, dt.date) else dt.date.fromisoformat(meets_on)
        last = deadline.latest(day, Length(unit, number), facts.working_days)
        inputs = {"meets_on": day.isoformat(), "invitation": period}
        return Due(last.latest, str(self), "legal", inputs, [each.to_json() for each in last.steps])


invite_by = InviteBy()


def is_complete(case: Case, step: Step) -> None:
    meeting = meeting_of(case)
    missing = [] if meeting.place else [str(_("place of the meeting"))]
    if not meeting.items.exists():
        missing.append(str(_("agenda")))
    if missing:
        raise incomplete(missing)


def invites_in_time(case: Case, step: Step) -> None:
    """At least the period of the standing orders lies between the invitation and the meeting."""
    last = last_day_to_invite(meeting_of(case), step)
    meets_on = meeting_of(case).meets_on
    if step.today > last:
        raise Refused(
            "invited_too_late",
            _("For a meeting on %(day)s the members had to be invited by %(last)s. Set another day."),
            ORDERS,
            day=meets_on.isoformat(),
            last=last.isoformat(),
        )


def last_day_to_invite(meeting: Meeting, step: Step) -> dt.date:
    """Where nothing sets a period, the day before the meeting."""
    due = invite_by(facts_of_the_day(meeting, step))
    return due.on if due else meeting.meets_on - dt.timedelta(days=1)


def facts_of_the_day(meeting: Meeting, step: Step) -> Facts:
    """What the last day to invite is counted from, by the orders of today."""
    facts = step.facts_for_timing()
    period = invitation_period(meeting.body, meeting.terms, step.today)
    return Facts(
        facts.today, facts.calendar, facts.holidays, facts.terms, {"meets_on": meeting.meets_on, "invitation": period}
    )


def is_the_day(case: Case, step: Step) -> None:
    """Members are invited for one day: on another nobody had to expect that the body resolves."""
    meeting = meeting_of(case)
    day = {S.INVITED: meeting.meets_on, S.ADJOURNED: meeting.continues_on}.get(S(case.state))
    if day and step.today < day:
        raise Refused("meeting_to_come", _("The meeting is on %(day)s."), day=day.isoformat())
    if day and step.today > day:
        raise Refused(
            "meeting_day_over",
            _("The members were invited for %(day)s, and to no other day. Call the meeting off, or close it."),
            _("§ 90 (1) VwVfG"),
            day=day.isoformat(),
        )


def no_vote_is_open(case: Case, step: Step) -> None:
    if has_open_vote(meeting_of(case)):
        raise Refused("vote_is_open", _("A vote of this meeting is still open. Close it first."))


def lacks_quorum(case: Case, step: Step) -> None:
    meeting = meeting_of(case)
    if stated_quorum(meeting, sorted(there(entries(meeting)).present))[0]:
        raise Refused("quorate", _("Enough members are there: the body is quorate."), ORDERS)


def stated_quorum(meeting: Meeting, present: list[int]) -> tuple[bool, list[Reckoning]]:
    """Whether the body is quorate with these seats, and how that was reckoned. A vote reckons for itself."""
    filled = [seat for seat in meeting.seats if seat["filled"]]
    seats: list[dict[str, Any]] = [{"id": str(seat["seat"]), "chair": seat["chair"]} for seat in filled]
    day = meeting.continues_on or meeting.opened_at.astimezone(BERLIN).date()
    seats += [{"id": str(seat.id), "filled": False} for seat in seats_on(meeting.body, day) if not seat.filled]
    there_now = [str(seat) for seat in present]
    request: dict[str, Any] = {
        "procedure": "session",
        "seats": seats,
        "rule": {**meeting.orders["rule"], "contributor_consent": False},
        "second_meeting": meeting.second,
        "present": there_now,
        "present_at_opening": there_now,
        "ballots": [],
    }
    found: Any = answer(request)
    return found["outcome"] != "not_quorate", [each for each in found["steps"] if each.rule == QUORUM]


def may_meet_again(case: Case, step: Step) -> None:
    meeting = meeting_of(case)
    if not orders_on(meeting.body, step.today).second_meeting:
        raise Refused("no_second_meeting", _("The standing orders know no second meeting. Plan a new one."), ORDERS)

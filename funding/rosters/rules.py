"""When the clock writes into a roster, and what the office may not enter any more."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body, Seat
from funding.decisions.models import Decision, Participation
from funding.decisions.states import S as DECISION
from funding.meetings.models import Attendance
from funding.roles import CHAIR
from funding.rosters.queries import look_at, roster_of
from workflows.binding import current
from workflows.clock import BERLIN
from workflows.models import Case, Event
from workflows.refusals import Refused
from workflows.step import Step


def body_is_dissolved(case: Case, step: Step) -> None:
    if not roster_of(case).body.dissolved(step.today):
        raise Refused("body_exists", _("The body has not been dissolved."))


def composition_has_changed(case: Case, step: Step) -> None:
    roster = roster_of(case)
    found = look_at(roster, step.today)
    if (found.state, found.on, found.rows) == (case.state, roster.lacking_on, roster.lacking):
        raise Refused("composition_unchanged", _("Nothing has changed in the composition of the body."))


def check_has_not_acted(seat: Seat, person: int, after: dt.date) -> None:
    """Nobody's term ends before what they have done at this seat: their ballots and their attendance stay."""
    done = [
        *Participation.objects.filter(seat=seat, person=person).values_list("at", flat=True),
        *Attendance.objects.filter(seat=seat, person=person, corrected_by=None, cancelled=False).values_list(
            "at", flat=True
        ),
    ]
    newest = max((at.astimezone(BERLIN).date() for at in done), default=None)
    if newest and newest > after:
        raise Refused(
            "acted_later",
            _("On %(day)s this person acted at the seat. The term ends on that day at the earliest."),
            day=newest.isoformat(),
        )


def check_has_not_chaired(body: Body, person: int, after: dt.date) -> None:
    """Nor the term in the chair before what they have led: a day in the past makes no act unlawful afterwards."""
    newest = last_led(body, person, after)
    if newest:
        raise Refused(
            "chaired_later",
            _("On %(day)s this person acted in the chair. The term ends on that day at the earliest."),
            day=newest.isoformat(),
        )


def last_led(body: Body, person: int, after: dt.date) -> dt.date | None:
    """The newest day after this one on which they acted as who chairs."""
    led = Event.objects.filter(actor=person, case__places__body=str(body.place), at__gt=end_of(after))
    made = led.order_by("-at").values_list("at", "case__lifecycle", "move")
    newest = next((at for at, lifecycle, move in made if _the_chair_may(lifecycle, move)), None)
    return newest.astimezone(BERLIN).date() if newest else None


def _the_chair_may(lifecycle: str, name: str) -> bool:
    row = current(lifecycle).lifecycle.find(name)
    return row is not None and CHAIR in row.who


def end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.max, BERLIN)


def check_no_vote_runs(seat: Seat) -> None:
    """Who may vote in an open vote is settled; its seats stay until it is closed."""
    running = Decision.objects.filter(state=DECISION.OPEN, electorate__contains=[{"seat": seat.pk, "filled": True}])
    if running.exists():
        raise Refused("vote_runs", _("A vote of this seat is running. Abolish the seat when it is closed."))

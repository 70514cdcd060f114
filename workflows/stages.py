"""How far a deadline has come: soon, late, later with every reminder. And on which day the clock looks at it next."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from workflows.clock import BERLIN

SOON, LATE = 1, 2
REMIND_DAYS_BEFORE = 3
DAY_AFTER = (1,)
WEEKLY = (1, 8, 15, 22)


def reminder_days(terms: Mapping[str, Any]) -> tuple[int, ...]:
    """The days after the due date on which reminders go out: as the terms say, else the day after and three weekly."""
    return tuple(sorted(set(terms.get("reminder_days") or WEEKLY)))


def stage_on(due_on: dt.date, today: dt.date, days: Sequence[int] = WEEKLY) -> int:
    """How far it has come: 0, SOON three days before, LATE from the first of `days` after it, one more with each."""
    days_late = (today - due_on).days
    if passed := bisect_right(days, days_late):
        return LATE + passed - 1
    return SOON if days_late >= -REMIND_DAYS_BEFORE else 0


def begins_on(due_on: dt.date, stage: int, days: Sequence[int] = WEEKLY) -> dt.date:
    """The first day of a stage."""
    after = -REMIND_DAYS_BEFORE if stage == SOON else days[stage - LATE]
    return due_on + dt.timedelta(days=after)


def first_look(due_on: dt.date, today: dt.date) -> dt.datetime:
    """When the clock looks at a deadline first: three days before it, or on the morning after it."""
    soon = begins_on(due_on, SOON)
    return morning_of(soon if soon > today else begins_on(due_on, LATE))


def morning_of(day: dt.date) -> dt.datetime:
    """As the day begins in Berlin."""
    return dt.datetime.combine(day, dt.time(0), BERLIN)

"""How far a deadline has come: soon, late, later with every week. And on which day the clock looks at it next."""

import datetime as dt

from workflows.survey import BERLIN

SOON, LATE = 1, 2
REMIND_DAYS_BEFORE = 3
REMINDERS_AFTER_LATE = 3


def stage_on(due_on: dt.date, today: dt.date) -> int:
    """How far it has come: 0, SOON three days before, LATE from the day after, then one more with every week."""
    days_late = (today - due_on).days
    if days_late > 0:
        return LATE + min((days_late - 1) // 7, REMINDERS_AFTER_LATE)
    return SOON if days_late >= -REMIND_DAYS_BEFORE else 0


def begins_on(due_on: dt.date, stage: int) -> dt.date:
    """The first day of a stage."""
    if stage == SOON:
        return due_on - dt.timedelta(days=REMIND_DAYS_BEFORE)
    return due_on + dt.timedelta(days=1 + 7 * (stage - LATE))


def first_look(due_on: dt.date, today: dt.date) -> dt.datetime:
    """When the clock looks at a deadline first: three days before it, or on the morning after it."""
    soon = begins_on(due_on, SOON)
    return morning_of(soon if soon > today else begins_on(due_on, LATE))


def morning_of(day: dt.date) -> dt.datetime:
    """As the day begins in Berlin."""
    return dt.datetime.combine(day, dt.time(0), BERLIN)

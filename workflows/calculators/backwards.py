"""Counting from an end back to the last day on which something can begin (the other way round: `deadline`).

An end never moves towards the day that must be kept: where it is no working day, the working day before counts.
"""

from datetime import date, timedelta

from workflows.calculators.deadline import OUTSIDE, Latest
from workflows.calculators.steps import Step, WrongInput, _
from workflows.calculators.values import Length
from workflows.calculators.working_days import Calendar

BACKWARDS = _("Counted backwards")
DAYS_OF = {"days": 1, "weeks": 7}


def by(day: date, calendar: Calendar) -> Latest:
    """The day itself or the working day before."""
    last, passed = calendar.nearest(day, -1, "event")
    text = _("By %(day)s at the latest.") if not passed else _("The working day before is %(day)s.")
    return Latest(last, (*passed, Step(BACKWARDS, text, {"day": last})))


def start(end_by: date, length: Length, calendar: Calendar) -> Latest:
    """The last working day from which a period of days or weeks (§§ 187 (1), 193 BGB) ends by `end_by`."""
    if length.unit not in DAYS_OF or length.number < 1:
        raise WrongInput("length", _("must be given in one of: %(units)s"), units="days, weeks")
    end, passed = calendar.nearest(end_by, -1, "event")
    try:
        begun = end - timedelta(days=length.number * DAYS_OF[length.unit])
    except OverflowError:
        raise WrongInput("length", OUTSIDE) from None
    text = _("A period of %(length)s that ends on %(end)s begins after %(day)s.")
    counted = Step(_("§§ 187 (1), 193 BGB"), text, {"length": length, "end": end, "day": begun})
    last = by(begun, calendar)
    return Latest(last.latest, (*passed, counted, *last.steps))


def slack(today: date, last: date, calendar: Calendar) -> int:
    """Working days after today up to the last day; negative where it has passed, by the working days since."""
    first, until, sign = (today, last, 1) if today <= last else (last, today, -1)
    days = (first + timedelta(days=number) for number in range(1, (until - first).days + 1))
    return sign * sum(calendar.is_working_day(day) for day in days)

"""Working days at one place in Germany."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache
from typing import Literal

from holidays.countries.germany import Germany

from workflows.calculators.steps import Step, WrongInput, _

STATES = frozenset(["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"])
SATURDAY = 5


@cache
def _holidays(state: str, year: int) -> dict[date, str]:
    return dict(Germany(subdiv=state, years=year, language="de"))


@dataclass(frozen=True)
class Calendar:
    """Public holidays: those of the state, the `local_holidays` (month, day) of every year and the `one_off` days."""

    state: str
    local_holidays: frozenset[tuple[int, int]] = frozenset()
    one_off: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise WrongInput("state", _("%(state)s is no German state (for example NI, BY, HE)"), state=self.state)

    @classmethod
    def named(cls, name: str, one_off: Iterable[date] = ()) -> "Calendar":
        """`BY`, or with the days off every year at the place itself, `BY 08-08 08-15`."""
        state, *days = name.split()
        return cls(state, frozenset((int(day[:2]), int(day[3:])) for day in days), frozenset(one_off))

    def is_working_day(self, day: date, asked_by: str = "event") -> bool:
        return self.why_free(day, asked_by) is None

    def why_free(self, day: date, asked_by: str = "event") -> Step | None:
        """Why `day` is no working day. `asked_by` is the field to blame where the holidays of that year are unknown."""
        if not Germany.start_year <= day.year <= Germany.end_year:
            raise WrongInput(asked_by, _("no public holidays are known for the year %(year)s"), year=str(day.year))
        if day.weekday() >= SATURDAY:
            return Step(_("Working days"), _("%(day)s is no working day."), {"day": day})
        name = _holidays(self.state, day.year).get(day)
        if name:
            return Step(_("Working days"), _("%(day)s is a public holiday (%(name)s)."), {"day": day, "name": name})
        if (day.month, day.day) in self.local_holidays or day in self.one_off:
            return Step(_("Working days"), _("%(day)s is a public holiday at this place."), {"day": day})
        return None

    def nearest(self, day: date, direction: Literal[1, -1], asked_by: str) -> tuple[date, tuple[Step, ...]]:
        """`day` itself or the first working day after (1) or before (-1) it, and why the days between are none."""
        passed: list[Step] = []
        while reason := self.why_free(day, asked_by):
            passed.append(reason)
            day += timedelta(days=direction)
        return day, tuple(passed)


def last_of_month(year: int, month: int) -> date:
    if (year, month) == (MAXYEAR, 12):
        return date.max
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

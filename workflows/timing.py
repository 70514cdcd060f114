"""Due rules: the day by which a stay wants to be left. Pure: facts in, a day with its calculation out.

A rule is a value that prints as it is written (`days(60)`), so that a lifecycle's table and its documentation agree.
Periods that rules outside set are read from the case's pinned terms; where these are silent there is no deadline, and
the page says so.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from workflows.calculators import deadline
from workflows.calculators.steps import Step, WrongInput
from workflows.calculators.values import Length, Unit
from workflows.calculators.working_days import Calendar

Nature = Literal["internal", "legal"]


@dataclass(frozen=True)
class Facts:
    """`calendar`: whose holidays count, as `Calendar.named` reads it; `holidays`: further days off there; `facts`: what
    the event holds."""

    today: dt.date
    calendar: str
    holidays: tuple[dt.date, ...] = ()
    terms: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def working_days(self) -> Calendar:
        return Calendar.named(self.calendar, self.holidays)


@dataclass(frozen=True)
class Due:
    """`inputs` and `steps` are JSON: with them anybody can redo the calculation years later."""

    on: dt.date
    rule: str
    nature: Nature
    inputs: dict[str, Any]
    steps: list[Any]


@dataclass(frozen=True)
class Within:
    """A period after the event that opened the stay; an end on no working day moves to the next (§ 193 BGB)."""

    unit: Unit
    number: int
    after: str = ""

    def __str__(self) -> str:
        return f"{self.unit}({self.number}{f', after {self.after}' if self.after else ''})"

    def __call__(self, facts: Facts) -> Due:
        first = _named(self.after, facts) or facts.today
        return period_after(first, {self.unit: self.number}, facts, rule=str(self))


def days(number: int, *, after: str = "") -> Within:
    """`after`: the day from which it runs, where the event names one."""
    return Within("days", number, after)


def months(number: int) -> Within:
    return Within("months", number)


@dataclass(frozen=True)
class Term:
    """A period the case's terms set in this unit; none where they are silent. `after`: the day the event names
    from which it runs, instead of the event's own."""

    key: str
    unit: Unit
    after: str = ""

    def __str__(self) -> str:
        return f"term({self.key}, {self.unit}{f', after {self.after}' if self.after else ''})"

    def __call__(self, facts: Facts) -> Due | None:
        number = facts.terms.get(self.key)
        first = _named(self.after, facts) if self.after else facts.today
        if number is None or first is None:
            return None
        return period_after(first, {self.unit: number}, facts, rule=str(self))


def term(key: str, unit: Unit = "days", *, after: str = "") -> Term:
    return Term(key, unit, after=after)


@dataclass(frozen=True)
class On:
    """A day the event names: a meeting, a day set by the notice. It never moves (§ 31 (3) sentence 2 VwVfG).

    Where the event also names `<fact>_steps`, they are the calculation that gave the day.
    """

    fact: str
    nature: Nature = "legal"

    def __str__(self) -> str:
        return f"on({self.fact})"

    def __call__(self, facts: Facts) -> Due | None:
        if (day := _named(self.fact, facts)) is None:
            return None
        return Due(day, str(self), self.nature, {self.fact: day.isoformat()}, facts.facts.get(f"{self.fact}_steps", []))


@dataclass(frozen=True)
class By(On):
    """The last day of a period that somebody sets: where it is no working day the period ends with the next one
    (§ 31 (3) sentence 1 VwVfG), for the letter does not say otherwise (sentence 2)."""

    def __str__(self) -> str:
        return f"by({self.fact})"

    def __call__(self, facts: Facts) -> Due | None:
        due = super().__call__(facts)
        if due is None or due.steps:
            return due
        day, passed = _working_day(due.on, facts)
        return replace(due, on=day, steps=[each.to_json() for each in passed])


def _working_day(day: dt.date, facts: Facts) -> tuple[dt.date, tuple[Step, ...]]:
    try:
        return facts.working_days.nearest(day, 1, "event")
    except WrongInput:  # so far ahead that nobody knows its holidays
        return day, ()


def last_day(day: dt.date, facts: Facts) -> dt.date:
    """What a letter says of a day that somebody sets: the one that `by` counts."""
    return _working_day(day, facts)[0]


def by(fact: str, nature: Nature = "legal") -> By:
    return By(fact, nature)


def on(fact: str, nature: Nature = "legal") -> On:
    return On(fact, nature)


def _named(fact: str, facts: Facts) -> dt.date | None:
    if not (named := facts.facts.get(fact)):
        return None
    return named if isinstance(named, dt.date) else dt.date.fromisoformat(named)


def period_after(
    event: dt.date, length: Mapping[Unit, int], facts: Facts, *, rule: str, nature: Nature = "internal"
) -> Due:
    """§§ 187 (1), 188, 193 BGB with the calculation kept. `length`: one unit and its number, as {"months": 1}."""
    ((unit, number),) = length.items()
    answer = deadline.end(event, Length(unit, number), "event", shift=True, calendar=facts.working_days)
    inputs = {
        "event": event.isoformat(),
        "length": dict(length),
        "calendar": facts.calendar,
        "holidays": [day.isoformat() for day in facts.holidays],
    }
    return Due(answer.due, rule, nature, inputs, [step.to_json() for step in answer.steps])

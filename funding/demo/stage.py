"""Plays stories in the order of their days. A story that was interrupted goes on where it stopped.

A story is a generator: it yields the moment at which it wants to go on, and makes moves in between. Each thing it does
has a request key of the story's name and a running number, so that what is done already is known and never repeated.
"""

import datetime as dt
import heapq
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from time import perf_counter
from typing import Any

from django.db.models import Max, Min

from funding.demo.world import World
from funding.people.models import User
from workflows import clock
from workflows.clock import BERLIN
from workflows.deadlines import SWEPT, sweep_deadlines
from workflows.engine import fire
from workflows.models import Case, Clock, Deadline, Event, RequestKey

Moments = Iterator[dt.datetime]
Strand = Generator[dt.datetime, None, int]  # ends with a case's id
Audience = Callable[[float], None]
KEY = "demo "


class StoryFailed(Exception):
    """The clock could not do its part; the log says why."""


@dataclass
class Story:
    """`done`: request key → case, of what earlier runs have done. `others`: the regions it may reach out to."""

    name: str
    world: World
    done: dict[str, int]
    audience: Audience
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    others: tuple[World, ...] = ()

    @property
    def is_erased(self) -> bool:
        """Its file has been destroyed, and with it the keys of what was done in it; those of the retention stay."""
        first = f"{KEY}{self.name} 1"
        return first not in self.done and any(key.startswith(f"{KEY}{self.name} ") for key in self.done)

    def part(self, name: str) -> "Story":
        """A strand of the same story, with running numbers of its own."""
        return replace(self, name=f"{self.name}, {name}", numbers=count(1))

    def begin(self, opening: Callable[..., Case], *where: Any, by: User, **facts: Any) -> int:
        """Open a case with an `opening.py` function; the case's id."""
        return self._once(lambda key: opening(*where, by=by, key=key, **facts).pk)

    def move(self, case: int, name: str, by: User, **data: Any) -> None:
        self._once(lambda key: fire(case, name, by=by, key=key, data=data).case_id)

    def below(self, case: int, lifecycle: str, number: int = 0) -> int:
        """The first case of this lifecycle under the case, or a later one."""
        found = Case.objects.filter(parent_id=case, lifecycle=lifecycle).order_by("pk").values_list("pk", flat=True)
        return found[number]

    def _once(self, act: Callable[[str], int]) -> int:
        key = f"{KEY}{self.name} {next(self.numbers)}"
        if key in self.done:
            return self.done[key]
        began = perf_counter()
        case = act(key)
        self.audience(perf_counter() - began)
        return case


def known_keys() -> dict[str, int]:
    return dict(RequestKey.objects.filter(key__startswith=KEY).values_list("key", "case_id"))


def play(stories: Iterable[Moments], audience: Audience) -> None:
    """The clock goes back once, before anything has happened; from then on forward only."""
    shown = _shown()
    for moment in together(stories):
        if shown is None:
            clock.set_to(moment)
        elif moment > shown:
            turn_clock_to(moment, audience)
        shown = max(moment, shown or moment)


def _shown() -> dt.datetime | None:
    """What the clock shows; where a seeding was interrupted the time of its last event, however long ago that was."""
    last = Event.objects.aggregate(last=Max("at"))["last"]
    if last and Clock.objects.exclude(offset=dt.timedelta(0)).exists():
        clock.set_to(last)
    return last and clock.now()


def together(stories: Iterable[Moments]) -> Moments:
    """Several as one: always the one whose turn comes first."""
    waiting = [(moment, number, story) for number, story in enumerate(stories) if (moment := next(story, None))]
    heapq.heapify(waiting)
    while waiting:
        moment, number, story = heapq.heappop(waiting)
        yield moment
        if following := next(story, None):
            heapq.heappush(waiting, (following, number, story))


def turn_clock_to(moment: dt.datetime, audience: Audience) -> None:
    """Forward; whatever falls due on the way is done on its day."""
    while (due := _next_deadline()) and due <= moment:
        if due > clock.now():
            clock.set_to(due)
        began = perf_counter()
        if not sweep_deadlines():
            raise StoryFailed(f"the deadline of {due:%d.%m.%Y %H:%M} could not be swept")
        audience(perf_counter() - began)
    clock.set_to(moment)


def _next_deadline() -> dt.datetime | None:
    return Deadline.objects.filter(status__in=SWEPT).aggregate(first=Min("sweep_at"))["first"]


def at(day: str, time: str = "09:00") -> dt.datetime:
    """A moment in Berlin: `at("2023-02-14", "09:30")`."""
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=BERLIN)

"""What every story of a region can say: who does what, and on which day before or after today."""

import datetime as dt
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from funding.bodies.models import Body
from funding.demo.stage import Story, at
from funding.demo.world import World
from workflows.calculators.working_days import Calendar


@dataclass
class Telling:
    """Days are working days of the region."""

    story: Story
    today: dt.date

    @property
    def world(self) -> World:
        return self.story.world

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar.named(self.world.region.working_days)

    def part(self, name: str) -> Self:
        """The same in a strand of its story."""
        strand = copy(self)
        strand.story = self.story.part(name)
        return strand

    def let(self, person: str, move: str, case: int, **facts: Any) -> None:
        """`person`: a part in the world."""
        self.story.move(case, move, getattr(self.world, person), **facts)

    def moment(self, days_ago: int, time: str) -> dt.datetime:
        """That day or the working day before, never later than yesterday."""
        day = self.today - dt.timedelta(days=max(days_ago, 1))
        return at(self._calendar.nearest(day, -1, "day")[0].isoformat(), time)

    def on(self, days_ahead: int) -> str:
        """That day or the working day after it; a negative number is a day that has been, or the working day before."""
        day = self.today + dt.timedelta(days=days_ahead)
        return self._calendar.nearest(day, -1 if days_ahead < 0 else 1, "day")[0].isoformat()


@dataclass
class Office(Telling):
    """What a region's offices do beside their projects."""

    @property
    def forum(self) -> Body:
        return Body.objects.get(region=self.world.region, kind=Body.Kind.FORUM)

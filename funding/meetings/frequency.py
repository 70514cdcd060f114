"""How often a body has to meet by its region's programme, and how often it has."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from funding.bodies.models import Body
from funding.meetings.models import Meeting
from funding.meetings.states import S
from funding.programmes.models import ProgrammeVersion
from funding.programmes.terms import flat

# Whose meetings the programme counts: the health conference of a region is its forum.
COUNTED = {Body.Kind.STEERING_GROUP: "steering_meetings", Body.Kind.FORUM: "conferences"}


@dataclass(frozen=True)
class Frequency:
    """`first` to `last`: the year, or as long as the programme version counts; None where it has no end."""

    at_least: int
    held: int
    first: date
    last: date | None

    @property
    def missing(self) -> int:
        return max(self.at_least - self.held, 0)


def frequency(body: Body, version: ProgrammeVersion | None, today: date) -> Frequency | None:
    """Meetings that were held in the present period; None where this version of the programme asks for none. One
    query."""
    if body.kind not in COUNTED or version is None:
        return None
    asked = flat(version.terms, None)[COUNTED[Body.Kind(body.kind)]]
    return _counted(body, asked, version, today) if asked else None


def _counted(body: Body, asked: dict[str, Any], version: ProgrammeVersion, today: date) -> Frequency:
    first, last = version.valid_from, version.valid_to
    if asked["in"] == "year":
        first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    held = Meeting.objects.filter(body=body, state=S.CLOSED, meets_on__range=(first, today))
    return Frequency(asked["at_least"], held.count(), first, last)

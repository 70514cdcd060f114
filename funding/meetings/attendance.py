"""Who is there: read from what was noted, in the order of the clock."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from funding.meetings.models import Attendance, Meeting

CAME, LEFT = Attendance.Kind.CAME, Attendance.Kind.LEFT
STEPPED_OUT, CAME_BACK = Attendance.Kind.STEPPED_OUT, Attendance.Kind.CAME_BACK
ORDER = (CAME, STEPPED_OUT, CAME_BACK, LEFT)


class Contradiction(ValueError):
    """Somebody comes who is there, or leaves who is not. Holds the row that cannot be."""

    def __init__(self, row: Attendance) -> None:
        super().__init__(str(row))
        self.row = row


@dataclass
class There:
    """`present`: the row by which each seat's holder or deputy is there; `away`: seat → item during which it is not
    at the table. Who is away is present, too; the deputy may come in their place. `stepped_out`: who has left each seat
    for an item and not come back."""

    present: dict[int, Attendance] = field(default_factory=dict)
    away: dict[int, int] = field(default_factory=dict)
    stepped_out: dict[int, Attendance] = field(default_factory=dict)

    @property
    def at_the_table(self) -> list[int]:
        return sorted(set(self.present) - set(self.away))

    @property
    def persons(self) -> dict[int, int]:
        """Who is at the table, by seat."""
        return {seat: self.present[seat].person_id for seat in self.at_the_table}

    def note(self, row: Attendance) -> None:
        if not self._is_possible(row):
            raise Contradiction(row)
        seat = row.seat_id
        if row.kind == STEPPED_OUT:
            self.away[seat], self.stepped_out[seat] = row.item_id, row
            return
        self.away.pop(seat, None)
        if row.kind == LEFT:
            del self.present[seat]
            self.stepped_out.pop(seat, None)
            return
        self.present[seat] = row
        if row.kind == CAME_BACK:
            del self.stepped_out[seat]

    def _is_possible(self, row: Attendance) -> bool:
        there, away, out = (row.seat_id in each for each in (self.present, self.away, self.stepped_out))
        if row.kind == CAME:
            return not there or (away and row.person_id != self.stepped_out[row.seat_id].person_id)
        return {LEFT: there, STEPPED_OUT: there and not out, CAME_BACK: out}[Attendance.Kind(row.kind)]


def entries(meeting: Meeting) -> list[Attendance]:
    """Those that count, in the order of the clock, those of one instant as they were entered. One query."""
    found = meeting.attendance.filter(corrected_by=None, cancelled=False).order_by("pk")
    return in_order(found.select_related("person", "item"))


def in_order(rows: Iterable[Attendance]) -> list[Attendance]:
    """Within one minute somebody comes, steps out, comes back, and leaves."""
    return sorted(rows, key=lambda row: (row.at, ORDER.index(Attendance.Kind(row.kind))))


def there(rows: Iterable[Attendance], at: dt.datetime | None = None) -> There:
    """At this instant; without one, at the end. Raises Contradiction."""
    found = There()
    for row in rows:
        if at is None or row.at <= at:
            found.note(row)
    return found

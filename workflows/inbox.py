"""What waits for a person, and what the person waits for. Two limited index scans a page, never an exact count."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from django.db.models import Count, Exists, Min, Model, OuterRef, Q, QuerySet
from viewflow.workflow.status import STATUS

from workflows import clock
from workflows.models import OPEN, Bar, Case, Holder, Task
from workflows.office import office
from workflows.reading import IN_PERSON, held, opened_and_readable, valid_on

ROWS_A_PAGE = 25
MOST_COUNTED = 99
BOOKMARK = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})?_([0-9]{1,18})")


@dataclass(frozen=True)
class Bookmark:
    """Where a page ended. Without a day come last those that have none."""

    due_on: dt.date | None
    number: int

    def __str__(self) -> str:
        return f"{self.due_on or ''}_{self.number}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None, which is the beginning, if this is none of ours."""
        if not (parts := BOOKMARK.fullmatch(text)):
            return None
        try:
            return cls(dt.date.fromisoformat(parts[1]) if parts[1] else None, int(parts[2]))
        except ValueError:
            return None

    def after(self, number: str) -> Q:
        """What follows, ordered by day and the column called `number`."""
        if self.due_on is None:
            return Q(due_on=None, **{f"{number}__gt": self.number})
        same_day = Q(due_on=self.due_on, **{f"{number}__gt": self.number})
        return Q(due_on__gt=self.due_on) | same_day | Q(due_on=None)


@dataclass(frozen=True)
class Row:
    """`acting_as_deputy`: shown as "vertretungsweise", for `acting_for` where the desk has a holder today.

    `of_case` is how many open tasks of the case stand behind this row.
    """

    task: Task
    due_on: dt.date | None
    days_left: int | None
    claimed_by: Model | None
    acting_as_deputy: bool = False
    acting_for: Model | None = None
    of_case: int = 1

    @property
    def case(self) -> Case:
        case: Case = self.task.process
        return case

    @property
    def title(self) -> str:
        return self.task.title

    @property
    def waits_since(self) -> dt.datetime:
        return self.task.created


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    next: Bookmark | None


@dataclass(frozen=True)
class Counts:
    """Numbers for tabs: "99+" from a hundred on."""

    waiting: str
    overdue: str


@dataclass(frozen=True)
class Filters:
    """`part`: "mine" is what a person has taken on or waits for them in person, "desk" what waits at their desks."""

    part: str = ""
    overdue: bool = False
    lifecycle: str = ""
    text: str = ""

    def chosen(self, today: dt.date) -> Q:
        chosen = Q(due_on__lt=today) if self.overdue else Q()
        if self.lifecycle:
            chosen &= Q(process__lifecycle=self.lifecycle)
        if self.text:
            chosen &= Q(process__title__icontains=self.text)
        return chosen


@dataclass(frozen=True)
class Inbox:
    """One person's, as of today. `ranks`: the desks held today, 0 as holder, more as a deputy. `offices`: the places
    of those that are the office's; asked for where they are needed, if not given."""

    person: Model
    today: dt.date
    ranks: dict[int, int] = field(default_factory=dict)
    offices: list[UUID] | None = None

    @classmethod
    def of(cls, person: Model) -> Self:
        today = clock.today()
        seats = held(person.pk, today).order_by("-rank").values_list("desk_id", "rank")
        return cls(person, today, dict(seats))

    def page(self, *, after: Bookmark | None = None, filters: Filters = Filters(), limit: int = ROWS_A_PAGE) -> Page:
        """Overdue first, then by day; what has no day comes last."""
        chosen = filters.chosen(self.today) & (after.after("id") if after else Q())
        found = [number for number, _day in self._waiting(chosen, limit + 1, filters.part)]
        rows = self._rows(dict.fromkeys(found[:limit], 1), deputising=True)
        return Page(rows, Bookmark(rows[-1].due_on, rows[-1].task.pk) if len(found) > limit else None)

    def counts(self) -> Counts:
        days = [day for _number, day in self._waiting(Q(), MOST_COUNTED + 1)]
        return Counts(capped(len(days)), capped(sum(1 for day in days if day and day < self.today)))

    def waiting_for_others(self, *, after: Bookmark | None = None, limit: int = ROWS_A_PAGE) -> Page:
        """Cases the person opened, or of the offices they hold, that wait for somebody else: one row a case."""
        others = Task.objects.filter(OPEN, process__in=self._my_cases()).exclude(owner=self.person)
        others = others.exclude(desk__in=self.ranks, owner=None).values("process_id")
        cases = others.annotate(due_on=Min("due_on"), first=Min("id"), number=Count("id"))
        if after:
            cases = cases.filter(after.after("process_id"))
        found = list(cases.order_by("due_on", "process_id").values_list("first", "number")[: limit + 1])
        rows = self._rows(dict(found[:limit]))
        return Page(rows, Bookmark(rows[-1].due_on, rows[-1].case.pk) if len(found) > limit else None)

    def _waiting(self, chosen: Q, limit: int, part: str = "") -> list[tuple[int, dt.date | None]]:
        """Number and day of the first tasks that wait."""
        still_mine = IN_PERSON | Q(desk__in=self.ranks)
        barred = Bar.objects.filter(case=OuterRef("process_id"), person=self.person.pk, place=OuterRef("desk__place"))
        mine = Task.objects.filter(~Exists(barred), chosen, still_mine, owner=self.person, status=STATUS.ASSIGNED)
        at_my_desks = Task.objects.filter(OPEN, ~Exists(barred), chosen, desk__in=self.ranks).exclude(owner=self.person)
        parts = {
            name: rows.order_by("due_on", "id").values_list("id", "due_on")[:limit]
            for name, rows in {"mine": mine, "desk": at_my_desks}.items()
        }
        if part in parts:
            return list(parts[part])
        return list(parts["mine"].union(parts["desk"], all=True).order_by("due_on", "id")[:limit])

    def _my_cases(self) -> QuerySet[Case]:
        role, mine = office(), self.offices
        if mine is None:
            held_there = Holder.objects.filter(desk__in=self.ranks, desk__role=role.key)
            mine = list(held_there.values_list("desk__place", flat=True).distinct())
        chosen = opened_and_readable(self.person.pk, self.today)
        if mine:
            chosen |= Q(readers__overlap=mine, **{f"places__{role.at}__in": [str(place) for place in mine]})
        cases: QuerySet[Case] = Case.objects.filter(chosen)
        return cases

    def _rows(self, of_case: dict[int, int], *, deputising: bool = False) -> list[Row]:
        """In the order of the numbers of tasks given, each with how many stand behind it."""
        tasks = Task.objects.select_related("process__dossier", "owner", "desk").in_bulk(of_case)
        behind = self._holders_behind(task.desk_id for task in tasks.values()) if deputising else {}
        return [self._row(tasks[number], of_case[number], behind) for number in of_case]

    def _row(self, task: Task, of_case: int, behind: dict[int, Model]) -> Row:
        return Row(
            task=task,
            due_on=task.due_on,
            days_left=(task.due_on - self.today).days if task.due_on else None,
            claimed_by=task.owner if task.owner_id != self.person.pk else None,
            acting_as_deputy=self.ranks.get(task.desk_id or 0, 0) > 0,
            acting_for=behind.get(task.desk_id or 0),
            of_case=of_case,
        )

    def _holders_behind(self, desks: Iterable[int | None]) -> dict[int, Model]:
        """Of the desks where the person is a deputy: the holder. Asked always, so that the number of queries is one."""
        deputised = {desk for desk in desks if desk and self.ranks.get(desk, 0) > 0}
        holders = Holder.objects.filter(valid_on(self.today), desk__in=deputised or [0], rank=0)
        return {holder.desk_id: holder.person for holder in holders.select_related("person").order_by("-id")}


def capped(number: int) -> str:
    return str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"

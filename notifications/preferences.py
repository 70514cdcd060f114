"""How a person wants to be told: per kind at once, daily or not at all; and at which hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from notifications import keys
from notifications.keys import Concern, Way
from notifications.models import Hours, Message, Preference


@dataclass(frozen=True)
class Wishes:
    """The wishes of the people in one batch, read with two statements."""

    ways: dict[tuple[int | None, str], Way]
    hours: dict[int | None, Hours]

    @classmethod
    def of(cls, messages: Iterable[Message]) -> "Wishes":
        people = {message.person_id for message in messages}
        preferences = Preference.objects.filter(person__in=people)
        return cls(
            ways={(each.person_id, each.kind): Way(each.way) for each in preferences},
            hours={each.person_id: each for each in Hours.objects.filter(person__in=people)},
        )

    def way(self, message: Message) -> Way:
        """At once where the kind allows nothing else, whatever is stored."""
        way = self.ways.get((message.person_id, message.kind), Way.NOW)
        return way if way in keys.kind(message.kind).ways else Way.NOW

    def quiet_until(self, message: Message, now: datetime) -> datetime | None:
        """The end of the quiet hours `now` lies in. Legal messages know no quiet hours."""
        hours = self.hours.get(message.person_id)
        if hours is None or keys.kind(message.kind).concern is Concern.LEGAL:
            return None
        return hours_end(hours.quiet_from, hours.quiet_until, now)

    def next_digest(self, message: Message, now: datetime) -> datetime:
        return next_at(self.hours.get(message.person_id, Hours()).digest_at, now)


def hours_end(start: time | None, end: time | None, now: datetime) -> datetime | None:
    """When the hours `now` lies in are over; None if it lies in none. Start counts, end does not."""
    if start is None or end is None:
        return None
    clock = timezone.localtime(now).time()
    quiet = start <= clock < end if start <= end else clock >= start or clock < end
    return next_at(end, now) if quiet else None


def next_at(clock: time, now: datetime) -> datetime:
    """The next time a local clock shows `clock`, strictly after `now`."""
    local = timezone.localtime(now)
    for days in (0, 1):
        at = datetime.combine(local.date() + timedelta(days), clock, tzinfo=local.tzinfo).astimezone(UTC)
        if at > now:
            break
    return at


def chosen(person_id: int) -> dict[Concern, Way]:
    """What a person has chosen for each concern that leaves a choice; at once where nothing is stored."""
    stored = dict(Preference.objects.filter(person=person_id).values_list("kind", "way"))
    ways = dict.fromkeys((Concern.TASK, Concern.INFORMATION), Way.NOW)
    for kind in keys.registered():
        if kind.concern in ways and kind.name in stored:
            ways[kind.concern] = Way(stored[kind.name])
    return ways


def choose(person_id: int, ways: Mapping[Concern, str]) -> None:
    """Keep one way for every kind of these concerns. One statement."""
    Preference.objects.bulk_create(
        (
            Preference(person_id=person_id, kind=kind.name, way=ways[kind.concern])
            for kind in keys.registered()
            if kind.concern in ways
        ),
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["way"],
    )

"""The way of a case in everyday words: a few stations, where it stands, what it went round, what comes next."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, ngettext

from funding.web.templatetags.foerderweg import plain_day
from workflows.lifecycle import CLOCK, Each, Lifecycle
from workflows.models import Case, Event, Task
from workflows.pictures import Walk, main_line, words_of
from workflows.words import Station


def way_of(lifecycle: Lifecycle) -> tuple[Station, ...]:
    """The named stations; of a lifecycle nobody has named any for, one for each state of its main line."""
    return lifecycle.words.way or tuple(Station(words_of(lifecycle, state), (state,)) for state in main_line(lifecycle))


def main_of(lifecycle: Lifecycle) -> tuple[str, ...]:
    return tuple(state for station in way_of(lifecycle) for state in station.main)


def walk_of(case: Case, events: Iterable[Event]) -> Walk:
    steps = {(event.from_state, event.to_state) for event in events if event.from_state not in ("", event.to_state)}
    return Walk(frozenset(steps), str(case.state))


def stations(case: Case, events: Sequence[Event]) -> list[dict]:
    """For the stepper. A case that ended off its way shows how far it came, and then how it ended."""
    way, entered = way_of(case.table), _entered(events)
    here = next((number for number, station in enumerate(way) if case.state in station.states), None)
    if here is None:
        reached = [n for n, station in enumerate(way) if any(state in entered for state in station.states)]
        gone = [_shown(case, way[n], entered, "gone") for n in range(max(reached, default=-1) + 1)]
        return [*gone, {"label": words_of(case.table, case.state), "state": "here", "note": _day(entered, case.state)}]
    places = ["gone" if number < here else "here" if number == here else "ahead" for number in range(len(way))]
    return [_shown(case, station, entered, place) for station, place in zip(way, places, strict=True)]


def _shown(case: Case, station: Station, entered: dict[str, list[Event]], place: str) -> dict:
    note = words_of(case.table, case.state) if place == "here" else ""
    if place == "gone":
        days = [entered[state][0].at for state in station.states if state in entered]
        note = plain_day(min(days)) if days else ""
    elsewhere = [state for state in station.beside if state != case.state and state in entered]
    detours = [_times(words_of(case.table, state), len(entered[state])) for state in elsewhere]
    return {"label": station.label, "note": note, "state": place, "detours": detours}


def _entered(events: Sequence[Event]) -> dict[str, list[Event]]:
    """State → the events that led into it, the oldest first."""
    found: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: event.seq):
        if event.from_state != event.to_state:
            found.setdefault(event.to_state, []).append(event)
    return found


def _day(entered: dict[str, list[Event]], state: str) -> str:
    return plain_day(entered[state][-1].at) if state in entered else ""


def _times(words: str, number: int) -> str:
    return ngettext("once: %(words)s", "%(number)s times: %(words)s", number) % {"number": number, "words": words}


def outlook(case: Case, *, mine: bool, below: Iterable[Case], tasks: Iterable[Task]) -> str:
    """One sentence on whose turn it is, or on which case below it depends. `tasks`: the open ones."""
    stay = case.stay
    if stay.final:
        return gettext("This case has ended. Nobody has to do anything.")
    if mine:
        return gettext("It is your turn: %(task)s.") % {"task": stay.task}
    if isinstance(stay.waits_for, Each):
        missing = sum(not task.escalation for task in tasks)
        text = ngettext("%(number)s is still missing: %(task)s.", "%(number)s are still missing: %(task)s.", missing)
        return text % {"number": missing, "task": stay.task}
    if stay.role and stay.role != CLOCK:
        who = str(stay.role.label or stay.role.key)
        return gettext("It is the turn of %(who)s: %(task)s. You need not do anything.") % {
            "who": who,
            "task": stay.task,
        }
    waiting = next((child for child in below if child.finished is None), None)
    if waiting:
        kind = f"{waiting.table.label}: "
        name = waiting.title if waiting.title.startswith(kind) else kind + waiting.title
        return gettext("How it goes on is decided in the case “%(name)s”.") % {"name": name}
    if stay.due is None:
        return gettext("How it goes on is decided in another case. You need not do anything.")
    return gettext("It goes on by itself as soon as the day has come.")


def feeling(case: Case) -> str:
    """A badge's feeling: with somebody, at the end of the way, or ended without it. Rejection is never red."""
    if not case.stay.final:
        return "info"
    return "success" if case.state in way_of(case.table)[-1].main else "neutral"


def badge(case: Case) -> dict:
    return {"feeling": feeling(case), "words": words_of(case.table, case.state)}

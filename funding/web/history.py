"""What has happened, in words made when it is read: the history keeps keys and data only."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from funding.numbers import number_in
from funding.web.frame import upper_first
from funding.web.sentences import BY_FACT, TOLD, UNNAMED
from workflows.models import Case, Event
from workflows.pictures import words_of

SUMS = ("yes", "no", "abstain")
COUNT_ONLY = gettext_lazy("Count only: how each seat voted is not recorded.")


def told(case: Case, event: Event) -> str:
    """One event as a sentence or two: who did what, what came of it, and what was written with it."""
    who = str(event.actor) if event.actor_id else gettext("the clock")
    if case.erased_on:
        who = gettext("somebody")
    elif event.acted_for_id:
        who = gettext("%(who)s for %(other)s") % {"who": who, "other": event.acted_for}
    name = f"{case.lifecycle}.{event.move}"
    known = (None if event.actor_id else UNNAMED.get(name)) or _of(name, event)
    sentence = str(known) % {"who": who} if known else _by_name(case, event, who)
    parts = [upper_first(sentence), *(say(case, event) for say in SAYS)]
    return " ".join(part for part in parts if part)


def _of(name: str, event: Event) -> Any:
    """By the state it has led to, else by what it followed or noted, else by its name alone."""
    what = event.facts.get("followed") or event.facts.get("noted")
    said = BY_FACT.get(f"{name}.{what}") if event.from_state == event.to_state else None
    found = (TOLD.get(key) for key in (f"{name}.{event.to_state}", name, event.move))
    return said or next(filter(None, found), None)


def _by_name(case: Case, event: Event, who: str) -> str:
    """A move of a lifecycle that has no sentences: its name and the new state."""
    row = case.table.find(event.move)
    move = str(row.label) if row else event.move
    if event.from_state == event.to_state:
        return gettext("%(who)s: %(move)s.") % {"who": who, "move": move}
    state = words_of(case.table, event.to_state)
    return gettext("%(who)s: %(move)s. Now: %(state)s.") % {"who": who, "move": move, "state": state}


def _sums(case: Case, event: Event) -> str:
    if not all(name in event.facts for name in SUMS):
        return ""
    counted = {name: event.facts[name] for name in SUMS}
    sums = gettext("Yes: %(yes)s, no: %(no)s, abstentions: %(abstain)s.") % counted
    return f"{sums} {COUNT_ONLY}" if event.facts.get("count_only") else sums


def _goes_on(case: Case, event: Event) -> str:
    """Where a merged or joined idea goes on: a file number, or the title of a published project."""
    if reference := event.facts.get("reference"):
        return gettext("It goes on in the file %(reference)s.") % {"reference": reference}
    if project := event.facts.get("project"):
        return gettext("It goes on in the project “%(project)s”.") % {"project": project}
    return ""


def _on_paper(case: Case, event: Event) -> str:
    on_paper = case.lifecycle == "idea" and event.facts.get("on_paper")
    return gettext("The application comes on paper.") if on_paper else ""


def _words(case: Case, event: Event) -> str:
    """What a person wrote with it, quoted; short texts only, the long ones stand on the case's page."""
    quoted = [text for name, text in event.words.items() if name in QUOTED and text]
    return " ".join(gettext("“%(words)s”") % {"words": text} for text in quoted)


QUOTED = (
    "advice", "reason", "note", "statement", "recommendation", "resolution", "items", "adaptation", "answer_text",
    "conclusion", "objection_text",
)  # fmt: skip
SAYS: tuple[Callable[[Case, Event], str], ...] = (_sums, _goes_on, _on_paper, _words)


def entries(case: Case, events: Iterable[Event], new: set[int]) -> list[dict]:
    """`new`: the numbers of those the reader has not seen yet."""
    return [{"at": event.at, "text": told(case, event), "new": event.seq in new} for event in events]


def changed_since(case: Case, events: Iterable[Event], seen: str) -> str:
    """What happened after a person looked; nothing where it cannot be told."""
    number = number_in(seen)
    if number is None:
        return ""
    later = [event for event in events if event.seq > number]
    return " ".join(told(case, event) for event in sorted(later, key=lambda event: event.seq))

"""What has happened, in words made when it is read: the history keeps keys and data only."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.numbers import number_in
from funding.web.frame import upper_first
from workflows.models import Case, Event
from workflows.pictures import words_of

# What may happen in a case of any lifecycle.
OF_ANY_CASE = {
    "open": _("%(who)s opened the case."),
    "task.claim": _("%(who)s took the task on."),
    "task.release": _("%(who)s gave the task back."),
    "task.delegate": _("%(who)s delegated the task."),
    "task.finish": _("%(who)s ticked the reminder off."),
    "deadline.escalate": _("A day has passed; the next higher desk was told."),
    "deadline.recount": _("A holiday was entered or taken out; the days were counted anew."),
    "attach": _("%(who)s attached a document."),
    "words.erase": _("%(who)s erased the personal words."),
    "file.erase": _("%(who)s erased the file: what people had written, documents and titles."),
    "place.pass": _("The award has passed to another recipient; so has this case."),
    "deadline.redate": _("The day of the resolution was corrected; the days were counted anew."),
}
SUMS = ("yes", "no", "abstain")
COUNT_ONLY = _("Count only: how each seat voted is not recorded.")


def told(case: Case, event: Event) -> str:
    """One event as a sentence or two: who did what, what came of it, and what was written with it."""
    who = str(event.actor) if event.actor_id else gettext("the clock")
    if case.erased_on:
        who = gettext("somebody")
    elif event.acted_for_id:
        who = gettext("%(who)s for %(other)s") % {"who": who, "other": event.acted_for}
    known = _sentence(case, event)
    sentence = str(known) % {"who": who} if known else _by_name(case, event, who)
    parts = [upper_first(sentence), *(say(case, event) for say in SAYS)]
    return " ".join(part for part in parts if part)


def _sentence(case: Case, event: Event) -> Any:
    """By nobody's name, by what it followed or noted, by the state it has led to, else by its name alone."""
    what = event.facts.get("followed") or event.facts.get("noted")
    keys = [f"{event.move}.{event.to_state}", event.move]
    if event.from_state == event.to_state:
        keys.insert(0, f"{event.move}.{what}")
    if not event.actor_id:
        keys.insert(0, f"{event.move}.by_nobody")
    said = case.table.words.history
    return next((said[key] for key in keys if key in said), OF_ANY_CASE.get(event.move))


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
    return [{"at": event.at, "text": told(case, event), "new": event.number in new} for event in events]


def changed_since(case: Case, events: Iterable[Event], seen: str) -> str:
    """What happened after a person looked; nothing where it cannot be told."""
    number = number_in(seen)
    if number is None:
        return ""
    later = [event for event in events if event.number > number]
    return " ".join(told(case, event) for event in sorted(later, key=lambda event: event.seq))

"""What has happened, in words made when it is read: the history keeps keys and data only."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.numbers import number_in
from funding.web.frame import upper_first
from workflows.models import Case, Event
from workflows.pictures import words_of

# A move in the past tense, by lifecycle and move. What is missing here is told by the move's name and the new state.
TOLD: dict[str, Any] = {
    "open": _("%(who)s opened the case."),
    "task.claim": _("%(who)s took the task on."),
    "task.release": _("%(who)s gave the task back."),
    "task.delegate": _("%(who)s delegated the task."),
    "task.finish": _("%(who)s ticked the reminder off."),
    "deadline.escalate": _("A day has passed; the next higher desk was told."),
    "idea.edit": _("%(who)s edited the idea."),
    "idea.submit": _("%(who)s submitted the idea."),
    "idea.assign": _("%(who)s assigned the idea to a working group."),
    "idea.send_back": _("%(who)s returned the idea for revision."),
    "idea.resubmit": _("%(who)s submitted the revised idea."),
    "idea.recommend": _("The working group recommends the idea, entered by %(who)s."),
    "idea.do_not_recommend": _("The working group does not recommend the idea, entered by %(who)s."),
    "idea.put_on_agenda": _("%(who)s put the idea on the agenda."),
    "idea.follow_adoption": _("The body has adopted the proposal."),
    "idea.follow_rejection": _("The body has rejected the proposal."),
    "idea.follow_deferral": _("The body has deferred the idea."),
    "idea.follow_return": _("The body has returned the idea for revision."),
    "idea.take_back": _("The vote came to nothing; the idea is recommended as before."),
    "idea.lapse": _("The idea lapsed: nobody put it on the agenda again."),
    "idea.apply": _("%(who)s began the application."),
    "idea.start": _("The grant was awarded, the project can start."),
    "idea.park": _("The application led to no grant; the idea is parked."),
    "idea.complete": _("The project is finished."),
    "idea.complete_unfunded": _("%(who)s recorded how the project ended."),
    "idea.withdraw": _("%(who)s withdrew the idea."),
    "decision.open": _("The question was prepared for the body."),
    "decision.open_vote": _("%(who)s opened the vote."),
    "decision.attend": _("%(who)s corrected the attendance."),
    "decision.cast": _("%(who)s took part in the vote."),
    "decision.object": _("%(who)s objected to the circular vote."),
    "decision.close": _("%(who)s closed the vote."),
    "decision.close_on_time": _("The vote closed by itself."),
    "decision.defer": _("%(who)s deferred the item."),
    "decision.return": _("%(who)s returned the proposal for revision."),
    "decision.invite_again": _("%(who)s invited to a second meeting."),
    "decision.repeat": _("%(who)s had the vote repeated."),
    "decision.give_up": _("%(who)s ended it without a decision."),
    "decision.approve": _("%(who)s recorded the approval."),
    "decision.refuse": _("%(who)s recorded the refusal."),
    "decision.record": _("%(who)s recorded the result in the minutes."),
    "decision.end_with_parent": _("The vote ended, because the case voted on has ended."),
}
SUMS = ("yes", "no", "abstain")


def told(case: Case, event: Event) -> str:
    """One event as a sentence or two: who did what, what came of it, and what was written with it."""
    who = str(event.actor) if event.actor_id else gettext("the clock")
    if event.acted_for_id:
        who = gettext("%(who)s for %(other)s") % {"who": who, "other": event.acted_for}
    known = TOLD.get(f"{case.lifecycle}.{event.move}") or TOLD.get(event.move)
    sentence = str(known) % {"who": who} if known else _by_name(case, event, who)
    parts = [upper_first(sentence), *(say(case, event) for say in SAYS)]
    return " ".join(part for part in parts if part)


def _by_name(case: Case, event: Event, who: str) -> str:
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
    return gettext("Yes: %(yes)s, no: %(no)s, abstentions: %(abstain)s.") % counted


def _words(case: Case, event: Event) -> str:
    """What a person wrote with it, quoted; short texts only, the long ones stand on the case's page."""
    quoted = [text for name, text in event.words.items() if name in QUOTED and text]
    return " ".join(gettext("“%(words)s”") % {"words": text} for text in quoted)


QUOTED = ("reason", "note", "statement", "recommendation", "resolution", "items")
SAYS: tuple[Callable[[Case, Event], str], ...] = (_sums, _words)


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

"""What a person can do in a case: buttons in the order of the table, refusals in words before the click, the task."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.web.ways import main_of
from workflows.engine import Offer
from workflows.inputs import inputs_of
from workflows.lifecycle import CLOCK, Each, Lifecycle, Move, Role
from workflows.models import Case, Task

NOT_MINE = ("not_yours", "not_awaited")
ASK_FIRST = {("decision", "close")}  # a result, once established, stays
# The exception to the usual step, also for whoever may do nothing else.
BESIDE = {("settlement", "propose_spare"), ("settlement", "forgo_rest")}
# What may be made again after one's task is done: what then stands in the place of the task, and on the button.
AGAIN = {("decision", "cast"): (gettext_lazy("Your vote has been cast."), gettext_lazy("Change the vote"))}


def panel(case: Case, offers: Iterable[Offer], tasks: Collection[Task], person: int, desks: Iterable[int]) -> dict:
    """For parts/moves.html. `tasks` are the case's open ones; a hindrance is what my own task still lacks."""
    offers = [offer for offer in offers if offer.move.who != (CLOCK,)]
    possible = [offer for offer in offers if offer.refused is None]
    again = next((offer for offer in offers if _is_again(case, offer, tasks)), None)
    mine = my_task(tasks, person, desks)
    moves = [offer.move for offer in possible if not again]
    main = main_move(case.table, moves, case.state, at_turn=mine is not None)
    ahead = main_move(case.table, [offer.move for offer in offers if mine and offer.task == mine.pk], case.state)
    refused = [offer for offer in offers if offer.refused and offer.refused.key not in NOT_MINE]
    return {
        "turn": mine is not None,
        "task": mine and mine.title,
        "due": mine and mine.due_on,
        "done": again and _again(case, again)[0],
        "moves": [_button(case, offer, main=offer.move is main, again=offer is again) for offer in possible],
        "hindrances": [_why_not(offer) for offer in refused if offer.move is ahead],
        "refusals": [_why_not(offer) for offer in refused if offer.move is not ahead],
    }


def main_move(table: Lifecycle, possible: list[Move], state: str, *, at_turn: bool = True) -> Move | None:
    """The move that gets on along the main way; where there is none, and one is `at_turn`, the only one or the first
    that stays on course. None of a case that has ended."""
    if table.stay_in[state].final:
        return None
    main = [str(name) for name in main_of(table)]
    place = main.index(state) if state in main else -1
    possible = [move for move in possible if (str(table.name), str(move.name)) not in BESIDE]
    further = [move for move in possible if any(str(target) in main[place + 1 :] for target in _ahead(move, state))]
    staying = [move for move in possible if state in move.targets or not _ends(table, move)]
    return next(iter(further or (staying if at_turn else ())), None)


def _ahead(move: Move, state: str) -> list[str]:
    """Where it leads from here: of what stays wherever it is made, such as attaching a document, nowhere."""
    return [] if state in move.targets else [str(target) for target in move.targets]


def _ends(table: Lifecycle, move: Move) -> bool:
    """The case would have ended, and not at the end of its way."""
    return any(table.stay_in[target].final and str(target) != main_of(table)[-1] for target in move.targets)


def _is_again(case: Case, offer: Offer, tasks: Iterable[Task]) -> bool:
    """The task it would finish is done already."""
    return _again(case, offer) is not None and offer.task not in (None, *(task.pk for task in tasks))


def _again(case: Case, offer: Offer) -> tuple[Any, Any] | None:
    return AGAIN.get((case.lifecycle, str(offer.move.name)))


def _button(case: Case, offer: Offer, *, main: bool, again: bool) -> dict:
    move = offer.move
    asks = must_be_asked(case.table, move)
    words = _again(case, offer)[1] if again else move.label
    return {
        "href": reverse("move", args=[case.pk, move.name]),
        "text": f"{words} …" if asks and not main and _ends(case.table, move) else str(words),
        "main": main,
        "rare": not main and _ends(case.table, move),
        "at_once": not asks,
        "hidden": hidden(offer.seen),
    }


def must_be_asked(table: Lifecycle, move: Move) -> bool:
    """Whether a page stands between the button and the move: it asks for something, or cannot be taken back."""
    final = any(table.stay_in[target].final for target in move.targets)
    return bool(inputs_of(move.does)) or final or bool(move.four_eyes) or (str(table.name), str(move.name)) in ASK_FIRST


def hidden(seen: Any) -> list[dict]:
    """What the person has looked at, and a key of their own for this form: a double click is one effect."""
    return [{"name": "seen", "value": seen}, {"name": "key", "value": uuid.uuid4().hex}]


def my_task(tasks: Iterable[Task], person: int, desks: Iterable[int]) -> Task | None:
    """The open task of the present stay that waits for this person."""
    at = set(desks)
    open_ones = [task for task in tasks if task.open and not task.escalation]
    own = [task for task in open_ones if task.owner_id == person]
    return next(iter(own or [task for task in open_ones if task.owner_id is None and task.desk_id in at]), None)


def task_acts(task: Task, person: int, desks: Iterable[int]) -> list[dict]:
    """Take on, give back, take over: of the tasks of a desk. A vote belongs to the seat."""
    if isinstance(task.flow_task.stay.waits_for, Each) and not task.escalation:
        return []
    acts = []
    if task.desk_id in set(desks) and task.owner_id in (None, person):
        acts.append({"act": "delegate", "text": _("Delegate the task …"), "page": True})
    if task.owner_id == person and (task.desk_id or task.delegated):
        acts.append({"act": "release", "text": _("Give the task back")})
    if task.desk_id in set(desks) and task.owner_id is None:
        acts.append({"act": "claim", "text": _("Take the task on")})
    elif task.desk_id in set(desks) and task.owner_id != person:
        acts.append({"act": "claim", "text": _("Take over from %(name)s") % {"name": task.owner}})
    if task.escalation and (task.owner_id == person or task.desk_id in set(desks)):
        acts.append({"act": "finish", "text": _("Tick off")})
    return [{**act, "href": reverse("task_act", args=[task.pk, act["act"]])} for act in acts]


def _why_not(offer: Offer) -> str:
    reason = f"{offer.move.label}: {offer.refused.sentence}"
    return f"{reason} ({offer.refused.rule})" if offer.refused.rule else reason


def _ending(table: Lifecycle) -> str:
    if table.name == "decision":
        return _("This vote ends with it. What it was about goes on in its own case.")
    if table.name == "consultation":
        return _("With this the working group has answered. The idea follows it, and whom it concerns is told.")
    return _("The case ends with this.")


def consequences(table: Lifecycle, move: Move) -> list[str]:
    """What the table says will follow: who hears of it, whose turn it is then, or that the case ends."""
    told = _named(told.role for told in move.tells if not told.states)
    perhaps = [who for who in _named(told.role for told in move.tells if told.states) if who not in told]
    follows = [table.stay_in[target] for target in move.targets]
    sentences = []
    if all(stay.final for stay in follows):
        sentences.append(_ending(table))
    elif len(follows) == 1 and follows[0].role and follows[0].role != CLOCK:
        who = str(follows[0].role.label or follows[0].role.key)
        sentences.append(_("Then it is the turn of %(who)s: %(task)s.") % {"who": who, "task": follows[0].task})
    if told:
        sentences.append(_("A message goes to: %(who)s.") % {"who": ", ".join(told)})
    if perhaps:
        sentences.append(_("Depending on the outcome a message goes to: %(who)s.") % {"who": ", ".join(perhaps)})
    return sentences


def _named(roles: Iterable[Role]) -> list[str]:
    return list(dict.fromkeys(str(role.label or role.key) for role in roles))

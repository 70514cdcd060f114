"""Whose hand is in what a move would bring about: nobody does alone what two persons have to do."""

from collections.abc import Sequence
from typing import NamedTuple

from workflows.lifecycle import Lifecycle, Move


class Made(NamedTuple):
    """A move of the case's history, as far as four eyes look at it. The clock is no actor."""

    move: str
    actor: int | None
    before: str
    after: str


def hands_in(row: Move, table: Lifecycle, history: Sequence[Made]) -> set[int | None]:
    """Everybody who has made one of the moves named there, as long as it counts; `history`: the oldest first.

    A move that leads on (a signature) counts until the case comes back to where it was made. One that stays (a
    correction) counts wherever the case has been since, for what was written stays, until one of the others writes it
    anew. Where none counts any longer, whoever made each of them last does: a signature given back is still somebody's
    judgement.
    """
    named = [found for name in row.four_eyes if (found := table.find(name))]
    now = set().union(*(_made_since(each, named, history) for each in named))
    return now or {actor for each in named for actor in _last(each, history)}


def _made_since(named: Move, all_named: Sequence[Move], history: Sequence[Made]) -> set[int | None]:
    stays = set(named.targets) <= set(named.sources)
    anew = {each.name for each in all_named if not set(each.targets) <= set(each.sources)}
    found: set[int | None] = set()
    for made in history:
        comes_back = made.after in named.sources and made.before not in named.sources
        if comes_back and (made.move in anew or not stays):
            found.clear()
        if made.move == named.name:
            found.add(made.actor)
    return found


def _last(named: Move, history: Sequence[Made]) -> list[int | None]:
    return [made.actor for made in history if made.move == named.name][-1:]

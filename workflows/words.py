"""How people speak of a lifecycle: the stations of its way, what its history says, what its forms ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Station:
    """`main` are the states of the main way, in their order; `beside` belong to the station, too."""

    label: Any
    main: tuple[str, ...]
    beside: tuple[str, ...] = ()

    @property
    def states(self) -> tuple[str, ...]:
        return self.main + self.beside


@dataclass(frozen=True)
class Words:
    """`history`: a sentence in the past tense by move; by "move.state" of that outcome, by "move.what" of what a move
    that leaves the state followed or noted, by "move.by_nobody" where the event names no actor; "open" for the
    beginning. `labels` and `hints`: by "move.input", where a move means something of its own by it. `asked_anew`: such
    inputs whose name the row of the case uses for something else.
    """

    way: tuple[Station, ...] = ()
    history: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, Any] = field(default_factory=dict)
    hints: Mapping[str, Any] = field(default_factory=dict)
    asked_anew: tuple[str, ...] = ()

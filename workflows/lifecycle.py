"""A lifecycle is a table: which states a case can be in, who must act in each, and which moves lead on.

Two tables a lifecycle. A *stay* says what a state means: who is waited for, which task stands in the inbox, by when,
and what happens when nobody acts. A *move* says how a case gets on: from where, to where, by whom, only if, what it
does, whom it tells. Pure Python: no database, no framework. `binding.py` turns a table into both libraries.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from workflows.words import Words

Guard = Callable[..., None]
Effect = Callable[..., Any]


@dataclass(frozen=True)
class Role:
    """Somebody who acts. `at` is the kind of place whose desk it is; without one it is the person who opened the case.

    `called`: its name in tables where the same desk acts at two places. `personal`: what this person is asked for,
    nobody does for them.
    """

    key: str
    label: Any = ""
    at: str = ""
    called: str = ""
    personal: bool = False

    def __str__(self) -> str:
        return self.called or self.key


CLOCK = Role("clock", "clock", at="clock")


@dataclass(frozen=True)
class Each:
    """Waits for every one of several desks: each gets a task of its own (a ballot for every seat).

    `among(case, step)` answers the ids of the desks.
    """

    role: Role
    among: Callable[..., Iterable[int]]

    def __str__(self) -> str:
        return f"each({self.role})"


each = Each


@dataclass(frozen=True)
class Late:
    """What happens when a stay's due day has passed: a reminder, a task for somebody else, or a move by the clock.

    `task`: what the somebody else is asked to do; without one, to see that the step gets done. `where`: of which cases
    somebody else is asked; without one, of each.
    """

    action: str
    role: Role | None = None
    move: str = ""
    task: Any = ""
    where: Callable[[Any], bool] | None = None

    def __str__(self) -> str:
        named = f"{self.action}({self.role or self.move})" if self.role or self.move else self.action
        return f"{named} where {self.where.__name__}" if self.where else named


remind = Late("remind")


def remind_then(role: Role, task: Any, where: Callable[[Any], bool] | None = None) -> Late:
    """The usual reminders, and with the last of them a task for somebody else."""
    return Late(remind.action, role=role, task=task, where=where)


def escalate_to(role: Role, task: Any = "") -> Late:
    return Late("escalate_to", role=role, task=task)


def make(move: str) -> Late:
    return Late("make", move=move)


@dataclass(frozen=True)
class Stay:
    state: str
    waits_for: Role | Each | None = None
    task: Any = ""
    due: Callable[..., Any] | None = None
    when_late: Late | None = None

    @property
    def final(self) -> bool:
        """Nobody has to act. Rare moves out (transfer, reconsider) may still exist."""
        return self.waits_for is None

    @property
    def label(self) -> Any:
        return getattr(self.state, "label", self.state)

    @property
    def role(self) -> Role | None:
        return self.waits_for.role if isinstance(self.waits_for, Each) else self.waits_for


stay = Stay


@dataclass(frozen=True)
class OneOf:
    """The effect answers which of these states follows."""

    states: tuple[str, ...]


def one_of(*states: str) -> OneOf:
    return OneOf(states)


class Told(NamedTuple):
    """Who is told what when a move is made; with `states`, only where it has led to one of them."""

    kind: str
    role: Role
    states: tuple[str, ...] = ()

    def when(self, state: str) -> bool:
        return not self.states or state in self.states


@dataclass(frozen=True)
class Move:
    """`four_eyes` names earlier moves whose actor may not make this one; `seen` answers what the person must have
    looked at (default: the case's sequence number); `basis` is the rule the move rests on; `files` names the kinds of
    documents it makes; what is said and entered in a move that stays `inside`, the table's outsiders do not read; of
    one that is `unseen` and leaves the case where it stands they do not even learn that it was made."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    who: tuple[Role, ...]
    only_if: tuple[Guard, ...] = ()
    does: Effect | None = None
    tells: tuple[Told, ...] = ()
    four_eyes: tuple[str, ...] = ()
    seen: Callable[..., str] | None = None
    basis: str = ""
    files: tuple[str, ...] = ()
    inside: bool = False
    unseen: bool = False

    @property
    def label(self) -> Any:
        return getattr(self.name, "label", self.name)

    @property
    def automatic(self) -> bool:
        return CLOCK in self.who


def move(  # noqa: PLR0913 - a row of the table has as many columns
    name: str,
    source: str | tuple[str, ...],
    target: str | OneOf,
    who: Role | tuple[Role, ...],
    only_if: Iterable[Guard] = (),
    does: Effect | None = None,
    tells: Iterable[tuple[str, Role] | tuple[str, Role, tuple[str, ...]]] = (),
    *,
    four_eyes: str | tuple[str, ...] = (),
    seen: Callable[..., str] | None = None,
    basis: str = "",
    files: str | tuple[str, ...] = (),
    inside: bool = False,
    unseen: bool = False,
) -> Move:
    return Move(
        name,
        source if isinstance(source, tuple) else (source,),
        target.states if isinstance(target, OneOf) else (target,),
        who if isinstance(who, tuple) else (who,),
        tuple(only_if),
        does,
        tuple(Told(*told) for told in tells),
        four_eyes if isinstance(four_eyes, tuple) else (four_eyes,),
        seen,
        basis,
        files if isinstance(files, tuple) else (files,),
        inside,
        unseen,
    )


class BadTable(ValueError):
    """A lifecycle's table contradicts itself; the message names the row."""


@dataclass(frozen=True)
class Lifecycle:
    """One version of one lifecycle. `when_parent_ends` names the move the clock makes when the case above has ended;
    `outsiders` are roles that read the case, but nothing of the moves that stay inside; `many` says of a role without
    a single desk here at which desks sits whoever may act as it."""

    name: str
    version: int
    stays: tuple[Stay, ...]
    moves: tuple[Move, ...]
    label: Any = ""
    words: Words = field(default_factory=Words)
    when_parent_ends: str = ""
    outsiders: tuple[Role, ...] = ()
    many: tuple[Each, ...] = ()

    def __post_init__(self) -> None:
        states = [stay.state for stay in self.stays]
        _refuse_twice(self, "state", states)
        _refuse_twice(self, "move", [move.name for move in self.moves])
        known = set(states)
        for row in self.moves:
            if unknown := [state for state in row.sources + row.targets if state not in known]:
                raise BadTable(f"{self}: move {row.name} names no state of the table: {unknown}")
            if never := [state for told in row.tells for state in told.states if state not in row.targets]:
                raise BadTable(f"{self}: move {row.name} tells somebody of a state it does not lead to: {never}")
        if unknown := [state for station in self.words.way for state in station.states if state not in known]:
            raise BadTable(f"{self}: its way names no state of the table: {unknown}")
        self._check_named_moves()

    def _check_named_moves(self) -> None:
        named = [stay.when_late.move for stay in self.stays if stay.when_late and stay.when_late.move]
        named += [name for row in self.moves for name in row.four_eyes]
        named += [self.when_parent_ends] if self.when_parent_ends else []
        if unknown := [name for name in named if str(name) not in self._by_name]:
            raise BadTable(f"{self}: no such move: {unknown}")

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"

    @property
    def first(self) -> str:
        return self.stays[0].state

    @cached_property
    def stay_in(self) -> Mapping[str, Stay]:
        return {stay.state: stay for stay in self.stays}

    @cached_property
    def leaving(self) -> Mapping[str, tuple[Move, ...]]:
        """State → the moves possible there, in the order of the table."""
        return {stay.state: tuple(m for m in self.moves if stay.state in m.sources) for stay in self.stays}

    @cached_property
    def automatic(self) -> Mapping[str, tuple[Move, ...]]:
        """State → the moves the clock may make there."""
        return {state: tuple(m for m in moves if m.automatic) for state, moves in self.leaving.items()}

    @cached_property
    def unseen(self) -> tuple[str, ...]:
        """The moves that outsiders do not learn of, where they leave the case as it stands."""
        return tuple(str(row.name) for row in self.moves if row.unseen) if self.outsiders else ()

    @cached_property
    def _by_name(self) -> Mapping[str, Move]:
        return {str(row.name): row for row in self.moves}

    def find(self, name: str) -> Move | None:
        return self._by_name.get(name)

    @cached_property
    def named_in(self) -> Mapping[str, frozenset[Role]]:
        """State → every role the table names there: who is told when the case comes there, who is waited for, who may
        move it on, who gets what is late."""
        return {stay.state: frozenset(self._named_in(stay)) for stay in self.stays}

    def _named_in(self, stay: Stay) -> Iterator[Role]:
        yield from filter(None, (stay.role, stay.when_late and stay.when_late.role))
        for row in self.moves:
            if stay.state in row.sources:
                yield from row.who
            if stay.state in row.targets:
                yield from (told.role for told in row.tells if told.when(stay.state))

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset().union(*self.named_in.values())

    def role(self, key: str) -> Role | None:
        """The role of this key, wherever the table names it."""
        return next((role for role in self.roles if role.key == key), None)

    @property
    def has_author(self) -> bool:
        """Whether the table names who opened the case."""
        return any(not role.at for role in self.roles)


def _refuse_twice(lifecycle: Lifecycle, what: str, names: list[str]) -> None:
    if twice := sorted({str(name) for name in names if names.count(name) > 1}):
        raise BadTable(f"{lifecycle}: {what} stands twice: {twice}")

"""A lifecycle as a picture that fits a phone: the main way down the left, branches short beside it.

Pure: a table and what a case has done go in, SVG and the same as nested words come out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from textwrap import wrap

from workflows.lifecycle import Lifecycle

GONE, HERE, AHEAD = "gone", "here", "ahead"
FROM_ANYWHERE = 3
MAIN_GAP, BRANCH_GAP, LINE = 34, 25, 19
LEFT, TEXT, INDENT, RADIUS = 16, 42, 18, 7
MOST_LETTERS = 31
DEEPEST = 3


@dataclass
class Spot:
    """A state in the picture. `taken`: the case has really gone there."""

    state: str
    words: str
    place: str = AHEAD
    taken: bool = False
    depth: int = 0
    branches: list["Spot"] = field(default_factory=list)


@dataclass(frozen=True)
class Walk:
    """What a case has done: the pairs of states it went between, and where it is."""

    steps: frozenset[tuple[str, str]] = frozenset()
    here: str = ""

    @property
    def visited(self) -> set[str]:
        return {state for pair in self.steps for state in pair} | {self.here}


def main_line(lifecycle: Lifecycle) -> tuple[str, ...]:
    """From the first state by the fewest moves to the final state that lies deepest."""
    came_from: dict[str, str] = {}
    depth = {lifecycle.first: 0}
    todo = [lifecycle.first]
    for state in todo:
        for target in _targets(lifecycle, state):
            if target not in depth:
                came_from[target], depth[target] = state, depth[state] + 1
                todo.append(target)
    ends = [stay.state for stay in lifecycle.stays if stay.final and stay.state in depth]
    line = [max(ends or todo, key=lambda state: depth[state])]
    while line[0] in came_from:
        line.insert(0, came_from[line[0]])
    return tuple(line)


def spots(lifecycle: Lifecycle, main: Iterable[str], walk: Walk) -> list[Spot]:
    """The main way, each state with its branches. What many states lead to stands once, at the end."""
    main = tuple(main)
    drawn = _Drawn(lifecycle, main, walk)
    line = [drawn.spot(state) for state in main]
    for spot in line:
        spot.branches = list(drawn.branches(spot.state, 1))
    line[-1].branches += drawn.left_over()
    _settle_places(line, walk)
    return line


@dataclass
class _Drawn:
    lifecycle: Lifecycle
    main: tuple[str, ...]
    walk: Walk
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.seen.update(self.main)
        beside = [target for state in self.main for target in _targets(self.lifecycle, state)]
        self.wide = {state for state in beside if beside.count(state) >= FROM_ANYWHERE}

    def spot(self, state: str, depth: int = 0, *, taken: bool = False) -> Spot:
        return Spot(state, words_of(self.lifecycle, state), taken=taken, depth=depth)

    def branches(self, state: str, depth: int) -> Iterator[Spot]:
        for target in _targets(self.lifecycle, state):
            taken = (state, target) in self.walk.steps
            if target in self.main or not (taken or (target not in self.seen and target not in self.wide)):
                continue
            further = target not in self.seen
            self.seen.add(target)
            spot = self.spot(target, depth, taken=taken)
            spot.branches = list(self.branches(target, depth + 1)) if further else []
            yield spot

    def left_over(self) -> list[Spot]:
        missing = [stay.state for stay in self.lifecycle.stays if stay.state not in self.seen]
        self.seen.update(missing)
        return [self.spot(state, 1) for state in missing]


def _settle_places(line: list[Spot], walk: Walk) -> None:
    visited = walk.visited
    last = max((index for index, spot in enumerate(line) if spot.state in visited), default=-1)
    for index, spot in enumerate(line):
        spot.place = HERE if spot.state == walk.here else GONE if index <= last else AHEAD
    for spot in _all(line):
        if spot.depth and spot.state == walk.here and spot.taken:
            spot.place = HERE


def _all(line: Iterable[Spot]) -> Iterator[Spot]:
    for spot in line:
        yield spot
        yield from _all(spot.branches)


def _targets(lifecycle: Lifecycle, state: str) -> list[str]:
    moves = lifecycle.leaving[state]
    return list(dict.fromkeys(str(target) for move in moves for target in move.targets if target != state))


def words_of(lifecycle: Lifecycle, state: str) -> str:
    stay = lifecycle.stay_in[state]
    words = str(stay.label)
    return words[:1].upper() + words[1:]


def svg(line: list[Spot], title: str) -> str:
    """Classes only, no style of its own, so that themes and a strict content policy hold. At most 288 px wide."""
    marks, roads = [], []
    y, last = 18, 0
    for spot in line:
        if last:
            roads.append(_road(last, y, "gone" if spot.place != AHEAD else "ahead"))
        marks.append(f'<circle class="{spot.place}" cx="{LEFT}" cy="{y}" r="{RADIUS}"/>')
        marks.append(_text(spot, y))
        last = y
        y += (len(_lines(spot)) - 1) * LINE
        for branch in _all(spot.branches):
            y += BRANCH_GAP
            roads.append(_twig(branch, y))
            marks.append(_text(branch, y))
            y += (len(_lines(branch)) - 1) * LINE
        y += MAIN_GAP
    drawn = "".join([*roads, *marks])
    height = y - MAIN_GAP + 18
    return f'<svg class="fw-picture" height="{height}" role="img" aria-label="{escape(title)}">{drawn}</svg>'


def _road(top: int, bottom: int, kind: str) -> str:
    return f'<path class="{kind}" d="M{LEFT} {top}V{bottom}"/>'


def _twig(spot: Spot, y: int) -> str:
    kind = "gone" if spot.taken else "ahead"
    start = LEFT + _indent(spot)
    return f'<path class="{kind}" d="M{start} {y - 12}v6q0 6 6 6h{INDENT - 4}"/>'


def _text(spot: Spot, y: int) -> str:
    x = TEXT + _indent(spot)
    kind = spot.place if spot.place == HERE else "taken" if spot.taken or not spot.depth else "maybe"
    lines = (
        f'<tspan x="{x}" y="{y + 5 + number * LINE}">{escape(words)}</tspan>'
        for number, words in enumerate(_lines(spot))
    )
    return f'<text class="{kind}">{"".join(lines)}</text>'


def _indent(spot: Spot) -> int:
    return INDENT * max(min(spot.depth, DEEPEST) - 1, 0)


def _lines(spot: Spot) -> list[str]:
    return wrap(spot.words, MOST_LETTERS - _indent(spot) // 8) or [""]

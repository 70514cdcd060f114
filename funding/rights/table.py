"""The domain's table of roles, made from what runs: the lifecycles, what may be read, what is never combined."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from funding.rights.actions import ACTIONS, Action
from funding.rights.columns import PARTS, Part
from funding.rights.deviations import DEVIATIONS
from funding.rights.never import NEVER
from funding.rights.reading import reads
from workflows import binding
from workflows.lifecycle import Lifecycle, Role
from workflows.tables import all_lifecycles

DO, READ, ADVISE, NOT, NEVER_MARK = "●", "○", "c", "–", "X"
DOMAIN = Path(__file__).parents[1] / "data" / "roles.csv"
IN_WORDS = {
    "own": DO, "own/vote": DO, "leads": DO, "logs": DO, "release": DO, "release (parameter)": DO, "AG only": DO,
    "by vote": DO, "own GO by vote": DO, "aggregated": READ, "own region extract": READ, "own case": READ, "case": READ,
}  # fmt: skip
AT_A_BODY = ("body", "seat")


@dataclass(frozen=True)
class Cell:
    action: str
    part: str
    domain: str
    here: str

    @property
    def wanted(self) -> str:
        return mark_of(self.domain)


def mark_of(words: str) -> str:
    """What the domain's words come to: X before ● before ○; advice where it is named first."""
    if words in IN_WORDS:
        return IN_WORDS[words]
    if words == ADVISE or words.startswith(f"{ADVISE}/"):
        return ADVISE
    return next((mark for mark in (NEVER_MARK, DO, READ) if mark in words), NOT)


def cells() -> list[Cell]:
    with DOMAIN.open(encoding="utf-8", newline="") as file:
        rows = {row["action"]: row for row in csv.DictReader(file, delimiter=";")}
    return [
        Cell(action.name, part.key, rows[action.name][part.key], here(action, part))
        for action in ACTIONS
        for part in PARTS
    ]


def here(action: Action, part: Part) -> str:
    if part.key in action.pages or _makes(action, part, advice=False):
        return DO
    if any(rule.part == part.key and rule.action == action.name for rule in NEVER):
        return NEVER_MARK
    if _makes(action, part, advice=True):
        return ADVISE
    if part.key in action.looks or any(reads(part.key, what) for what in action.reads):
        return READ
    return NOT


def _makes(action: Action, part: Part, *, advice: bool) -> bool:
    names = dict.fromkeys(action.advised, ("advise",)) if advice else action.moves
    return any(_may(part, role, action) for name, moves in names.items() for role in _who(name, moves))


def _who(lifecycle: str, moves: tuple[str, ...]) -> Iterator[Role]:
    table: Lifecycle = binding.current(lifecycle).lifecycle
    for row in table.moves:
        if str(row.name) in moves:
            yield from row.who


def _may(part: Part, role: Role, action: Action) -> bool:
    if not role.at:
        return part.files_ideas
    return any(role == own and (role.at not in AT_A_BODY or body in action.of) for own, body in part.desks)


def as_markdown() -> str:
    found = cells()
    lines = [
        "# Who may do what",
        "",
        "The domain's table of roles (§ 7), made from the lifecycles, from what may be read and from what is never",
        "combined, by `manage.py roles --write`; CI fails when it is stale. ● does it, ○ reads it, c advises, X never,",
        "whatever other part the person has, – nothing of it. Where the domain says something else it stands in",
        "brackets, and the reason below.",
        "",
        *(f"- {part.key}: {part.name}" for part in PARTS),
        "",
        f"| action | {' | '.join(part.key for part in PARTS)} |",
        "|" + "---|" * (len(PARTS) + 1),
    ]
    for action in ACTIONS:
        row = [_shown(cell) for cell in found if cell.action == action.name]
        lines.append(f"| {action.name} | {' | '.join(row)} |")
    return "\n".join([*lines, "", *_reasons(), *_never(), *_two_persons()]) + "\n"


def _shown(cell: Cell) -> str:
    return cell.here if cell.here == cell.wanted else f"{cell.here} ({cell.domain})"


def _reasons() -> list[str]:
    lines = ["## Where it differs, and why", "", "| action | who | why |", "|---|---|---|"]
    return [*lines, *(f"| {each.action} | {', '.join(each.parts)} | {each.why} |" for each in DEVIATIONS), ""]


def _never() -> list[str]:
    lines = ["## Never, whatever other parts the person has", "", "| who | does not | why |", "|---|---|---|"]
    rows = [f"| {rule.part} | `{rule.lifecycle}`: {', '.join(map(str, rule.moves))} | {rule.why} |" for rule in NEVER]
    auditor = "| AU | any move anywhere, as long as the access lasts | Whoever inspects changes nothing. |"
    return [*lines, *rows, auditor, ""]


def _two_persons() -> list[str]:
    lines = ["## Steps that take a second person", "", "| lifecycle | step | not by who made |", "|---|---|---|"]
    rows = [
        f"| {table.name} | {row.name} | {', '.join(map(str, row.four_eyes))} |"
        for table in all_lifecycles()
        if table.label
        for row in table.moves
        if row.four_eyes
    ]
    return [*lines, *rows]

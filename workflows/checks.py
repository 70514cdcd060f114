"""`manage.py check` walks every lifecycle: a table that strands a case is an error before it is deployed."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from notifications import keys
from workflows.binding import flows
from workflows.inputs import inputs_of
from workflows.lifecycle import CLOCK, Lifecycle
from workflows.tables import all_lifecycles

TAKEN = frozenset({"by", "seen", "key", "task", "received_at", "case_id", "name", "data"})


@register("lifecycles")
def lifecycles_are_sound(**_options: Any) -> list[CheckMessage]:
    return [
        Error(f"{lifecycle}: {mistake}", id="workflows.E001")
        for lifecycle in all_lifecycles()
        for mistake in mistakes(lifecycle)
    ]


@register("lifecycles")
def messages_are_registered(**_options: Any) -> list[CheckMessage]:
    """A kind nobody registered would go out as if a right depended on it, or not at all for want of words."""
    return [
        Error(f"{lifecycle} tells {kind}, which nobody registered.", id="workflows.E003")
        for lifecycle in all_lifecycles()
        for kind in keys.unknown(kind for row in lifecycle.moves for kind, *_whom in row.tells)
    ]


def mistakes(lifecycle: Lifecycle) -> Iterator[str]:
    """One sentence for each: state unreachable or a dead end, late action from elsewhere, input's name taken."""
    yield from _mistakes_in_stays(lifecycle)
    yield from _mistakes_in_moves(lifecycle)


def _mistakes_in_stays(lifecycle: Lifecycle) -> Iterator[str]:
    reachable = _reachable(lifecycle)
    for stay in lifecycle.stays:
        if stay.state not in reachable:
            yield f"no move leads to the state {stay.state}"
        if not stay.final and not any(set(row.targets) - {stay.state} for row in lifecycle.leaving[stay.state]):
            yield f"the state {stay.state} cannot be left and is not final"
        if not stay.final and stay.waits_for != CLOCK and not stay.task:
            yield f"the state {stay.state} waits for somebody without a task"
        if stay.waits_for == CLOCK and not lifecycle.automatic[stay.state]:
            yield f"the state {stay.state} waits for the clock, which has no move there"
        late = stay.when_late
        if late and late.move and not _clock_may(lifecycle, stay.state, late.move):
            yield f"when the state {stay.state} is late the clock cannot make the move {late.move}"


def _mistakes_in_moves(lifecycle: Lifecycle) -> Iterator[str]:
    for row in lifecycle.moves:
        if row.automatic and not row.only_if:
            yield f"the clock makes the move {row.name} without a condition"
        if taken := TAKEN & set(inputs_of(row.does)):
            yield f"the move {row.name} asks for {sorted(taken)}, which the engine uses itself"
        if row.automatic and any(wanted.required for wanted in inputs_of(row.does).values()):
            yield f"the clock cannot fill in what the move {row.name} asks for"


def _reachable(lifecycle: Lifecycle) -> set[str]:
    found, todo = set(), [lifecycle.first]
    while todo:
        if (state := todo.pop()) not in found:
            found.add(state)
            todo += [target for row in lifecycle.leaving[state] for target in row.targets]
    return found


def _clock_may(lifecycle: Lifecycle, state: str, name: str) -> bool:
    row = lifecycle.find(name)
    return row is not None and row.automatic and state in row.sources


@register(Tags.database)
def open_cases_have_their_version(databases: Any = None, **_options: Any) -> list[CheckMessage]:
    """A case whose version's flow class is gone would vanish from every inbox without a trace."""
    if not databases or "workflows_case" not in connection.introspection.table_names():
        return []
    known = {str(flow) for flow in flows()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT flow_class FROM workflows_case WHERE finished IS NULL")
        missing = sorted({name for (name,) in cursor.fetchall()} - known)
    return [
        Error(f"open cases run by {name}, which cannot be imported: bring this version back", id="workflows.E002")
        for name in missing
    ]

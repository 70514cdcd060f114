"""A case passes to another place of one kind: who acts there, whom it waits for, who is told. Who acted before goes on
reading, and further places may read beside."""

from collections.abc import Mapping
from typing import Any

from workflows import binding
from workflows.lifecycle import Role
from workflows.models import Task
from workflows.refusals import no_such_desk
from workflows.step import Step

NOTE = "place.pass"


def hand_over(step: Step, kind: str, place: Any) -> None:
    """From now on the step's case is at this place, also with what waits there already. Who read it before goes on
    reading, as a further place of its side; what nobody there read, nobody there reads now."""
    case, before = step.case, str(step.case.places[kind])
    case.places = {**_without(case.places, kind, place), kind: str(place)}
    _take_in(step, kind, before)
    if before in {str(reader) for reader in case.readers}:
        step.share(case, [place])
    step.work.ledger.change(case)
    roles = {role.key: role for role in case.table.roles if role.at == kind}
    desks = {desk.id: roles[desk.role] for desk in step.look.desks if desk.place == before and desk.role in roles}
    for task in [task for task in step.look.tasks if task.open and task.desk_id in desks]:
        _offer_anew(step, task, desks[task.desk_id])


def _offer_anew(step: Step, task: Task, role: Role) -> None:
    desk = step.desk(role)
    if desk is None:
        raise no_such_desk(role.label or role.key)
    binding.activation(task).cancel(step.now)
    step.work.ledger.change(task)
    offered = binding.offer(step.case, desk_id=desk.id, owner_id=None, at=step.now, due_on=task.due_on)
    offered.escalation, offered.matter = task.escalation, task.matter
    step.work.ledger.add(offered)
    step.look.tasks.append(offered)


def let_read(step: Step, kind: str, place: Any) -> None:
    """A further place reads what the side of this kind reads, and acts in nothing."""
    _take_in(step, kind, str(place))
    step.share(step.case, [place])
    step.work.ledger.change(step.case)


def _take_in(step: Step, kind: str, place: str) -> None:
    case = step.case
    if place in places_of(case.places, kind):
        return
    number = next(n for n in range(1, len(case.places) + 2) if f"{kind}.{n}" not in case.places)
    case.places = {**case.places, f"{kind}.{number}": place}


def places_of(places: Mapping[str, Any], kind: str) -> set[str]:
    """The place of this kind and the further ones of its side."""
    return {str(place) for name, place in places.items() if name.partition(".")[0] == kind}


def _without(places: Mapping[str, Any], kind: str, place: Any) -> dict[str, Any]:
    return {name: at for name, at in places.items() if not (name.startswith(f"{kind}.") and str(at) == str(place))}

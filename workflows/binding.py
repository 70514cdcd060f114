"""The only file that uses the machinery of viewflow and django-fsm: a table becomes a protected machine and a flow.

django-fsm says what is legal: one transition a row, bound to `Case.state`, kept per lifecycle version.
viewflow says who must act: a node a waiting state, whose activation is the task's life; the flow class on the case's
row is the lifecycle's version. viewflow's token pushing, front end, permissions and timers are not used.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import models
from django_fsm import RETURN_VALUE, transition
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.nodes.view import ViewActivation
from viewflow.workflow.status import PROCESS, STATUS

from workflows.lifecycle import Each, Guard, Lifecycle, Move, Stay
from workflows.models import Case, Task

STATE = Case._meta.get_field("state")
_current: dict[str, type[Flow]] = {}
_flows: dict[str, type[Flow]] = {}
_four_eyes: set[str] = set()


# What is legal: django-fsm


def _machine(lifecycle: Lifecycle) -> dict[tuple[str, str], Callable[..., Any]]:
    return {(str(row.name), source): _transition(row, source) for row in lifecycle.moves for source in row.sources}


def _transition(row: Move, source: str) -> Callable[..., Any]:
    def body(case: Case, step: Any, **data: Any) -> Any:
        return row.does(case, step, **data) if row.does else None

    body.__name__ = body.__qualname__ = str(row.name)  # django-fsm tells transitions apart by their qualified name
    target = row.targets[0] if len(row.targets) == 1 else RETURN_VALUE(*row.targets)
    return transition(field=STATE, source=source, target=target, conditions=[_condition(g) for g in row.only_if])(body)


def _condition(guard: Guard) -> Callable[[Case], bool]:
    def holds(case: Case) -> bool:
        guard(case, case.step)  # raises Refused, so that the reason survives
        return True

    return holds


def change_state(case: Case, step: Any, row: Move, data: dict[str, Any]) -> None:
    """Guards, effect, new state, by django-fsm. Raises Refused; writes nothing."""
    case.step = step
    case.flow_class.machine[str(row.name), case.state](case, step, **data)


# Who must act: viewflow


class WaitActivation(ViewActivation):
    """The life of one task. Assign, unassign and reassign are viewflow's; its own ways to the end are shut."""

    start = execute = undo = revive = None

    def __init__(self, task: Task) -> None:
        self.task, self.process = task, task.process  # the stock one loads the child table for every task

    @Activation.status.transition(source=[STATUS.NEW, STATUS.ASSIGNED], target=STATUS.DONE)
    def finish(self, at: dt.datetime | None, by_id: int | None, outcome: str) -> None:
        self.task.finished, self.task.done_by_id = at, by_id
        self.task.outcome = self.task.outcome or outcome  # an effect may have said more

    @Activation.status.transition(source=[STATUS.NEW, STATUS.ASSIGNED], target=STATUS.CANCELED)
    def cancel(self, at: dt.datetime) -> None:
        self.task.finished = at


class Wait(flow.View):
    """A state in which somebody must act."""

    activation_class = WaitActivation

    def __init__(self, stay: Stay) -> None:
        super().__init__(None)
        self.stay = stay
        self._multi_instance = isinstance(stay.waits_for, Each)

    def can_assign(self, user: models.Model, task: Task) -> bool:
        return user.pk in task.step.holders_of(task.desk_id)

    def can_unassign(self, user: models.Model, task: Task) -> bool:
        """Also asked before reassigning. A task without a desk goes back to whoever opened the case."""
        opened = task.desk_id is None and task.process.opened_by_id == user.pk
        return opened or (task.in_person and task.owner_id == user.pk) or self.can_assign(user, task)


class Final(flow.End):
    """A state in which nobody has to act; the only tasks there are escalations."""

    activation_class = WaitActivation

    def __init__(self, stay: Stay) -> None:
        super().__init__()
        self.stay = stay

    can_assign = Wait.can_assign
    can_unassign = Wait.can_unassign


def node_name(state: str) -> str:
    return f"at_{state}"  # a state called cancel or lock would shadow viewflow's own names


def bind(lifecycle: Lifecycle, model: type[models.Model], module: str) -> type[Flow]:
    """A flow class for this version; assign it in `module` under its own name, since rows refer to it by that path."""
    nodes = {node_name(stay.state): (Final if stay.final else Wait)(stay) for stay in lifecycle.stays}
    bound = type(flow.Flow)(
        f"{str(lifecycle.name).title().replace('_', '')}V{lifecycle.version}",
        (flow.Flow,),
        {
            "__module__": module,
            "__doc__": str(lifecycle),
            "process_class": model,
            "task_class": Task,
            "lock_impl": SelectForUpdateLock(nowait=False),
            "lifecycle": lifecycle,
            "machine": _machine(lifecycle),
            "start": flow.StartHandle().Next(getattr(this, node_name(lifecycle.first))),
            **nodes,
        },
    )
    _flows[str(lifecycle)] = bound
    _four_eyes.update(str(name) for row in lifecycle.moves for name in row.four_eyes)
    if lifecycle.name not in _current or _current[lifecycle.name].lifecycle.version < lifecycle.version:
        _current[lifecycle.name] = bound
    return bound


def current(name: str) -> type[Flow]:
    """The newest version of the lifecycle of this name: what new cases are opened with."""
    return _current[name]


def flows() -> list[type[Flow]]:
    """Every bound version, in the order they were bound."""
    return list(_flows.values())


def four_eyes() -> list[str]:
    """Every move that another, by another person, must follow in some lifecycle."""
    return sorted(_four_eyes)


def offer(case: Case, *, desk_id: int | None, owner_id: int | None, at: dt.datetime, due_on: dt.date | None) -> Task:
    """An unsaved task at the case's present state, for a desk or for one person."""
    node = case.flow_class.instance.node(node_name(case.state), no_obsolete=True)
    return Task(
        process=case,
        flow_task=node,
        flow_task_type=node.task_type,
        desk_id=desk_id,
        owner_id=owner_id,
        status=STATUS.ASSIGNED if owner_id else STATUS.NEW,
        created=at,
        since=case.since,
        due_on=due_on,
    )


def activation(task: Task) -> WaitActivation:
    return task.flow_task.activation_class(task)


def process_status(case: Case) -> str:
    return PROCESS.DONE if case.stay.final else PROCESS.NEW

"""Who takes a task on, of those who may: claim, release, delegate. Each is an event of the case, so it is in the chain.

viewflow's activation does it and asks its permission slots, which ask the table of holders.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError

from workflows import binding
from workflows.acting import check_not_inspecting, is_barred
from workflows.engine import actor_id
from workflows.lifecycle import Each
from workflows.messages import DELEGATED
from workflows.models import Event, Task
from workflows.reading import may_read
from workflows.refusals import (
    NotFound,
    Refused,
    already_theirs,
    already_yours,
    asked_of_one_person,
    ends_by_a_move,
    give_it_back_instead,
    is_excluded,
    no_such_person,
    nobody_has_it,
    not_at_that_desk,
    not_at_your_desk,
    someone_was_faster,
    take_it_over_first,
    task_is_over,
    vote_is_personal,
    waits_for_you_in_person,
)
from workflows.requests import Request, fingerprint
from workflows.step import Step
from workflows.work import Work

Person = AbstractBaseUser


def claim(task_id: int, *, by: Person, seen: int | None = None, key: str | None = None) -> Event:
    """Take a desk's task on, over from a colleague, or back from whom it was delegated to. Raises Refused."""
    return _change(task_id, "task.claim", by, _claim, seen=seen, key=key)


def release(task_id: int, *, by: Person, seen: int | None = None, key: str | None = None) -> Event:
    """Give a task back to its desk, or to the person it first waited for. Raises Refused."""
    return _change(task_id, "task.release", by, _release, seen=seen, key=key)


def delegate(task_id: int, *, to: Person, by: Person, seen: int | None = None, key: str | None = None) -> Event:
    """Let another person do a task; they may read the case from then on. Raises Refused."""

    def change(step: Step, task: Task, by: Person) -> None:
        _delegate(step, task, to, by)

    return _change(task_id, "task.delegate", by, change, seen=seen, key=key, to=to.pk)


def finish(task_id: int, *, by: Person, seen: int | None = None, key: str | None = None) -> Event:
    """Tick off an escalation; every other task ends by a move. Raises Refused."""
    return _change(task_id, "task.finish", by, _finish, seen=seen, key=key)


def _change(
    task_id: int,
    name: str,
    by: Person,
    change: Callable[[Step, Task, Person], None],
    *,
    seen: int | None,
    key: str | None,
    **facts: Any,
) -> Event:
    request = Request(actor_id(by), key, fingerprint(task_id, name, facts))
    try:
        with Work.on(Task.objects.filter(pk=task_id).values_list("process_id", flat=True).first()) as work:
            step = work.step(by.pk)
            _make(step, next((task for task in step.look.tasks if task.pk == task_id), None), by, change, seen)
            step.record(task=task_id, **facts)
            event = step.note(name)
            work.keep(request, event)
            return event
    except (Refused, IntegrityError):
        if answer := request.answered_before():
            return answer
        raise


def _make(
    step: Step, task: Task | None, by: Person, change: Callable[[Step, Task, Person], None], seen: int | None
) -> None:
    try:
        if seen is not None and str(seen) != str(step.seen):
            raise someone_was_faster(step.case.seq)
        if task is None or not task.open:
            raise task_is_over()
        check_not_inspecting(step)
        task.step = step  # viewflow's permission slots get only the task
        step.acted_for = _holder_behind(step, task)
        change(step, task, by)
    except Refused:
        if not may_read(step.case, by.pk, step.today):
            raise NotFound from None
        raise


def _holder_behind(step: Step, task: Task) -> int | None:
    desk = next((desk for desk in step.look.desks if desk.id == task.desk_id), None)
    return desk.stood_in_for(step.actor) if desk and step.actor else None


def _claim(step: Step, task: Task, by: Person) -> None:
    _refuse_votes(task)
    if task.owner_id == by.pk:
        raise already_yours()
    _give(step, task, by, by)


def _release(step: Step, task: Task, by: Person) -> None:
    if task.owner_id is None:
        raise nobody_has_it()
    if task.desk_id is None:
        _give_back_in_person(step, task, by)
        return
    unassign = binding.activation(task).unassign
    if not unassign.has_perm(by):
        raise not_at_your_desk()
    task.assigned, task.delegated = None, False
    unassign()


def _give_back_in_person(step: Step, task: Task, by: Person) -> None:
    opener = step.case.opened_by
    if opener is None or task.owner_id == opener.pk:
        _refuse_personal(task)
        raise waits_for_you_in_person() if task.owner_id == by.pk else not_at_your_desk()
    _give(step, task, opener, by)


def _delegate(step: Step, task: Task, to: Person, by: Person) -> None:
    _refuse_votes(task)
    _refuse_personal(task)
    if not to.is_active:
        raise no_such_person()
    if by.pk not in _at_home(step, task):
        raise give_it_back_instead() if task.owner_id == by.pk else not_at_your_desk()
    if is_barred(step, task, to.pk):
        raise is_excluded(str(to))
    if task.desk_id and to.pk not in _at_home(step, task):
        raise not_at_that_desk(str(to))
    if task.owner_id == to.pk:
        raise already_theirs(str(to))
    if task.owner_id not in (None, by.pk):
        raise take_it_over_first()
    _give(step, task, to, by)
    step.tell(DELEGATED.name, [to.pk], due_on=task.due_on and task.due_on.isoformat())


def _finish(step: Step, task: Task, by: Person) -> None:
    if not task.escalation:
        raise ends_by_a_move()
    if not _may_give(task, by):
        raise not_at_your_desk()
    binding.activation(task).finish(step.now, by.pk, "finish")
    step.work.ledger.change(task)


def _may_give(task: Task, by: Person) -> bool:
    activation = binding.activation(task)
    return bool((activation.reassign if task.owner_id else activation.assign).has_perm(by))


def _give(step: Step, task: Task, to: Person, by: Person) -> None:
    if not _may_give(task, by):
        raise not_at_your_desk()
    task.assigned, task.delegated = step.now, to.pk not in _at_home(step, task)
    activation = binding.activation(task)
    (activation.reassign if task.owner_id else activation.assign)(to)


def _at_home(step: Step, task: Task) -> set[int]:
    """Those for whom the task is there by right: today's holders of its desk, or who opened the case."""
    return step.holders_of(task.desk_id) if task.desk_id else {step.case.opened_by_id}


def _refuse_personal(task: Task) -> None:
    if task.flow_task.stay.role.personal and not task.escalation:
        raise asked_of_one_person()


def _refuse_votes(task: Task) -> None:
    stay = task.flow_task.stay
    if isinstance(stay.waits_for, Each) and not task.escalation:
        raise vote_is_personal()

"""Nudging whom a case waits for. It changes nothing of the case, so that nobody's page grows stale by it."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser

from notifications.models import Message
from workflows.acting import check_not_inspecting
from workflows.engine import actor_id
from workflows.messages import REMINDED
from workflows.models import Case, Task
from workflows.reading import Desks, desks_of, may_read
from workflows.refusals import NotFound, nobody_to_remind, reminded_today, takes_no_part
from workflows.step import Step
from workflows.work import Work


def remind(case_id: int, *, by: AbstractBaseUser) -> int:
    """Tell the others whom the case's open tasks wait for, at most once a day a task; how many people are told now.

    Only who takes part in the case may. Raises Refused.
    """
    actor = actor_id(by)
    with Work.on(case_id) as work:
        step = work.step(actor)
        _check(step, actor)
        for task in step.look.tasks:
            if task.open and not task.escalation:
                due_on = task.due_on and task.due_on.isoformat()
                step.tell(REMINDED.name, _others(step, task), stage=f"{task.pk}.{step.today}", due_on=due_on)
        return _new(work.ledger.added.get(Message, ()))


def takes_part(case: Case, person: int, desks: Desks) -> bool:
    """Whether the case's table names a role this person has in it."""
    held_today = {(role, str(place)) for role, place in desks}
    return any(
        (role.key, case.places.get(role.at)) in held_today if role.at else case.opened_by_id == person
        for role in case.table.roles
    )


def _check(step: Step, actor: int | None) -> None:
    if actor is None or not may_read(step.case, actor, step.today):
        raise NotFound
    if not takes_part(step.case, actor, desks_of(actor, step.today)):
        raise takes_no_part()
    check_not_inspecting(step)


def _others(step: Step, task: Task) -> list[int]:
    waiting = step.who_has(task)
    return [] if step.actor in waiting else waiting


def _new(messages: Iterable[Message]) -> int:
    """Raises Refused if there is nobody to tell, or nobody who has not been told today."""
    keys = {message.key for message in messages}
    if not keys:
        raise nobody_to_remind()
    told = len(keys) - Message.objects.filter(key__in=keys).count()
    if not told:
        raise reminded_today()
    return told

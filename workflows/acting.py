"""Who may make a move: by a desk, by a task of their own, as who opened the case; never who inspects it."""

from workflows import survey
from workflows.four_eyes import hands_in
from workflows.lifecycle import CLOCK, Each, Role
from workflows.models import Bar, Task
from workflows.refusals import claimed, four_eyes, happens_by_itself, inspects, not_yours, which_task
from workflows.step import Step


def check_who(step: Step, wanted_task: int | None = None) -> None:
    """Set `task` and `acted_for`, or raise Refused. Owning the open task is a right too: it was delegated."""
    if step.actor is None:
        if not step.row.automatic:
            raise not_yours(_names(step))
        return
    check_not_inspecting(step)
    if not any(_may_as(step, role, wanted_task) for role in step.row.who):
        raise not_yours(_names(step)) if step.row.who != (CLOCK,) else happens_by_itself()
    if step.row.four_eyes and step.actor in hands_in(step.row, step.case.table, step.look.history):
        raise four_eyes()


def check_not_inspecting(step: Step) -> None:
    if step.actor in step.look.inspecting:
        raise inspects()


def _names(step: Step) -> str:
    return ", ".join(str(role.label or role.key) for role in step.row.who if role is not CLOCK)


def _may_as(step: Step, role: Role, wanted_task: int | None) -> bool:
    waits = step.case.stay.waits_for
    if isinstance(waits, Each) and waits.role == role:
        return _may_in_each(step, wanted_task)
    waited_for = waits == role
    mine = [task for task in step.look.tasks if waited_for and _is_my_own(step, task)]
    if not role.at:
        step.task = next(iter(mine), None)
        return bool(mine) or step.actor == step.case.opened_by_id
    desk = step.desk(role) or _own_desk_among(step, role)
    if desk and step.actor in step.holders_of(desk.id):
        step.task = next((task for task in step.look.tasks if task.open and task.desk_id == desk.id), None)
        if step.task and waited_for and step.task.owner_id not in (None, step.actor):
            raise claimed(str(role.label))
        step.acted_for = desk.stood_in_for(step.actor)
        return True
    step.task = next(iter(mine), None)
    return bool(mine)


def _own_desk_among(step: Step, role: Role) -> survey.DeskToday | None:
    """Where the role has many desks that read this case, one that the actor sits at; as holder, if they do."""
    found = next((each for each in step.case.table.many if each.role == role), None)
    if found is None:
        return None
    desks = set(found.among(step.case, step))
    if unseen := desks - {desk.id for desk in step.look.desks}:
        step.look.desks += survey.holders(step.today, desks=unseen, case=step.case.pk)
    read = {str(place) for place in step.case.readers}
    reading = [desk for desk in step.look.desks if desk.id in desks and desk.place in read]
    mine = [desk for desk in reading if step.actor in step.holders_of(desk.id)]
    return min(mine, key=lambda desk: (desk.stood_in_for(step.actor) is not None, desk.id), default=None)


def _is_my_own(step: Step, task: Task) -> bool:
    own = task.owner_id == step.actor and task.in_person and task.open and not task.escalation
    return own and not is_barred(step, task, step.actor)


def is_barred(step: Step, task: Task, person: int | None) -> bool:
    """Whether the person may not act from the task's desk. Asked only of a task that was handed on."""
    if task.desk is None:
        return False
    return Bar.objects.filter(case_id=step.case.pk, person_id=person, place=task.desk.place).exists()


def _may_in_each(step: Step, wanted_task: int | None) -> bool:
    """A task of one's own among the many, done or not (a ballot may be replaced). Who has several says which."""
    mine = [
        task
        for task in step.look.tasks
        if task.since == step.case.since
        and not task.escalation
        and (step.actor == task.owner_id or step.actor in step.holders_of(task.desk_id))
        and wanted_task in (None, task.pk)
    ]
    if len(mine) > 1 and not step.offered:
        raise which_task()
    step.task = min(mine, key=lambda task: (not task.open, task.pk), default=None)
    if step.task and step.task.desk_id:
        desk = next(desk for desk in step.look.desks if desk.id == step.task.desk_id)
        step.acted_for = desk.stood_in_for(step.actor)
    return step.task is not None

"""Payments stopped before the project starts: no state of the award says so, so a task and a day beside it ask how it
goes on."""

from dataclasses import replace

from funding.roles import CASE_WORKER
from workflows import binding
from workflows.deadlines import escalate
from workflows.models import Task
from workflows.step import Step
from workflows.timing import days

STOP = "stop"
ASKED_AGAIN = days(30)


def watch_stop(step: Step) -> None:
    """An internal day, by which the case worker is reminded."""
    due = ASKED_AGAIN(step.facts_for_timing())
    step.set_deadline(STOP, replace(due, inputs={**due.inputs, "remind": CASE_WORKER.key}))
    escalate(step, CASE_WORKER, Task.Matter.STOPPED, due.on)


def end_stop(step: Step) -> None:
    """Payments go on, or the award is suspended, whose stay asks for itself."""
    step.close_deadlines(kind=STOP)
    for task in step.look.tasks:
        if task.open and task.matter == Task.Matter.STOPPED:
            binding.activation(task).finish(step.now, step.actor, str(step.row.name))
            step.work.ledger.change(task)

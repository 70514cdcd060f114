"""Who may confirm a correction."""

from workflows.models import Case
from workflows.refusals import four_eyes
from workflows.step import Step


def is_second_person(case: Case, step: Step) -> None:
    if step.actor == case.opened_by_id:
        raise four_eyes()

"""How a consultation comes into being: an idea comes to a working group, for the first time or revised."""

from dataclasses import replace

from funding.bodies.models import Body
from funding.roles import WORKING_GROUP_LEAD
from workflows.models import Bar, Case
from workflows.step import Step


def consult(step: Step, group: Body, *, told: str) -> None:
    """Below the step's idea, of its author and read by whoever reads it; who is barred from it is barred here too. The
    lead is told that it waits for them."""
    idea = step.case
    opened = step.open("consultation", title=idea.title, author=idea.opened_by_id, group=group, readers=idea.readers)
    _keep_out(idea, opened)
    there = replace(step, case=opened, look=step.work.look(opened))
    there.tell(told, there.people(WORKING_GROUP_LEAD), due_on=there.due_on())


def _keep_out(idea: Case, opened: Case) -> None:
    bars = Bar.objects.filter(case=idea.pk).values_list("person", "place")
    Bar.objects.bulk_create([Bar(case_id=opened.pk, person_id=person, place=place) for person, place in bars])

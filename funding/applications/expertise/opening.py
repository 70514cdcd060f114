"""How an expert's vote comes into being: the authority asks one person for it."""

import datetime as dt
from dataclasses import replace

from funding.people.models import User
from funding.roles import EXPERT
from workflows.step import Step


def ask(step: Step, person: User, *, question: str, until: dt.date, told: str) -> None:
    """Below the step's examination, as the expert's own case. The expert is told."""
    opened = step.open("expertise", title=step.case.title, author=person.pk, question=question, until=until)
    there = replace(step, case=opened, look=step.work.look(opened))
    there.tell(told, there.people(EXPERT), due_on=there.due_on())

"""An expert who is asked, and the vote they give."""

from django.test import Client

from notifications.models import Message
from tests.funding.applications.story import examination_of
from workflows.engine import fire
from workflows.models import OPEN, Case, Task

VOTE = {"recommendation": "support", "reasons": "Fachlich überzeugend.", "signed": True}
UNBIASED = {"no_conflict": True}


def ask(world, case, person, until="2024-07-01"):
    asked = {"expert": person.email, "until": until, "question": "Ist der Bedarf belegt?"}
    fire(examination_of(case).pk, "ask_expert", by=world.case_worker, **asked)
    return Case.objects.filter(lifecycle="expertise").latest("pk")


def handed_in(world, case, person):
    own = ask(world, case, person)
    fire(own.pk, "declare", by=person, **UNBIASED)
    fire(own.pk, "hand_in", by=person, **VOTE)


def status(case, person):
    client = Client()
    client.force_login(person)
    return client.get(f"/cases/{case.pk}/").status_code


def told(kind):
    return set(Message.objects.filter(kind=kind).values_list("person__name", flat=True))


def waits(case):
    return [(task.owner or task.desk.role, task.due_on) for task in Task.objects.filter(OPEN, process=case)]

"""Erasing whole files: the cases keep their chains, and nothing a person has written or is called by."""

from typing import Any

from django.db.models import Q

from notifications.forgetting import forget_about
from workflows import survey
from workflows.inspections import Inspection
from workflows.models import Bar, Case, Deadline, EventWords, RequestKey, Task
from workflows.refusals import file_goes_on
from workflows.step import NO_MOVE, Step


def erase_cases(step: Step) -> list[Case]:
    """Erase all other cases of the step's file, and every word of its own: with their tasks, request keys and messages.

    Answers the erased cases, locked; raises Refused if one of them goes on, which only the lock shows for sure. In the
    chain of each an event says so, which the database asks for at the commit.
    """
    work, here = step.work, step.case
    cases = [case for case in survey.lock_file(here.dossier_id) if case.pk != here.pk]
    if any(case.finished is None for case in cases):
        raise file_goes_on()
    numbers = [case.pk for case in cases]
    file = here.dossier.number
    Case.objects.filter(pk__in=numbers).update(erased_on=step.today, title=file)
    here.dossier.title = here.title = file
    here.dossier.save(update_fields=["title"])
    EventWords.objects.filter(case_id__in=[here.pk, *numbers]).delete()
    Task.objects.filter(process_id__in=numbers).delete()
    RequestKey.objects.filter(case_id__in=numbers).delete()
    Bar.objects.filter(case_id__in=numbers).delete()
    Inspection.objects.filter(Q(case__in=numbers) | Q(dossier=here.dossier_id)).update(reason="")
    Deadline.objects.filter(case_id__in=numbers).update(sweep_at=None)
    forget_about([f"case {number}" for number in (here.pk, *numbers)])
    for case in cases:
        case.title, case.erased_on = file, step.today
        _note(step, case)
    work.ledger.change(here)
    return cases


def _note(step: Step, case: Case) -> Any:
    step.work.looks[case.pk] = survey.look(case)
    other = Step(step.work, case, NO_MOVE, step.actor, step.work.looks[case.pk])
    other.record(by_case=step.case.pk)
    return other.note("file.erase")

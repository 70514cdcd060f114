"""The first peer: a django-fsm model with its own tasks. No desks, keys, `seen`, deadline rows, chain or mail."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from bench.models import BareAudit, BareCase, BareTask
from bench.stage import Stage
from bench.vote import CHOICES, verdict

DAYS = {"draft": 30, "voting": 14, "accepted": 60, "applied": 90}


def run(stage: Stage, title: str) -> int:
    case = open_case(stage, title)
    act(stage, case, stage.author, "submit")
    for voter, choice in zip(stage.voters, CHOICES, strict=True):
        vote(stage, case, voter, choice)
    act(stage, case, stage.author, "apply")
    act(stage, case, stage.awarder, "award")
    return case


class TaskClosed(Exception):
    """The person has no open task of this case."""


@transaction.atomic
def open_case(stage: Stage, title: str) -> int:
    case = BareCase.objects.create(title=title, author=stage.author)
    BareAudit.objects.create(case=case, actor=stage.author, move="open", target=case.state)
    open_tasks(stage, case)
    return case.pk


@transaction.atomic
def act(stage: Stage, case_id: int, person, move: str) -> None:
    case = BareCase.objects.select_for_update().get(pk=case_id)
    finish_task(case, person, move)
    change_state(stage, case, move, person)


@transaction.atomic
def vote(stage: Stage, case_id: int, person, choice: str) -> None:
    case = BareCase.objects.select_for_update().get(pk=case_id)
    finish_task(case, person, choice)
    BareAudit.objects.create(
        case=case, actor=person, move="vote", source=case.state, target=case.state, data={"choice": choice}
    )
    outcomes = list(case.tasks.filter(state=case.state).values_list("outcome", flat=True))
    if result := verdict([outcome for outcome in outcomes if outcome]):
        if "" in outcomes:
            case.tasks.filter(done_at=None).update(done_at=timezone.now(), outcome="cancelled")
        change_state(stage, case, result, None)


def finish_task(case: BareCase, person, outcome: str) -> None:
    mine = BareTask.objects.filter(case=case, state=case.state, assignee=person, done_at=None)
    if not mine.update(done_at=timezone.now(), outcome=outcome):
        raise TaskClosed


def change_state(stage: Stage, case: BareCase, move: str, actor) -> None:
    source = case.state
    getattr(case, move)()
    case.save(update_fields=["state"])
    BareAudit.objects.create(case=case, actor=actor, move=move, source=source, target=case.state)
    open_tasks(stage, case)


def open_tasks(stage: Stage, case: BareCase) -> None:
    waiting = {"draft": [stage.author], "voting": stage.voters, "accepted": [stage.author], "applied": [stage.awarder]}
    if people := waiting.get(case.state):
        due_at = timezone.now() + timedelta(days=DAYS[case.state])
        BareTask.objects.bulk_create(
            BareTask(case=case, state=case.state, assignee=person, due_at=due_at) for person in people
        )

"""What the authority can do at the award while a report below it is missing."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from funding.awards.states import M
from funding.web.frame import frame
from workflows.engine import available
from workflows.models import Case, Task

CONSEQUENCES = (M.SUSPEND, M.HEAR)


def buttons(request: HttpRequest, case: Case, tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """For parts/moves.html, beside the moves of the report; for whoever has the task that came after the last
    reminder."""
    if case.lifecycle != "report" or not any(_is_mine(task, request) for task in tasks):
        return []
    offers = available(case.parent, by=request.user)
    possible = (offer.move for offer in offers if offer.move.name in CONSEQUENCES and offer.refused is None)
    return [
        {"href": reverse("move", args=[case.parent_id, move.name]), "text": f"{move.label} …", "rare": True}
        for move in possible
    ]


def _is_mine(task: Task, request: HttpRequest) -> bool:
    late = task.escalation and task.matter == Task.Matter.LATE
    return late and (task.owner_id == request.user.pk or task.desk_id in frame(request).ranks)

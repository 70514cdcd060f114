"""An idea that lies with a working group and the consultation on it: each page shows what can be done in both."""

from typing import Any

from django.http import HttpRequest

from funding.web import duties
from funding.web.frame import frame
from workflows.engine import available
from workflows.models import Case

OF_ANOTHERS_AUTHOR = ("consultation",)  # the office opens it for the author of the idea


def waited_for(case: Case) -> Case:
    """Of an idea with a working group the consultation on it, whose task and day its page shows; else the case."""
    if case.lifecycle != "idea" or case.state != "in_working_group":
        return case
    return Case.objects.filter(parent=case, lifecycle="consultation", finished=None).first() or case


def subject_of(case: Case) -> Case:
    """What the page is about: of a consultation its idea; else the case."""
    return case.parent if case.lifecycle == "consultation" else case


def join_moves(request: HttpRequest, panel: dict[str, Any], others: list[Case]) -> None:
    """To the panel of one of the two what can be done in the other."""
    for other in others:
        more = duties.panel(other, available(other, by=request.user), [], request.user.pk, frame(request).ranks)
        panel["moves"] += [{**move, "main": False} for move in more["moves"]]
        panel["refusals"] += more["refusals"]

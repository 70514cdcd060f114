"""An idea that lies with a working group and the consultation on it: each page shows what can be done in both."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest

from funding.web import duties
from funding.web.frame import frame
from workflows.engine import available
from workflows.models import Case

OF_ANOTHERS_AUTHOR = ("consultation", "expertise")  # an office opens it for somebody else


class Page(NamedTuple):
    """What a case's page shows: whose task and day, what it is about, and which other case's moves beside its own."""

    waits_for: Case
    about: Case
    beside: list[Case]


def page_of(case: Case, family: Iterable[Case]) -> Page:
    """Of an idea with a working group the consultation's task; of a consultation what its idea is about."""
    if case.lifecycle == "consultation":
        idea = next((each for each in family if each.pk == case.parent_id), case)
        return Page(case, idea, [] if case.finished or idea is case else [idea])
    below = (each for each in family if each.lifecycle == "consultation" and each.parent_id == case.pk)
    acting = next((each for each in below if each.finished is None), case)
    return Page(acting, case, [] if acting is case else [case])


def join_moves(request: HttpRequest, panel: dict[str, Any], others: list[Case]) -> None:
    """To the panel of one of the two what can be done in the other."""
    for other in others:
        more = duties.panel(other, available(other, by=request.user), [], request.user.pk, frame(request).ranks)
        panel["moves"] += [{**move, "main": False} for move in more["moves"]]
        panel["refusals"] += more["refusals"]

"""What every form of ours carries along, and a second button that moves the case on."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from funding.numbers import number_in
from funding.web.frame import frame
from workflows.engine import fire
from workflows.inputs import inputs_of
from workflows.lifecycle import Move
from workflows.models import Case, Event
from workflows.reading import reads_inside, shown_number
from workflows.refusals import Refused

KEY = re.compile(r"[0-9a-f]{32}")
SEEN = re.compile(r"[0-9A-Za-z._-]{1,80}")
MOST_LETTERS = 40


def what_was_sent(request: HttpRequest, **given: str) -> dict[str, Any]:
    """What our own forms carry along. Something else in these fields comes from no page of ours."""
    seen, key, task = (given.get(name, request.POST.get(name, "")) for name in ("seen", "key", "task"))
    number = number_in(task)
    if not (SEEN.fullmatch(seen) and KEY.fullmatch(key)) or (task and not number):
        raise BadRequest
    return {"seen": seen, "key": key, "task": number}


def also_make(request: HttpRequest, saved: Event, key: str) -> None:
    """Where a form has a second button, "save and submit": that move, too, if it asks for nothing more.

    If it is refused, what was saved stays, and the reason is said; so also where the case has moved on since it was
    saved, for instance because the same form is sent a second time.
    """
    case = saved.case
    then = _then(request, case)
    if then is None or inputs_of(then.does):
        return
    try:
        around = frame(request)
        seen = shown_number(case, inside=reads_inside(case, around.roles_and_places), made=saved)
        fire(case.pk, then.name, by=request.user, seen=seen, key=f"{key}.then", received_at=around.now)
    except Refused as refusal:
        reason = {"move": then.label, "reason": refusal.sentence}
        messages.warning(request, _("Saved. Not yet possible: %(move)s. %(reason)s") % reason)
    else:
        messages.success(request, _("Done: %(move)s.") % {"move": then.label})


def where_next(request: HttpRequest, case: Case) -> str:
    """Where the second button names a move that asks for something: its page. Else that of the case."""
    then = _then(request, case)
    if then and inputs_of(then.does):
        return reverse("move", args=[case.pk, then.name])
    return reverse("case", args=[case.pk])


def _then(request: HttpRequest, case: Case) -> Move | None:
    return case.table.find(request.POST.get("then", "")[:MOST_LETTERS])

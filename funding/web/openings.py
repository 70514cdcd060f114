"""Beginning a case below another: its button, and its page where it asks for something."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from funding import openings
from funding.openings import Opening
from funding.web.access import case_or_404
from funding.web.duties import hidden
from funding.web.frame import frame
from funding.web.move_form import MoveForm
from funding.web.sending import what_was_sent
from workflows.binding import current
from workflows.inputs import inputs_of
from workflows.lifecycle import Move
from workflows.models import Case
from workflows.refusals import BadInput, NotFound, Refused


def buttons(request: HttpRequest, case: Case) -> list[dict[str, Any]]:
    """For parts/moves.html, as those of moves."""
    return [
        {
            "href": reverse("begin", args=[case.pk, opening.opens]),
            "text": str(opening.label),
            "at_once": not inputs_of(opening.asks),
            "hidden": hidden(""),
        }
        for opening in openings.offered(case, frame(request).roles_and_places)
    ]


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, number: int, opens: str) -> HttpResponse:
    case = case_or_404(request, number)
    opening = openings.find(case, opens)
    if opening is None:
        raise Http404
    if request.method == "GET":
        return _page(request, case, opening, _form(opening))
    key, form = what_was_sent(request)["key"], _form(opening, request.POST)
    if not form.is_valid():
        return _page(request, case, opening, form, status=422)
    try:
        begun = openings.begin(case, opens, by=request.user, key=key, data=form.data_for_move())
    except NotFound as refusal:
        raise Http404 from refusal
    except BadInput as refusal:
        form.refuse(refusal.field, refusal.sentence)
        return _page(request, case, opening, form, status=422)
    except Refused as refusal:
        return _page(request, case, opening, form, refusal=refusal, status=409)
    return redirect("case", begun.pk)


def _form(opening: Opening, *bound: Any) -> MoveForm:
    """Asked as a move of the case that does not exist yet would be."""
    flow = current(opening.opens)
    blank = flow.process_class(flow_class=flow, lifecycle=opening.opens)
    return MoveForm(blank, Move("open", (), (), (), does=opening.asks), *bound)


def _page(
    request: HttpRequest,
    case: Case,
    opening: Opening,
    form: MoveForm,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": {"title": case.title, "reference": case.dossier.number, "href": reverse("case", args=[case.pk])},
        "move": {"question": opening.label, "button": opening.label, "dangerous": False},
        "form": form,
        "hidden": hidden(""),
    }
    if refusal:
        context["refusal"] = {"sentence": refusal.sentence, "rule": refusal.rule}
    return render(request, "web/move.html", context, status=status)

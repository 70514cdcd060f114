"""The page of any move. It fetches, delegates, answers."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from funding.numbers import number_in
from funding.web import alike, applications, drafts, ideas, revisions, votes
from funding.web.access import case_or_404
from funding.web.duties import consequences, hidden, must_be_asked
from funding.web.frame import frame
from funding.web.history import changed_since
from funding.web.move_form import MoveForm
from funding.web.sending import also_make, what_was_sent, where_next
from workflows.engine import Offer, available, fire
from workflows.lifecycle import Move
from workflows.models import Case
from workflows.pictures import words_of
from workflows.reading import events_of
from workflows.refusals import BadInput, NotFound, Refused, not_possible_here

# Pages of their own for a move; each adds to the context and names its template.
OWN_PAGES: dict[tuple[str, str], Callable[..., tuple[str, dict[str, Any]]]] = {
    ("decision", "cast"): votes.card,
    ("idea", "edit"): ideas.edit_page,
    ("application", "edit"): applications.edit_page,
    ("idea", "join"): alike.join_page,
    ("report", "write"): drafts.report_page,
    ("disbursement", "edit"): drafts.request_page,
    ("revision", "set_rules"): revisions.rules_page,
}


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, number: int, name: str) -> HttpResponse:
    case = case_or_404(request, number)
    row = case.table.find(name)
    if row is None:
        raise Http404
    if request.method == "GET":
        return _page(request, case, row, MoveForm(case, row))
    sent = what_was_sent(request) | {"received_at": frame(request).now}
    form = MoveForm(case, row, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, case, row, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        event = fire(number, name, by=request.user, **sent, data=form.data_for_move())
    except Refused as refusal:
        return _refused(request, number, row, form, refusal, sent)
    messages.success(request, _("Done: %(move)s.") % {"move": row.label})
    also_make(request, event, sent["key"])
    return redirect(where_next(request, event.case))


def _refused(
    request: HttpRequest, number: int, row: Move, form: MoveForm, refusal: Refused, sent: dict[str, Any]
) -> HttpResponse:
    if isinstance(refusal, NotFound):
        raise Http404 from refusal
    case = case_or_404(request, number)
    if isinstance(refusal, BadInput):
        form.refuse(refusal.field, refusal.sentence)
        return _page(request, case, row, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if refusal.key == "someone_was_faster":
        events = events_of(case, frame(request).roles_and_places)
        news = changed_since(case, events, sent["seen"]) or refusal.sentence
        return _page(request, case, row, form, news=news, status=HTTPStatus.CONFLICT)
    return _page(request, case, row, form, refusal=refusal, status=HTTPStatus.CONFLICT)


def _page(
    request: HttpRequest,
    case: Case,
    row: Move,
    form: MoveForm,
    *,
    news: str = "",
    refusal: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    task = number_in(request.GET.get("task") or request.POST.get("task", ""))
    offer = next((offer for offer in available(case, by=request.user, task=task) if offer.move is row), None)
    refusal = refusal or (offer.refused if offer else _not_here(case, row))
    context = {**_words(case, row, offer), "form": form, "news": news}
    if refusal:
        context["refusal"] = {"sentence": refusal.sentence, "rule": refusal.rule}
    own = OWN_PAGES.get((case.lifecycle, str(row.name)))
    template = "web/move.html"
    if own and offer and not refusal:
        template, more = own(request, case, form)
        context = {**context, **more, "hidden": [*context["hidden"], *more.get("hidden", ())]}
    return render(request, template, context, status=status)


def _not_here(case: Case, row: Move) -> Refused:
    return not_possible_here(row.label, words_of(case.table, case.state))


def _words(case: Case, row: Move, offer: Offer | None) -> dict[str, Any]:
    dangerous = must_be_asked(case.table, row) and any(case.table.stay_in[target].final for target in row.targets)
    return {
        "case": {"title": case.title, "reference": case.dossier.number, "href": reverse("case", args=[case.pk])},
        "move": {"question": row.label, "button": row.label, "dangerous": dangerous},
        "consequences": consequences(case.table, row),
        "hidden": hidden(offer.seen) if offer else [],
    }

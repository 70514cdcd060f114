"""Beginning a statement: by a coordination office, for a body of its region."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from funding.bodies.models import Body
from funding.bodies.queries import bodies
from funding.roles import COORDINATION_OFFICE
from funding.statements.opening import RESOLVING, open_statement
from funding.web.duties import hidden
from funding.web.fields import MISSING, ONE_LINE
from funding.web.frame import frame
from funding.web.sending import what_was_sent
from workflows.refusals import BadInput, Refused


class StatementForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=ONE_LINE, error_messages=MISSING)

    def __init__(self, request: HttpRequest, *bound: Any) -> None:
        super().__init__(*bound)
        here = bodies(frame(request).today).filter(region__place__in=_offices(request))
        please = {"empty_label": _("Please choose"), "error_messages": MISSING}
        resolving = here.filter(kind__in=RESOLVING)
        self.fields["body"] = forms.ModelChoiceField(resolving, label=_("Which body resolves it?"), **please)
        groups = here.filter(kind=Body.Kind.WORKING_GROUP)
        self.fields["group"] = forms.ModelChoiceField(
            groups, label=_("Which working group has prepared it?"), required=False, **please
        )


def beginning(request: HttpRequest) -> list[dict[str, str]]:
    """The link to this page for who may begin one."""
    return [{"href": reverse("statement_new"), "text": _("Begin a statement")}] if _offices(request) else []


def _offices(request: HttpRequest) -> list[Any]:
    return [desk.place for desk in frame(request).desks if desk.role == COORDINATION_OFFICE.key]


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not _offices(request):
        raise Http404
    if request.method == "GET":
        return _page(request, StatementForm(request))
    key = what_was_sent(request)["key"]
    form = StatementForm(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    chosen = form.cleaned_data
    invented = chosen["body"].region.invented
    try:
        case = open_statement(**chosen, by=request.user, invented=invented, key=key)
    except Refused as refusal:
        form.add_error(refusal.field if isinstance(refusal, BadInput) else None, refusal.sentence)
        return _page(request, form, status=422)
    return redirect("move", case.pk, "edit")


def _page(request: HttpRequest, form: StatementForm, status: int = 200) -> HttpResponse:
    context = {
        "case": {"title": _("Cases"), "reference": _("Statement"), "href": reverse("cases")},
        "move": {"question": _("Begin a statement"), "button": _("Begin the statement")},
        "consequences": [_("You write its wording on the next page. The body votes on it before anything is sent.")],
        "form": form,
        "hidden": hidden(0),
    }
    return render(request, "web/move.html", context, status=status)

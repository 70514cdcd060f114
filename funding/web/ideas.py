"""Writing an idea down: new, and later again, on one page."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from funding.ideas.states import M
from funding.regions.models import Region
from funding.roles import COORDINATION_OFFICE
from funding.web.alike import similar
from funding.web.duties import hidden
from funding.web.fields import MISSING
from funding.web.frame import frame
from funding.web.move_form import MoveForm
from funding.web.sending import also_make, what_was_sent
from workflows.binding import current
from workflows.engine import fire
from workflows.models import Case, Desk, Event
from workflows.refusals import BadInput, Refused

AFTERWARDS = (
    (gettext_lazy("Submitted"), gettext_lazy("The coordination office assigns it to a working group.")),
    (gettext_lazy("Discussed"), gettext_lazy("The working group recommends it or says what is missing.")),
    (gettext_lazy("Resolved"), gettext_lazy("The steering group decides whether it is pursued.")),
)


class IdeaForm(MoveForm):
    """The idea's own fields, and where it is to be done."""

    def __init__(self, request: HttpRequest, *bound: Any) -> None:
        blank = Idea(flow_class=current("idea"), lifecycle="idea")
        super().__init__(blank, blank.table.find(M.EDIT), *bound)
        open_here = open_regions()
        region = forms.ModelChoiceField(
            open_here, label=_("In which region?"), empty_label=_("Please choose"), error_messages=MISSING
        )
        self.fields = {"region": region, **self.fields}
        own = {desk.place for desk in frame(request).desks}
        self.initial["region"] = next((found.pk for found in open_here if found.place in own), None)


def open_regions() -> QuerySet[Region]:
    """Where an office receives ideas."""
    office = Desk.objects.filter(role=COORDINATION_OFFICE.key, place=OuterRef("place"))
    return Region.objects.filter(Exists(office)).order_by("sort_key", "id")


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, IdeaForm(request))
    key = what_was_sent(request)["key"]
    form = IdeaForm(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        written = _written_down(request, form, key)
    except BadInput as refusal:
        form.refuse(refusal.field, refusal.sentence)
        return _page(request, form, status=422)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, form, status=409)
    also_make(request, written, key)
    return redirect("case", written.case_id)


def _written_down(request: HttpRequest, form: IdeaForm, key: str) -> Event:
    """Draft and first words come into being together, or not at all."""
    data = form.data_for_move()
    region = data.pop("region")
    with transaction.atomic():
        case = open_idea(region, by=request.user, title=data["title"], key=key, invented=region.invented)
        return fire(case.pk, M.EDIT, by=request.user, key=f"{key}.edit", data=data)


def _page(request: HttpRequest, form: IdeaForm, status: int = 200) -> HttpResponse:
    alike = similar(request, form["title"].value() or "", form["summary"].value() or "")
    context = {**_frame_of_idea(), **alike, "form": form, "hidden": hidden(0)}
    return render(request, "web/idea_form.html", context, status=status)


def edit_page(request: HttpRequest, case: Case, form: MoveForm) -> tuple[str, dict[str, Any]]:
    """The page of the move "edit", in the same dress."""
    alike = similar(request, case.title, case.idea.summary, besides=case.pk)
    return "web/idea_form.html", {**_frame_of_idea(), **alike}


def _frame_of_idea() -> dict[str, Any]:
    return {
        "title": _("Submit an idea"),
        "lead": _("What would make care in your region better? You can save a draft at any time and go on later."),
        "then": {"name": M.SUBMIT.value, "text": M.SUBMIT.label},
        "button": _("Save the draft"),
        "afterwards": [{"when": when, "what": what} for when, what in AFTERWARDS],
    }

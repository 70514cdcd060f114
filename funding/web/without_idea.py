"""Beginning an application without an idea: by the applicant, where the programme asks for none."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from funding.applications.opening import open_application, regions_to_apply_in
from funding.regions.models import Region
from funding.roles import APPLICANT
from funding.web.duties import hidden
from funding.web.fields import MISSING, ONE_LINE
from funding.web.frame import frame
from funding.web.sending import what_was_sent
from workflows.refusals import BadInput, Refused

Choices = dict[str, tuple[Region, str, str]]


class ApplicationForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=ONE_LINE, error_messages=MISSING)

    def __init__(self, offered: Choices, *bound: Any) -> None:
        super().__init__(*bound)
        words = [
            (key, f"{region.name}: {called}" if called else region.name)
            for key, (region, _m, called) in offered.items()
        ]
        first = [("", _("Please choose"))] if len(words) > 1 else []
        self.fields["what"] = forms.ChoiceField(
            choices=first + words, label=_("What is applied for?"), error_messages=MISSING
        )


def beginning(request: HttpRequest) -> list[dict[str, str]]:
    """The link to this page for who may begin one."""
    link = {"href": reverse("application_new"), "text": _("Begin an application without an idea")}
    return [link] if _offered(request) else []


def _offered(request: HttpRequest) -> Choices:
    """By what the form sends: the region, the measure, and what that is called."""
    places = [desk.place for desk in frame(request).desks if desk.role == APPLICANT.key]
    found = regions_to_apply_in(places) if places else []
    return {
        f"{region.pk}-{measure}": (region, measure, called)
        for region, all_ in found
        for measure, called in all_.items()
    }


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    offered = _offered(request)
    if not offered:
        raise Http404
    if request.method == "GET":
        return _page(request, ApplicationForm(offered))
    key = what_was_sent(request)["key"]
    form = ApplicationForm(offered, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    region, measure, _called = offered[form.cleaned_data["what"]]
    try:
        case = open_application(region, by=request.user, title=form.cleaned_data["title"], measure=measure, key=key)
    except Refused as refusal:
        form.add_error("title" if isinstance(refusal, BadInput) else None, refusal.sentence)
        return _page(request, form, status=422)
    return redirect("case", case.pk)


def _page(request: HttpRequest, form: ApplicationForm, status: int = 200) -> HttpResponse:
    context = {
        "case": {"title": _("Cases"), "reference": _("Application"), "href": reverse("cases")},
        "move": {"question": _("Begin an application without an idea"), "button": _("Begin the application")},
        "consequences": [
            _("The programme asks for no decided idea here. You write the application on the next pages.")
        ],
        "form": form,
        "hidden": hidden(0),
    }
    return render(request, "web/move.html", context, status=status)

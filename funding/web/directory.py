"""The public directory: what regions have published about their projects."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from funding.regions.models import PublishedProject, Region
from funding.regions.states import STATES
from funding.web.templatetags.foerderweg import money

ROWS_A_PAGE = 20
FEELINGS = {"planned": "neutral", "approved": "info", "running": "info", "permanent": "success", "completed": "success"}
SEARCHED = ("title", "description", "topic", "regions__name")


class Filter(forms.Form):
    is_filter = True
    state = forms.ChoiceField(label=_("Federal state"), choices=[("", _("all")), *STATES], required=False)
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("all")), *PublishedProject.Status.choices], required=False
    )


class Words(forms.Form):
    q = forms.CharField(max_length=100, required=False)


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    words, filters = Words(request.GET), Filter(request.GET)
    q = words.cleaned_data["q"] if words.is_valid() else ""
    chosen = {name: value for name, value in filters.cleaned_data.items() if value} if filters.is_valid() else {}
    found = list(_after(_chosen(q, chosen), request.GET.get("after", ""))[: ROWS_A_PAGE + 1])
    shown = found[:ROWS_A_PAGE]
    last = shown[-1] if len(found) > ROWS_A_PAGE else None
    wanted = {"q": q, **chosen} if q else chosen
    return render(
        request,
        "web/directory.html",
        {
            "q": q,
            "found_line": _found_line(q, len(shown), more=last is not None),
            "projects": [_row(project) for project in shown],
            "filter": Filter(initial=chosen),
            "chips": [_chip(wanted, name, filters) for name in chosen],
            "clear_href": reverse("directory"),
            "more_href": last and f"?{urlencode({**wanted, 'after': last.key})}",
            "submit_href": _submit_href(request),
        },
    )


def _submit_href(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return reverse("idea_new")
    return reverse("hand_in_regions") if Region.objects.filter(takes_ideas=True).exists() else ""


def _chosen(q: str, chosen: dict[str, str]) -> QuerySet[PublishedProject]:
    found = PublishedProject.objects.order_by("sort_key", "id")
    if q:
        found = found.filter(*(matching([word]) for word in q.split()[:5])).distinct()
    if "state" in chosen:
        found = found.filter(states__contains=[chosen["state"]])
    if "status" in chosen:
        found = found.filter(status=chosen["status"])
    return found.prefetch_related("regions")


def matching(words: list[str]) -> Q:
    """Any of the words anywhere in what was published."""
    found = Q()
    for word in words:
        for column in SEARCHED:
            found |= Q(**{f"{column}__icontains": word})
    return found


def _after(found: QuerySet[PublishedProject], key: str) -> QuerySet[PublishedProject]:
    """What follows the project of this key in alphabetical order; all of it if there is none."""
    last = PublishedProject.objects.filter(key=key).first() if key and "\x00" not in key else None
    if last is None:
        return found
    return found.filter(Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, id__gt=last.pk))


def _found_line(q: str, number: int, *, more: bool) -> str:
    if more:
        line = gettext("More than %(number)s projects") % {"number": number}
    else:
        line = ngettext("%(number)s project", "%(number)s projects", number) % {"number": number}
    return gettext("%(line)s on “%(q)s”") % {"line": line, "q": q} if q else line


def _row(project: PublishedProject) -> dict[str, Any]:
    return {
        "key": project.key,
        "title": project.title,
        "summary": project.description,
        "about": about(project),
        "badge": {"feeling": FEELINGS.get(project.status, "neutral"), "words": project.get_status_display()},
        "source": project.source,
    }


def about(project: PublishedProject) -> str:
    """Where, since when, with how much."""
    parts = [", ".join(region.name for region in project.regions.all()) or ", ".join(project.states)]
    if project.started_in:
        parts.append(gettext("since %(year)s") % {"year": project.started_in})
    if project.amount is not None:
        parts.append(money(project.amount))
    return " · ".join(parts)


def _chip(wanted: dict[str, str], name: str, filters: Filter) -> dict[str, str]:
    rest = {key: value for key, value in wanted.items() if key != name}
    words = dict(filters.fields[name].choices)[wanted[name]]
    return {"href": f"?{urlencode(rest)}", "text": f"{filters.fields[name].label}: {words}"}

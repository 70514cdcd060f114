"""The cases a person may read, to look through."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from funding.numbers import number_in
from funding.web import ways
from funding.web.access import readable
from funding.web.frame import part_of
from workflows.binding import flows
from workflows.models import OPEN, Case, Task

ROWS_A_PAGE = 25


class Search(forms.Form):
    is_filter = True
    q = forms.CharField(label=_("Title or file number"), max_length=100, required=False)
    lifecycle = forms.ChoiceField(label=_("Kind"), required=False)
    open = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), ("yes", _("in progress")), ("no", _("ended"))]
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kinds = {str(flow.lifecycle.name): flow.lifecycle.label for flow in flows() if flow.lifecycle.label}
        self.fields["lifecycle"].choices = [("", _("all")), *kinds.items()]

    def narrowed(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        wanted = self.cleaned_data
        if words := wanted.get("q"):
            cases = cases.filter(Q(title__icontains=words) | Q(dossier__number__icontains=words))
        if kind := wanted.get("lifecycle"):
            cases = cases.filter(lifecycle=kind)
        if state := wanted.get("open"):
            cases = cases.filter(finished__isnull=state == "yes")
        return cases


@login_required
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    search = Search({name: request.GET.get(name, "") for name in Search.base_fields})
    cases = search.narrowed(readable(request)) if search.is_valid() else Case.objects.none()
    found = list(after(cases, request.GET.get("after", "")).select_related("dossier")[: ROWS_A_PAGE + 1])
    shown = found[:ROWS_A_PAGE]
    holders = _with_whom(shown)
    wanted = {name: value for name, value in search.cleaned_data.items() if value}
    more = {**wanted, "after": bookmark(shown[-1])} if len(found) > ROWS_A_PAGE else None
    return render(
        request,
        "web/cases.html",
        {
            "search": search,
            "form": search,
            "searched": bool(wanted),
            "cases": [_row(case, holders.get(case.pk, "")) for case in shown],
            "more_href": more and f"?{urlencode(more)}",
            "clear_href": reverse("cases"),
            "beginnings": [{"href": reverse("idea_new"), "text": gettext("Submit an idea")}],
        },
    )


def after(cases: QuerySet[Case], place: str) -> QuerySet[Case]:
    """The newest first; what came before is passed over by day and number, never counted."""
    ordered = cases.order_by("-moved_at", "-id")
    at, _line, number = place.partition("_")
    try:
        moment = dt.datetime.fromisoformat(at)
    except ValueError:
        return ordered
    last = number_in(number)
    if last is None or moment.utcoffset() != dt.timedelta(0):  # ours are in UTC; the database knows no day-long offsets
        return ordered
    return ordered.filter(Q(moved_at__lt=moment) | Q(moved_at=moment, id__lt=last))


def bookmark(case: Case) -> str:
    return f"{case.moved_at.astimezone(dt.UTC).isoformat()}_{case.pk}"


def _with_whom(cases: list[Case]) -> dict[int, str]:
    """Whom each case waits for, in words. One query."""
    tasks = Task.objects.filter(OPEN, process__in=cases, escalation=False).select_related("owner", "desk")
    return {task.process_id: who_has(task) for task in tasks.order_by("-id")}


def who_has(task: Task) -> str:
    if task.owner_id:
        return str(task.owner)
    return part_of(task.desk.role)


def _row(case: Case, with_whom: str) -> dict[str, Any]:
    return {
        "title": case.title,
        "href": reverse("case", args=[case.pk]),
        "reference": case.dossier.number,
        "place": str(case.table.label),
        "badge": ways.badge(case),
        "with_whom": with_whom,
        "moved_on": case.moved_at,
    }

"""The demonstration's list of all states with a case in each: one click signs in somebody who sees it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth import login
from django.db.models import Count, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from funding.numbers import number_in
from funding.people.models import User
from funding.regions.models import Region
from funding.web.demonstration import SIGNED_IN_BY, demonstration_only
from funding.web.frame import frame
from workflows import binding
from workflows.models import OPEN, Case, Holder, Task
from workflows.reading import may_read, valid_on

PRODUCT = "funding.flows"
HERE = Q(participates=True, invented=True)


@require_http_methods(["GET", "POST"])
@demonstration_only
def shown_states(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _look_at(request, number_in(request.POST.get("case", "")))
    regions = list(Region.objects.filter(HERE).select_related("authority").order_by("sort_key", "id"))
    return render(request, "web/shown_states.html", {"regions": regions, "tables": list(_tables(regions))})


def _tables(regions: list[Region]) -> Iterator[dict[str, Any]]:
    """A table a lifecycle, a row a state, a cell a region: its first case and how many there are. One query."""
    region_at = {place: region.pk for region in regions for place in _places(region)}
    found: dict[tuple[str, str, int], tuple[int, int]] = {}
    rows = Case.objects.filter(dossier__lead_place__in=region_at).values("lifecycle", "state", "dossier__lead_place")
    for row in rows.annotate(first=Min("pk"), number=Count("pk")).order_by("first"):
        found.setdefault((row["lifecycle"], row["state"], region_at[row["dossier__lead_place"]]), _cell(row))
    for flow in binding.flows():
        if flow.__module__ == PRODUCT:
            table = flow.lifecycle
            states = [
                {
                    "label": stay.label,
                    "cells": [(region.name, found.get((table.name, str(stay.state), region.pk))) for region in regions],
                }
                for stay in table.stays
            ]
            yield {"name": table.name, "label": table.label, "states": states}


def _cell(row: dict[str, Any]) -> tuple[int, int]:
    return row["first"], row["number"]


def _places(region: Region) -> list[UUID]:
    return [region.place, *([region.authority.place] if region.authority else [])]


def _look_at(request: HttpRequest, number: int | None) -> HttpResponse:
    case = Case.objects.filter(pk=number, dossier__invented=True).first()
    person = case and next(_who_see(request, case), None)
    if case is None or person is None:
        raise Http404
    login(request, person, backend=SIGNED_IN_BY)
    return redirect("case", case.pk)


def _who_see(request: HttpRequest, case: Case) -> Iterator[User]:
    """The invented people who may read it, first those whom it waits for."""
    today = frame(request).today
    tasks = Task.objects.filter(OPEN, process=case)
    held = Holder.objects.filter(valid_on(today)).order_by("rank", "id")
    waited_for = [
        *tasks.exclude(owner=None).values_list("owner", flat=True),
        *held.filter(desk__in=tasks.values("desk")).values_list("person", flat=True),
    ]
    beside = held.filter(desk__place__in=[UUID(str(place)) for place in case.places.values()])
    numbers = [*waited_for, *beside.values_list("person", flat=True), case.opened_by_id]
    people = User.objects.filter(invented=True, is_active=True).in_bulk({number for number in numbers if number})
    for number in dict.fromkeys(numbers):
        if number in people and may_read(case, number, today):
            yield people[number]

"""The page of one case."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from funding.bodies.queries import place_names
from funding.retention.queries import NAMES as RETENTIONS
from funding.web import (
    applications,
    backward,
    changed,
    colleagues,
    consultations,
    duties,
    inspections,
    interests,
    meetings,
    motions,
    openings,
    overdue,
    partners,
    revisions,
    rosters,
    visits,
    votes,
    ways,
)
from funding.web.access import case_or_404, details, readable
from funding.web.alike import lineage_of, similar_to
from funding.web.budgets import missing_budget, pot_facts
from funding.web.case_list import ROWS_A_PAGE, who_has
from funding.web.content import content_of, document_rows
from funding.web.deadlines import calculations_of, deadline_rows
from funding.web.drafts import time_elsewhere
from funding.web.frame import frame
from funding.web.history import entries
from funding.web.labels import PLACES
from funding.web.law import said_before
from workflows.binding import flows
from workflows.bpmn import bpmn
from workflows.engine import available
from workflows.models import OPEN, Case, Task
from workflows.pictures import spots, svg
from workflows.reading import detail_of, events_of, reads_inside, shown_number

# What further rows a case's page shows, beside its own fields.
BESIDE: dict[str, Callable[[Case], list[dict]]] = {
    "budget": pot_facts,
    "enactment": said_before,
    "application": partners.commitments_of,
    "change": partners.commitments_after,
    "report": time_elsewhere,
    "motion": motions.facts,
    "expertise": changed.told_to_expert,
}
MOST_EVENTS = 100
SHOWN_EVENTS = 12


@login_required
@require_GET
def case_page(request: HttpRequest, number: int) -> HttpResponse:
    case = case_or_404(request, number, *details(), looked_at=True)
    desks = frame(request).roles_and_places
    inside = reads_inside(case, desks)
    events = events_of(case, desks, limit=MOST_EVENTS)
    family = list(readable(request).filter(Q(parent=case) | Q(pk=case.parent_id) | of_file(case)).order_by("id"))
    parts = applications if case.lifecycle in applications.TOGETHER else consultations
    acting, subject, beside = parts.page_of(case, family)
    tasks = list(Task.objects.filter(OPEN, process=acting).select_related("owner", "desk"))
    context = {
        **head(case),
        **way(case, events),
        **_doings(request, acting, tasks, beside),
        "content": [fact for each in dict.fromkeys((subject, case)) for fact in _content(request, each, inside=inside)],
        "deadlines": [row for each in dict.fromkeys((acting, case)) for row in deadline_rows(each, inside=inside)],
        "calculations": calculations_of(case) if inside else [],
        **_history(request, case, events),
        "result_href": reverse("vote_result", args=[case.pk]) if has_result(case) else "",
        "documents": document_rows(subject, request.user),
        "people": _people(case, tasks),
        "related": _related(request, case, family),
        **changed.since_you_decided(request, subject),
        **(changed.since_last_vote(case.decision) if case.lifecycle == "decision" else {}),
        **similar_to(request, subject),
        **meetings.parts(request, case),
        **revisions.parts(case),
        **rosters.parts(request, case),
    }
    below = [other for other in family if other.parent_id == case.pk]
    context["outlook"] = ways.outlook(acting, mine=context["turn"], below=below, tasks=tasks)
    return render(request, "web/case.html", context)


def _history(request: HttpRequest, case: Case, events: list) -> dict[str, Any]:
    """What has happened, with what is new since the person last looked."""
    seen = visits.last_seen(request.user, case, events)
    new = {event.number for event in events if visits.is_new(event, seen, request.user)}
    shown = events if "all" in request.GET else events[:SHOWN_EVENTS]
    return {
        "history": entries(case, shown, new),
        "new_line": visits.line(new),
        "new_href": "#history" if len(new) <= SHOWN_EVENTS else "?all#history",
        "history_href": "?all#history" if len(events) > len(shown) else "",
    }


def _related(request: HttpRequest, case: Case, family: list[Case]) -> list[dict[str, Any]]:
    return [
        *(relation(case, other) for other in family),
        *interests.register_link(request, case),
        *rosters.link(request, case),
        *inspections.readings_link(case),
        *backward.link(request, case),
    ]


def has_result(case: Case) -> bool:
    return case.lifecycle == "decision" and bool(detail_of(case).result) and not case.erased_on


def of_file(case: Case) -> Q:
    """Where it came from, where it goes on, and the file's retention; of a retention all cases of its file."""
    file = Q(dossier=case.dossier_id)
    kept = file if case.lifecycle in RETENTIONS else file & Q(lifecycle__in=RETENTIONS)
    return lineage_of(case) | (kept & ~Q(pk=case.pk))


def _content(request: HttpRequest, case: Case, *, inside: bool) -> list[dict]:
    """What it is about: the case's own fields; of a vote what the body is asked and told."""
    if beside := BESIDE.get(case.lifecycle):
        return [*content_of(case, inside=inside), *beside(case)]
    if case.lifecycle == "ruling" and not case.finished:
        return [*content_of(case, inside=inside), *missing_budget(case.parent, case.ruling.awarded)]
    if case.lifecycle == "declaration" and not case.erased_on:
        return [*content_of(case, inside=inside), *interests.for_office_and_chair(request, case.parent.decision)]
    if case.lifecycle != "decision" or case.erased_on:
        return content_of(case, inside=inside)
    asked = [{"term": gettext("Question"), "value": case.decision.question}, *votes.said(case.decision)]
    if lacking := votes.composition(case.decision):
        asked.append({"term": gettext("Composition of the body"), "value": lacking})
    return [*asked, *interests.for_office_and_chair(request, case.decision)]


def head(case: Case) -> dict[str, Any]:
    named = case.opened_by_id and not case.erased_on and case.lifecycle not in consultations.OF_ANOTHERS_AUTHOR
    opened = gettext("opened by %(name)s") % {"name": case.opened_by} if named else ""
    about = " · ".join(part for part in (str(case.table.label), opened) if part)
    return {
        "case": {
            "title": case.title,
            "reference": case.dossier.number,
            "badge": ways.badge(case),
            "about": about,
            "erased_on": case.erased_on,
        }
    }


def way(case: Case, events: list) -> dict[str, Any]:
    line = spots(case.table, ways.main_of(case.table), ways.walk_of(case, events))
    title = gettext("The whole way with all branches; the list after the picture says the same.")
    return {
        "stations": ways.stations(case, events),
        "picture": SafeString(svg(line, title)),
        "outline": line,
        "picture_href": reverse("way", args=[case.lifecycle, case.table.version]),
    }


def _doings(request: HttpRequest, case: Case, tasks: list[Task], beside: list[Case]) -> dict[str, Any]:
    desks = frame(request).ranks
    person = request.user.pk
    acts = [act for task in tasks for act in duties.task_acts(task, person, desks)]
    acts += colleagues.reminder(request, case, tasks)
    number = shown_number(case, inside=reads_inside(case, frame(request).roles_and_places)) if acts else 0
    panel = duties.panel(case, available(case, by=request.user), tasks, person, desks)
    panel["moves"] += [*openings.buttons(request, case), *overdue.buttons(request, case, tasks)]
    panel["moves"] += applications.way_back(case)
    consultations.join_moves(request, panel, beside)
    return {**panel, "task_acts": acts, "task_hidden": duties.hidden(number) if acts else []}


def _people(case: Case, tasks: list[Task]) -> list[dict]:
    """At which places the case is at home, and whom it waits for now. One query."""
    desks = {task.desk.place for task in tasks if task.desk_id}
    names = place_names({*case.places.values(), *map(str, desks)})
    called = {str(place): name for place, name in names.items()}
    facts = [
        {"term": PLACES[kind], "value": called[place]}
        for kind, place in case.places.items()
        if kind in PLACES and place in called
    ]
    waiting = dict.fromkeys(_waits(task, called) for task in tasks[:ROWS_A_PAGE])
    return [*facts, *({"term": _("Waits for"), "value": who} for who in waiting)]


def _waits(task: Task, called: dict[str, str]) -> str:
    at = called.get(str(task.desk.place)) if task.desk_id else ""
    return f"{who_has(task)}, {at}" if at else who_has(task)


def relation(case: Case, other: Case) -> dict[str, Any]:
    note = gettext("from which this came") if other.pk == case.parent_id else gettext("came from this")
    if other.parent_id != case.pk and other.pk != case.parent_id:
        note = other.title
    text = f"{other.table.label}: {ways.badge(other)['words']}"
    return {"href": reverse("case", args=[other.pk]), "text": text, "note": note}


@login_required
@require_GET
def way_download(request: HttpRequest, lifecycle: str, version: int) -> HttpResponse:
    """The whole lifecycle as BPMN 2.0: a rule, not somebody's case."""
    found = next((flow for flow in flows() if str(flow.lifecycle) == f"{lifecycle}/{version}"), None)
    if found is None:
        raise Http404
    response = HttpResponse(bpmn(found.lifecycle), content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{lifecycle}-{version}.bpmn"'
    return response

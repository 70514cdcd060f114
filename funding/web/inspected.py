"""What an inspection shows: doors of their own, none of which leads to a move. Each look leaves a row first."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from funding.bodies.queries import place_names
from funding.documents.filing import open_document, open_to
from funding.documents.models import Document
from funding.numbers import number_in
from funding.web import inspections, votes
from funding.web.access import details
from funding.web.case_list import ROWS_A_PAGE, after, bookmark
from funding.web.cases import has_result, head, of_file, relation, way
from funding.web.content import content_of, document_rows
from funding.web.deadlines import deadline_rows
from funding.web.frame import frame
from funding.web.history import told
from funding.web.ways import badge
from workflows.inspected import Door, eyes, inspected_cases, inspection_of, log_of, note_reading
from workflows.inspections import Inspection
from workflows.models import Case
from workflows.reading import events_of, reads_inside

EVENTS_A_PAGE = 100


@login_required
@require_GET
def inspection(request: HttpRequest, number: int) -> HttpResponse:
    """For its reader as long as it runs, the cases; else what it is and every look."""
    found = inspection_of(number, request.user.pk, frame(request).now)
    if found is None:
        return inspections.page_of(request, number)
    note_reading(found, Door.LIST, frame(request).now)
    cases = list(
        after(inspected_cases(found), request.GET.get("after", "")).select_related("dossier")[: ROWS_A_PAGE + 1]
    )
    shown = cases[:ROWS_A_PAGE]
    context = {
        **_around(request, found),
        "cases": [_row(found, case) for case in shown],
        "more_href": f"?{urlencode({'after': bookmark(shown[-1])})}" if len(cases) > ROWS_A_PAGE else "",
        "log_href": reverse("inspected_log", args=[number]),
        "end_href": reverse("inspection_act", args=[number, "end"]),
    }
    return render(request, "web/inspected_cases.html", context)


@login_required
@require_GET
def case_page(request: HttpRequest, number: int, case_number: int) -> HttpResponse:
    found, case = _found(request, number, case_number, *details())
    note_reading(found, Door.CASE, frame(request).now, case)
    events = events_of(case, eyes(found), limit=EVENTS_A_PAGE)
    family = inspected_cases(found).filter(Q(parent=case) | Q(pk=case.parent_id) | of_file(case)).order_by("id")
    result = reverse("inspected_result", args=[number, case.pk]) if has_result(case) else ""
    context = {
        **_around(request, found),
        **head(case),
        "stations": way(case, events)["stations"],
        "content": _content(found, case),
        "deadlines": deadline_rows(case, inside=reads_inside(case, eyes(found))),
        "history": [{"at": event.at, "text": told(case, event)} for event in events],
        "documents": [_paper(found, row) for row in document_rows(case, request.user)],
        "related": [{**relation(case, other), "href": _address(found, other)} for other in family],
        "result_href": result,
    }
    return render(request, "web/inspected_case.html", context)


@login_required
@require_GET
def result(request: HttpRequest, number: int, case_number: int) -> HttpResponse:
    found, case = _found(request, number, case_number)
    page = votes.result_page(request, case, _address(found, case))
    note_reading(found, Door.RESULT, frame(request).now, case)
    return page


@login_required
@require_GET
def document(request: HttpRequest, number: int, paper: int) -> HttpResponse:
    found = _inspection(request, number)
    papers = open_to(request.user, Document.objects.filter(case__in=inspected_cases(found)))
    wanted = papers.select_related("content", "case").filter(pk=paper).first()
    if wanted is None:
        raise Http404
    note_reading(found, Door.DOCUMENT, frame(request).now, wanted.case, paper)
    if wanted.erased_on:
        return render(request, "web/erased_document.html", {"document": wanted}, status=410)
    opened = open_document(wanted)
    return HttpResponse(opened.content, headers=opened.headers)


@login_required
@require_GET
def log(request: HttpRequest, number: int) -> HttpResponse:
    """What has happened in all cases that may be read, the latest first."""
    found = _inspection(request, number)
    before = number_in(request.GET.get("before", ""))
    note_reading(found, Door.LOG, frame(request).now, item=before)
    events = log_of(found, before=before, limit=EVENTS_A_PAGE)
    context = {
        **_around(request, found),
        "events": [
            {
                "at": event.at,
                "text": told(event.case, event),
                "title": event.case.title,
                "reference": event.case.dossier.number,
                "href": _address(found, event.case),
            }
            for event in events
        ],
        "more_href": f"?before={events[-1].pk}" if len(events) == EVENTS_A_PAGE else "",
    }
    return render(request, "web/inspected_log.html", context)


def _inspection(request: HttpRequest, number: int) -> Inspection:
    found = inspection_of(number, request.user.pk, frame(request).now)
    if found is None:
        raise Http404
    return found


def _found(request: HttpRequest, number: int, case_number: int, *joined: str) -> tuple[Inspection, Case]:
    found = _inspection(request, number)
    cases = inspected_cases(found).select_related("dossier", "opened_by", *joined)
    case = cases.filter(pk=case_number).first()
    if case is None:
        raise Http404
    return found, case


def _around(request: HttpRequest, found: Inspection) -> dict[str, Any]:
    names = place_names([found.desk.place]) if found.desk else {}
    facts = inspections.facts(request, found, names)
    return {"inspection": {**facts, "href": reverse("inspection", args=[found.pk])}}


def _content(found: Inspection, case: Case) -> list[dict]:
    rows = content_of(case, inside=reads_inside(case, eyes(found)))
    if case.lifecycle != "decision" or case.erased_on:
        return rows
    return [{"term": gettext("Question"), "value": case.decision.question}, *votes.said(case.decision)]


def _paper(found: Inspection, row: dict) -> dict:
    return {**row, "href": reverse("inspected_document", args=[found.pk, row["number"]])}


def _address(found: Inspection, case: Case) -> str:
    return reverse("inspected_case", args=[found.pk, case.pk])


def _row(found: Inspection, case: Case) -> dict[str, Any]:
    return {
        "title": case.title,
        "href": _address(found, case),
        "reference": case.dossier.number,
        "place": str(case.table.label),
        "badge": badge(case),
        "moved_on": case.moved_at,
    }

"""The style guide: every page and part with invented content, reachable only in tests."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from tests.browser.examples import PAGES, TODAY

PARTS = Path(__file__).parent / "templates/parts.html"


def surroundings() -> dict:
    return {
        "today": TODAY,
        "demonstration": True,
        "person": "Jana Brandt",
        "role": "Koordinationsstelle Region Hannover",
        "open_tasks": 12,
        "navigation": [
            {"name": "start", "text": "Start", "href": "/pages/start/", "current": False},
            {"name": "tasks", "text": "Aufgaben", "href": "/pages/tasks/", "current": True},
            {"name": "cases", "text": "Vorgänge", "href": "/pages/cases/", "current": False},
            {"name": "directory", "text": "Verzeichnis", "href": "/pages/directory/", "current": False},
        ],
    }


def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404
    template, content = PAGES[name]
    return render(request, template, surroundings() | content())


def parts(request: HttpRequest) -> HttpResponse:
    content = {
        "late": date(2026, 9, 4),
        "near": date(2026, 9, 8),
        "far": date(2026, 9, 18),
        "amount": Decimal("-1234.56"),
        "link": {"href": "#", "text": "Nächster Termin: 24.09."},
    }
    template = engines["django"].from_string(PARTS.read_text(encoding="utf-8"))
    return HttpResponse(template.render(surroundings() | content, request))


def found(request: HttpRequest) -> HttpResponse:
    return render(request, "web/start.html", surroundings() | PAGES["start"][1]())


urlpatterns = [
    path("", found, name="start"),
    path("tasks/", found, name="tasks"),
    path("cases/", found, name="cases"),
    path("parts/", parts),
    path("pages/<slug:name>/", page, name="page"),
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
]

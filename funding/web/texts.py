"""Pages that only say something: about barriers, data, the operator, one's own account."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from funding.web.frame import frame


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html", {"operator": settings.OPERATOR})


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy.html", {"operator": settings.OPERATOR})


@require_GET
def imprint(request: HttpRequest) -> HttpResponse:
    return render(request, "web/imprint.html", {"operator": settings.OPERATOR})


@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "web/account.html", {"desks": frame(request).desks})

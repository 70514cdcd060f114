"""One's own data, to take home: what is stored about the person who is signed in, and about nobody else."""

from collections.abc import Callable, Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET

from funding.disclosure.report import as_html, as_json
from funding.people.models import User

Report = Callable[[User], Iterator[str]]


@login_required
@require_GET
def own_data(request: HttpRequest) -> HttpResponse:
    return render(request, "web/own_data.html")


@login_required
@require_GET
def own_data_json(request: HttpRequest) -> StreamingHttpResponse:
    return _download(request, as_json, "application/json", "json")


@login_required
@require_GET
def own_data_html(request: HttpRequest) -> StreamingHttpResponse:
    return _download(request, as_html, "text/html; charset=utf-8", "html")


def _download(request: HttpRequest, report: Report, media_type: str, ending: str) -> StreamingHttpResponse:
    person = User.objects.get(pk=request.user.pk)
    headers = {
        "Content-Disposition": f'attachment; filename="foerderweg.{ending}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(_in_language(report, person, get_language()), content_type=media_type, headers=headers)


def _in_language(report: Report, person: User, language: str | None) -> Iterator[str]:
    """The reader's language; what is streamed is made when the request's own has been put away."""
    with override(language):
        yield from report(person)

"""Papers of a case, to whoever may read the case."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from funding.documents.filing import open_document, readable_documents
from funding.web.frame import frame


@login_required
@require_GET
def document(request: HttpRequest, number: int) -> HttpResponse:
    papers = readable_documents(request.user, frame(request).today)
    found = papers.select_related("content").filter(pk=number).first()
    if found is None:
        raise Http404
    if found.erased_on:
        return render(request, "web/erased_document.html", {"document": found}, status=410)
    opened = open_document(found)
    return HttpResponse(opened.content, headers=opened.headers)

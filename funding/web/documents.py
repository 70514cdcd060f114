"""Papers of a case, to whoever may read the case."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from funding.documents.filing import open_document
from funding.documents.models import Document
from funding.web.access import readable


@login_required
@require_GET
def document(request: HttpRequest, number: int) -> HttpResponse:
    """Always to be saved, never shown inside our pages; the browser does not guess what it is."""
    found = Document.objects.select_related("content").filter(case__in=readable(request), pk=number).first()
    if found is None:
        raise Http404
    opened = open_document(found)
    response = HttpResponse(opened.content, content_type=opened.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(opened.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

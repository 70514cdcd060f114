"""How much may be sent in one request. What is too long is refused before it is read, or as soon as that is seen."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import bad_request

MEGABYTE = 1024 * 1024
MOST_DIGITS = 20  # of a length; what is longer is too large however it is cut


def bounded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: by the length a request gives, which it has to give. Nothing of it has been read then."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = (request.META.get("CONTENT_LENGTH") or "").lstrip("0") or "0"
        if length == "0" and "Transfer-Encoding" in request.headers:  # sent in pieces, and passed on so by the server
            raise BadRequest
        if length.isdecimal() and int(length[:MOST_DIGITS]) > settings.REQUEST_LIMIT:
            raise RequestDataTooBig
        return get_response(request)

    return middleware


class StopsTooMuch(FileUploadHandler):
    """By what really arrives. The first of the upload handlers, so that the others keep no more."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.REQUEST_LIMIT:
            self._discard()
            raise RequestDataTooBig
        return raw_data

    def _discard(self) -> None:
        """What the others have begun to keep; Django closes only files that came whole."""
        for keeper in self.request.upload_handlers:
            if begun := getattr(keeper, "file", None):
                begun.close()

    def file_complete(self, file_size: int) -> None:
        return None


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html", {"most": settings.UPLOAD_LIMIT // MEGABYTE}), status=413)
    return bad_request(request, exception)

"""Every refusal as a problem detail (RFC 9457): a stable key, a sentence, the field and the rule behind it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.utils.translation import gettext
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from workflows.refusals import BadInput, NotFound, Refused

STATUS = {
    "not_found": 404,
    "unknown_move": 404,
    "unknown_opening": 404,
    "document_erased": 410,
    "not_yours": 403,
    "four_eyes": 403,
    "key_used_otherwise": 422,
}
MEDIA_TYPE = "application/problem+json"


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. What is no refusal is left to DRF, and worded the same way."""
    if isinstance(error, Refused):
        return refused(error)
    answer = exception_handler(error, context)
    if answer is None:
        return None
    key = getattr(error, "default_code", "refused") if isinstance(error, APIException) else "not_found"
    detail = answer.data.pop("detail", "") if isinstance(answer.data, dict) else ""
    fields = answer.data if isinstance(error, ValidationError) else {}
    answer.data = problem(key, answer.status_code, str(detail), **({"errors": fields} if fields else {}))
    answer.content_type = MEDIA_TYPE
    return answer


def refused(refusal: Refused) -> Response:
    status = 404 if isinstance(refusal, NotFound) else STATUS.get(refusal.key, 409)
    more = {"rule": str(refusal.rule)} if refusal.rule else {}
    if isinstance(refusal, BadInput):
        status, more["field"] = 422, refusal.field
    return Response(problem(refusal.key, status, refusal.sentence, **more), status=status, content_type=MEDIA_TYPE)


def problem(key: str, status: int, detail: str, **more: Any) -> dict[str, Any]:
    return {"type": f"urn:foerderweg:{key}", "key": key, "status": status, "detail": detail, **more}


def answer(key: str, status: int, detail: str) -> JsonResponse:
    """A problem before any view of the API has been reached."""
    return JsonResponse(problem(key, status, detail), status=status, content_type=MEDIA_TYPE)


def not_understood(request, exception: Exception) -> JsonResponse:
    if not isinstance(exception, RequestDataTooBig):
        return answer(
            "bad_request",
            400,
            gettext("This request cannot be read. Check its form and Content-Length."),
        )
    sentence = gettext("The request is too large. Send at most %(most)s MB at once.")
    return answer("too_large", 413, sentence % {"most": settings.REQUEST_LIMIT // 2**20})


def no_such_address(request, exception=None) -> JsonResponse:
    return answer("not_found", 404, gettext("There is no such address."))

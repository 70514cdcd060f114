"""Reading a request's JSON: bounded, and only what can be answered and stored."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

MOST_BYTES = 1024 * 1024


class StrictJSONParser(JSONParser):
    def parse(self, stream: Any, media_type: str | None = None, parser_context: dict[str, Any] | None = None) -> Any:
        content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise ParseError(_("The request is too large. Send at most 1 MB of JSON."))
        try:
            text = content.decode("utf-8")
            data = json.loads(text, parse_constant=_refuse)
            json.dumps(data, ensure_ascii=False).encode("utf-8")  # half a surrogate pair cannot be written back
        except (ValueError, RecursionError):
            raise ParseError(_("This is not valid JSON. Check the request's body.")) from None
        return data


def _refuse(constant: str) -> None:
    raise ValueError(constant)

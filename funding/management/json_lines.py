"""Requests as JSON lines, read more strictly than `json` does: what it lets pass but no one can rely on is a flaw."""

import json
from math import isfinite
from typing import Any

from workflows.calculators.steps import WrongInput, _

LONGEST_NUMBER = 1000


class Line:
    """One line. `request` is empty where the line is no JSON object; `flaw` is the first thing wrong with it."""

    def __init__(self, raw: bytes) -> None:
        self._flaws: list[WrongInput] = []
        self.request = self._read(raw)

    @property
    def id(self) -> dict[str, Any]:
        return {key: self.request[key] for key in ("id",) if key in self.request}

    @property
    def flaw(self) -> WrongInput | None:
        return self._flaws[0] if self._flaws else None

    def _read(self, raw: bytes) -> dict[str, Any]:
        try:
            request = json.loads(
                raw.decode("utf-8-sig"),
                object_pairs_hook=self._object,
                parse_int=self._integer,
                parse_float=self._float,
                parse_constant=self._constant,
            )
        except (ValueError, RecursionError):
            self._flaws = [WrongInput("", _("the line is not readable as JSON"))]
            return {}
        if not isinstance(request, dict):
            self._flaws = [WrongInput("", _("the line is not a JSON object"))]
            return {}
        if b"\\u" in raw:
            self._check_texts(request)
        if isinstance(request.get("id"), dict | list):
            self._flaws.insert(0, WrongInput("id", _("must be a text or a number")))
            del request["id"]
        return request

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(pairs)
        if len(content) < len(pairs):
            names = [name for name, _value in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            self._flaws.append(WrongInput(twice, _("is named twice in one object")))
        return content

    def _integer(self, digits: str) -> int | None:
        if len(digits) <= LONGEST_NUMBER:
            return int(digits)
        self._constant(digits)
        return None

    def _float(self, digits: str) -> float | None:
        number = float(digits)
        if isfinite(number):
            return number
        self._constant(digits)
        return None

    def _constant(self, text: str) -> None:
        self._flaws.append(WrongInput("", _("%(number)s is no number to reckon with"), number=text[:20]))

    def _check_texts(self, request: dict[str, Any]) -> None:
        texts = json.dumps(request, ensure_ascii=False)
        if "\\u0000" in texts.replace("\\\\", "") or any("\ud800" <= character <= "\udfff" for character in texts):
            self._flaws.append(WrongInput("", _("a text holds characters that cannot be written")))

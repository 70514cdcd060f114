"""A calculation explains itself in steps and refuses in errors that name a field; `workflows.wording` words both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from workflows.calculators.values import Json, Value, from_json, to_json


def _(text: str) -> str:
    """Marks a source text for translation and leaves it as it is."""
    return text


@dataclass(frozen=True)
class Step:
    """One sentence of a worked calculation: `text` and `rule` are source texts, `values` fills the text's places."""

    rule: str
    text: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        return {"rule": self.rule, "text": self.text, "values": {key: to_json(v) for key, v in self.values.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Self:
        values: Mapping[str, Json] = stored["values"]  # type: ignore[assignment]
        return cls(str(stored["rule"]), str(stored["text"]), {key: from_json(v) for key, v in values.items()})


class WrongInput(ValueError):
    """What was asked is malformed or impossible; `field` is the path of the wrong field."""

    def __init__(self, field: str, text: str, **values: Value) -> None:
        super().__init__(f"{field}: {text % values}")
        self.field = field
        self.text = text
        self.values = values

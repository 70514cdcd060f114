"""Values a worked step can hold. Each has one JSON form, so that a stored step is worded later in any language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

Unit = Literal["days", "weeks", "months", "years"]


@dataclass(frozen=True)
class Length:
    """A period of law: `Length("months", 1)`."""

    unit: Unit
    number: int


@dataclass(frozen=True)
class Percent:
    """`Percent(Decimal("7.27"))` is 7.27 per cent."""

    value: Decimal


@dataclass(frozen=True)
class Word:
    """A source text that is translated inside a sentence."""

    text: str


Value = int | str | date | datetime | Decimal | Fraction | Length | Percent | Word
Json = int | str | Mapping[str, object]


def to_json(value: Value) -> Json:
    """Whole numbers and names stay as they are; a `Decimal` is euros."""
    match value:
        case int() | str():
            return value
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case Decimal():
            return {"money": str(value)}
        case Fraction():
            return {"fraction": str(value)}
        case Length():
            return {"length": {value.unit: value.number}}
        case Percent():
            return {"percent": str(value.value)}
        case Word():
            return {"word": value.text}


_FROM_JSON: dict[str, Callable[[Any], Value]] = {
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
    "money": Decimal,
    "fraction": Fraction,
    "length": lambda stored: Length(*next(iter(stored.items()))),
    "percent": lambda stored: Percent(Decimal(stored)),
    "word": Word,
}


def from_json(stored: Json) -> Value:
    if isinstance(stored, Mapping):
        ((kind, content),) = stored.items()
        return _FROM_JSON[kind](content)
    return stored

"""What a move asks for: the keyword arguments of its effect, read from their annotations.

`def send_back(case, step, *, reason: Text)` asks for a reason. The web form, the API schema and the engine's check
are all made from the same annotation; what passes here is safe to store.
"""

import datetime as dt
import hashlib
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Annotated, Any, get_args, get_type_hints

from django.utils.translation import gettext_lazy as _

from workflows.refusals import BadInput

CENT = Decimal("0.01")
MOST_MONEY = Decimal(10) ** 12
FIRST_YEAR, LAST_YEAR = 1992, 2069  # what is counted from them ends in a year whose holidays are known (1991 to 2100)
NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # no database, no letter can show these


@dataclass(frozen=True)
class Words:
    """Text of a person. `erasable` text lives beside the event, not in it."""

    most: int
    erasable: bool = True

    def read(self, name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise BadInput(name, _("This must be text."))
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        if NO_TEXT.search(text):
            raise BadInput(name, _("The text contains characters that cannot be stored. Type it again."))
        if len(text) > self.most:
            raise BadInput(name, _("Shorten the text to %(most)s characters."), most=self.most)
        return text.strip()


@dataclass(frozen=True)
class OneWord:
    """One of a few fixed words."""

    words: tuple[str, ...]

    def read(self, name: str, value: Any) -> str:
        if value not in self.words or not isinstance(value, str):
            raise BadInput(name, _("Choose one of: %(words)s."), words=", ".join(self.words))
        return value


class ADay:
    def read(self, name: str, value: Any) -> dt.date:
        try:
            day = value if type(value) is dt.date else dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise BadInput(name, _("Enter a day, for example 2026-03-31.")) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise BadInput(
                name, _("Enter a day between %(first)s and %(last)s."), first=str(FIRST_YEAR), last=str(LAST_YEAR)
            )
        return day


class Amount:
    """Euros with two places, never negative."""

    def read(self, name: str, value: Any) -> Decimal:
        try:
            amount = (
                value if isinstance(value, Decimal) else Decimal(value) if isinstance(value, str) else Decimal("NaN")
            )
            fits = amount.is_finite() and 0 <= amount < MOST_MONEY and amount == amount.quantize(CENT)
        except InvalidOperation:
            fits = False
        if not fits:
            raise BadInput(name, _("Enter an amount in euros and cents, for example 2000.00."))
        return amount.quantize(CENT)


@dataclass(frozen=True)
class WholeNumber:
    least: int = 0
    most: int = 2**31 - 1

    def read(self, name: str, value: Any) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10:  # noqa: PLR2004
            value = int(value)
        if type(value) is not int or not self.least <= value <= self.most:
            raise BadInput(
                name, _("Enter a whole number between %(least)s and %(most)s."), least=self.least, most=self.most
            )
        return value


@dataclass(frozen=True)
class Several:
    """A list of whole numbers (the seats that are present)."""

    most: int = 200

    def read(self, name: str, value: Any) -> list[int]:
        if not isinstance(value, (list, tuple)) or len(value) > self.most:
            raise BadInput(name, _("Choose from the list."))
        return [WholeNumber().read(name, item) for item in value]


@dataclass(frozen=True)
class SeveralDays:
    """A list of days, given in any order."""

    most: int = 50

    def read(self, name: str, value: Any) -> list[dt.date]:
        if not isinstance(value, (list, tuple)) or len(value) > self.most:
            raise BadInput(name, _("Enter a list of at most %(most)s days."), most=self.most)
        return sorted({ADay().read(f"{name}[{index}]", day) for index, day in enumerate(value)})


@dataclass(frozen=True)
class Rows:
    """A list of rows with the same columns, each of its own kind and filled in. A wrong cell is `lines[0].amount`."""

    columns: Mapping[str, Any]
    most: int = 500

    def read(self, name: str, value: Any) -> list[dict[str, Any]]:
        if not isinstance(value, (list, tuple)) or len(value) > self.most:
            raise BadInput(name, _("Enter a list of at most %(most)s rows."), most=self.most)
        return [self._row(f"{name}[{index}]", row) for index, row in enumerate(value)]

    def _row(self, name: str, row: Any) -> dict[str, Any]:
        if not isinstance(row, Mapping) or set(row) != set(self.columns):
            columns = ", ".join(self.columns)
            raise BadInput(name, _("A row has exactly these columns: %(columns)s."), columns=columns)
        read = {column: kind.read(f"{name}.{column}", row[column]) for column, kind in self.columns.items()}
        if empty := next((column for column, cell in read.items() if cell == ""), None):
            raise BadInput(f"{name}.{empty}", _("Fill in this field."))
        return read


@dataclass(frozen=True)
class Upload:
    """A file as it reached the door, not yet looked into. As text it is its name and its fingerprint."""

    name: str
    content: bytes

    def __str__(self) -> str:
        return f"{self.name} {hashlib.sha256(self.content).hexdigest()}"


class AFile:
    def read(self, name: str, value: Any) -> Upload:
        if not isinstance(value, Upload):
            raise BadInput(name, _("Choose a file."))
        return value


class YesNo:
    def read(self, name: str, value: Any) -> bool:
        if value in (True, "true", "on"):
            return True
        if value in (False, "false", ""):
            return False
        raise BadInput(name, _("Answer yes or no."))


Line = Annotated[str, Words(200)]
Text = Annotated[str, Words(10_000)]
Day = Annotated[dt.date, ADay()]
Money = Annotated[Decimal, Amount()]
Number = Annotated[int, WholeNumber()]
Numbers = Annotated[list[int], Several()]
Flag = Annotated[bool, YesNo()]
Days = Annotated[list[dt.date], SeveralDays()]
File = Annotated[Upload, AFile()]


@dataclass(frozen=True)
class Input:
    name: str
    kind: Any
    required: bool

    @property
    def erasable(self) -> bool:
        return getattr(self.kind, "erasable", False)


@cache
def inputs_of(effect: Callable[..., Any] | None) -> Mapping[str, Input]:
    """Name → input, in the order of the effect's signature. What several effects take alike is a TypedDict of theirs,
    as in `**remedy: Unpack[RemedyGiven]`: all of it may be left out."""
    if effect is None:
        return {}
    hints, found = get_type_hints(effect, include_extras=True), []
    for name, parameter in inspect.signature(effect).parameters.items():
        if parameter.kind is parameter.KEYWORD_ONLY:
            found.append(Input(name, get_args(hints[name])[1], required=parameter.default is parameter.empty))
        elif parameter.kind is parameter.VAR_KEYWORD:
            alike = get_type_hints(get_args(hints[name])[0], include_extras=True)
            found += [Input(each, get_args(hint)[1], required=False) for each, hint in alike.items()]
    return {each.name: each for each in found}


def read_inputs(effect: Callable[..., Any] | None, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as the effect takes it. Raises BadInput for the first that is unknown, missing or malformed."""
    asked = inputs_of(effect)
    for name in data:
        if name not in asked:
            raise BadInput(str(name)[:60], _("“%(name)s” is not asked for here."), name=str(name)[:60])
    read = {name: asked[name].kind.read(name, value) for name, value in data.items() if value is not None}
    for name, wanted in asked.items():
        if wanted.required and read.get(name) in (None, ""):
            raise BadInput(name, _("Fill in this field."))
    return read

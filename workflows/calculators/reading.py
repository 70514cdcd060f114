"""Strict reading of a JSON request: each reader takes a value and its path, and refuses by naming the path.

Null counts as left out. Fields nobody reads are ignored.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from workflows.calculators.steps import WrongInput, _
from workflows.calculators.values import Length, Unit

T = TypeVar("T")
D = TypeVar("D")
Keyword = TypeVar("Keyword", bound=str)
Reader = Callable[[object, str], T]

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})")
MONEY = re.compile(r"[0-9]{1,1000}\.[0-9]{2}")
FRACTION = re.compile(r"([0-9]{1,1000})/([0-9]{1,1000})")
RATE = re.compile(r"-?[0-9]{1,100}(\.[0-9]{1,100})?")
LARGEST = 10**1000
A_LEAP_YEAR = 2000


class Fields:
    """A JSON object and the path that leads to it."""

    def __init__(self, content: Mapping[str, object], path: str = "") -> None:
        self._content = content
        self._prefix = f"{path}." if path else ""

    def get(self, name: str, read: Reader[T]) -> T:
        if self._content.get(name) is None:
            raise WrongInput(self.path(name), _("is missing"))
        return read(self._content[name], self.path(name))

    def optional(self, name: str, read: Reader[T], default: D) -> T | D:
        return default if self._content.get(name) is None else self.get(name, read)

    def path(self, name: str) -> str:
        return f"{self._prefix}{name}"

    def given(self) -> tuple[str, ...]:
        return tuple(name for name, value in self._content.items() if value is not None)


def record(value: object, path: str) -> Fields:
    if not isinstance(value, dict):
        raise WrongInput(path, _("must be an object with named fields"))
    return Fields(value, path)


def list_of(read: Reader[T]) -> Reader[tuple[T, ...]]:
    def read_list(value: object, path: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise WrongInput(path, _("must be a list"))
        return tuple(read(item, f"{path}[{index}]") for index, item in enumerate(value))

    return read_list


def one_of(*words: Keyword) -> Reader[Keyword]:
    def read_word(value: object, path: str) -> Keyword:
        for word in words:
            if value == word:
                return word
        raise WrongInput(path, _("must be one of: %(words)s"), words=", ".join(words))

    return read_word


def text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise WrongInput(path, _("must be a text"))
    return value


def flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise WrongInput(path, _("must be true or false"))
    return value


def whole(least: int) -> Reader[int]:
    def read_whole(value: object, path: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value < LARGEST:
            raise WrongInput(path, _("must be a whole number of at least %(least)s"), least=least)
        return value

    return read_whole


def day(value: object, path: str) -> date:
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise WrongInput(path, _("must be a day, like 2026-03-06"))


def month_and_day(value: object, path: str) -> tuple[int, int]:
    if isinstance(value, str) and MONTH_DAY.fullmatch(value):
        try:
            found = date.fromisoformat(f"{A_LEAP_YEAR}-{value}")
        except ValueError:
            pass
        else:
            return found.month, found.day
    raise WrongInput(path, _("must be a month and a day, like 08-15"))


def instant(value: object, path: str) -> datetime:
    if isinstance(value, str) and INSTANT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise WrongInput(path, _("must be an instant with its offset, like 2026-03-06T12:00:00+01:00"))


def money(value: object, path: str) -> Decimal:
    if not isinstance(value, str) or not MONEY.fullmatch(value):
        raise WrongInput(path, _('must be an amount of money that is not negative, like "1234.56"'))
    return Decimal(value)


def rate(value: object, path: str) -> Decimal:
    if not isinstance(value, str) or not RATE.fullmatch(value):
        raise WrongInput(path, _('must be a rate in per cent, like "2.27"'))
    return Decimal(value)


def share(value: object, path: str) -> Fraction:
    """A fraction from 0 to 1."""
    found = FRACTION.fullmatch(value) if isinstance(value, str) else None
    if not found or not int(found[2]) or int(found[1]) > int(found[2]):
        raise WrongInput(path, _('must be a fraction from 0 to 1, like "2/3"'))
    return Fraction(int(found[1]), int(found[2]))


def length(*units: Unit) -> Reader[Length]:
    def read_length(value: object, path: str) -> Length:
        content = record(value, path)
        named = [unit for unit in units if unit in content.given()]
        if len(named) != 1 or len(content.given()) != 1:
            raise WrongInput(path, _("must be given in one of: %(units)s"), units=", ".join(units))
        return Length(named[0], content.get(named[0], whole(1)))

    return read_length

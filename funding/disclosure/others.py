"""Other people's names and addresses do not leave the house with somebody's own data."""

import re
from collections import defaultdict
from itertools import dropwhile
from typing import Any
from unicodedata import normalize

from django.utils.translation import gettext

from funding.people.models import User

PART = re.compile(r"\w+|\s+|[^\w\s]")
WORD = re.compile(r"\w")
Called = tuple[str, ...]


class Others:
    """Everybody but one person, known by name and e-mail address, however spaced or capitalised. One query."""

    def __init__(self, person: User) -> None:
        self._instead = gettext("[another person]")
        people = User.objects.exclude(pk=person.pk).values_list("name", "email").iterator()
        own = {_called(person.name), _called(person.email)}
        self._known = {_called(part) for pair in people for part in pair} - own - {()}
        lengths: dict[str, set[int]] = defaultdict(set)
        for called in self._known:
            lengths[called[0]].add(len(called))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def left_out(self, value: Any) -> Any:
        """The value with each of their names and addresses replaced, also inside lists and objects."""
        match value:
            case str():
                return self._replaced(value)
            case dict():
                return {name: self.left_out(part) for name, part in value.items()}
            case list():
                return [self.left_out(part) for part in value]
        return value

    def _replaced(self, text: str) -> str:
        parts = _parts(text)
        alike, said, at = _alike(parts), [], 0
        while at < len(parts):
            known = self._length_at(alike, at)
            said.append(self._instead if known else parts[at])
            at += known or 1
        return "".join(said)

    def _length_at(self, alike: Called, at: int) -> int:
        """Of the longest name that begins here, in parts; 0 if none does."""
        lengths = self._lengths.get(alike[at], ())
        return next((length for length in lengths if alike[at : at + length] in self._known), 0)


def _called(name: str) -> Called:
    """From its first word on."""
    return tuple(dropwhile(lambda part: not WORD.match(part), _alike(_parts(name.strip()))))


def _parts(text: str) -> list[str]:
    return PART.findall(normalize("NFC", text))


def _alike(parts: list[str]) -> Called:
    return tuple(" " if part.isspace() else normalize("NFC", part.casefold()) for part in parts)

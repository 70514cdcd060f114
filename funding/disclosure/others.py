"""Other people's names and addresses do not leave the house with somebody's own data."""

import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext

from funding.people.models import User

WORD = re.compile(r"\w+")


class Others:
    """Everybody but one person, known by name and e-mail address. One query."""

    def __init__(self, person: User) -> None:
        self._known: dict[str, list[str]] = defaultdict(list)
        self._instead = gettext("[another person]")
        own = {person.name, person.email}
        for pair in User.objects.exclude(pk=person.pk).values_list("name", "email").iterator():
            for called in {part for part in pair if part} - own:
                if first := WORD.search(called):
                    self._known[first[0]].append(called[first.start() :])
        for names in self._known.values():
            names.sort(key=len, reverse=True)

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
        parts, end = [], 0
        for word in WORD.finditer(text):
            if word.start() >= end and (name := self._name_at(text, word)):
                parts += [text[end : word.start()], self._instead]
                end = word.start() + len(name)
        return "".join([*parts, text[end:]])

    def _name_at(self, text: str, word: re.Match[str]) -> str | None:
        for name in self._known.get(word[0], ()):
            after = text[word.start() + len(name) :][:1]
            if text.startswith(name, word.start()) and not (after.isalnum() or after == "_"):
                return name
        return None

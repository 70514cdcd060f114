"""What a section of the disclosure reads: its rows, and of each row only what concerns the person."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, Exists, F, Func, JSONField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from funding.people.models import User
from workflows import clock
from workflows.reading import opened_and_readable, readable_cases

AT_ONCE = 500  # rows fetched from the server's cursor at a time
OPENED = "open"  # the move of a case's first event
Column = str | Callable[[User], Any]


@dataclass(frozen=True)
class Section:
    """`by`: the columns of the table that point to the person, or hold their address. `columns`: name → what of a row
    concerns them, as a path or as an expression made for the person. Nothing else of the row is disclosed. `inside`:
    the columns are lists of {"person", …}. `theirs`: which rows, where the columns by themselves do not say it."""

    key: str
    title: str | Promise
    model: str
    by: tuple[str, ...]
    columns: Mapping[str, Column]
    by_address: bool = False
    inside: bool = False
    theirs: Callable[[User], Q] | None = None

    def rows(self, person: User) -> Iterator[dict[str, Any]]:
        """One query, streamed, beside what `theirs` asks."""
        if self.theirs:
            return self._of(person, self.theirs(person))
        meant: Any = person.email if self.by_address else person.pk
        if self.inside:
            theirs = reduce(or_, (Q(**{f"{column}__contains": [{"person": meant}]}) for column in self.by))
            return self._of(person, theirs)
        return self._of(person, reduce(or_, (Q(**{column: meant}) for column in self.by)))

    def _of(self, person: User, theirs: Q) -> Iterator[dict[str, Any]]:
        found = apps.get_model(self.model).objects.filter(theirs).order_by("pk")
        wanted = {f"_{name}": F(each) if isinstance(each, str) else each(person) for name, each in self.columns.items()}
        for row in found.values(**wanted).iterator(chunk_size=AT_ONCE):
            yield {name: row[f"_{name}"] for name in self.columns}


def place(path: str) -> Callable[[User], Any]:
    """What the place of a desk is called; a seat is called by its body."""

    def named(_person: User) -> Any:
        names = (("Region", "name"), ("Organisation", "name"), ("Body", "name"), ("Seat", "body__name"))
        of = [
            Subquery(apps.get_model("funding", model).objects.filter(place=OuterRef(path)).values(name)[:1])
            for model, name in names
        ]
        return Coalesce(*of, output_field=CharField())

    return named


def own_words(person: User) -> Any:
    """What was said, where the person said it and not somebody for them."""
    words = apps.get_model("workflows.EventWords").objects.filter(case=OuterRef("case"), seq=OuterRef("seq"))
    return Case(When(actor=person.pk, then=Subquery(words.values("words")[:1])), output_field=JSONField())


def named_choice(_person: User) -> Any:
    """Of a named vote; a secret one keeps no trace of whose it is."""
    choices = apps.get_model("funding.Choice").objects.filter(decision=OuterRef("decision"), seat=OuterRef("seat"))
    return Subquery(choices.values("choice")[:1])


def facts_told(_person: User) -> Any:
    """Of a message that went out: what still waits, or was given up, they may have lost the right to read since."""
    return Case(When(sent_at__isnull=False, then=F("context")), output_field=JSONField())


def own_entry(column: str, name: str) -> Callable[[User], Any]:
    """Of a list of {"person", …}: what the person's own first entry holds by this name."""

    def found(person: User) -> Any:
        path = Value(f"$[*] ? (@.person == {int(person.pk)}).{name}")
        return Func(
            F(column), path, template="jsonb_path_query_first(%(expressions)s::jsonpath)", output_field=JSONField()
        )

    return found


def opened_and_read(person: User) -> Q:
    """A case that began within somebody's move, as one that stays inside until it is sent, is not therefore theirs."""
    return opened_and_readable(person.pk, clock.today())


def their_deeds(person: User) -> Q:
    """Of what began below a move of theirs, without their doing, only what they read."""
    begun = Q(move=OPENED, case__parent__isnull=False)
    read = Exists(readable_cases(person).filter(pk=OuterRef("case")))
    return (Q(actor=person.pk) | Q(acted_for=person.pk)) & (~begun | read)


def their_terms(person: User) -> Q:
    """Changes of seats that name the person, or a term they hold or held."""
    terms = apps.get_model("workflows.Holder").objects.filter(person=person.pk).values_list("pk", flat=True)
    return Q(entered__person=person.pk) | Q(entered__holder__in=list(terms))


def is_me(column: str) -> Callable[[User], Any]:
    return lambda person: Q(**{column: person.pk})
